// Looks for a query in the other versions of the site, each with its own index.
import { SearchIndex } from "./search-index.js";

const MOST_VERSIONS = 6;
const indexes = new Map();

// The versions that the switcher names, without that of the page: each with find(query) → {title, url, total}, or null.
export function otherVersions(address) {
  const own = new URL(address, document.baseURI);
  const root = new URL("../../", own);
  const current = own.pathname.slice(root.pathname.length).split("/")[0];
  const links = [...document.querySelectorAll(".versions a")].map((link) => {
    const name = new URL(link.href).pathname.slice(root.pathname.length).split("/")[0];
    return { name, title: link.firstChild.textContent.trim() };
  });
  return links.filter(({ name }) => name && name !== current).slice(0, MOST_VERSIONS).map(({ name, title }) => ({
    async find(query) {
      try {
        if (!indexes.has(name)) indexes.set(name, new SearchIndex(new URL(`${name}/search/index.json`, root).href));
        const { total, pages } = await indexes.get(name).find(query, 1);
        return total > 0 ? { title, url: pages[0].url, total } : null;
      } catch {
        // A version that was published without a search.
        indexes.delete(name);
        return null;
      }
    },
  }));
}
