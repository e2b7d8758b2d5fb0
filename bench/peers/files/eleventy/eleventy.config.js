import { readFileSync } from "node:fs";
import syntaxHighlight from "@11ty/eleventy-plugin-syntaxhighlight";
import anchor from "markdown-it-anchor";

export default function (eleventy) {
  eleventy.addPlugin(syntaxHighlight);
  eleventy.amendLibrary("md", (markdown) => markdown.use(anchor));
  eleventy.addPassthroughCopy({ static: "/" });
  eleventy.addGlobalData("layout", "page.njk");
  eleventy.addWatchTarget("partials");

  let support = "";
  eleventy.on("eleventy.before", () => {
    support = readFileSync("partials/support.md", "utf8");
  });
  eleventy.addPreprocessor("support", "md", (data, content) => content.replace("<!-- support -->", support));

  eleventy.addCollection("menus", (all) => menus(all.getAll()));
  eleventy.addFilter("version", (url) => url.split("/")[1]);
  eleventy.addFilter("contents", contents);
  eleventy.addFilter("crumbs", (url) => url.split("/").filter(Boolean).slice(0, -1));

  return { dir: { input: "content", includes: "../_includes", output: "_site" }, markdownTemplateEngine: false };
}

// The menu of each version, made once and put into every page, in full.
function menus(pages) {
  const versions = {};
  for (const page of pages) {
    const [version, ...names] = page.url.split("/").filter(Boolean);
    let branch = (versions[version] ??= { below: {} });
    for (const name of names) branch = branch.below[name] ??= { below: {}, title: name };
    branch.url = page.url;
    branch.title = page.data.title;
  }
  return Object.fromEntries(Object.entries(versions).map(([name, branch]) => [name, lines(branch)]));
}

function lines(branch) {
  const below = Object.values(branch.below).sort((a, b) => (a.title < b.title ? -1 : 1));
  if (!below.length) return "";
  const line = (one) => `<li>${one.url ? `<a href="${one.url}">${escape(one.title)}</a>` : one.title}${lines(one)}</li>`;
  return `<ul>\n${below.map(line).join("\n")}\n</ul>`;
}

function escape(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

function contents(html) {
  const headings = [...html.matchAll(/<h([23]) id="([^"]*)"[^>]*>(.*?)<\/h\1>/gs)];
  return headings.map(([, level, id, text]) => `<li class="l${level}"><a href="#${id}">${text}</a></li>`).join("\n");
}
