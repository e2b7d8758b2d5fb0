// On the page for addresses that lead nowhere: the pages whose addresses are most like the one asked for.
import { decoded } from "./decoded.js";

export async function start([page]) {
  const response = await fetch(page.dataset.pages);
  if (!response.ok) return;
  const wanted = words(location.pathname);
  const found = (await response.json())
    .map(([url, title]) => ({ url, title, score: likeness(wanted, words(url)) }))
    .filter((other) => other.score > 0.3)
    .sort((a, b) => b.score - a.score)
    .slice(0, 5);
  if (found.length === 0) return;
  const list = document.createElement("ul");
  for (const { url, title } of found) {
    const link = document.createElement("a");
    link.href = url;
    link.textContent = title;
    const line = document.createElement("li");
    line.append(link);
    list.append(line);
  }
  const lead = document.createElement("p");
  lead.textContent = "Did you look for one of these?";
  page.querySelector(".nearest").append(lead, list);
}

function words(address) {
  return new Set(decoded(address).toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean));
}

// Dice's coefficient: 1 for the same words, 0 for none in common.
function likeness(a, b) {
  let common = 0;
  for (const word of a) if (b.has(word)) common += 1;
  return (2 * common) / (a.size + b.size || 1);
}
