// Looks through a version's index (builder/outputs/search.py): fetches only the words and passages it is asked for.
// Words are cut and folded as builder/outputs/search_terms.py does: both must agree.
const WEIGHT_BITS = 6;
const MOST_FILES = 8;
// A letter of a script that puts no blank between words, or a word between such letters.
const WORD =
  /[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|(?:(?![\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])[\p{L}\p{N}]){1,32}/gu;

export function words(text) {
  const raw = text.normalize("NFC").toLowerCase().match(WORD) ?? [];
  return raw.flatMap((word) => {
    const folded = word.normalize("NFKD").replace(/\p{M}/gu, "");
    return folded.match(WORD) ?? [folded];
  });
}

export class SearchIndex {
  #folder;
  #head;
  #files = new Map();

  constructor(url) {
    this.#folder = new URL(".", new URL(url, location.href));
    this.#head = fetch(url, { cache: "no-cache" }).then(json).then((head) => {
      let first = 0;
      head.pages = head.pages.map(([path, title, passages, file], number) => {
        const page = { path, title, passages, file, first, number };
        first += passages;
        return page;
      });
      head.passages = first;
      head.titles = new Map(head.pages.map((page) => [page.path, page.title]));
      return head;
    });
  }

  // The best pages, each with its best passages: {total, pages: [{title, trail, url, passages: [{heading, url, text}]}]}.
  async find(query, limit) {
    const head = await this.#head;
    const said = [...new Set(words(query))];
    const telling = said.filter((word) => !head.common.includes(word));
    if (telling.length === 0) return { total: 0, pages: [] };
    const hits = await Promise.all(telling.map((word) => this.#hits(head, word)));
    const ranked = rank(head, hits, said);
    const pages = await Promise.all(ranked.slice(0, limit).map((page) => this.#shown(head, page)));
    return { total: ranked.length, pages };
  }

  // Passages that have the word, its beginning, or, if none has, a word one letter away; by number.
  async #hits(head, word) {
    const shards = await Promise.all(filesOf(head.words, word).map((number) => this.#file(`words-${number}`)));
    const found = new Map();
    const near = [];
    for (const shard of shards) {
      for (const [term, postings] of Object.entries(shard)) {
        const closeness = likeness(term, word);
        if (closeness > 0) gather(found, postings, closeness, head.passages);
        else if (word.length > 3 && isOneAway(term, word)) near.push(postings);
      }
    }
    if (found.size === 0) for (const postings of near) gather(found, postings, 0.4, head.passages);
    return found;
  }

  async #shown(head, { page, best }) {
    const texts = await this.#file(`text-${page.file}`);
    const own = texts[page.number - head.pages.findIndex((other) => other.file === page.file)];
    const url = new URL(`../${page.path ? page.path + "/" : ""}`, this.#folder).href;
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

// The files that may hold words with that beginning; of very many, the first few.
function filesOf(borders, word) {
  const first = Math.max(0, borders.findLastIndex((border) => border <= word));
  const numbers = [];
  for (let at = first; at < borders.length && numbers.length < MOST_FILES; at += 1) {
    if (at > first && !borders[at].startsWith(word)) break;
    numbers.push(at);
  }
  // Words one "s" shorter stand just before.
  const short = word.endsWith("s") ? Math.max(0, borders.findLastIndex((border) => border <= word.slice(0, -1))) : first;
  return numbers.includes(short) ? numbers : [short, ...numbers];
}

function likeness(term, word) {
  if (term === word) return 1;
  if (term.startsWith(word)) return 0.5 + (0.4 * word.length) / term.length;
  if (word.length > 3 && word === `${term}s`) return 0.9;
  return 0;
}

// Rare words weigh more: the usual inverse of the share of passages that have it.
function gather(found, postings, closeness, passages) {
  const rarity = Math.log(1 + passages / postings.length);
  let packed = 0;
  for (const distance of postings) {
    packed += distance;
    const number = packed >> WEIGHT_BITS;
    const weight = packed & (2 ** WEIGHT_BITS - 1);
    const score = closeness * rarity * (weight / (weight + 4));
    if (score > (found.get(number) ?? 0)) found.set(number, score);
  }
}

// Pages that have every word; if there is none, those that have most.
function rank(head, hits, said) {
  const scored = new Map();
  hits.forEach((found, word) => {
    let at = 0;
    for (const [number, score] of [...found].sort((a, b) => a[0] - b[0])) {
      while (number >= head.pages[at].first + head.pages[at].passages) at += 1;
      const page = head.pages[at];
      const entry = scored.get(page) ?? { page, words: new Array(hits.length).fill(0), passages: new Map() };
      entry.words[word] = Math.max(entry.words[word], score);
      entry.passages.set(number, (entry.passages.get(number) ?? 0) + score);
      scored.set(page, entry);
    }
  });
  const entries = [...scored.values()];
  for (const entry of entries) {
    entry.has = entry.words.filter(Boolean).length;
    entry.score = entry.words.reduce((sum, score) => sum + score, 0) + 0.5 * Math.max(...entry.passages.values());
    const title = words(entry.page.title);
    if (said.every((word) => title.some((other) => other.startsWith(word)))) entry.score *= title.length === said.length ? 2 : 1.4;
    entry.best = [...entry.passages].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 3).map(([number]) => number);
  }
  const most = Math.max(0, ...entries.map((entry) => entry.has));
  return entries.filter((entry) => entry.has === most).sort((a, b) => b.score - a.score || a.page.number - b.page.number);
}

// The titles of the pages above.
function trail(head, page) {
  const parts = page.path.split("/").slice(0, -1);
  return parts.map((_, end) => head.titles.get(parts.slice(0, end + 1).join("/"))).filter(Boolean);
}

// Whether one letter more, less, other, or two exchanged make one word of the other.
function isOneAway(a, b) {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  const [x, y] = [a.slice(start), b.slice(start)];
  return x.slice(1) === y || x === y.slice(1) || x.slice(1) === y.slice(1)
    || (x[0] === y[1] && x[1] === y[0] && x.slice(2) === y.slice(2));
}
