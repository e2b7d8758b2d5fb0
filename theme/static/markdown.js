// Adds a button that copies the page's Markdown next to the link to it.
import { t } from "./words.js";

export function start([link]) {
  if (!navigator.clipboard) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy-page";
  button.textContent = t("copy_page");
  button.ariaLive = "polite";
  button.addEventListener("click", async () => {
    const response = await fetch(link.href);
    if (!response.ok) return;
    await navigator.clipboard.writeText(await response.text());
    button.textContent = t("copied");
    setTimeout(() => { button.textContent = t("copy_page"); }, 1500);
  });
  link.after(button);
}
