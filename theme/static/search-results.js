// Shows what a search has found.
import { element } from "./element.js";

const PIECE = 180;

// One page: a link to it, and below it one to each section that fits.
export function group(page, number, wanted) {
  const box = element("div", { className: "search-page", role: "group" });
  const title = element("strong", { className: "search-title", id: `search-page-${number}` });
  title.append(...marked(page.title, wanted));
  box.setAttribute("aria-labelledby", title.id);
  const lead = page.passages.find((passage) => passage.url === page.url);
  const first = option(page.url, title);
  if (page.trail.length > 0) first.append(" ", element("small", { textContent: page.trail.join(" › ") }));
  if (lead?.text) first.append(" ", shownText(lead.text, wanted));
  box.append(first);
  for (const passage of page.passages) {
    if (passage === lead) continue;
    const heading = element("strong", {});
    heading.append(element("span", { className: "unseen", textContent: `${page.title}: ` }), ...marked(passage.heading, wanted));
    const link = option(passage.url, heading);
    if (passage.text) link.append(" ", shownText(passage.text, wanted));
    box.append(link);
  }
  return box;
}

function option(url, heading) {
  const link = element("a", { role: "option", href: url, tabIndex: -1 });
  link.append(heading);
  return link;
}

function shownText(text, wanted) {
  const shown = element("span", {});
  shown.append(...marked(piece(text, wanted), wanted));
  return shown;
}

// As much of a text as has most of the words, from a word's beginning.
function piece(text, wanted) {
  if (text.length <= PIECE) return text;
  const lower = text.toLowerCase();
  const places = wanted.flatMap((word) => occurrences(lower, word));
  const near = (place) => new Set(places.filter(([at]) => at >= place && at < place + PIECE - 40).map(([, word]) => word)).size;
  const best = places.map(([at]) => at).sort((a, b) => near(b) - near(a) || a - b)[0] ?? 0;
  const start = best < 40 ? 0 : text.indexOf(" ", best - 40) + 1;
  const cut = text.slice(start, start + PIECE);
  return (start > 0 ? "… " : "") + cut.slice(0, cut.lastIndexOf(" ") > 0 ? cut.lastIndexOf(" ") : PIECE) + " …";
}

function occurrences(text, word) {
  const found = [];
  for (let at = text.indexOf(word); at >= 0 && found.length < 20; at = text.indexOf(word, at + word.length)) found.push([at, word]);
  return found;
}

function marked(text, wanted) {
  if (wanted.length === 0) return [text];
  const escaped = wanted.map((word) => word.replace(/[^\p{L}\p{N}]/gu, "")).sort((a, b) => b.length - a.length);
  const pattern = new RegExp(`((?<![\\p{L}\\p{N}])(?:${escaped.join("|")})[\\p{L}\\p{N}]*)`, "giu");
  return text.split(pattern).map((part, at) => (at % 2 ? element("mark", { textContent: part }) : part));
}
