// Beside the link to the page's Markdown, a button that copies it.
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
