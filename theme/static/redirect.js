// On the page at an old address: redirects before anything is shown, and keeps the query and the anchor.
{
  const { target, moved } = document.currentScript.dataset;
  const anchors = JSON.parse(moved);
  let anchor = location.hash.slice(1);
  try {
    anchor = decodeURIComponent(anchor);
  } catch {
    // Malformed text is compared as it is.
  }
  const known = Object.hasOwn(anchors, anchor);
  const [address, hash = known ? "" : location.hash] = (known ? anchors[anchor] : target).split(/(?=#)/);
  location.replace(address + (address.includes("?") ? location.search.replace("?", "&") : location.search) + hash);
}
