// Shows a guide's progress: the panel below its title, the bar when the panel is out of sight, counts in the contents.
import { asJson, asMarkdown } from "./guide-results.js";
import { t } from "./words.js";

export function make(name, properties, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

export class Panel {
  #element;
  #checklist;
  #values;
  #states;
  #undo = null;

  constructor(element, checklist, values, states, { clear }) {
    this.#element = element;
    this.#checklist = checklist;
    this.#values = values;
    this.#states = states;
    const bar = make("progress", { ariaLabel: t("progress") });
    const count = make("span", { className: "guide-count", role: "status", dir: "auto" });
    const line = make("div", { className: "guide-line" }, make("strong", { textContent: t("checklist") }), bar, count);
    const tools = make("details", { className: "guide-tools" }, make("summary", { textContent: t("guide_results") }));
    for (const [title, act] of [
      [t("results_json"), () => this.#save("results.json", "application/json", asJson)],
      [t("results_markdown"), () => this.#save("results.md", "text/markdown", asMarkdown)],
      [t("print"), () => print()],
      [t("start_again"), () => this.#offerUndo(clear())],
    ]) tools.append(button(title, act));
    const more = make("div", { className: "guide-more" }, ...values.summary(), tools);
    element.replaceChildren(line, make("p", { className: "guide-next", dir: "auto" }), make("p", { className: "guide-undo", role: "status" }), more);
    element.classList.add("ready");
  }

  show(done, all, next) {
    const bar = this.#element.querySelector("progress");
    bar.max = all;
    bar.value = done;
    this.#element.querySelector(".guide-count").textContent = t("done_of", { done, all });
    this.#element.querySelector(".guide-next").replaceChildren(...nextLink(next));
    if (done > 0) this.#offerUndo(null);
  }

  #offerUndo(undo) {
    if (undo === this.#undo) return;
    this.#undo = undo;
    const line = this.#element.querySelector(".guide-undo");
    if (!undo) return line.replaceChildren();
    line.replaceChildren(`${t("all_empty")} `, button(t("undo"), () => {
      undo();
      this.#element.querySelector(".guide-tools summary").focus();
    }));
  }

  #save(name, type, written) {
    const file = new Blob([written(this.#checklist, this.#states(), this.#values)], { type });
    const link = make("a", { href: URL.createObjectURL(file), download: `${this.#checklist.guide.id.replaceAll("/", "-")}-${name}` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }
}

// The line below the header while the panel is out of sight.
export class Bar {
  #element;

  constructor(panel) {
    this.#element = make("div", { className: "guide-bar", hidden: true }, make("span", { className: "guide-bar-count", dir: "auto" }), make("span", { className: "guide-bar-next", dir: "auto" }), make("progress", { ariaLabel: t("progress") }));
    document.querySelector(".top")?.append(this.#element);
    new IntersectionObserver(([entry]) => {
      this.#element.hidden = entry.isIntersecting || entry.boundingClientRect.top > 0;
      document.documentElement.classList.toggle("guide-barred", !this.#element.hidden);
    }, { rootMargin: "-60px 0px 0px 0px" }).observe(panel);
  }

  show(done, all, next) {
    const [count, line, bar] = this.#element.children;
    count.textContent = t("count_of", { done, all });
    count.append(make("span", { className: "unseen", textContent: ` ${t("done")}` }));
    line.replaceChildren(...nextLink(next));
    bar.max = all;
    bar.value = done;
  }
}

function nextLink(next) {
  if (!next) return [t("all_done")];
  const link = make("a", { href: `#${next.id}`, textContent: next.text });
  // The box itself takes the focus, so that a key ticks it.
  link.addEventListener("click", () => setTimeout(() => document.getElementById(next.id)?.querySelector(".tick")?.focus({ preventScroll: true })));
  return [`${t("next")} `, link];
}

// Shows next to each line of the contents how many items of that section are ticked.
export function countSections(states) {
  const links = [...document.querySelectorAll(".contents a")];
  const headings = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  const counts = links.map(() => ({ done: 0, all: 0 }));
  for (const { element, ticked } of states) {
    const at = headings.findLastIndex((heading) => heading && heading.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING);
    if (at < 0) continue;
    counts[at].all += 1;
    if (ticked) counts[at].done += 1;
  }
  links.forEach((link, at) => {
    const { done, all } = counts[at];
    if (all === 0) return;
    const shown = link.querySelector(".contents-count") ?? link.appendChild(make("span", { className: "contents-count" }));
    shown.replaceChildren(` ${done}/${all}`, make("span", { className: "unseen", textContent: ` ${t("done")}` }));
    shown.classList.toggle("complete", done === all);
  });
}

export function button(title, act) {
  const made = make("button", { type: "button", textContent: title });
  made.addEventListener("click", act);
  return made;
}
