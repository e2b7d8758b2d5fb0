// The reference implementation, with nothing around it: each page is parsed, transformed, rendered and written.
import Markdoc from "@markdoc/markdoc";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const pages = readdirSync("content", { recursive: true }).filter((path) => path.endsWith(".md"));
const partials = { "/support.md": Markdoc.parse(readFileSync("content/partials/support.md", "utf8")) };
const tokenizer = new Markdoc.Tokenizer({ allowComments: true });

for (const page of pages) {
  const tree = Markdoc.parse(tokenizer.tokenize(readFileSync(join("content", page), "utf8")));
  const path = join("out", page.replace(/\.md$/, ".html"));
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, Markdoc.renderers.html(Markdoc.transform(tree, { partials })));
}
