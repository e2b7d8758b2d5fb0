// Search: opened with Ctrl-K or "/", driven by the keyboard alone; a combobox over a list box, as ARIA describes them.
import { element } from "./element.js";
import { t } from "./words.js";

const LIMIT = 12;
// Set to "off" by readers whose speech input or fingers type a slash by chance.
const SLASH = "handrail:search-slash";

export function start([button]) {
  const search = new Search(button);
  button.dataset.ready = "";
  button.addEventListener("click", () => search.open());
  addEventListener("keydown", (event) => {
    const isShortcut = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    const isSlash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target) && isSlashOn();
    if (!isShortcut && !isSlash) return;
    event.preventDefault();
    search.open();
  });
}

function isSlashOn() {
  try {
    return localStorage.getItem(SLASH) !== "off";
  } catch {
    return true;
  }
}

function keepSlash(isOn) {
  try {
    if (isOn) localStorage.removeItem(SLASH);
    else localStorage.setItem(SLASH, "off");
  } catch {
    // Without storage, it holds until the page is left.
  }
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
    this.#index ??= this.#opened();
    this.#dialog.showModal();
    this.#input.select();
  }

  // Pages that nobody searches do without the index and its scripts.
  #opened() {
    const index = import("./search-index.js").then(({ SearchIndex }) => new SearchIndex(this.#button.dataset.search));
    index.catch(() => {});
    return index;
  }

  get #input() { return this.#dialog.querySelector("input"); }
  get #list() { return this.#dialog.querySelector("[role=listbox]"); }
  get #more() { return this.#dialog.querySelector(".search-more"); }
  get #elsewhere() { return this.#dialog.querySelector(".search-elsewhere"); }
  get #status() { return this.#dialog.querySelector("[role=status]"); }
  get #options() { return [...this.#list.querySelectorAll("[role=option]")]; }

  #made() {
    const dialog = element("dialog", { className: "search", ariaLabel: t("search") });
    const input = element("input", { type: "search", placeholder: t("search_version"), autocomplete: "off", spellcheck: false, enterKeyHint: "go" });
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-label": t("search_version"), "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "search-results",
    })) input.setAttribute(name, value);
    const close = element("button", { type: "button", className: "search-close", ariaLabel: `${t("escape_key")}: ${t("close_search")}` });
    close.append(element("kbd", { textContent: t("escape_key") }), element("span", { textContent: "✕", ariaHidden: "true" }));
    const line = element("div", { className: "search-line" });
    line.append(this.#button.querySelector(".icon").cloneNode(true), input, close);
    const status = element("p", { className: "search-status", role: "status" });
    const list = element("div", { className: "search-results", id: "search-results", role: "listbox", ariaLabel: t("results") });
    const more = element("button", { type: "button", className: "search-more", textContent: t("more_results"), hidden: true });
    const elsewhere = element("div", { className: "search-elsewhere", hidden: true });
    dialog.append(line, status, list, more, elsewhere, slashChoice());
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
      const index = await this.#index;
      const { group } = await import("./search-results.js");
      const found = query.trim() ? { ...await index.find(query, limit), group } : null;
      if (number === this.#asked) this.#show(found, query, limit);
    } catch {
      if (number !== this.#asked) return;
      this.#index = this.#opened();
      this.#show(null, query);
      this.#status.textContent = t("search_failed");
    }
  }

  #show(found, query, limit = LIMIT) {
    const groups = (found?.pages ?? []).map((page, number) => found.group(page, number, found.words));
    this.#list.ariaBusy = "false";
    this.#list.replaceChildren(...groups);
    this.#list.scrollTop = 0;
    this.#options.forEach((option, number) => { option.id = `search-result-${number}`; });
    this.#input.setAttribute("aria-expanded", String(groups.length > 0));
    this.#status.textContent = found ? summary(found, query) : "";
    this.#more.hidden = !found || found.total <= found.pages.length;
    this.#lookElsewhere(found, query);
    this.#more.onclick = () => {
      this.#ask(limit + LIMIT);
      this.#input.focus();
    };
    this.#choose(0);
  }

  // Names the versions that have pages for the query: at once if this one has none, else at a click.
  async #lookElsewhere(found, query) {
    const box = this.#elsewhere;
    const number = this.#asked;
    box.hidden = true;
    const { otherVersions } = await import("./search-elsewhere.js");
    const versions = found ? otherVersions(this.#button.dataset.search) : [];
    if (number !== this.#asked) return;
    box.hidden = versions.length === 0;
    const look = async () => {
      const hits = await Promise.all(versions.map((version) => version.find(query)));
      if (number !== this.#asked) return;
      const links = hits.filter(Boolean).map(({ title, url, total }) => element("a", { href: url, textContent: `${title} (${total})` }));
      box.replaceChildren(links.length > 0 ? t("in_other_versions") : t("nothing_in_other_versions"), ...links.flatMap((link) => [" ", link]));
    };
    if (found?.total === 0) {
      box.replaceChildren();
      look();
    } else {
      box.replaceChildren(element("button", { type: "button", textContent: t("search_other_versions"), onclick: look }));
    }
  }

  #move(event) {
    if (event.key === "Escape") {
      // A field of the type "search" would only empty itself.
      event.preventDefault();
      this.#dialog.close();
      return;
    }
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

// Whether a slash opens the search: a choice of the reader's.
function slashChoice() {
  const box = element("input", { type: "checkbox", checked: isSlashOn() });
  box.addEventListener("change", () => keepSlash(box.checked));
  const label = element("label", { className: "search-slash" });
  label.append(box, t("slash_opens"));
  return label;
}
