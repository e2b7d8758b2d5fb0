// Values to collect: fields that fill the placeholders in code. What is typed stays in memory, and is nowhere stored.

// As in builder/checklist/values.py: {Client ID}, <domain>, your-tenant.
const PLACEHOLDER = /\{([\p{L}\p{N}_ .-]{2,40})\}|<([\p{L}\p{N}_ .-]{2,40})>|\b(your[-_][\p{L}\p{N}_-]{2,40})/giu;

// The elements to be shown: none if the guide collects nothing. ``values`` is kept up to date by id.
export function valueFields(checklist, values) {
  if (checklist.collect.length === 0) return [];
  const places = placeholders(checklist.collect);
  const box = document.createElement("details");
  box.className = "guide-values";
  const summary = document.createElement("summary");
  summary.textContent = "Values to collect";
  const note = document.createElement("p");
  note.textContent = "They fill the placeholders in the code below, and are forgotten when you leave this page.";
  box.append(summary, ...checklist.collect.map((value) => field(value, values, places.get(value.id) ?? [])), note);
  return [box];
}

function field(value, values, places) {
  const label = document.createElement("label");
  const name = document.createElement("span");
  name.textContent = value.label + (value.required ? "" : " (optional)");
  const input = document.createElement("input");
  input.type = "text";
  // No password field: browsers would offer to keep what is typed there.
  input.classList.toggle("masked", value.secret);
  input.autocomplete = "off";
  input.spellcheck = false;
  if (value.example) input.placeholder = value.example;
  input.addEventListener("input", () => {
    values.set(value.id, input.value);
    for (const place of places) fill(place, input.value);
  });
  label.append(name, input);
  return label;
}

function fill({ element, original }, text) {
  element.classList.toggle("filled", text !== "");
  if (text === "") element.replaceChildren(...original);
  else element.textContent = text;
}

// By the value's id, the placeholders in the page's code, each in an element of its own.
function placeholders(wanted) {
  const ids = new Map(wanted.flatMap((value) => [[spelled(value.id), value.id], [spelled(value.label), value.id]]));
  const found = new Map();
  for (const code of document.querySelectorAll("article code")) {
    const matches = [...code.textContent.matchAll(PLACEHOLDER)].reverse();
    for (const match of matches) {
      const name = spelled(match[1] ?? match[2] ?? match[3]);
      const id = ids.get(name) ?? ids.get(name.replace(/^your/, ""));
      if (!id) continue;
      const element = wrapped(code, match.index, match.index + match[0].length);
      found.set(id, [...(found.get(id) ?? []), { element, original: [...element.childNodes] }]);
    }
  }
  return found;
}

function spelled(name) {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
}

// The letters from start to end, whatever elements colour them, in one element.
function wrapped(code, start, end) {
  const range = document.createRange();
  const walker = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
  let seen = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (start >= seen && start < seen + node.length) range.setStart(node, start - seen);
    if (end > seen && end <= seen + node.length) range.setEnd(node, end - seen);
    seen += node.length;
  }
  const element = document.createElement("span");
  element.className = "placeholder";
  element.append(range.extractContents());
  range.insertNode(element);
  return element;
}
