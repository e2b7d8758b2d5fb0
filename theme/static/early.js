// Runs before the first paint: says that scripts work, and takes up the reader's choice of colours.
{
  const root = document.documentElement;
  root.classList.add("js");
  try {
    const choice = localStorage.getItem("handrail-appearance");
    if (choice === "light" || choice === "dark") root.dataset.theme = choice;
  } catch {
    // Storage may be refused; the system's colours then stand.
  }
}
