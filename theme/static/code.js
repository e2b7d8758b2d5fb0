// Adds a copy button to code. Elements without a scroll bar are removed from the tab order.
import { t } from "./words.js";

export function start(elements) {
  const boxes = elements.flatMap((element) => (element.matches(".table-scroll") ? [element] : [...element.querySelectorAll("pre")]));
  for (const code of elements) {
    if (code.matches(".code") && !code.parentElement.closest(".code")) addButton(code);
  }
  const fit = () => {
    for (const box of boxes) {
      if (box.clientWidth === 0) continue;
      const scrolls = box.scrollWidth > box.clientWidth;
      if (scrolls) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
      if (box.matches(".table-scroll")) nameRegion(box, scrolls);
    }
  };
  fit();
  addEventListener("resize", fit);
}

// A table that scrolls is a region, named after its caption or the heading above it.
function nameRegion(box, scrolls) {
  const name = box.querySelector("caption") ?? headingAbove(box);
  for (const attribute of ["role", "aria-labelledby"]) box.removeAttribute(attribute);
  if (!scrolls || !name) return;
  name.id ||= `table-${[...document.querySelectorAll(".table-scroll")].indexOf(box) + 1}`;
  box.setAttribute("role", "region");
  box.setAttribute("aria-labelledby", name.id);
}

function headingAbove(box) {
  const headings = [...document.querySelectorAll("article :is(h1, h2, h3, h4, h5, h6)")];
  return headings.findLast((heading) => heading.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING);
}

function addButton(code) {
  if (!navigator.clipboard) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = t("copy");
  button.ariaLive = "polite";
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(textOf(code));
    button.textContent = t("copied");
    button.classList.add("done");
    setTimeout(() => {
      button.textContent = t("copy");
      button.classList.remove("done");
    }, 1500);
  });
  code.append(button);
}

const OUTPUT = ".go, .gr, .gt";
const TAKEN = "\0";
const GAP = "\x01";
const SHELLS = new Set(["bash", "sh", "shell", "zsh", "console", "terminal", "text", "txt"]);

// The code to copy: the joined parts of a file; of a terminal session only the commands, without prompts and output.
function textOf(code) {
  return [...code.querySelectorAll("pre > code")].map(typed).join("\n");
}

function typed(piece) {
  const copy = piece.cloneNode(true);
  for (const gone of copy.querySelectorAll("del.removed")) gone.remove();
  const isSession = copy.querySelector(".gp") !== null;
  for (const part of copy.querySelectorAll(`.gp, ${isSession ? OUTPUT : ".gp"}`)) part.replaceWith(TAKEN, part.textContent.endsWith(" ") ? "" : GAP);
  const lines = copy.textContent.replace(/\n$/, "").split("\n");
  if (!isSession) return withoutDollars(lines, piece.closest(".code")?.dataset.language ?? "").join("\n");
  return lines
    .map((line) => [line.includes(TAKEN), line.replaceAll(TAKEN, "").replace(/^\x01 ?/, "").replaceAll(GAP, "")])
    .filter(([isTaken, line]) => !isTaken || line.trim() !== "")
    .map(([, line]) => line)
    .join("\n")
    .trim();
}

// Commands after "$ ", with their continued lines; the other lines are their output.
function withoutDollars(lines, language) {
  if (!SHELLS.has(language.toLowerCase()) || !lines[0].startsWith("$ ")) return lines;
  const kept = [];
  let goesOn = false;
  for (const line of lines) {
    const isCommand = line.startsWith("$ ");
    if (isCommand || goesOn) kept.push(isCommand ? line.slice(2) : line.replace(/^> /, ""));
    goesOn = (isCommand || goesOn) && line.endsWith("\\");
  }
  return kept;
}
