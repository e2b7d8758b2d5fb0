// All words of an index (terms.json): the forms of a word, longer words with the same beginning, similar spellings.
const MOST_BEGINNINGS = 60;
const MOST_NEAR = 12;
// Words this short are never taken for misspellings: one changed letter makes another word.
const SHORT = 4;
const MEDIUM = 8;
const LONGEST_ENDING = 7;
const SHORTEST_STEM = 3;
// The number of stems that an ending needs to count as one.
const USUAL = 3;

export class Terms {
  #entries;
  #stems = new Map();
  #known = new Set();
  #endings = new Map();

  #usual;

  constructor(lines, usual) {
    this.#usual = new Set(usual);
    this.#entries = lines.split("\n").filter(Boolean).map((line) => {
      const [stem, ...endings] = line.split(" ");
      const forms = endings.length === 0 ? [stem] : endings.map((ending) => formOf(stem, ending));
      for (const ending of endings) if (ending[0] !== "=") this.#endings.set(ending, (this.#endings.get(ending) ?? 0) + 1);
      for (const form of forms) this.#stems.set(form, [...(this.#stems.get(form) ?? []), stem]);
      this.#known.add(stem);
      return { stem, forms };
    });
  }

  has(word) {
    return this.#stems.has(word);
  }

  // The stems of a word: as in the index or, for a form that no page has, by an ending that other words have.
  stemsOf(word) {
    return this.#stems.get(word) ?? this.#guessed(word);
  }

  #guessed(word) {
    for (let cut = 1; cut <= Math.min(LONGEST_ENDING, word.length - SHORTEST_STEM); cut += 1) {
      const stem = word.slice(0, -cut);
      if (this.#known.has(stem) && this.#isUsual(word.slice(-cut), stem.at(-1))) return [stem];
    }
    return [];
  }

  // Whether words have that ending; the letter before it may have been doubled, as in "stopped".
  #isUsual(ending, letter) {
    const bare = ending[0] === letter ? ending.slice(1) : ending;
    return [ending, bare].some((part) => this.#usual.has(part) || this.#endings.get(part) >= USUAL);
  }

  // All forms of stems, for the marks in results.
  formsOf(stems) {
    const wanted = new Set(stems);
    return this.#entries.filter(({ stem }) => wanted.has(stem)).flatMap(({ forms }) => forms).concat(stems.filter((stem) => !this.#known.has(stem)));
  }

  // The stems with a form that begins with the text, each with the share of the form that the text is.
  beginning(word) {
    const found = this.#entries.flatMap(({ stem, forms }) => {
      const shares = forms.filter((form) => form.startsWith(word)).map((form) => word.length / form.length);
      return shares.length > 0 ? [[stem, Math.max(...shares)]] : [];
    });
    return found.sort((a, b) => b[1] - a[1]).slice(0, MOST_BEGINNINGS);
  }

  // The stems with a similar form, each with the number of differing letters and the form; only the closest.
  near(word) {
    const most = word.length < SHORT ? 0 : word.length < MEDIUM ? 1 : 2;
    const letters = lettersOf(word);
    let least = most;
    let found = [];
    if (most === 0) return found;
    for (const { stem, forms } of this.#entries) {
      // A form that no page has may be near the stem itself: policy is near polici, the stem of policies.
      for (const form of [...forms, stem]) {
        const other = lettersOf(form);
        if (form === word || Math.abs(form.length - word.length) > least || differing(other, letters) > 2 * least) continue;
        const distance = other === letters && areReordered(form, word) ? 1 : distanceOf(form, word, least);
        if (distance > least) continue;
        if (distance < least) found = [];
        least = Math.max(1, distance);
        found.push([stem, distance, form]);
        break;
      }
    }
    return found.slice(0, MOST_NEAR);
  }
}

function formOf(stem, ending) {
  if (ending === ".") return stem;
  return ending[0] === "=" ? ending.slice(1) : stem + ending;
}

// A bit for each letter of the word: a quick test before its letters are compared one by one.
function lettersOf(word) {
  let bits = 0;
  for (let at = 0; at < word.length; at += 1) bits |= 1 << (word.charCodeAt(at) % 31);
  return bits;
}

function differing(a, b) {
  let count = 0;
  for (let bits = a ^ b; bits !== 0; bits &= bits - 1) count += 1;
  return count;
}

// Whether the words have the same letters in another order: custom, costum.
function areReordered(a, b) {
  return a.length === b.length && [...a].sort().join("") === [...b].sort().join("");
}

// The number of added, removed, changed or swapped letters between two words; stops when it is too large.
function distanceOf(a, b, most) {
  let before = [];
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const other = a[i - 1] === b[j - 1] ? 0 : 1;
      let value = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + other);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) value = Math.min(value, before[j - 2] + 1);
      next.push(value);
      least = Math.min(least, value);
    }
    if (least > most) return most + 1;
    [before, row] = [row, next];
  }
  return row[b.length];
}
