// A guide's checklist in its page: ticks beside what is to be done, progress, values to fill in, results to take along.
import { placed } from "./guide-places.js";
import { Ticks, asJson, asMarkdown } from "./guide-results.js";
import { valueFields } from "./guide-values.js";

// As TO_DO in builder/outputs/checklists.py.
const TO_DO = new Set(["step", "verify", "choice", "requirement", "prerequisite", "collect"]);

export async function start([panel]) {
  const response = await fetch(panel.dataset.checklist);
  if (!response.ok) return;
  const checklist = await response.json();
  const items = placed(document.querySelector("article"), checklist.items.filter((item) => TO_DO.has(item.kind)));
  if (items.length === 0) return;
  new Guide(panel, checklist, items);
}

class Guide {
  #checklist;
  #items;
  #ticks;
  #panel;
  #values = new Map();

  constructor(panel, checklist, items) {
    this.#panel = panel;
    this.#checklist = checklist;
    this.#ticks = new Ticks(`handrail-guide ${panel.dataset.site} ${checklist.guide.id}`, checklist);
    this.#items = items;
    for (const place of items) this.#addTick(place);
    this.#fill();
    this.#show();
    // The same guide may be open in another window.
    addEventListener("storage", (event) => {
      if (event.key !== this.#ticks.key) return;
      this.#ticks.read();
      this.#show();
    });
  }

  #addTick({ item, insert }) {
    const options = item.kind === "choice" ? item.options.map((option) => option.label) : [""];
    insert.forEach((put, at) => {
      const tick = document.createElement("input");
      tick.type = item.kind === "choice" ? "radio" : "checkbox";
      tick.name = `item-${item.seq}`;
      tick.id = at === 0 ? `item-${item.seq}` : `item-${item.seq}-${at}`;
      tick.className = "tick";
      tick.value = options[at];
      tick.ariaLabel = item.kind === "choice" ? `Chosen: ${options[at]}` : `Done: ${item.text}`;
      tick.autocomplete = "off";
      put(tick);
      tick.addEventListener("change", () => {
        this.#ticks.set(item, tick.checked, tick.value);
        this.#show();
      });
    });
  }

  #fill() {
    const bar = make("progress", { max: this.#items.length, ariaLabel: "Progress" });
    const line = make("div", { className: "guide-line" });
    line.append(make("strong", { textContent: "Checklist" }), bar, make("span", { className: "guide-count", role: "status" }));
    const next = make("p", { className: "guide-next" });
    const tools = make("details", { className: "guide-tools" });
    tools.append(make("summary", { textContent: "Results" }));
    for (const [title, act] of [
      ["Results as JSON", () => this.#save("results.json", "application/json", asJson)],
      ["As Markdown", () => this.#save("results.md", "text/markdown", asMarkdown)],
      ["Print", () => print()],
      ["Start again", () => { this.#ticks.clear(); this.#show(); }],
    ]) {
      const button = make("button", { type: "button", textContent: title });
      button.addEventListener("click", act);
      tools.append(button);
    }
    const more = make("div", { className: "guide-more" });
    more.append(...valueFields(this.#checklist, this.#values), tools);
    this.#panel.replaceChildren(line, next, more);
    this.#panel.classList.add("ready");
  }

  #show() {
    let done = 0;
    let next = null;
    for (const { item } of this.#items) {
      const { ticked, option, since } = this.#ticks.get(item);
      for (const tick of document.getElementsByName(`item-${item.seq}`)) {
        tick.checked = ticked && (item.kind !== "choice" || tick.value === option);
        mark(tick, since);
      }
      if (ticked) done += 1;
      else next ??= item;
    }
    const all = this.#items.length;
    this.#panel.querySelector("progress").value = done;
    this.#panel.querySelector(".guide-count").textContent = `${done} of ${all} done`;
    const line = this.#panel.querySelector(".guide-next");
    line.replaceChildren(...(next ? ["Next: ", make("a", { href: `#item-${next.seq}`, textContent: next.text })] : ["All is done."]));
  }

  #save(name, type, written) {
    const states = this.#items.map(({ item }) => ({ item, ...this.#ticks.get(item) }));
    const file = new Blob([written(this.#checklist, states, this.#values)], { type });
    const link = make("a", { href: URL.createObjectURL(file), download: `${this.#checklist.guide.id.replaceAll("/", "-")}-${name}` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }
}

// Says beside a tick that its words are others than those that were ticked.
function mark(tick, since) {
  const said = tick.nextElementSibling?.matches(".changed-since") ? tick.nextElementSibling : null;
  if (!since) return said?.remove();
  if (!said) tick.after(make("span", { className: "changed-since", textContent: `changed since ${since}` }));
}

function make(name, properties) {
  return Object.assign(document.createElement(name), properties);
}
