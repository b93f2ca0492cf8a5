// What a query names rather than describes: a region, an organ, a term. Its own page is offered before all results.

import { MARK, fold } from "./fold.js";

const LEADS = 4;
const ORGAN = /^\/region\/[^/]+\/([^/]+)\//;

/** [{name, url, isTerm}], the best first; `text` is a name in Chinese, of either script, or in pinyin. */
export function leads(text, { guide, rows, table }) {
  const plain = (words) => fold(words, table).map(([token]) => (token === MARK ? "" : token)).join("");
  const asked = plain(text);
  const roman = /[^\u0000-\u024f\s'’]/.test(text) ? "" : letters(text.normalize("NFD"));
  const found = new Map();
  /** 0 where it is the very name, 1 and more the less it is, null where it is not. */
  const closeness = (names, slugs) => {
    if (asked.length > 1 && names.includes(asked)) return 0;
    if (asked.length > 1 && !roman && names.some((name) => name.startsWith(asked) || name.endsWith(asked))) return 1;
    if (roman.length > 2 && slugs.includes(roman)) return 0;
    return roman.length > 2 && slugs.some((slug) => slug.startsWith(roman)) ? 2 : null;
  };
  const offer = (url, name, close, isTerm = false) => {
    if (close !== null && (found.get(url)?.close ?? 9) > close) found.set(url, { url, name, close, isTerm });
  };
  const regions = Object.entries(guide.regions);
  for (const [code, [name, slug]] of regions) {
    const above = guide.regions[code.slice(0, code.length - 2)]?.[0] ?? "";
    const close = closeness([plain(name), plain(above + name)], [bare(slug), letters(slug)]);
    offer(`/region/${code}/`, (code.length === 6 ? above : "") + name, close);
  }
  for (const row of rows) {
    const [url, slug] = row.url.match(ORGAN) ?? [];
    if (!url || found.get(url)?.close === 0) continue;
    // The names of a row are folded once.
    row.names ??= [row.places.slice(-1), row.places.slice(-2), row.places, [row.organ]].map((one) => plain(one.join("")));
    const county = guide.regions[row.region]?.[1] ?? "";
    const slugs = [bare(slug), letters(slug), bare(county) + letters(slug), letters(county + slug)];
    const isTown = row.region.length === 6 && row.places.length > 2 && row.organ.includes(row.places.at(-1));
    offer(url, isTown ? row.places.slice(-2).join("") : row.organ, closeness(row.names, slugs));
  }
  for (const [label, url] of guide.terms) {
    if (asked.length > 1 && plain(label) === asked) offer(url, label, 0, true);
  }
  return [...found.values()].sort((a, b) => a.close - b.close || a.url.length - b.url.length).slice(0, LEADS);
}

const letters = (text) => text.toLowerCase().replace(/[^a-z]/g, "");
const bare = (slug) => letters(slug.replace(/-[^-]*$/, ""));
