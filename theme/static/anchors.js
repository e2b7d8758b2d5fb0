// The symbol next to a heading goes to its anchor, and copies the link.
export function start(anchors) {
  for (const anchor of anchors) {
    anchor.addEventListener("click", async () => {
      await navigator.clipboard?.writeText(anchor.href);
      anchor.classList.add("done");
      setTimeout(() => anchor.classList.remove("done"), 1500);
    });
  }
}
