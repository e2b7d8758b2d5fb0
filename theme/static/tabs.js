// Panels become tabs, by the pattern of the ARIA Authoring Practices. Tabs with the same title go together; the choice
// is in the address (?tab=macos), so that it can be shared, and is kept for other pages.
import { decoded } from "./decoded.js";

const STORE = "handrail-tabs";
const MOST_KEPT = 30;
let count = 0;

export function start(groups) {
  for (const group of groups) wire(group);
  const wanted = [...inAddress(), ...kept()];
  for (const group of groups) {
    const names = tabsOf(group).map(nameOf);
    const name = wanted.find((other) => names.includes(other));
    if (name) select(group, names.indexOf(name));
  }
  const reveal = () => revealTarget();
  addEventListener("hashchange", reveal);
  reveal();
}

function wire(group) {
  const tabs = tabsOf(group);
  const panels = [...group.querySelectorAll(":scope > .tab")];
  panels.forEach((panel, index) => {
    const tab = tabs[index];
    if (!tab) return;
    count += 1;
    tab.id ||= `tab-${count}`;
    panel.id ||= `panel-${count}`;
    panel.role = "tabpanel";
    panel.setAttribute("aria-labelledby", tab.id);
    tab.setAttribute("aria-controls", panel.id);
    tab.addEventListener("click", () => choose(tab));
    tab.addEventListener("keydown", (event) => move(event, tabs, index));
  });
  select(group, 0);
  group.classList.add("ready");
}

function tabsOf(group) {
  return [...group.querySelectorAll(":scope > .tab-list > [role=tab]")];
}

// A tab's title as it is in addresses: in lower case, words joined by hyphens.
function nameOf(tab) {
  return tab.textContent.trim().toLowerCase().replace(/[^\p{L}\p{N}+#.]+/gu, "-").replace(/^-|-$/g, "");
}

function select(group, chosen) {
  tabsOf(group).forEach((tab, index) => {
    tab.ariaSelected = String(index === chosen);
    tab.tabIndex = index === chosen ? 0 : -1;
  });
  group.querySelectorAll(":scope > .tab").forEach((panel, index) => {
    panel.hidden = index !== chosen;
  });
}

// Chooses a tab and all tabs with the same title; the chosen one keeps its place on the screen.
function choose(tab) {
  const before = tab.getBoundingClientRect().top;
  const name = nameOf(tab);
  const others = new Set();
  for (const group of document.querySelectorAll(".tabs")) {
    const tabs = tabsOf(group);
    const index = tabs.includes(tab) ? tabs.indexOf(tab) : tabs.findIndex((other) => nameOf(other) === name);
    if (index < 0) continue;
    select(group, index);
    for (const other of tabs) others.add(nameOf(other));
  }
  scrollBy({ top: tab.getBoundingClientRect().top - before, behavior: "instant" });
  others.delete(name);
  putInAddress([name, ...inAddress().filter((other) => other !== name && !others.has(other))]);
  keep([name, ...kept().filter((other) => other !== name && !others.has(other))]);
}

function inAddress() {
  return (new URLSearchParams(location.search).get("tab") ?? "").split(",").filter(Boolean);
}

function putInAddress(names) {
  const address = new URL(location.href);
  address.searchParams.set("tab", names.join(","));
  history.replaceState(history.state, "", address);
}

function kept() {
  try {
    const names = JSON.parse(localStorage.getItem(STORE) ?? "[]");
    return Array.isArray(names) ? names.filter((name) => typeof name === "string") : [];
  } catch {
    // Storage may be refused, or contain the data of another program.
    return [];
  }
}

function keep(names) {
  try {
    localStorage.setItem(STORE, JSON.stringify(names.slice(0, MOST_KEPT)));
  } catch {
    // Storage may be refused; then the choice is in the address alone.
  }
}

function move(event, tabs, index) {
  const forward = getComputedStyle(event.target).direction === "rtl" ? -1 : 1;
  const steps = { ArrowRight: forward, ArrowLeft: -forward, Home: -index, End: tabs.length - 1 - index };
  if (!(event.key in steps)) return;
  event.preventDefault();
  const next = tabs[(index + steps[event.key] + tabs.length) % tabs.length];
  choose(next);
  next.focus();
}

// A link may point into a hidden panel.
function revealTarget() {
  const target = document.getElementById(decoded(location.hash.slice(1)));
  const inside = [];
  for (let panel = target?.closest(".tab"); panel; panel = panel.parentElement.closest(".tab")) inside.push(panel);
  if (!inside.some((panel) => panel.hidden)) return;
  for (const panel of inside) {
    const group = panel.parentElement;
    select(group, [...group.querySelectorAll(":scope > .tab")].indexOf(panel));
  }
  target.scrollIntoView();
}
