// A guide's checklist on its page: check boxes, progress, fields for values, results to export.
import { Bar, Panel, countSections, make } from "./guide-panel.js";
import { TICK, Ticks } from "./guide-results.js";
import { Values } from "./guide-values.js";
import { t } from "./words.js";

// As TO_DO in builder/checklist/model.py.
const TO_DO = new Set(["step", "verify", "choice", "requirement", "prerequisite", "collect"]);
const NO_TICK = "a, button, input, label, select, summary, textarea, img";

export async function start([panel]) {
  const response = await fetch(panel.dataset.checklist);
  if (!response.ok) return;
  const checklist = await response.json();
  const items = checklist.items.filter((item) => TO_DO.has(item.kind)).map(placed).filter((place) => place.elements.length > 0);
  if (items.length === 0) return;
  new Guide(panel, checklist, items);
}

// An item with its elements: one, or one for each option of a choice.
function placed(item) {
  const id = item.url.split("#")[1] ?? "";
  const first = document.getElementById(id);
  if (!first?.matches(".item")) return { item, elements: [] };
  return { item, elements: [first, ...document.querySelectorAll(`.item[data-item="${CSS.escape(id)}"]`)] };
}

class Guide {
  #items;
  #ticks;
  #panel;
  #bar;

  constructor(panel, checklist, items) {
    const key = `handrail-guide ${panel.dataset.site} ${checklist.guide.id}`;
    this.#ticks = new Ticks(key, checklist);
    this.#items = items;
    for (const place of items) this.#addTicks(place);
    const values = new Values(`${key} values`, checklist, items);
    const states = () => items.map(({ item }) => ({ item, ...this.#ticks.get(item) }));
    this.#panel = new Panel(panel, checklist, values, states, { clear: () => this.#clear() });
    this.#bar = new Bar(panel);
    this.#show();
    // The same guide may be open in another window.
    addEventListener("storage", (event) => {
      if (event.key !== this.#ticks.key) return;
      this.#ticks.read();
      this.#show();
    });
    document.querySelector("article").classList.add("ticking");
  }

  #addTicks({ item, elements }) {
    elements.forEach((element, at) => {
      const option = item.kind === "choice" ? item.options[at].label : "";
      const tick = make("input", {
        type: item.kind === "choice" ? "radio" : "checkbox",
        name: elements[0].id,
        className: "tick",
        value: option,
        ariaLabel: option ? t("chosen", { option }) : t("done_item", { item: item.text }),
        autocomplete: "off",
      });
      element.prepend(tick);
      tick.addEventListener("change", () => {
        this.#ticks.set(item, tick.checked, tick.value);
        this.#show();
      });
      element.addEventListener("click", (event) => clicked(event, element, tick));
    });
  }

  // Returns a function that undoes it.
  #clear() {
    const before = this.#ticks.clear();
    this.#show();
    return () => {
      this.#ticks.restore(before);
      this.#show();
    };
  }

  #show() {
    let done = 0;
    let next = null;
    const states = [];
    for (const place of this.#items) {
      const { item, elements } = place;
      const { ticked, option, since } = this.#ticks.get(item);
      for (const element of elements) {
        const tick = element.querySelector(":scope > .tick");
        tick.checked = ticked && (item.kind !== "choice" || tick.value === option);
        element.classList.toggle("ticked", tick.checked);
        mark(tick, since);
      }
      states.push({ element: elements[0], ticked });
      if (ticked) done += 1;
      else next ??= place;
    }
    const target = next && { id: next.elements[0].id, text: next.item.text };
    this.#panel.show(done, this.#items.length, target);
    this.#bar.show(done, this.#items.length, target);
    countSections(states);
  }
}

// A click on an item's words ticks its box; links and text selection still work.
function clicked(event, element, tick) {
  if (event.target !== tick && event.target.closest(NO_TICK)) return;
  if (event.target === tick) return;
  // A double click selects a word, so its second click undoes the first.
  if (event.detail > 2 || (event.detail < 2 && selects(element))) return;
  tick.click();
}

function selects(element) {
  const selection = getSelection();
  return !selection.isCollapsed && selection.containsNode(element, true);
}

// Adds a note to a tick whose item has changed since.
function mark(tick, since) {
  const said = tick.nextElementSibling?.matches(".changed-since") ? tick.nextElementSibling : null;
  if (!since) return said?.remove();
  if (!said) tick.after(make("span", { className: "changed-since", textContent: since === TICK ? t("changed_since_tick") : t("changed_since", { version: since }) }));
}
