// Sorts the pages that have the words of a query.
import { units, words } from "./search-words.js";

// The least share of the words of a query that a page must have.
const ENOUGH = 0.4;
const MOST_PASSAGES = 3;
// Folders of an address that lower a page's rank.
const MOST_DEPTH = 10;
// Closeness in a title of another form of a word, of a part of an identifier, and of all parts of the query's identifier.
const ANOTHER_FORM = 0.9;
const PART = 0.6;
const PARTS = 0.7;

// Pages with most of the words; first those with all of them, and with the words in title and address. `hits` has for each
// word the passages with it, by number, with their scores; `said` has its stems, each with its closeness.
export function rank(head, terms, hits, said) {
  const rarity = hits.map((found) => Math.log(1 + head.passages / Math.max(1, found.size)));
  const entries = entriesOf(head, hits);
  const most = entries.reduce((count, entry) => Math.max(count, wordsIn(entry)), 0);
  const shown = entries.filter((entry) => wordsIn(entry) >= Math.min(most, Math.ceil(hits.length * ENOUGH)));
  for (const entry of shown) {
    entry.score = score(entry, rarity, said, names(head, terms, entry.page));
    entry.best = [...entry.passages].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, MOST_PASSAGES).map(([number]) => number);
  }
  return shown.sort((a, b) => b.score - a.score || a.page.number - b.page.number);
}

function wordsIn(entry) {
  return entry.words.filter(Boolean).length;
}

function entriesOf(head, hits) {
  const entries = new Map();
  hits.forEach((found, word) => {
    let at = 0;
    for (const [number, fit] of [...found].sort((a, b) => a[0] - b[0])) {
      while (number >= head.pages[at].first + head.pages[at].passages) at += 1;
      const page = head.pages[at];
      const entry = entries.get(page) ?? { page, words: new Array(hits.length).fill(0), passages: new Map() };
      entry.words[word] = Math.max(entry.words[word], fit);
      entry.passages.set(number, (entry.passages.get(number) ?? 0) + fit);
      entries.set(page, entry);
    }
  });
  return [...entries.values()];
}

// The stems in a page's title and in its address, and those of the title that are not question words.
function names(head, terms, page) {
  page.names ??= {
    title: stemsIn(terms, page.title),
    forms: new Set(words(page.title)),
    telling: words(page.title).filter((word) => !head.asking.has(word)).map((word) => terms.stemsOf(word)),
    address: stemsIn(terms, decodeURIComponent(page.path)),
  };
  return page.names;
}

// The stems of a name, each with its weight: a part of an identifier weighs less than a word.
function stemsIn(terms, name) {
  const found = new Map();
  for (const { word, parts } of units(name)) {
    for (const part of parts) for (const stem of terms.stemsOf(part)) if (!found.has(stem)) found.set(stem, PART);
    for (const stem of terms.stemsOf(word)) found.set(stem, 1);
  }
  return found;
}

function score(entry, rarity, said, { title, forms, telling, address }) {
  const covered = share(rarity, (at) => (entry.words[at] > 0 ? 1 : 0));
  const inTitle = said.map((word) => closest(word, title) * (word.spelt.some((form) => forms.has(form)) ? 1 : ANOTHER_FORM));
  const inAddress = said.map((word) => closest(word, address));
  const named = share(rarity, (at) => inTitle[at]);
  const placed = share(rarity, (at) => inAddress[at]);
  const reached = share(rarity, (at) => Math.max(inTitle[at], inAddress[at]));
  const met = telling.filter((stems) => stems.some((stem) => said.some((word) => word.stems.has(stem) || word.partStems.has(stem)))).length;
  const exact = telling.length > 0 ? met / telling.length : 0;
  const everywhere = entry.words.reduce((total, fit) => total + fit, 0);
  const together = Math.max(...entry.passages.values());
  const fit = 0.7 * everywhere + 1.5 * together;
  const depth = entry.page.path.split("/").length;
  return fit * (0.25 + covered ** 1.5) * (1 + 1.2 * named + 0.6 * placed + exact * Math.max(named, reached)) * (1 - 0.05 * Math.min(depth, MOST_DEPTH));
}

// The closeness of the closest stem of a word in a name; all parts of an identifier count as the whole.
function closest({ stems, partStems }, name) {
  let best = partStems.size > 0 && [...partStems].every((stem) => name.has(stem)) ? PARTS : 0;
  for (const [stem, closeness] of stems) best = Math.max(best, closeness * (name.get(stem) ?? 0));
  return best;
}

// The share of the words that meet a condition, weighted by rarity.
function share(rarity, held) {
  const all = rarity.reduce((sum, weight) => sum + weight, 0) || 1;
  return rarity.reduce((sum, weight, at) => sum + weight * held(at), 0) / all;
}
