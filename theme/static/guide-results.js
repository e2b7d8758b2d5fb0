// Results of the items: stored in this browser with the digest of each item's words, and exported.
import { t } from "./words.js";

// Instead of a version, on a site without versions.
export const TICK = Symbol("tick");

export class Ticks {
  #guide;
  #kept = {};
  #ids;
  #before;

  constructor(key, checklist) {
    this.key = key;
    this.#guide = checklist.guide;
    this.#ids = new Set(checklist.items.map((item) => item.id));
    this.#before = new Map(checklist.items.map((item, at, items) => [item.id, items[at - 1]?.id ?? ""]));
    this.read();
  }

  read() {
    try {
      const kept = JSON.parse(localStorage.getItem(this.key) ?? "{}");
      this.#kept = kept !== null && typeof kept === "object" ? kept : {};
    } catch {
      // Storage may be refused, or contain the data of another program.
      this.#kept = {};
    }
  }

  // {ticked, at, option, since}: if the words have changed, `since` is the version whose words were ticked, or TICK.
  get(item) {
    const marks = this.#kept[item.id] ?? this.#moved(item);
    const mark = marks?.[item.digest];
    if (mark) return { ticked: true, at: mark.at, option: mark.option ?? "", since: "" };
    const [last] = Object.values(marks ?? {}).sort((a, b) => (a.at < b.at ? 1 : -1));
    return { ticked: false, at: null, option: "", since: last ? last.version || TICK : "" };
  }

  set(item, ticked, option) {
    const marks = { ...(this.#kept[item.id] ?? this.#moved(item)) };
    if (ticked) {
      const after = this.#before.get(item.id);
      marks[item.digest] = { at: new Date().toISOString(), version: this.#guide.docVersion, after, ...(option && { option }) };
    }
    else delete marks[item.digest];
    this.#kept[item.id] = marks;
    if (Object.keys(marks).length === 0) delete this.#kept[item.id];
    this.#write();
  }

  // Returns a value for restore().
  clear() {
    const before = this.#kept;
    this.#kept = {};
    this.#write();
    return before;
  }

  restore(before) {
    this.#kept = before;
    this.#write();
  }

  // The marks of an item with the same words whose id is gone from this version.
  #moved(item) {
    const same = Object.entries(this.#kept).filter(([id, marks]) => !this.#ids.has(id) && item.digest in marks);
    return same.length === 1 ? same[0][1] : this.#reworded(item);
  }

  // The marks of a removed item that followed the same item: its words were changed, and a note says so.
  #reworded(item) {
    const before = this.#before.get(item.id);
    const gone = Object.entries(this.#kept).filter(([id, marks]) => !this.#ids.has(id) && Object.values(marks).some((mark) => mark.after === before));
    return gone.length === 1 ? gone[0][1] : undefined;
  }

  #write() {
    try {
      if (Object.keys(this.#kept).length > 0) localStorage.setItem(this.key, JSON.stringify(this.#kept));
      else localStorage.removeItem(this.key);
    } catch {
      // Storage may be refused; the ticks then last as long as the page.
    }
  }
}

// A results file, as builder/checklist/results.schema.json describes it; it never contains secret values.
export function asJson(checklist, states, values) {
  const results = states.map(({ item, ticked, at, option }) => ({
    itemId: item.id, itemDigest: item.digest, status: ticked ? "pass" : "notchecked", at, by: null, note: option || null,
  }));
  const told = shared(checklist, values).filter(([value]) => !value.secret).map(([value, text]) => [value.id, text]);
  const data = { guideId: checklist.guide.id, guideDigest: checklist.guide.digest, results };
  if (told.length > 0) data.values = Object.fromEntries(told);
  return JSON.stringify(data, null, 2) + "\n";
}

export function asMarkdown(checklist, states, values) {
  const { title, docVersion } = checklist.guide;
  const lines = [`# ${title}${docVersion ? ` (${docVersion})` : ""}`, ""];
  for (const section of checklist.sections) {
    const own = states.filter(({ item }) => item.section === section.id);
    if (own.length === 0) continue;
    lines.push(`## ${section.title}`, "");
    for (const { item, ticked, option } of own) {
      lines.push(`${item.parent ? "  " : ""}- [${ticked ? "x" : " "}] ${item.markdown.replace(/\s+/g, " ")}${option ? ` → ${option}` : ""}`);
    }
    lines.push("");
  }
  const told = shared(checklist, values).map(([value, text]) => `- ${value.label}: ${value.secret ? t("secret_not_written") : text}`);
  if (told.length > 0) lines.push(`## ${t("values")}`, "", ...told, "");
  return lines.join("\n");
}

function shared(checklist, values) {
  return checklist.collect.filter((value) => values.get(value.id)).map((value) => [value, values.get(value.id)]);
}
