// What a query names rather than describes: a region, an organ, its report, a check, a term. Its page comes before all results.

import { plainOf } from "./fold.js";

const LEADS = 4;
const LABELS = 6;
const SUGGESTED = 6;
const TERMS = 3;
// How a name begins is its key: generator/search/names.py.
const BEGINNING = 2;
const ROMAN_BEGINNING = 3;
/** Where the name of a division ends, behind which that of one below may begin. */
const DIVISION = /(?<=[省市县区州盟旗])(?![省市县区州盟旗])/;
/** What a report is called behind the name of its organ, once its year is taken out. */
const REPORT = /(政府)?(信息公开)?(工作)?(年度)?(报告|年报)$/;
const YEAR = /(?<!\d)(20\d\d)(?!\d)\s*年?度?/;

/** [{url, kind, name, year}], the best first; `text` is a name in Chinese, of either script, or in pinyin. */
export async function leads(text, archive) {
  const { year, name } = taken(text, archive.table);
  const terms = archive.terms.filter((term) => term.plain === plainOf(text, archive.table));
  const pages = await namedPages(name, archive);
  const all = [...reportsOf(pages, year), ...terms.filter(({ forms }) => !forms), ...pages];
  return [...new Map(all.map((one) => [one.url, one])).values()].slice(0, LEADS);
}

/** The same of a text that is still being typed: [{url, kind, name, year}], with terms that begin so or have it in them. */
export async function suggestions(text, archive) {
  const { year, name } = taken(text, archive.table);
  const pages = await namedPages(name, archive);
  const wanted = plainOf(text, archive.table);
  const terms = archive.terms.filter(({ plain }) => wanted.length > 1 && plain.includes(wanted));
  terms.sort((a, b) => a.plain.indexOf(wanted) - b.plain.indexOf(wanted) || a.plain.length - b.plain.length);
  return [...[...reportsOf(pages, year), ...pages].slice(0, SUGGESTED), ...terms.slice(0, TERMS)];
}

/** The reports of a year that organs have. */
function reportsOf(pages, year) {
  const held = pages.filter(({ years }) => years.includes(year));
  return held.map((page) => ({ ...page, url: `${page.url}${year}/`, kind: "report", year }));
}

/** The labels of the forms' tables that are what was asked for, or have it in them: {exact, within}. */
export function labelsIn(text, archive) {
  const wanted = plainOf(text, archive.table);
  const labels = archive.terms.filter(({ forms }) => forms);
  const within = labels.filter(({ plain }) => wanted.length > 1 && plain !== wanted && plain.includes(wanted));
  return { exact: labels.filter(({ plain }) => plain === wanted), within: within.slice(0, LABELS) };
}

/** A query without the year and the word for report. */
function taken(text, table) {
  const year = YEAR.exec(text)?.[1] ?? "";
  // With tones or without: xià mǎ guān.
  if (!/[^\u0000-\u024f\s'’]/.test(text)) return { year, name: letters(text.normalize("NFD")) };
  const name = plainOf(text.replace(YEAR, ""), table);
  return { year, name: name.replace(REPORT, "") || name };
}

/** Regions and organs of a name, those that bear the very name first: {url, kind, name, years, close}. */
export async function namedPages(asked, archive) {
  const roman = /^[a-z]+$/.test(asked) ? asked : "";
  const found = new Map();
  const told = await Promise.all(beginnings(asked, roman).map((name) => entriesOf(archive, name, roman ? ROMAN_BEGINNING : BEGINNING)));
  for (const [url, name, names, [slug, county], years] of told.flat()) {
    // 0 where it is the very name, 1 where it is in it.
    const own = roman ? [bare(slug), letters(slug), bare(county) + letters(slug), letters(county + slug)] : names;
    const isIts = own.some((one) => one.endsWith(asked)) || (!roman && isChained(asked, names));
    const page = { url, name, kind: years ? "organ" : "region", years: years.match(/../g)?.map((two) => `20${two}`) ?? [] };
    if (isIts || own.some((one) => one.includes(asked))) found.set(url, { ...page, close: isIts ? 0 : 1 });
  }
  return [...found.values()].sort((a, b) => a.close - b.close || a.url.length - b.url.length || (a.url < b.url ? -1 : 1));
}

/** Whether what was asked is one of the names behind some of the places above it. */
function isChained(asked, names) {
  return names.some((name) => asked.endsWith(name) && names.some((chain) => chain.includes(asked.slice(0, -name.length))));
}

/** What a name that is meant may begin with: all that was asked for, or what stands behind the divisions named first. */
function beginnings(asked, roman) {
  if (roman) return [roman];
  return asked.split(DIVISION).map((_, at, parts) => asked.slice(parts.slice(0, at).join("").length));
}

/** What the index of names tells of those that begin so; where they are many under a key there are longer ones. */
async function entriesOf(archive, name, length) {
  const key = Array.from(name).slice(0, length);
  const [longer, ...entries] = (key.length === length && (await archive.told("names", key.join("")))) || [0];
  return longer ? [...entries, ...(await entriesOf(archive, name, longer))] : entries;
}

const letters = (text) => text.toLowerCase().replace(/[^a-z]/g, "");
const bare = (slug) => letters(slug.replace(/-[^-]*$/, ""));
