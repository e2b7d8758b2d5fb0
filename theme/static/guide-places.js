// Finds where the items of a checklist stand in the page: in order, by their words, blanks and signs left out.
const BLOCK = "p, li, td, th, dt, dd, figcaption, summary, div, section, blockquote, h1, h2, h3, h4, h5, h6";
const APART = "pre, button, nav, script, .unseen, [aria-hidden=true]";
const SENTENCE_END = /[.!?:;。！？：]["'”’)\]]*\s*$/u;
const SIGN = /[^\p{L}\p{N}]+/gu;

// Each item with functions that put an element before its words: one, or one for each way of a choice.
export function placed(article, items) {
  const blocks = textBlocks(article);
  const found = [];
  let from = { block: 0, at: 0 };
  for (const item of items) {
    const texts = item.kind === "choice" ? item.options.map((option) => option.label) : [item.text];
    const places = [];
    let next = from;
    for (const text of texts) {
      const place = find(blocks, plain(text), next);
      if (!place) break;
      places.push(place);
      next = { block: place.block, at: place.end };
    }
    if (places.length < texts.length) continue;
    // Children come after their parents, and may stand in the parent's own words.
    from = { block: places[0].block, at: places[0].end };
    const insert = places.map(({ block, at }) => (element) => blocks[block].put(at, element));
    found.push({ item, insert });
  }
  return found;
}

function plain(text) {
  return text.toLowerCase().replace(SIGN, "");
}

// The next place with these words at the beginning of a block or sentence; else the next at all.
function find(blocks, words, from) {
  let first = null;
  if (!words) return null;
  for (let block = from.block; block < blocks.length; block += 1) {
    let at = blocks[block].text.indexOf(words, block === from.block ? from.at : 0);
    for (; at >= 0; at = blocks[block].text.indexOf(words, at + 1)) {
      const place = { block, at, end: at + words.length };
      if (blocks[block].isBeginning(at)) return place;
      first ??= place;
    }
  }
  return first;
}

// The text that belongs to each block itself, not to blocks in it, and the nodes that it comes from.
function textBlocks(article) {
  const byElement = new Map();
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    const element = parent.closest(BLOCK) ?? article;
    if (!node.data.trim() || parent.closest(APART)) continue;
    if (!byElement.has(element)) byElement.set(element, new Block(element));
    byElement.get(element).add(node);
  }
  return [...byElement.values()];
}

class Block {
  text = "";
  #element;
  #nodes = [];

  constructor(element) {
    this.#element = element;
  }

  add(node) {
    this.#nodes.push({ node, start: this.text.length });
    this.text += plain(node.data);
  }

  // Whether a sentence begins there.
  isBeginning(at) {
    if (at === 0) return true;
    const { node, start } = this.#nodes.findLast((other) => other.start <= at);
    const before = node.data.slice(0, offsetOf(node, at - start));
    if (before.trim()) return SENTENCE_END.test(before);
    const last = this.#nodes.findLast((other) => other.start < at && plain(other.node.data))?.node;
    return node.previousSibling?.nodeName === "BR" || SENTENCE_END.test(this.#between(last, node) + before);
  }

  #between(from, to) {
    const nodes = this.#nodes.map((other) => other.node);
    return nodes.slice(nodes.indexOf(from), nodes.indexOf(to)).map((node) => node.data).join("");
  }

  // Before the word that begins there, and before the emphasis or link that begins with it.
  put(at, element) {
    const { node, start } = this.#nodes.findLast((other) => other.start <= at);
    const offset = offsetOf(node, at - start);
    if (offset > 0 && node.data.slice(0, offset).trim()) {
      const rest = node.splitText(offset);
      rest.before(element);
      this.#nodes.push({ node: rest, start: at });
      this.#nodes.sort((a, b) => a.start - b.start);
      return;
    }
    let before = node;
    while (before.parentElement !== this.#element && !before.previousSibling) before = before.parentElement;
    before.before(element);
  }
}

// Where in a node's text the letter stands that is the number-th but for blanks and signs.
function offsetOf(node, number) {
  let seen = 0;
  let offset = 0;
  for (const letter of node.data) {
    const size = plain(letter).length;
    if (size > 0 && seen >= number) return offset;
    seen += size;
    offset += letter.length;
  }
  return offset;
}
