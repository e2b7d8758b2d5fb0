// The words of scripts in the language of the page, from a file made from theme/messages/*.yml.
const file = document.querySelector("script[data-words]")?.dataset.words;
const messages = file ? (await import(new URL(file, document.baseURI).href)).default : {};
const plural = rules();

// The message of a key, with {name} replaced by values; the value `count` chooses the plural form.
export function t(key, values = {}) {
  const message = messages[key] ?? key;
  const text = typeof message === "string" ? message : message[plural.select(values.count)] ?? message.other;
  return text.replace(/\{([a-z]+)\}/g, (_, name) => String(values[name] ?? ""));
}

function rules() {
  try {
    return new Intl.PluralRules(document.documentElement.lang);
  } catch {
    return new Intl.PluralRules("en");
  }
}
