// Redirects links to a part of this page that has moved.
import { decoded } from "./decoded.js";

export function start([page]) {
  const moved = JSON.parse(page.dataset.moved);
  function follow() {
    const anchor = decoded(location.hash.slice(1));
    if (Object.hasOwn(moved, anchor)) location.replace(moved[anchor].replace(/(?=#|$)/, location.search));
  }
  addEventListener("hashchange", follow);
  follow();
}
