// The sign beside a heading copies the link to it, besides going there.
export function start(anchors) {
  for (const anchor of anchors) {
    anchor.addEventListener("click", async () => {
      await navigator.clipboard?.writeText(anchor.href);
      anchor.classList.add("done");
      setTimeout(() => anchor.classList.remove("done"), 1500);
    });
  }
}
