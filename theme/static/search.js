// Search: opened with "/" or Ctrl-K, driven by the keyboard alone; a combobox over a list box, as ARIA describes them.
import { SearchIndex } from "./search-index.js";
import { t } from "./words.js";

const LIMIT = 12;
const PIECE = 180;

export function start([button]) {
  const search = new Search(button);
  button.dataset.ready = "";
  button.addEventListener("click", () => search.open());
  addEventListener("keydown", (event) => {
    const isShortcut = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    const isSlash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target);
    if (!isShortcut && !isSlash) return;
    event.preventDefault();
    search.open();
  });
}

function isTyping(element) {
  return element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);
}

class Search {
  #button;
  #index = null;
  #dialog = null;
  #asked = 0;

  constructor(button) {
    this.#button = button;
  }

  open() {
    this.#dialog ??= this.#made();
    if (this.#dialog.open) return;
    this.#index ??= new SearchIndex(this.#button.dataset.search);
    this.#dialog.showModal();
    this.#input.select();
  }

  get #input() { return this.#dialog.querySelector("input"); }
  get #list() { return this.#dialog.querySelector("[role=listbox]"); }
  get #more() { return this.#dialog.querySelector(".search-more"); }
  get #status() { return this.#dialog.querySelector("[role=status]"); }
  get #options() { return [...this.#list.querySelectorAll("[role=option]")]; }

  #made() {
    const dialog = element("dialog", { className: "search", ariaLabel: t("search") });
    const input = element("input", { type: "search", placeholder: t("search_version"), autocomplete: "off", spellcheck: false, enterKeyHint: "go" });
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-label": t("search_version"), "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "search-results",
    })) input.setAttribute(name, value);
    const close = element("button", { type: "button", className: "search-close", ariaLabel: `${t("escape_key")}: ${t("close_search")}`, textContent: t("escape_key") });
    const line = element("div", { className: "search-line" });
    line.append(this.#button.querySelector(".icon").cloneNode(true), input, close);
    const status = element("p", { className: "search-status", role: "status" });
    const list = element("div", { className: "search-results", id: "search-results", role: "listbox", ariaLabel: t("results") });
    const more = element("button", { type: "button", className: "search-more", textContent: t("more_results"), hidden: true });
    dialog.append(line, status, list, more);
    input.addEventListener("input", () => this.#ask());
    input.addEventListener("keydown", (event) => this.#move(event));
    close.addEventListener("click", () => dialog.close());
    // A click outside the box closes it, and so does a click on a result on this page.
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog || event.target.closest("[role=option]")) dialog.close();
    });
    document.body.append(dialog);
    return dialog;
  }

  async #ask(limit = LIMIT) {
    const query = this.#input.value;
    const number = (this.#asked += 1);
    this.#list.ariaBusy = "true";
    try {
      const found = query.trim() ? await this.#index.find(query, limit) : null;
      if (number === this.#asked) this.#show(found, query, limit);
    } catch {
      if (number !== this.#asked) return;
      this.#index = new SearchIndex(this.#button.dataset.search);
      this.#show(null, query);
      this.#status.textContent = t("search_failed");
    }
  }

  #show(found, query, limit = LIMIT) {
    const groups = (found?.pages ?? []).map((page, number) => group(page, number, found.words));
    this.#list.ariaBusy = "false";
    this.#list.replaceChildren(...groups);
    this.#list.scrollTop = 0;
    this.#options.forEach((option, number) => { option.id = `search-result-${number}`; });
    this.#input.setAttribute("aria-expanded", String(groups.length > 0));
    this.#status.textContent = found ? summary(found, query) : "";
    this.#more.hidden = !found || found.total <= found.pages.length;
    this.#more.onclick = () => {
      this.#ask(limit + LIMIT);
      this.#input.focus();
    };
    this.#choose(0);
  }

  #move(event) {
    const options = this.#options;
    const at = options.findIndex((option) => option.ariaSelected === "true");
    const steps = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: Math.min(at + 5, options.length - 1), PageUp: Math.max(at - 5, 0) };
    if (event.key === "Enter" && options[at]) {
      event.preventDefault();
      options[at].dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey: event.ctrlKey, metaKey: event.metaKey }));
    }
    if (!(event.key in steps) || options.length === 0) return;
    event.preventDefault();
    this.#choose((steps[event.key] + options.length) % options.length);
  }

  #choose(number) {
    const options = this.#options;
    options.forEach((option, other) => { option.ariaSelected = String(other === number); });
    const chosen = options[number];
    if (!chosen) return this.#input.removeAttribute("aria-activedescendant");
    this.#input.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  }
}

function summary({ total, pages }, query) {
  if (total === 0) return t("nothing_found", { query: query.trim() });
  return t(total > pages.length ? "best_pages" : "pages_found", { count: total, shown: pages.length });
}

// One page: its title, and below it each matching passage.
function group(page, number, wanted) {
  const box = element("div", { className: "search-page", role: "group" });
  const name = element("p", { className: "search-title", id: `search-page-${number}` });
  name.append(...marked(page.title, wanted));
  if (page.trail.length > 0) name.append(" ", element("small", { textContent: page.trail.join(" › ") }));
  box.setAttribute("aria-labelledby", name.id);
  box.append(name);
  for (const passage of page.passages) {
    const option = element("a", { role: "option", href: passage.url, tabIndex: -1 });
    if (passage.heading) {
      const heading = element("strong", {});
      heading.append(...marked(passage.heading, wanted));
      option.append(heading, " ");
    }
    const text = element("span", {});
    text.append(...marked(piece(passage.text, wanted), wanted));
    option.append(text);
    if (!passage.heading && !passage.text) option.prepend(page.title);
    box.append(option);
  }
  return box;
}

// The part of a text with most of the words, from the beginning of a word.
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

function element(name, properties) {
  const made = document.createElement(name);
  return Object.assign(made, properties);
}
