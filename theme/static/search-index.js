// Searches a version's index (builder/outputs/search.py) and fetches only the words and passages that it needs.
import { rank } from "./search-rank.js";
import { Terms } from "./search-terms.js";
import { inOrder, units } from "./search-words.js";

const WEIGHT_BITS = 6;
// Files of words that are fetched for one word.
const MOST_FILES = 8;
// Pages whose text is read to see how close the words are in it, and how much that counts.
const MOST_COMPARED = 24;
const TOGETHER = 2;
const FEW_PAIRS = 3;
// Pages whose text is read for words in quotes.
const MOST_READ = 40;
// With fewer passages than this, similar spellings count too.
const RARE = 3;
const COMPOUND = 0.9;
// The closeness of an abbreviation to the words that it is made of, and how many words those may be.
const ABBREVIATION = 0.7;
const FEWEST_LETTERS = 3;
const MOST_LETTERS = 5;
const MISSPELT = [1, 0.6, 0.4];

export class SearchIndex {
  #folder;
  #head;
  #terms;
  #files = new Map();

  constructor(url) {
    this.#folder = new URL(".", new URL(url, location.href));
    this.#head = fetch(url, { cache: "no-cache" }).then(json).then(read);
    this.#terms = Promise.all([this.#head, this.#head.then(() => this.#file("terms"))]).then(([head, lines]) => new Terms(lines, head.endings));
    this.#terms.catch(() => {});
  }

  // The best pages, each with its best passages: {total, pages: [{title, trail, url, passages: [{heading, url, text}]}], words}.
  // Words in quotes must be next to each other. Question words, as in "how do I", count only if there are no others.
  async find(query, limit) {
    const [head, terms] = await Promise.all([this.#head, this.#terms]);
    const said = telling(head, meant(head, terms, query));
    if (said.length === 0) return { total: 0, pages: [], words: [] };
    const hits = await Promise.all(said.map((word) => this.#hits(head, terms, word)));
    let ranked = rank(head, terms, hits, said);
    ranked = await this.#together(head, terms, ranked, query);
    const phrases = [...query.matchAll(/["“„«]([^"“”„«»]+)["”“»]/gu)].map(([, phrase]) => inOrder(phrase)).filter((phrase) => phrase.trim());
    if (phrases.length > 0) ranked = await this.#having(ranked.slice(0, MOST_READ), phrases, head);
    const pages = await Promise.all(ranked.slice(0, limit).map((page) => this.#shown(head, page)));
    return { total: ranked.length, pages, words: terms.formsOf(said.flatMap(({ stems }) => [...stems.keys()])) };
  }

  // Sorts the first pages again: pages whose text has the words of the query next to each other come first.
  async #together(head, terms, ranked, query) {
    const said = inOrder(query).trim().split(" ").map((word) => new Set([word, ...terms.formsOf(terms.stemsOf(word))]));
    if (said.length < 2) return ranked;
    const first = ranked.slice(0, MOST_COMPARED);
    const texts = await Promise.all(first.map(({ page }) => this.#texts(head, page)));
    first.forEach((entry, at) => {
      const shares = texts[at].map(([, heading, text]) => pairs(said, inOrder(`${heading} ${text}`).trim().split(" ")));
      entry.score *= 1 + TOGETHER * Math.max(...shares);
    });
    return [...first.sort((a, b) => b.score - a.score || a.page.number - b.page.number), ...ranked.slice(MOST_COMPARED)];
  }

  // The pages with every phrase in their title or in one of their passages.
  async #having(ranked, phrases, head) {
    const texts = await Promise.all(ranked.map(({ page }) => this.#texts(head, page)));
    return ranked.filter(({ page }, at) => {
      const said = [page.title, ...texts[at].map(([, heading, text]) => `${heading} ${text}`)].map(inOrder);
      return phrases.every((phrase) => said.some((text) => text.includes(phrase)));
    });
  }

  // The passages with a stem of a word, by number, each with its score.
  async #hits(head, terms, { word, stems, isIdeographs }) {
    const hits = new Map();
    let own = 0;
    const look = async (more, enough) => {
      const found = await this.#postings(head, more, isIdeographs && word.length === 1);
      for (const [, closeness, postings] of found) if (closeness === 1) own = Math.max(own, postings.length);
      for (const [, closeness, postings] of found) {
        // A longer word is not rarer than its beginning.
        if (postings.length > enough) gather(hits, postings, closeness * Math.log(1 + head.passages / Math.max(own, postings.length)));
      }
    };
    await look(stems, 0);
    // A word that hardly any passage has may be a misspelling there too.
    if (hits.size < RARE && !isIdeographs) {
      const near = new Map([...misspelt(terms, word)].filter(([stem]) => !stems.has(stem)));
      await look(near, 2 * hits.size);
      for (const [stem, closeness] of near) stems.set(stem, closeness);
    }
    return hits;
  }

  // The passages of stems, as [stem, closeness, postings]; on request of all stems with that beginning.
  async #postings(head, stems, isBeginning) {
    const numbers = new Map();
    for (const stem of stems.keys()) for (const number of filesOf(head.words, stem, isBeginning)) numbers.set(number, null);
    const files = await Promise.all([...numbers.keys()].slice(0, MOST_FILES).map((number) => this.#file(`words-${number}`)));
    return files.flatMap((file) => {
      if (!isBeginning) return [...stems].filter(([stem]) => Object.hasOwn(file, stem)).map(([stem, closeness]) => [stem, closeness, file[stem]]);
      const [beginning] = stems.keys();
      return Object.entries(file).filter(([stem]) => stem.startsWith(beginning)).map(([stem, postings]) => [stem, 1, postings]);
    });
  }

  async #texts(head, page) {
    const texts = await this.#file(`text-${page.file}`);
    return texts[page.number - head.firstPage[page.file]];
  }

  async #shown(head, { page, best }) {
    const own = await this.#texts(head, page);
    // A portable site may be opened from a folder without a server.
    const file = "portable" in (globalThis.document?.documentElement.dataset ?? {}) ? "index.html" : "";
    const url = new URL(`../${page.path ? page.path + "/" : ""}${file}`, this.#folder).href;
    const passages = best.map((number) => {
      const [anchor, heading, text] = own[number - page.first];
      return { heading, text, url: anchor ? `${url}#${encodeURIComponent(anchor)}` : url };
    });
    return { title: page.title, trail: trail(head, page), url, passages };
  }

  async #file(name) {
    if (!this.#files.has(name)) {
      const { digest } = await this.#head;
      this.#files.set(name, fetch(new URL(`${name}.json?${digest}`, this.#folder)).then(json));
    }
    return this.#files.get(name);
  }
}

function json(response) {
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  return response.json();
}

function read(head) {
  let first = 0;
  head.firstPage = [];
  head.pages = head.pages.map(([path, title, passages, file], number) => {
    const page = { path, title, passages, file, first, number };
    first += passages;
    head.firstPage[file] ??= number;
    return page;
  });
  head.passages = first;
  head.titles = new Map(head.pages.map((page) => [page.path, page.title]));
  head.common = new Set(head.common);
  head.asking = new Set(head.asking);
  return head;
}

// The words of a query, each with its stems and their closeness: its own stem, while it is typed those that begin with it,
// else those with a similar spelling. An identifier that no page has is searched by its parts.
function meant(head, terms, query) {
  const said = units(query).flatMap((unit) => (unit.parts.length === 0 || terms.has(unit.word) ? [unit] : unit.parts.map((word) => ({ ...unit, word, parts: [] }))));
  const unique = [...new Map(said.map((unit) => [unit.word, unit])).values()];
  const known = unique.map((unit, at) => {
    const partStems = new Set(unit.parts.flatMap((part) => terms.stemsOf(part)));
    const stems = meanings(terms, unit, at === unique.length - 1 && !/\s$/u.test(query));
    if (stems.size > 0) return { ...unit, partStems, stems, spelt: [unit.word] };
    const near = terms.near(unit.word);
    return { ...unit, partStems, stems: new Map(near.map(([stem, slips]) => [stem, MISSPELT[slips]])), spelt: near.map(([, , form]) => form) };
  });
  // "back up" also finds "backup" if a page has that.
  for (let at = 1; at < known.length; at += 1) {
    const compound = known[at - 1].word + known[at].word;
    if (known[at].isIdeographs || !terms.has(compound)) continue;
    for (const stem of terms.stemsOf(compound)) for (const unit of [known[at - 1], known[at]]) unit.stems.set(stem, COMPOUND);
  }
  abbreviate(head, terms, known);
  return known;
}

// "single sign on" also finds "SSO" if a page has that; a question word before the last word makes no abbreviation.
function abbreviate(head, terms, known) {
  for (let from = 0; from < known.length; from += 1) {
    for (let to = from + FEWEST_LETTERS; to <= Math.min(known.length, from + MOST_LETTERS); to += 1) {
      const some = known.slice(from, to);
      const letters = some.map(({ word }) => word[0]).join("");
      if (some.slice(0, -1).some(({ word }) => head.asking.has(word))) break;
      if (some.some(({ isIdeographs }) => isIdeographs) || !terms.has(letters)) continue;
      for (const stem of terms.stemsOf(letters)) {
        for (const { stems } of some) if (!stems.has(stem)) stems.set(stem, ABBREVIATION);
      }
    }
  }
}

function meanings(terms, { word, isIdeographs }, isTyped) {
  if (isIdeographs) return new Map([[word, 1]]);
  const stems = new Map(terms.stemsOf(word).map((stem) => [stem, 1]));
  if (word.length > 1 && (isTyped || stems.size === 0)) {
    for (const [stem, share] of terms.beginning(word)) if (!stems.has(stem)) stems.set(stem, 0.5 + 0.4 * share);
  }
  return stems;
}

function misspelt(terms, word) {
  return new Map(terms.near(word).map(([stem, distance]) => [stem, MISSPELT[distance]]));
}

// The significant words: without words that most pages have and question words, unless there are no others.
function telling(head, said) {
  const rare = said.filter(({ stems }) => !isCommon(head, stems));
  return rare.some(({ word }) => !head.asking.has(word)) ? rare.filter(({ word }) => !head.asking.has(word)) : rare;
}

function isCommon(head, stems) {
  const best = Math.max(0, ...stems.values());
  return [...stems].some(([stem, closeness]) => closeness === best && head.common.has(stem));
}

// The share of neighbouring words of a query that are neighbours in a text too; a single pair may be chance.
function pairs(said, text) {
  const found = new Set();
  for (let at = 1; at < text.length; at += 1) {
    for (let word = 1; word < said.length; word += 1) {
      if (said[word].has(text[at]) && said[word - 1].has(text[at - 1])) found.add(word);
    }
  }
  return (found.size / (said.length - 1)) * (found.size / (found.size + FEW_PAIRS));
}

// The files that may contain a word, or words with that beginning; only the first few of very many.
function filesOf(borders, word, isBeginning) {
  const first = Math.max(0, borders.findLastIndex((border) => border <= word));
  const numbers = [first];
  for (let at = first + 1; isBeginning && at < borders.length && numbers.length < MOST_FILES && borders[at].startsWith(word); at += 1) numbers.push(at);
  return numbers;
}

// Adds the passages with a word. Rare words weigh more: the weight is the inverse of the share of passages with it.
function gather(found, postings, rarity) {
  let packed = 0;
  for (const distance of postings) {
    packed += distance;
    const number = packed >> WEIGHT_BITS;
    const weight = packed & (2 ** WEIGHT_BITS - 1);
    const fit = rarity * (weight / (weight + 4));
    if (fit > (found.get(number) ?? 0)) found.set(number, fit);
  }
}

// The titles of the pages above.
function trail(head, page) {
  const parts = page.path.split("/").slice(0, -1);
  return parts.map((_, end) => head.titles.get(parts.slice(0, end + 1).join("/"))).filter(Boolean);
}
