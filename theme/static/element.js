// Makes an element with these properties.
export function element(name, properties) {
  const made = document.createElement(name);
  return Object.assign(made, properties);
}
