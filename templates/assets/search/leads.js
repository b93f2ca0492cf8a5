// What a query names rather than describes: a region, an organ, a term. Its own page is offered before all results.

import { MARK, fold } from "./fold.js";

const LEADS = 4;
// How a name begins is its key: generator/search/names.py.
const BEGINNING = 2;
const ROMAN_BEGINNING = 3;
/** Where the name of a division ends, behind which that of one below may begin. */
const DIVISION = /(?<=[省市县区州盟旗])(?![省市县区州盟旗])/;

/** [{name, url, isTerm}], the best first; `text` is a name in Chinese, of either script, or in pinyin. */
export async function leads(text, archive) {
  const plain = (words) => fold(words, archive.table).map(([token]) => (token === MARK ? "" : token)).join("");
  const asked = plain(text);
  const roman = /[^\u0000-\u024f\s'’]/.test(text) ? "" : letters(text.normalize("NFD"));
  const found = new Map();
  for (const [label, url] of archive.guide.terms) {
    if (plain(label) === asked) found.set(url, { url, name: label, close: 0, isTerm: true });
  }
  const told = await Promise.all(beginnings(asked, roman).map((name) => named(archive, name, roman ? ROMAN_BEGINNING : BEGINNING)));
  for (const [url, name, names, [slug, county]] of told.flat()) {
    // 0 where it is the very name, 1 and more the less it is.
    const slugs = [bare(slug), letters(slug), bare(county) + letters(slug), letters(county + slug)];
    const [own, wanted] = roman ? [slugs, roman] : [names, asked];
    const isIts = own.some((one) => one.endsWith(wanted));
    const begins = own.some((one) => one.includes(wanted));
    if (isIts || begins) found.set(url, { url, name, close: isIts ? 0 : 1 });
  }
  return [...found.values()].sort((a, b) => a.close - b.close || a.url.length - b.url.length).slice(0, LEADS);
}

/** What a name that is meant may begin with: all that was asked for, or what stands behind the divisions named first. */
function beginnings(asked, roman) {
  if (roman) return [roman];
  return asked.split(DIVISION).map((_, at, parts) => asked.slice(parts.slice(0, at).join("").length));
}

/** What the index of names tells of those that begin so; where they are many under a key there are longer ones. */
async function named(archive, name, length) {
  const key = Array.from(name).slice(0, length);
  const [longer, ...entries] = (key.length === length && (await archive.told("names", key.join("")))) || [0];
  return longer ? [...entries, ...(await named(archive, name, longer))] : entries;
}

const letters = (text) => text.toLowerCase().replace(/[^a-z]/g, "");
const bare = (slug) => letters(slug.replace(/-[^-]*$/, ""));
