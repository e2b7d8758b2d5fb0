// On the page at an old address: goes on before anything is shown, and takes the place on the page along.
{
  const { target, moved } = document.currentScript.dataset;
  const anchors = JSON.parse(moved);
  let anchor = location.hash.slice(1);
  try {
    anchor = decodeURIComponent(anchor);
  } catch {
    // What can't be decoded is compared as it stands.
  }
  if (Object.hasOwn(anchors, anchor)) location.replace(anchors[anchor]);
  else location.replace(target.includes("#") ? target : target + location.hash);
}
