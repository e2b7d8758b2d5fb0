// Applies the changes of a page's source to the open page, and keeps everything else: typed text, opened details,
// focus, scroll position, and elements that the theme's scripts added.
//
// A copy of the source is kept, each of its nodes bound to the node of the page that was made of it. A new source is
// compared with the copy, not with the page, so that only what its author changed is touched.

const MOST_COMPARED = 40000;
const OF_SOURCE = ["lang", "dir"];

// Parts whose scripts know them as a whole: they are put in whole when lines of them come or go.
const WHOLE = ".menu, .contents, .code-preview";
const TABS = ".tabs, .tab-list";

export class Source {
  #copy;
  #live = new WeakMap();
  #bound = new WeakSet();
  #changed = new Set();

  constructor(page) {
    this.#copy = page.documentElement.cloneNode(true);
    // A script that runs before the first paint may have set the others.
    for (const { name } of [...this.#copy.attributes]) if (!OF_SOURCE.includes(name)) this.#copy.removeAttribute(name);
    this.#bind(this.#copy, page.documentElement);
  }

  // Accepts a new source; false if the page must be reloaded for it.
  take(next) {
    if (scripts(next.documentElement) !== scripts(this.#copy)) return false;
    const focused = document.activeElement;
    const [id, place] = [focused?.id, focused?.getAttribute?.("href")];
    this.#changed.clear();
    this.#morph(this.#copy, next.documentElement);
    for (const element of this.#changed) this.#replaceWhole(element);
    if (focused && !focused.isConnected) refocus(id, place);
    return true;
  }

  #bind(copy, live) {
    this.#live.set(copy, live);
    this.#bound.add(live);
    for (let i = 0; i < copy.childNodes.length; i++) this.#bind(copy.childNodes[i], live.childNodes[i]);
  }

  #morph(old, next) {
    if (old.nodeType !== Node.ELEMENT_NODE) {
      if (old.data !== next.data) old.data = this.#live.get(old).data = next.data;
      return;
    }
    this.#attributes(old, next);
    const pairs = aligned([...old.childNodes], [...next.childNodes]);
    let before = null;
    for (const [mine, theirs] of pairs) {
      if (!theirs) this.#remove(mine);
      else if (!mine) before = this.#insert(old, theirs, before);
      else {
        before = mine;
        if (!mine.isEqualNode(theirs)) this.#morph(mine, theirs);
      }
    }
  }

  #attributes(old, next) {
    const live = this.#live.get(old);
    if (old.matches('link[rel="stylesheet"]') && old.getAttribute("href") !== next.getAttribute("href")) {
      this.#swapSheet(old, next);
      return;
    }
    for (const { name, value } of [...next.attributes]) {
      if (old.getAttribute(name) === value) continue;
      if (name === "class") swapClasses(live, old.classList, next.classList);
      else live.setAttribute(name, value);
      old.setAttribute(name, value);
    }
    for (const { name } of [...old.attributes]) {
      if (next.hasAttribute(name)) continue;
      if (name === "class") swapClasses(live, old.classList, []);
      else live.removeAttribute(name);
      old.removeAttribute(name);
    }
  }

  // The new sheet comes before the old one goes: the page is never without.
  #swapSheet(old, next) {
    const gone = this.#live.get(old);
    const fresh = document.importNode(next, true);
    fresh.addEventListener("load", () => gone.remove());
    fresh.addEventListener("error", () => gone.remove());
    gone.after(fresh);
    for (const { name, value } of [...next.attributes]) old.setAttribute(name, value);
    this.#live.set(old, fresh);
    this.#bound.add(fresh);
  }

  #insert(parent, theirs, before) {
    const copy = document.importNode(theirs, true);
    const live = document.importNode(theirs, true);
    this.#bind(copy, live);
    const holder = this.#live.get(parent);
    const after = before && this.#within(holder, this.#live.get(before));
    if (after) after.after(live);
    else holder.prepend(live);
    if (before) before.after(copy);
    else parent.prepend(copy);
    this.#note(parent);
    if (live.nodeType === Node.ELEMENT_NODE) announce(live);
    return copy;
  }

  #remove(copy) {
    const live = this.#live.get(copy);
    const holder = this.#live.get(copy.parentNode);
    (this.#within(holder, live) ?? live).remove();
    this.#note(copy.parentNode);
    copy.remove();
  }

  // The child of `holder` that holds a node: a script may have put a button around an image.
  #within(holder, node) {
    let at = node;
    while (at && at.parentNode !== holder) {
      at = at.parentNode;
      if (!at || this.#bound.has(at)) return null;
    }
    return at;
  }

  #note(parent) {
    const whole = parent.closest(WHOLE) ?? (parent.matches(TABS) && parent.closest(".tabs"));
    if (whole) this.#changed.add(whole);
  }

  #replaceWhole(copy) {
    const old = this.#live.get(copy);
    if (!old.isConnected) return;
    const fresh = document.importNode(copy, true);
    const [top, open] = [old.scrollTop, old.open];
    this.#bind(copy, fresh);
    old.replaceWith(fresh);
    if (open) fresh.open = true;
    fresh.scrollTop = top;
    announce(fresh);
  }
}

// The theme's scripts do for new elements what they did for the page.
function announce(element) {
  document.dispatchEvent(new CustomEvent("handrail:inserted", { detail: { element } }));
}

function scripts(root) {
  return [...root.querySelectorAll("script[src]")].map((script) => script.getAttribute("src")).join("\n");
}

function swapClasses(live, old, next) {
  for (const name of [...old]) if (![...next].includes(name)) live.classList.remove(name);
  live.classList.add(...next);
}

function refocus(id, place) {
  const again = (id && document.getElementById(id))
    || (place && [...document.querySelectorAll("a[href]")].find((link) => link.getAttribute("href") === place));
  again?.focus?.({ preventScroll: true });
}

// Pairs of the children of two elements, in the new order; removed children keep their position.
function aligned(old, next) {
  let start = 0;
  while (start < old.length && start < next.length && old[start].isEqualNode(next[start])) start++;
  let [oldEnd, nextEnd] = [old.length, next.length];
  while (oldEnd > start && nextEnd > start && old[oldEnd - 1].isEqualNode(next[nextEnd - 1])) oldEnd--, nextEnd--;
  const pairs = [];
  for (let i = 0; i < start; i++) pairs.push([old[i], next[i]]);
  pairs.push(...between(old.slice(start, oldEnd), next.slice(start, nextEnd)));
  for (let i = 0; oldEnd + i < old.length; i++) pairs.push([old[oldEnd + i], next[nextEnd + i]]);
  return pairs;
}

// The longest common run of equal nodes holds; between its members, nodes of the same kind are paired in turn.
function between(old, next) {
  if (old.length * next.length > MOST_COMPARED) return alike(old, next);
  const same = old.map((a) => next.map((b) => a.isEqualNode(b)));
  const longest = Array.from({ length: old.length + 1 }, () => new Uint16Array(next.length + 1));
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = next.length - 1; j >= 0; j--) {
      longest[i][j] = same[i][j] ? longest[i + 1][j + 1] + 1 : Math.max(longest[i + 1][j], longest[i][j + 1]);
    }
  }
  const pairs = [];
  let [i, j, fromOld, fromNext] = [0, 0, 0, 0];
  while (i < old.length && j < next.length) {
    if (same[i][j]) {
      pairs.push(...alike(old.slice(fromOld, i), next.slice(fromNext, j)), [old[i++], next[j++]]);
      [fromOld, fromNext] = [i, j];
    } else if (longest[i + 1][j] >= longest[i][j + 1]) i++;
    else j++;
  }
  return [...pairs, ...alike(old.slice(fromOld), next.slice(fromNext))];
}

function alike(old, next) {
  const pairs = [];
  let at = 0;
  for (const theirs of next) {
    const found = old.findIndex((mine, index) => index >= at && kind(mine) === kind(theirs));
    if (found < 0) pairs.push([null, theirs]);
    else {
      for (; at < found; at++) pairs.push([old[at], null]);
      pairs.push([old[at++], theirs]);
    }
  }
  for (; at < old.length; at++) pairs.push([old[at], null]);
  return pairs;
}

function kind(node) {
  return `${node.nodeName} ${node.id ?? ""}`;
}
