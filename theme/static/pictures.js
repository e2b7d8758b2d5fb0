// Opens an image in full size by click, touch or key, and closes it in the same way.
import { t } from "./words.js";

export function start(pictures) {
  for (const picture of pictures) {
    if (picture.closest("a, button, td, th, .card") || !picture.alt) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "zoom";
    button.ariaLabel = t("enlarge", { image: picture.alt });
    picture.replaceWith(button);
    button.append(picture);
    button.addEventListener("click", () => open(picture));
  }
}

function open(picture) {
  const dialog = document.createElement("dialog");
  dialog.className = "lightbox";
  dialog.ariaLabel = picture.alt;
  const figure = document.createElement("figure");
  const large = document.createElement("img");
  large.src = picture.src;
  large.alt = picture.alt;
  figure.append(large);
  const caption = picture.closest("figure")?.querySelector("figcaption");
  if (caption) figure.append(caption.cloneNode(true));
  const close = document.createElement("button");
  close.type = "button";
  close.className = "lightbox-close";
  close.ariaLabel = t("close");
  close.textContent = "×";
  dialog.append(figure, close);
  dialog.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
