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
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    }
  };
  fit();
  addEventListener("resize", fit);
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

// The code as one would type it: the parts of a file joined, without prompts.
function textOf(code) {
  const pieces = [...code.querySelectorAll("pre > code")].map((piece) => {
    const copy = piece.cloneNode(true);
    for (const prompt of copy.querySelectorAll(".gp")) prompt.remove();
    return copy.textContent.replace(/\n$/, "");
  });
  return pieces.join("\n");
}
