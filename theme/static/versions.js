// The version switcher closes at a click elsewhere and at Escape, as menus do, and keeps the place on the page.
export function start([versions]) {
  document.addEventListener("click", (event) => {
    if (!versions.contains(event.target)) versions.open = false;
  });
  versions.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !versions.open) return;
    versions.open = false;
    versions.querySelector("summary").focus();
  });
  // Just before a link is followed, opened in a tab or copied: readers may have gone to another place in the meantime.
  for (const name of ["pointerdown", "keydown", "click", "contextmenu"]) {
    versions.addEventListener(name, (event) => {
      const link = event.target.closest("a");
      // A note says that the link leads to another page.
      if (link && !link.querySelector("small")) link.hash = location.hash;
    });
  }
}
