// Shows the problems of the site and the impact of the last edit over the page. Uses no inline style or script.

const sheet = document.createElement("link");
sheet.rel = "stylesheet";
sheet.href = "/__handrail/overlay.css";

let closed = "";

// In English, as the problems that it shows: those are the same as in the terminal, and only authors see them.
const box = element("aside", { className: "handrail-live", ariaLabel: "Handrail", lang: "en", dir: "ltr" });
const said = element("p", { className: "handrail-said" });
said.role = "status";
const button = element("button", { type: "button", className: "handrail-open" });
const panel = element("section", { className: "handrail-panel", id: "handrail-panel", tabIndex: -1, ariaLabel: "State of the site" });
button.setAttribute("aria-controls", panel.id);
box.append(said, panel, button);
toggle(false);

button.addEventListener("click", () => {
  toggle(panel.hidden);
  if (!panel.hidden) panel.focus({ preventScroll: true });
});
box.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !panel.hidden) close();
});
// The panel opens by itself, so Escape closes it from anywhere, unless the page needs the key.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented || panel.hidden) return;
  if (document.querySelector("dialog[open], :popover-open") || event.target.matches?.("input, textarea, select, summary")) return;
  close();
});

export function show(state) {
  const { error, warning } = state.counts;
  const wrong = error > 0 || state.fault !== "";
  const digest = JSON.stringify([state.fault, state.findings]);
  panel.replaceChildren(...contents(state));
  button.textContent = summary(state);
  button.classList.toggle("wrong", wrong);
  button.classList.toggle("doubtful", !wrong && warning > 0);
  const text = announcement(state);
  if (said.textContent !== text) said.textContent = text;
  const { counts } = state.impact;
  box.hidden = !wrong && !warning && !counts.pages && !counts.anchors && !state.waiting && !state.impact.versions.length;
  if (wrong && digest !== closed) toggle(true);
  if (!wrong) toggle(false);
  if (!wrong) closed = "";
  box.dataset.digest = digest;
  if (!sheet.isConnected) document.head.append(sheet);
  else if (sheet.sheet && !box.isConnected) document.body.append(box);
}

// Without its style sheet, the panel would move the page.
sheet.addEventListener("load", () => {
  document.body.append(box);
  toggle(!panel.hidden);
});

function close() {
  closed = box.dataset.digest;
  const inside = box.contains(document.activeElement);
  toggle(false);
  if (inside) button.focus({ preventScroll: true });
}

function toggle(open) {
  panel.hidden = !open;
  if (open) for (const caret of panel.querySelectorAll(".handrail-caret")) bringIntoView(caret);
  button.setAttribute("aria-expanded", String(open));
}

// Scrolls a long line so that the marked column is visible; the caret is at the end of its row.
function bringIntoView(caret) {
  const block = caret.parentNode;
  const over = caret.getBoundingClientRect().right - block.getBoundingClientRect().left - block.clientWidth * 0.7;
  if (over > 0) block.scrollLeft += over;
}

function summary({ counts, fault, impact, waiting }) {
  const parts = [];
  if (fault) parts.push("Not rebuilt");
  if (counts.error) parts.push(several(counts.error, "error"));
  if (counts.warning) parts.push(several(counts.warning, "warning"));
  if (impact.counts.pages) parts.push(several(impact.counts.pages, "page") + " affected");
  if (waiting) parts.push(`${several(waiting, "page")} left to build`);
  return parts.join(" · ") || "No problems";
}

function announcement({ counts, fault, findings }) {
  if (fault) return `${fault} The last good site is still shown.`;
  if (!counts.error) return said.textContent && !said.textContent.startsWith("All") ? "All errors are fixed." : "";
  const [first] = findings;
  return `${several(counts.error, "error")}. ${first.path}, line ${first.line}: ${first.message}`;
}

function contents(state) {
  const head = element("header", {}, element("h2", { textContent: summary(state) }));
  const shut = element("button", { type: "button", className: "handrail-close", textContent: "×", ariaLabel: "Close" });
  shut.addEventListener("click", close);
  head.append(shut);
  const parts = [head];
  if (state.fault) parts.push(element("p", { className: "handrail-fault", textContent: `${state.fault} The last good site is still shown.` }));
  const own = (finding) => finding.url !== "" && new URL(finding.url, location.href).pathname === location.pathname;
  const findings = [...state.findings].sort((a, b) => own(b) - own(a) || (b.severity === "error") - (a.severity === "error"));
  parts.push(...findings.map(findingBlock));
  const total = state.counts.error + state.counts.warning + state.counts.info;
  if (total > findings.length) parts.push(element("p", { textContent: `… and ${total - findings.length} more; the terminal shows all.` }));
  return [...parts, ...impactBlock(state)];
}

function findingBlock(finding) {
  const place = [finding.path, finding.line, finding.column].filter(Boolean).join(":");
  const where = finding.url ? element("a", { href: finding.url, textContent: place }) : element("span", { textContent: place });
  const line = element("p", { className: "handrail-place" }, where);
  line.append(...finding.via.map((step) => element("span", { textContent: ` ← ${step}` })));
  line.append(element("code", { textContent: finding.code }));
  const block = element("article", { className: `handrail-finding ${finding.severity}` }, line);
  block.append(element("p", { className: "handrail-message", textContent: finding.message }));
  if (finding.excerpt.length) block.append(excerptBlock(finding));
  if (finding.help) block.append(element("p", { className: "handrail-help", textContent: finding.help }));
  return block;
}

function excerptBlock(finding) {
  const width = String(finding.excerpt.at(-1).line).length;
  const block = element("pre", { tabIndex: 0 });
  for (const { line, text, meant } of finding.excerpt) {
    const row = element(meant ? "mark" : "span", { textContent: `${String(line).padStart(width)} │ ${text}\n` });
    block.append(row);
    if (meant && finding.column) {
      block.append(element("span", { className: "handrail-caret", textContent: `${" ".repeat(width)} │ ${" ".repeat(finding.column - 1)}^\n` }));
    }
  }
  return block;
}

function impactBlock({ impact, milliseconds, pages, waiting }) {
  const parts = [];
  const { counts } = impact;
  if (counts.pages) parts.push(list(`${several(counts.pages, "page")} affected`, impact.pages.map((page) => [page.change, link(page.url, page.title)]), counts.pages));
  if (impact.versions.length) parts.push(element("p", { textContent: `In ${impact.versions.join(", ")}.` }));
  if (counts.items) parts.push(list(several(counts.items, "checklist item"), impact.items.map((item) => [item.change, link(item.url, item.text)]), counts.items));
  if (counts.anchors) parts.push(list(`${several(counts.anchors, "anchor")} removed`, impact.anchors.map((url) => ["removed", element("code", { textContent: url })]), counts.anchors));
  if (waiting) parts.push(element("p", { textContent: `${waiting} of ${pages} pages are not built yet; their problems will appear later.` }));
  if (parts.length && milliseconds) parts.push(element("p", { className: "handrail-time", textContent: `Shown ${milliseconds} ms after the change.` }));
  return parts;
}

function list(title, lines, count) {
  const items = lines.map(([change, child]) => element("li", { className: change }, element("b", { textContent: change }), " ", child));
  if (count > lines.length) items.push(element("li", { textContent: `and ${count - lines.length} more` }));
  const block = element("div", { className: "handrail-list" }, element("h3", { textContent: title }));
  block.append(element("ul", {}, ...items));
  return block;
}

function link(href, textContent) {
  return element("a", { href, textContent });
}

function several(count, name) {
  return `${count} ${name}${count === 1 ? "" : "s"}`;
}

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}
