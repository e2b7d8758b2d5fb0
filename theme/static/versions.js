// The switchers of versions and languages close at a click elsewhere and at Escape, as menus do, and keep the place.
export function start(switchers) {
  for (const switcher of switchers) wire(switcher);
}

function wire(versions) {
  document.addEventListener("click", (event) => {
    if (!versions.contains(event.target)) versions.open = false;
  });
  versions.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !versions.open) return;
    versions.open = false;
    versions.querySelector("summary").focus();
  });
  // Before a link is followed or copied; the note says that it opens another page.
  versions.addEventListener("toggle", () => {
    for (const link of versions.querySelectorAll("a")) if (!link.querySelector("small")) link.hash = location.hash;
  });
}
