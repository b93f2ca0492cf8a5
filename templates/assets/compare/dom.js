// Elements of the page of comparison. Words are set as text and never as markup.

/** An element with attributes and children; what is null or false is left out. */
export function make(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== false));
  return made;
}

export const hiddenWords = (words) => make("span", { class: "vh" }, words);

/** `words` of a label with a quiet gloss, as templates give theirs (pages/gloss.py). */
export const glossed = (words, english) => [words, make("i", { lang: "en" }, english)];

/** What went wrong, in words with their gloss. */
export class Failure extends Error {
  constructor(words, english) {
    super(words);
    this.english = english;
  }
}

/** The words of an error for the page; what the browser itself throws has none in English. */
export const wordsOf = (error) => (error instanceof Failure ? glossed(error.message, error.english) : [error.message]);

export function button(words, act, attributes = {}) {
  const made = make("button", { type: "button", ...attributes }, ...[words].flat());
  made.addEventListener("click", () => act(made));
  return made;
}

export const heading = (words, english, attributes = {}) => make("h2", attributes, ...glossed(words, english));
