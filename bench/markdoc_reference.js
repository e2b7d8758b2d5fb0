// Times the reference over the files named on standard input, one a line: parse, transform and render each.
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const Markdoc = require(path.join(__dirname, "../tests/markdoc/reference/node_modules/@markdoc/markdoc"));

const files = fs.readFileSync(0, "utf8").split("\n").filter(Boolean);
const texts = files.map((file) => fs.readFileSync(file, "utf8"));
const tokenizer = new Markdoc.Tokenizer({ allowComments: true });

const started = performance.now();
const trees = texts.map((text) => Markdoc.parse(tokenizer.tokenize(text)));
const parsed = performance.now();
for (const tree of trees) Markdoc.renderers.html(Markdoc.transform(tree, {}));
const rendered = performance.now();

console.log(JSON.stringify({ parse: (parsed - started) / 1000, render: (rendered - parsed) / 1000 }));
