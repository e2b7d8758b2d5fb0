// The version switcher closes at a click elsewhere and at Escape, as menus do.
export function start([versions]) {
  document.addEventListener("click", (event) => {
    if (!versions.contains(event.target)) versions.open = false;
  });
  versions.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !versions.open) return;
    versions.open = false;
    versions.querySelector("summary").focus();
  });
}
