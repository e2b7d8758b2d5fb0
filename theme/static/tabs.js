// Panels become tabs, by the pattern of the ARIA Authoring Practices; equal tabs on a page go together.
import { decoded } from "./decoded.js";

let count = 0;

export function start(groups) {
  for (const group of groups) wire(group);
  const reveal = () => revealTarget();
  addEventListener("hashchange", reveal);
  reveal();
}

function wire(group) {
  const tabs = [...group.querySelectorAll(":scope > .tab-list > [role=tab]")];
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

function select(group, chosen) {
  group.querySelectorAll(":scope > .tab-list > [role=tab]").forEach((tab, index) => {
    tab.ariaSelected = String(index === chosen);
    tab.tabIndex = index === chosen ? 0 : -1;
  });
  group.querySelectorAll(":scope > .tab").forEach((panel, index) => {
    panel.hidden = index !== chosen;
  });
}

// Chooses a tab, and its namesakes elsewhere; the chosen one stays where it is on the screen.
function choose(tab) {
  const before = tab.getBoundingClientRect().top;
  for (const group of document.querySelectorAll(".tabs")) {
    const labels = [...group.querySelectorAll(":scope > .tab-list > [role=tab]")];
    const index = group.contains(tab) && labels.includes(tab)
      ? labels.indexOf(tab)
      : labels.findIndex((other) => other.textContent === tab.textContent);
    if (index >= 0) select(group, index);
  }
  scrollBy({ top: tab.getBoundingClientRect().top - before, behavior: "instant" });
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
