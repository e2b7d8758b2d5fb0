// Values to collect: a field where the guide names one, all of them in the panel, and the code that they fill.
// Nothing is stored unless the reader asks for it, and a secret never is.
import { t } from "./words.js";

// As in builder/checklist/values.py: {Client ID}, <domain>, your-tenant.
const PLACEHOLDER = /\{([\p{L}\p{N}_ .-]{2,40})\}|<([\p{L}\p{N}_ .-]{2,40})>|\b(your[-_][\p{L}\p{N}_-]{2,40})/giu;

export class Values {
  #key;
  #wanted;
  #facts;
  #texts = new Map();
  #places;
  #fields = new Map();
  #keeps = false;

  constructor(key, checklist, items) {
    this.#key = key;
    this.#wanted = checklist.collect;
    this.#facts = checklist.items;
    this.#places = placeholders(this.#wanted);
    this.#read();
    for (const value of this.#wanted) this.#addFields(value, items);
    for (const value of this.#wanted) this.#show(value);
  }

  get(id) {
    return this.#texts.get(id);
  }

  // The elements of the panel; none if the guide has no values.
  summary() {
    if (this.#wanted.length === 0) return [];
    const box = element("details", { className: "guide-values" });
    box.append(element("summary", { textContent: t("values_to_collect") }));
    for (const value of this.#wanted) box.append(this.#field(value));
    const recipients = [...new Set(this.#wanted.map((value) => value.recipient))];
    const line = element("p", { className: "guide-values-tools" });
    for (const recipient of recipients) line.append(this.#copier(recipient));
    const keep = element("input", { type: "checkbox", checked: this.#keeps, autocomplete: "off" });
    keep.addEventListener("change", () => {
      this.#keeps = keep.checked;
      this.#write();
    });
    const label = element("label", { className: "guide-keep" });
    label.append(keep, t("values_kept"));
    const secret = this.#wanted.some((value) => value.secret) ? ` ${t("values_secret")}` : "";
    const fills = this.#places.size > 0 ? `${t("values_fill")} ` : "";
    const note = `${fills}${t("values_forgotten")}${secret}`;
    box.append(line, label, element("p", { textContent: note }));
    return [box];
  }

  #addFields(value, items) {
    const asks = items.find(({ item }) => item.collects.includes(value.id))?.elements[0];
    for (const place of new Set([this.#foundAt(value, items), asks])) {
      if (place?.matches(".item")) place.after(this.#field(value, place === asks ? "value-field value-asked" : "value-field"));
      else place?.append(this.#field(value, "value-field"));
    }
  }

  // The element of the item that says where to find a value; the item may have no box.
  #foundAt(value, items) {
    const ticked = items.find(({ item }) => value.foundAt.includes(item.id));
    if (ticked) return ticked.elements[0];
    const fact = this.#facts.find((item) => value.foundAt.includes(item.id));
    return document.getElementById(fact?.url.split("#")[1] ?? "")?.closest("li, p, td, dd");
  }

  #field(value, className = "") {
    const input = element("input", { type: "text", value: this.#texts.get(value.id) ?? "", autocomplete: "off", spellcheck: false });
    // No password field: browsers would offer to save its value.
    input.classList.toggle("masked", value.secret);
    if (value.example) input.placeholder = value.example;
    input.addEventListener("input", () => {
      this.#texts.set(value.id, input.value);
      this.#show(value);
      this.#write();
    });
    const label = element("label", { className });
    label.append(element("span", { textContent: value.label + (value.required ? "" : ` ${t("optional")}`) }), input);
    this.#fields.set(value.id, [...(this.#fields.get(value.id) ?? []), input]);
    return label;
  }

  #show(value) {
    const text = this.#texts.get(value.id) ?? "";
    for (const input of this.#fields.get(value.id) ?? []) {
      if (input.value !== text) input.value = text;
    }
    for (const place of this.#places.get(value.id) ?? []) fill(place, text, value.secret);
  }

  #copier(recipient) {
    const title = recipient ? t("copy_all_for", { recipient }) : t("copy_all");
    const made = element("button", { type: "button", textContent: title, ariaLive: "polite" });
    made.hidden = !navigator.clipboard;
    made.addEventListener("click", async () => {
      const own = this.#wanted.filter((value) => value.recipient === recipient);
      const lines = own.map((value) => `${value.label}: ${value.secret ? t("secret_apart") : this.#texts.get(value.id) ?? ""}`);
      await navigator.clipboard.writeText(`${lines.join("\n")}\n`);
      made.textContent = t("copied");
      setTimeout(() => { made.textContent = title; }, 1500);
    });
    return made;
  }

  #read() {
    try {
      const kept = JSON.parse(localStorage.getItem(this.#key) ?? "null");
      this.#keeps = kept !== null && typeof kept === "object";
      for (const value of this.#keeps ? this.#wanted : []) {
        if (!value.secret && typeof kept[value.id] === "string") this.#texts.set(value.id, kept[value.id]);
      }
    } catch {
      // Storage may be refused, or contain the data of another program.
    }
  }

  #write() {
    const open = this.#wanted.filter((value) => !value.secret && this.#texts.get(value.id));
    try {
      if (this.#keeps) localStorage.setItem(this.#key, JSON.stringify(Object.fromEntries(open.map((value) => [value.id, this.#texts.get(value.id)]))));
      else localStorage.removeItem(this.#key);
    } catch {
      // Storage may be refused; the values then last as long as the page.
    }
  }
}

// A secret is masked, also in code that it is filled into; copied code contains it.
function fill({ element: place, original }, text, secret) {
  place.classList.toggle("filled", text !== "");
  place.classList.toggle("masked", secret && text !== "");
  if (text === "") place.replaceChildren(...original);
  else place.textContent = text;
}

// The placeholders in the page's code by the value's id, each in an element of its own.
function placeholders(wanted) {
  const ids = new Map(wanted.flatMap((value) => [[spelled(value.id), value.id], [spelled(value.label), value.id]]));
  const found = new Map();
  for (const code of document.querySelectorAll("article code")) {
    const matches = [...code.textContent.matchAll(PLACEHOLDER)].reverse();
    for (const match of matches) {
      const name = spelled(match[1] ?? match[2] ?? match[3]);
      const id = ids.get(name) ?? ids.get(name.replace(/^your/, ""));
      if (!id) continue;
      const place = wrapped(code, match.index, match.index + match[0].length);
      found.set(id, [...(found.get(id) ?? []), { element: place, original: [...place.childNodes] }]);
    }
  }
  return found;
}

function spelled(name) {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
}

// Moves the text from start to end into one element, including the elements that colour it.
function wrapped(code, start, end) {
  const range = document.createRange();
  const walker = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
  let seen = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (start >= seen && start < seen + node.length) range.setStart(node, start - seen);
    if (end > seen && end <= seen + node.length) range.setEnd(node, end - seen);
    seen += node.length;
  }
  const place = element("span", { className: "placeholder" });
  place.append(range.extractContents());
  range.insertNode(place);
  return place;
}

function element(name, properties) {
  return Object.assign(document.createElement(name), properties);
}
