// Decodes percent-encoded text; malformed text stays unchanged.
export function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
