// What open pages run under `handrail serve`: they follow the newest build.
const events = new EventSource("/__handrail/events");
const sheet = new CSSStyleSheet();
sheet.replaceSync(`
  .handrail-overlay { position: fixed; inset: auto 1rem 1rem; z-index: 99; max-height: 50vh; overflow: auto; padding: 1rem;
    border: 2px solid #c22; border-radius: .5rem; background: #fff; color: #111; font: .875rem/1.5 ui-monospace, monospace; white-space: pre-wrap; }
`);
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

async function refresh() {
  const answer = await fetch(location.href, { cache: "no-store" });
  const next = new DOMParser().parseFromString(await answer.text(), "text/html");
  swapSheets(next);
  for (const selector of ["main", "nav.menu"]) {
    const [here, there] = [document.querySelector(selector), next.querySelector(selector)];
    if (here && there && here.innerHTML !== there.innerHTML) morph(here, there);
  }
  document.title = next.title;
}

function swapSheets(next) {
  const links = [...next.querySelectorAll('link[rel="stylesheet"]')].map((link) => link.getAttribute("href"));
  for (const old of document.querySelectorAll('link[rel="stylesheet"]')) {
    if (links.includes(old.getAttribute("href"))) continue;
    const href = links.find((name) => stem(name) === stem(old.getAttribute("href")));
    if (!href) continue;
    const fresh = document.createElement("link");
    fresh.rel = "stylesheet";
    fresh.href = href;
    fresh.addEventListener("load", () => old.remove());
    old.after(fresh);
  }
}

function stem(name) {
  return name.replace(/\.[0-9a-f]{8}\./, ".");
}

// Only what differs is replaced, so that scroll and focus stay.
function morph(here, there) {
  const [ours, theirs] = [[...here.childNodes], [...there.childNodes]];
  for (let i = 0; i < Math.max(ours.length, theirs.length); i++) {
    const [a, b] = [ours[i], theirs[i]];
    if (!b) a.remove();
    else if (!a) here.append(b);
    else if (a.isEqualNode(b)) continue;
    else if (a.nodeType === 1 && b.nodeType === 1 && a.tagName === b.tagName && a.childElementCount && b.childElementCount && sameAttributes(a, b)) morph(a, b);
    else a.replaceWith(b);
  }
}

function sameAttributes(a, b) {
  return a.attributes.length === b.attributes.length && [...a.attributes].every((one) => b.getAttribute(one.name) === one.value);
}

function overlay(text) {
  document.querySelector(".handrail-overlay")?.remove();
  if (!text) return;
  const box = document.createElement("div");
  box.className = "handrail-overlay";
  box.setAttribute("role", "alert");
  box.textContent = text;
  document.body.append(box);
}

events.addEventListener("state", (event) => {
  const state = JSON.parse(event.data);
  overlay(state.errors);
  if (state.number > 1 && state.changed) refresh();
});
