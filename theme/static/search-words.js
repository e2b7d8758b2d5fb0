// Cuts a text into words as builder/outputs/search_words.py does: both must agree.
const RUN = /[\p{L}\p{N}\p{M}_]{1,64}/gu;
// The borders in databaseFilterPattern, HTTPServer and CLIENT_ID.
const BORDER = /(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|_+/;
// Scripts without spaces between words: Thai, Lao, Burmese, Khmer, Japanese, Chinese.
const IDEOGRAPHS = "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3040-\\u30ff\\u3400-\\u9fff\\uf900-\\ufaff";
const PIECE = new RegExp(`[${IDEOGRAPHS}]+|[^${IDEOGRAPHS}]+`, "gu");
const IDEOGRAPH = new RegExp(`^[${IDEOGRAPHS}]`, "u");
// Accents, and the vowel signs of Hebrew and Arabic.
const MARKS = /[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670]/gu;

export function folded(word) {
  return /^[\x00-\x7f]*$/.test(word) ? word.toLowerCase() : word.normalize("NFKD").replace(MARKS, "").normalize("NFC").toLowerCase();
}

function pieces(text) {
  return (text.normalize("NFKC").match(RUN) ?? []).flatMap((run) => run.match(PIECE));
}

// The words of a text: {word, parts, isIdeographs}. An identifier has parts; ideographs come in pairs, in order.
export function units(text) {
  return pieces(text).flatMap((piece) => {
    if (IDEOGRAPH.test(piece)) {
      const letters = [...folded(piece)];
      const pairs = letters.length === 1 ? letters : letters.slice(1).map((letter, at) => letters[at] + letter);
      return pairs.map((word) => ({ word, parts: [], isIdeographs: true }));
    }
    const parts = piece.split(BORDER).filter(Boolean).map(folded);
    if (parts.length < 2) return parts.map((word) => ({ word, parts: [], isIdeographs: false }));
    return [{ word: folded(piece.replaceAll("_", "")), parts, isIdeographs: false }];
  });
}

// All words by which a text is found.
export function words(text) {
  return units(text).flatMap(({ word, parts }) => [word, ...parts]);
}

// The text as words in order, to search for phrases: identifiers in parts, each ideograph by itself.
export function inOrder(text) {
  const said = pieces(text).flatMap((piece) => (IDEOGRAPH.test(piece) ? [...folded(piece)] : piece.split(BORDER).filter(Boolean).map(folded)));
  return ` ${said.join(" ")} `;
}
