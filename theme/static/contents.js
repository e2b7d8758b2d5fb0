// Marks the reader's current heading in the table of contents.
const WIDE = matchMedia("(width >= 80rem)");

export function start([contents]) {
  const links = [...contents.querySelectorAll("a")];
  const headings = links.map((link) => document.getElementById(link.getAttribute("href").slice(1)));
  let marked = null;
  let waiting = false;
  const here = contents.querySelector("summary").appendChild(document.createElement("span"));
  here.className = "contents-here";
  here.hidden = true;

  const mark = () => {
    waiting = false;
    const link = links[current(headings)] ?? null;
    if (link === marked) return;
    marked?.removeAttribute("aria-current");
    link?.setAttribute("aria-current", "true");
    marked = link;
    here.textContent = link?.firstChild.textContent.trim() ?? "";
    here.hidden = !link;
    if (link && WIDE.matches) keepInView(contents, link);
  };
  addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(mark);
  }, { passive: true });
  const fit = () => { contents.open = WIDE.matches; };
  WIDE.addEventListener("change", fit);
  contents.addEventListener("click", (event) => {
    if (event.target.closest("a") && !WIDE.matches) contents.open = false;
  });
  fit();
  mark();
}

// The last heading above the upper third of the window; at the page's end, the last heading.
function current(headings) {
  const line = innerHeight / 3;
  if (scrollY > 0 && scrollY + innerHeight >= document.documentElement.scrollHeight - 2) return headings.length - 1;
  return headings.findLastIndex((heading) => heading && heading.getBoundingClientRect().top <= line);
}

function keepInView(contents, link) {
  const box = contents.getBoundingClientRect();
  const place = link.getBoundingClientRect();
  if (place.top < box.top + 40) contents.scrollTop -= box.top + 40 - place.top;
  else if (place.bottom > box.bottom - 40) contents.scrollTop += place.bottom - box.bottom + 40;
}
