// Runs before the first paint: marks that scripts work, and applies the reader's choice of colours.
{
  const root = document.documentElement;
  root.classList.add("js");
  try {
    const banner = document.currentScript.dataset.banner;
    if (banner && localStorage.getItem("handrail-banner") === banner) root.classList.add("banner-closed");
    const choice = localStorage.getItem("handrail-appearance");
    if (choice === "light" || choice === "dark") root.dataset.theme = choice;
  } catch {
    // Storage may be refused; then the system's colours apply.
  }
}
