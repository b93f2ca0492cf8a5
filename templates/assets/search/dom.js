// Elements of the search page. Words are set as text and never as markup.

/** An element with attributes and children. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

export function button(words, act, attributes = {}) {
  const made = element("button", { type: "button", ...attributes }, ...words);
  made.addEventListener("click", act);
  return made;
}
