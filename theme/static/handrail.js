// Adds scripts to a page that works without them. Each part is loaded only if its element is on the page.
const parts = [
  [".announcement-close", () => import("./announcement.js")],
  [".appearance", () => import("./appearance.js")],
  ["[data-search]", () => together(import("./search.js"), import("./search-index.js"))],
  ["[data-checklist]", () => import("./guide.js")],
  [".menu", () => import("./menu.js")],
  [".versions", () => import("./versions.js")],
  [".contents", () => import("./contents.js")],
  [".anchor", () => import("./anchors.js")],
  [".code, .table-scroll", () => import("./code.js")],
  [".tabs", () => import("./tabs.js")],
  [".code-preview", () => import("./explanations.js")],
  [".prose img", () => import("./pictures.js")],
  ["[data-moved]", () => import("./moved.js")],
  ["[data-markdown]", () => import("./markdown.js")],
  ["[data-pages]", () => import("./nearest.js")],
];

// Modules that a part loads are asked for with it, so that there is one chain of requests.
async function together(part, ...others) {
  await Promise.allSettled(others);
  return part;
}

function start(root) {
  return Promise.allSettled(parts.map(async ([selector, load]) => {
    const elements = [...root.querySelectorAll(selector)];
    if (root.matches?.(selector)) elements.unshift(root);
    if (elements.length > 0) await (await load()).start(elements);
  }));
}

start(document).then(() => { document.documentElement.dataset.ready = ""; });
// Under `handrail serve`, elements that an edit adds to the open page.
document.addEventListener("handrail:inserted", (event) => start(event.detail.element));
