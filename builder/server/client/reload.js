// The script of open pages under `handrail serve`: follows the newest state of the site, and shows its problems.
import { Source } from "./morph.js";
import { show } from "./overlay.js";

const EVENTS = "/__handrail/events";
const RETRY = 2000;

// Read before any other script changes the page.
const source = new Source(document);
let stream = null;
let seen = { session: null, site: 0 };
let busy = Promise.resolve();

function follow() {
  if (stream || document.hidden) return;
  stream = new EventSource(`${EVENTS}?page=${encodeURIComponent(location.pathname)}`);
  stream.addEventListener("state", (event) => {
    const state = JSON.parse(event.data);
    busy = busy.then(() => take(state)).catch(() => {});
  });
  stream.addEventListener("error", () => {
    // The browser reconnects by itself, unless the server refused it.
    if (stream?.readyState !== EventSource.CLOSED) return;
    stream = null;
    setTimeout(follow, RETRY);
  });
}

// A hidden page closes its stream: browsers allow only a few connections per host.
function rest() {
  stream?.close();
  stream = null;
}

async function take(state) {
  if (state.session !== seen.session || state.site !== seen.site) await refresh();
  seen = state;
  for (const url of state.pictures) swapPicture(url, state.number);
  show(state);
  document.dispatchEvent(new CustomEvent("handrail:state", { detail: state }));
}

async function refresh() {
  const answer = await fetch(location.href, { cache: "no-store" });
  const place = new URL(answer.url);
  if (answer.redirected && place.origin === location.origin && place.pathname !== location.pathname) {
    // The page was moved: its address leads to where it is now.
    place.hash = location.hash;
    location.replace(place);
    return;
  }
  if ("failed" in document.body.dataset) {
    if (answer.ok) location.reload();
    return;
  }
  if (answer.status === 404 && !isMissing()) {
    location.reload();
    return;
  }
  if (!answer.ok && answer.status !== 404) return;
  const next = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (next.querySelector('meta[http-equiv="refresh" i]') || !source.take(next)) location.reload();
}

// Whether there was no page at this address when it was opened.
function isMissing() {
  return performance.getEntriesByType("navigation")[0]?.responseStatus === 404;
}

function swapPicture(url, number) {
  for (const picture of document.querySelectorAll("img")) {
    const [at, changed] = [new URL(picture.src, location.href), new URL(url, location.href)];
    if (at.origin !== changed.origin || at.pathname !== changed.pathname) continue;
    at.searchParams.set("state", number);
    picture.src = at.href;
  }
}

document.addEventListener("visibilitychange", () => (document.hidden ? rest() : follow()));
addEventListener("pagehide", rest);
addEventListener("pageshow", follow);
follow();
