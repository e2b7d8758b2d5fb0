// A percent-encoded text in plain; as it is where it is not well encoded.
export function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
