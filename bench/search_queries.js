// Runs the queries of standard input on a version's search index as a browser does; prints the milliseconds and the bytes
// fetched for each, the first with the index itself: node search_queries.js SCRIPT SITE VERSION
import { existsSync, readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

const [, , script, site, version] = process.argv;
let fetched = 0;
globalThis.document = { documentElement: { dataset: {} } };
globalThis.location = { href: "http://localhost/" };
globalThis.fetch = async (url) => {
  const path = site + decodeURIComponent(new URL(url).pathname);
  if (!existsSync(path)) return { ok: false, url, status: 404 };
  const data = readFileSync(path);
  fetched += gzipSync(data).length;
  return { ok: true, url, json: async () => JSON.parse(data.toString("utf-8")) };
};

const { SearchIndex } = await import(pathToFileURL(script).href);
const index = new SearchIndex(`http://localhost/${version}/search/index.json`);
const runs = [];
for (const query of readFileSync(0, "utf-8").split("\n").filter(Boolean)) {
  const [before, start] = [fetched, performance.now()];
  await index.find(query, 10);
  runs.push([performance.now() - start, fetched - before]);
}
console.log(JSON.stringify(runs));
