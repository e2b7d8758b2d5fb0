// The button that closes the banner above the page, until its words change.
export function start([button]) {
  button.hidden = false;
  button.addEventListener("click", () => {
    document.documentElement.classList.add("banner-closed");
    document.querySelector(".brand")?.focus({ preventScroll: true });
    try {
      localStorage.setItem("handrail-banner", button.dataset.banner);
    } catch {
      // Storage may be refused; then it is closed on this page alone.
    }
  });
}
