// Explanations next to code: reading, pointing at or focusing one highlights its lines, and vice versa.
export function start(previews) {
  for (const preview of previews) wire(preview);
}

function wire(preview) {
  const infos = [...preview.querySelectorAll(".code-info[data-sr]")];
  const blocks = [...preview.querySelectorAll(":is(.code, .code-lines)[data-sr]")];
  const file = preview.querySelector(".code-parts");
  const light = (number, scroll = true) => {
    for (const element of [...infos, ...blocks]) element.classList.toggle("lit", element.dataset.sr === number);
    const block = blocks.find((other) => other.dataset.sr === number);
    if (scroll && block && file) show(file, block);
  };
  for (const info of infos) {
    for (const kind of ["pointerenter", "focusin", "click"]) info.addEventListener(kind, () => light(info.dataset.sr));
  }
  for (const block of blocks) block.addEventListener("click", () => light(block.dataset.sr, false));
  const reading = new IntersectionObserver((entries) => {
    const entry = entries.findLast((other) => other.isIntersecting);
    if (entry) light(entry.target.dataset.sr);
  }, { rootMargin: "-25% 0px -70% 0px" });
  for (const info of infos) reading.observe(info);
}

// Scrolls the file, never the page.
function show(file, block) {
  if (file.scrollHeight <= file.clientHeight) return;
  const top = block.getBoundingClientRect().top - file.getBoundingClientRect().top;
  if (top < 60 || top + block.clientHeight > file.clientHeight - 20) file.scrollTop += top - file.clientHeight / 3;
}
