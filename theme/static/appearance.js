// The button that cycles between the system's colours, light and dark.
import { t } from "./words.js";

const STORE = "handrail-appearance";
const NEXT = { system: "light", light: "dark", dark: "system" };
const root = document.documentElement;

export function start([button]) {
  const label = button.querySelector(".unseen");
  const show = () => {
    const now = root.dataset.theme ?? "system";
    label.textContent = t(`appearance_${now}`);
    button.title = label.textContent;
  };
  button.addEventListener("click", () => {
    const chosen = NEXT[root.dataset.theme ?? "system"];
    if (chosen === "system") delete root.dataset.theme;
    else root.dataset.theme = chosen;
    keep(chosen);
    show();
  });
  show();
  button.hidden = false;
}

function keep(chosen) {
  try {
    if (chosen === "system") localStorage.removeItem(STORE);
    else localStorage.setItem(STORE, chosen);
  } catch {
    // Storage may be refused; then the choice lasts as long as the page.
  }
}
