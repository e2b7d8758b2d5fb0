// Answers, line by line, what the reference makes of a document.
//
// A request: {"text", "config", "options", "want"}; config and options in the reference's JSON shape, the
// texts of partials under config.partials, parse's own arguments (slots, conditionalTags) among the options.
// An answer: {"html", "errors", "messages"}, those of "tree", "formatted" that are wanted, or {"threw"}.
"use strict";

const Markdoc = require("@markdoc/markdoc");
const readline = require("node:readline");

function parsed(text, options, file) {
  const tokenizer = new Markdoc.Tokenizer(options);
  const { slots, conditionalTags } = options;
  return Markdoc.parse(tokenizer.tokenize(text), { file, slots, conditionalTags });
}

const TYPES = { Class: null, Id: null };

function withTypes(schemas) {
  const attributes = Markdoc.globalAttributes;
  TYPES.Class = attributes.class.type;
  TYPES.Id = attributes.id.type;
  for (const schema of Object.values(schemas || {}))
    for (const attribute of Object.values(schema.attributes || {}))
      if (TYPES[attribute.type]) attribute.type = TYPES[attribute.type];
  return schemas;
}

function answer({ text, config = {}, options = {}, want = [] }) {
  const settings = { ...config, partials: {}, tags: withTypes(config.tags), nodes: withTypes(config.nodes) };
  for (const [file, content] of Object.entries(config.partials || {}))
    settings.partials[file] = parsed(content, options, file);
  const ast = parsed(text, options);
  const result = {};
  const errors = Markdoc.validate(ast, settings);
  result.errors = errors.map(({ lines, error }) => [error.id, error.level, lines]);
  result.messages = errors.map(({ error }) => error.message);
  const tree = Markdoc.transform(ast, settings);
  result.html = Markdoc.renderers.html(tree);
  if (want.includes("tree")) result.tree = tree;
  if (want.includes("formatted")) {
    const formatted = Markdoc.format(ast);
    result.formatted = formatted;
    result.formattedHtml = Markdoc.renderers.html(Markdoc.transform(parsed(formatted, options), settings));
  }
  return result;
}

readline.createInterface({ input: process.stdin, terminal: false }).on("line", (line) => {
  let result;
  try {
    result = answer(JSON.parse(line));
  } catch (error) {
    result = { threw: String(error && error.message) };
  }
  process.stdout.write(JSON.stringify(result) + "\n");
});
