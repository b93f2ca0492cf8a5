// What is told beside the results: whose page was named, what the tables print, and what may help where nothing was found.

import { filtered } from "./archive.js";
import { button, element } from "./dom.js";
import { spelled } from "./results.js";
import { told } from "./words.js";

/** What was found, as a pick of the words. What exists anywhere is never said not to be found. */
export function verdict({ text, query, isAsked, ordered, whole, named, labels }) {
  if (text && !isAsked) return (words) => words.nothingAsked;
  if (isAsked && !query.wanted.length && (ordered.length || !whole.length)) return (words) => words.excluding(ordered.length);
  if (ordered.length) return (words) => (text ? words.found(ordered.length) : words.listed(ordered.length));
  if (isAsked && whole.length) return (words) => words.outside(whole.length);
  if (named.length) return (words) => words.named;
  if (labels.exact.length || labels.within.length) return (words) => words.printed;
  return (words) => words.none(text);
}

/** Links to what the query names. */
export function leadItems(named) {
  return named.map(({ url, kind, name, year }) => {
    const words = (text) => (kind === "term" ? text.term(name) : text.go(kind === "report" ? text.report(name, year) : name));
    return element("li", {}, element("a", { href: url }, ...told(words)));
  });
}

/** What the forms' tables print of the query: it stands in every report, and is not searched. */
export function labelNotes({ text, labels, ordered }) {
  const notes = [];
  for (const { url, forms } of labels.exact.slice(0, 1)) {
    const meaning = element("a", { href: url }, ...told((words) => words.meaning));
    notes.push(element("p", { class: "search-label" }, ...told((words) => words.label(text, forms)), " ", meaning));
  }
  if (!notes.length && !ordered.length && labels.within.length) {
    const links = labels.within.map(({ url, name }) => element("li", {}, element("a", { href: url }, name)));
    notes.push(element("p", {}, ...told((words) => words.labels)), element("ul", { class: "names" }, ...links));
  }
  return notes;
}

/** What may help where nothing was found: no filters, fewer words; each with what it would find. */
export async function advice({ held, query, chosen, whole, provinces }, page) {
  const offers = [];
  if (whole.length) offers.push(button(told((text) => text.unfiltered(whole.length)), () => page.drop()));
  for (const phrase of query.wanted.length > 1 ? query.wanted : []) {
    const rows = filtered(await held.find({ wanted: [phrase], unwanted: [] }, provinces), chosen);
    const word = spelled(phrase);
    if (rows.length) offers.push(button(told((text) => text.fewer(word, rows.length)), () => page.ask(`"${word}"`)));
  }
  const isNumber = (phrase) => phrase.every((token) => /^[0-9]/.test(token));
  const kinds = !query.wanted.length ? [] : [query.wanted.some(isNumber) ? "numbers" : "scripts", "uncollected", "versions"];
  const links = { numbers: ["/data/", "data"], uncollected: ["/coverage/", "coverage"] };
  const notes = kinds.map((kind) => {
    const [href, name] = links[kind] ?? [];
    const link = href ? [" ", element("a", { href }, ...told((text) => text[name]))] : [];
    return element("p", {}, ...told((text) => text[kind]), ...link);
  });
  return [...notes, ...offers];
}
