// On the page for missing addresses: suggests the pages with the most similar addresses.
import { decoded } from "./decoded.js";
import { t } from "./words.js";

export async function start([page]) {
  const response = await fetch(page.dataset.pages);
  if (!response.ok) return;
  const wanted = features(location.pathname);
  const found = (await response.json())
    .map(([url, title, version]) => ({ url, title, version, score: likeness(wanted, features(url)) }))
    .filter((other) => other.score > 0.4)
    .sort((a, b) => b.score - a.score)
    // The same page of other versions is not repeated.
    .filter((page, at, all) => all.findIndex((other) => place(other.url) === place(page.url)) === at)
    .slice(0, 5);
  if (found.length === 0) return;
  const list = document.createElement("ul");
  for (const { url, title, version } of found) {
    const link = document.createElement("a");
    link.href = url;
    link.textContent = title;
    const line = document.createElement("li");
    line.append(link, ...(version ? [` (${version})`] : []));
    list.append(line);
  }
  const lead = document.createElement("p");
  lead.textContent = t("did_you_look");
  page.querySelector(".nearest").append(lead, list);
}

// An address without its version.
function place(url) {
  return url.split("/").filter((part) => !/^(v\d|latest$)/.test(part)).join("/");
}

// The version, the pairs of letters of the rest of the address, and those of its last part, which weighs most.
function features(address) {
  const parts = decoded(address).toLowerCase().split("/").filter(Boolean);
  const at = parts.findIndex((part) => /^(v\d|latest$)/.test(part));
  const slug = at < 0 ? parts : parts.slice(at + 1);
  return { version: parts[at], all: pairs(slug.join(" ")), last: pairs(slug.at(-1) ?? "") };
}

function pairs(text) {
  const letters = ` ${text.replace(/[^\p{L}\p{N}]+/gu, " ").slice(0, 300)} `;
  return new Set(Array.from(letters.slice(1), (letter, index) => letters[index] + letter));
}

function likeness(a, b) {
  return 0.4 * dice(a.all, b.all) + 0.5 * dice(a.last, b.last) + (a.version === b.version ? 0.1 : 0);
}

// Dice's coefficient: 1 for the same, 0 for nothing in common.
function dice(a, b) {
  let common = 0;
  for (const one of a) if (b.has(one)) common += 1;
  return (2 * common) / (a.size + b.size || 1);
}
