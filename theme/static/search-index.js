// Looks through a version's index (builder/outputs/search.py): fetches only the words and passages it is asked for.
// Words are cut and folded as builder/outputs/search_terms.py does: both must agree.
const WEIGHT_BITS = 6;
const MOST_FILES = 8;
const MOST_SEARCHED = 64;
// Pages whose text is read for words in quotes.
const MOST_READ = 40;
// Passages below which words one letter away count too.
const RARE = 3;
const ASKING = new Set(("a an and are can could do does for from how i in is it its me my of on or our shall should that the there this "
  + "to was we what when where which who why will with would you your").split(" "));
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
  // Words in quotes must stand together. Words that only ask, as "how do I", count where there are no others.
  async find(query, limit) {
    const head = await this.#head;
    const all = [...new Set(words(query))];
    const telling = all.filter((word) => !head.common.includes(word));
    const said = telling.some((word) => !ASKING.has(word)) ? telling.filter((word) => !ASKING.has(word)) : telling;
    if (said.length === 0) return { total: 0, pages: [] };
    const hits = await Promise.all(said.map((word) => this.#hits(head, word)));
    let ranked = rank(head, hits, said, identifierParts(query));
    const phrases = [...query.matchAll(/["“„]([^"“”„]+)["”“]/gu)].map(([, phrase]) => words(phrase).join(" ")).filter(Boolean);
    if (phrases.length > 0) ranked = await this.#having(ranked.slice(0, MOST_READ), phrases, head);
    const pages = await Promise.all(ranked.slice(0, limit).map((page) => this.#shown(head, page)));
    return { total: ranked.length, pages };
  }

  // The pages with every phrase in their title or in one of their passages.
  async #having(ranked, phrases, head) {
    const texts = await Promise.all(ranked.map(({ page }) => this.#texts(head, page)));
    return ranked.filter(({ page }, at) => {
      const said = [page.title, ...texts[at].map(([, heading, text]) => `${heading} ${text}`)].map((text) => ` ${words(text).join(" ")} `);
      return phrases.every((phrase) => said.some((text) => text.includes(` ${phrase} `)));
    });
  }

  // Passages that have the word, another form of it, its beginning, or, if hardly any has, a word one letter away; by number.
  async #hits(head, word) {
    const found = new Map();
    const near = [];
    const look = async (numbers) => {
      for (const shard of await Promise.all(numbers.map((number) => this.#file(`words-${number}`)))) {
        for (const [term, postings] of Object.entries(shard)) {
          const closeness = likeness(term, word);
          if (closeness > 0) gather(found, postings, closeness, head.passages);
          else if (word.length > 3 && isOneAway(term, word)) near.push(postings);
        }
      }
    };
    const numbers = filesOf(head.words, word);
    await look(numbers);
    // A word whose first letters are wrong is in another file.
    if (found.size === 0 && near.length === 0 && word.length > 3 && head.words.length <= MOST_SEARCHED) {
      await look(head.words.map((_, number) => number).filter((number) => !numbers.includes(number)));
    }
    // A word that next to nobody writes may be misspelt there too.
    if (found.size < RARE) for (const postings of near) if (postings.length > 2 * found.size) gather(found, postings, 0.6, head.passages);
    return found;
  }

  async #texts(head, page) {
    const texts = await this.#file(`text-${page.file}`);
    return texts[page.number - head.pages.findIndex((other) => other.file === page.file)];
  }

  async #shown(head, { page, best }) {
    const own = await this.#texts(head, page);
    // A portable site may be in a folder that no server reads.
    const file = "portable" in document.documentElement.dataset ? "index.html" : "";
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

// The files that may hold words with that beginning, or other forms of the word; of very many, the first few.
function filesOf(borders, word) {
  const beginning = stems(word).reduce((a, b) => (a.length < b.length ? a : b));
  const first = Math.max(0, borders.findLastIndex((border) => border <= beginning));
  const numbers = [];
  for (let at = first; at < borders.length && numbers.length < MOST_FILES; at += 1) {
    if (at > first && !borders[at].startsWith(beginning)) break;
    numbers.push(at);
  }
  const own = Math.max(0, borders.findLastIndex((border) => border <= word));
  return numbers.includes(own) ? numbers : [...numbers, own];
}

function likeness(term, word) {
  if (term === word) return 1;
  if (isForm(term, word)) return 0.9;
  if (term.startsWith(word)) return 0.5 + (0.4 * word.length) / term.length;
  return 0;
}

// Whether two words are forms of one: upgrade, upgrades, upgrading.
function isForm(a, b) {
  if (a === b) return true;
  if (a[0] !== b[0] || a[1] !== b[1]) return false;
  const other = stems(b);
  return stems(a).some((stem) => other.includes(stem));
}

// A word without the endings that English adds; two where a letter may have been doubled before them. Numbers have none.
function stems(word) {
  if (word.length < 4 || /\d/.test(word)) return [word];
  const bare = word.replace(/(?<=[^s])s$/, "").replace(/ie$/, "y");
  const cut = bare.length > 5 ? bare.replace(/(?:ing|ed|er|ment|ation)$/, "") : bare.replace(/(?:ing|ed)$/, "");
  const stem = (cut.length > 2 ? cut : bare).replace(/[ey]$/, "");
  return stem.length > 3 && stem.at(-1) === stem.at(-2) && cut !== bare ? [stem, stem.slice(0, -1)] : [stem];
}

// The words in identifiers: databaseFilterPattern, AUTHENTICATION_PROVIDER.
function identifierParts(query) {
  return query.replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, "$1 $2") === query ? [] : words(query.replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, "$1 $2"));
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

// Pages that have most of the words, those first that have all, and whose title and address name them.
function rank(head, hits, said, parts) {
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
  const rarity = hits.map((found) => Math.log(1 + head.passages / Math.max(1, found.size)));
  const entries = [...scored.values()];
  const most = Math.max(0, ...entries.map((entry) => entry.words.filter(Boolean).length));
  const shown = entries.filter((entry) => entry.words.filter(Boolean).length >= Math.min(most, Math.ceil(hits.length * 0.6)));
  for (const entry of shown) {
    const covered = share(said, rarity, (_, at) => entry.words[at] > 0);
    const title = [...new Set(words(entry.page.title))];
    const address = words(decodeURIComponent(entry.page.path));
    const telling = title.filter((word) => !ASKING.has(word));
    const sought = parts.length > 0 ? [...said, ...parts] : said;
    const named = share(said, rarity, (word) => (parts.length > 0 && parts.every((part) => title.some((own) => isForm(own, part)))) || title.some((own) => isForm(own, word)));
    const placed = share(said, rarity, (word) => address.some((own) => isForm(own, word)));
    const reached = share(said, rarity, (word) => [...title, ...address].some((own) => isForm(own, word)));
    const exact = telling.length > 0 ? telling.filter((own) => sought.some((word) => isForm(own, word))).length / telling.length : 0;
    const sum = entry.words.reduce((total, score) => total + score, 0) + 0.5 * Math.max(...entry.passages.values());
    const depth = entry.page.path.split("/").length;
    entry.score = sum * (0.25 + covered ** 3) * (1 + 1.4 * named + 0.6 * placed + 1.2 * exact * Math.max(named, reached)) * (1 - 0.015 * depth);
    entry.best = [...entry.passages].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 3).map(([number]) => number);
  }
  return shown.sort((a, b) => b.score - a.score || a.page.number - b.page.number);
}

// The share of the words, weighed by how rare they are, of which something is true.
function share(said, rarity, isTrue) {
  const all = rarity.reduce((sum, weight) => sum + weight, 0) || 1;
  return said.reduce((sum, word, at) => sum + (isTrue(word, at) ? rarity[at] : 0), 0) / all;
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
