// The menu at the side: branches open and close; the whole menu is fetched when one is asked for.
import { t } from "./words.js";

export function start([menu]) {
  addButtons(menu);
  showCurrent(menu);
  menu.addEventListener("click", (event) => {
    const button = event.target.closest("li > button");
    if (button) toggle(menu, button);
  });
}

function addButtons(menu) {
  for (const line of menu.querySelectorAll("li.open, li.shut")) {
    if (line.querySelector(":scope > button")) continue;
    const title = line.querySelector("a, span");
    const button = document.createElement("button");
    button.type = "button";
    button.ariaLabel = t("pages_below", { page: title.textContent.trim() });
    title.after(button);
    mark(line, line.classList.contains("open"));
  }
}

function mark(line, open) {
  line.classList.toggle("open", open);
  line.classList.toggle("shut", !open);
  line.querySelector(":scope > button").ariaExpanded = String(open);
}

async function toggle(menu, button) {
  let line = button.parentElement;
  if (!line.querySelector(":scope > ul")) line = await lineOfWholeMenu(menu, line);
  if (line) mark(line, line.classList.contains("shut"));
}

// Replaces the branch by the whole menu, with the same lines open, and returns the same line in it.
async function lineOfWholeMenu(menu, line) {
  const path = positions(menu, line);
  const opened = [...menu.querySelectorAll("li.open")].map((other) => positions(menu, other));
  const current = menu.querySelector("[aria-current]")?.href;
  const response = await fetch(menu.dataset.menu);
  if (!response.ok) return null;
  const whole = document.createElement("template");
  whole.innerHTML = await response.text();
  const scrolled = menu.scrollTop;
  menu.querySelector(":scope > ul").replaceWith(whole.content);
  addButtons(menu);
  for (const other of opened) {
    const same = lineAt(menu, other);
    if (same) mark(same, true);
  }
  for (const link of menu.querySelectorAll("a")) {
    if (link.href === current) link.ariaCurrent = "page";
  }
  menu.scrollTop = scrolled;
  const same = lineAt(menu, path);
  same?.querySelector(":scope > button")?.focus({ preventScroll: true });
  return same;
}

// The position of a line: 2nd in the menu, 5th below that, …
function positions(menu, line) {
  const path = [];
  for (let at = line; at && at !== menu; at = at.parentElement.closest("li")) {
    path.unshift([...at.parentElement.children].indexOf(at));
  }
  return path;
}

function lineAt(menu, path) {
  let list = menu.querySelector(":scope > ul");
  let line = null;
  for (const position of path) {
    line = list?.children[position] ?? null;
    list = line?.querySelector(":scope > ul");
  }
  return line;
}

function showCurrent(menu) {
  const current = menu.querySelector("[aria-current]");
  if (!current) return;
  const show = () => {
    const middle = current.getBoundingClientRect().top - menu.getBoundingClientRect().top;
    if (middle > menu.clientHeight * 0.8) menu.scrollTop += middle - menu.clientHeight / 3;
  };
  show();
  menu.addEventListener("toggle", show);
}
