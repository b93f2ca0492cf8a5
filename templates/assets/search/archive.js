// The archive as search sees it: shards, each with a table and an index of its reports, asked phrase by phrase.

import { fold, indexed, plainOf, unpack } from "./fold.js";
import { pieceNamed, pieceOf, rowsTold, rowsWith } from "./pieces.js";
import { occurrences, parse } from "./query.js";

/** The facets by which results are filtered; `region` holds codes of any level, "-" where none is known. */
export const FIGURES = "requests denied appeals overturned".split(" ");
export const FACETS = ["region", "year", "consistency", ...FIGURES, ..."kind form completeness timeliness originality check".split(" ")];
// The values of a facet of numbers, by the steps of generator/search/steps.py.
const OVER = ["over0", "over10", "over100"];
// So many reports are looked through one by one rather than asking the index, of which a shard has ten times as much to load.
const FEW = 40;
const FEW_A_SHARD = 4;
// Where the rarest words leave many reports, others are of no use.
const WORDS = 3;

async function json(path, base) {
  const url = new URL(path, base);
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${answer.status} ${url}`);
  return answer.json();
}

/** `make()` once; a failure is not remembered, so that the next time tries again. */
function once(holder, key, make) {
  holder[key] ??= make().catch((error) => {
    holder[key] = null;
    throw error;
  });
  return holder[key];
}

/** Opens what a manifest names; tables and index are loaded when something is asked of them. */
export async function open(manifest) {
  const base = new URL(manifest, location.href);
  const content = await json(base);
  const [packed, guide] = await Promise.all([json(content.fold, base), json(content.guide, base)]);
  return new Archive(base, content, unpack(packed), guide);
}

/** A region and those above it. */
const levels = (region) => [2, 4, 6].filter((digits) => region.length >= digits).map((digits) => region.slice(0, digits));

async function rowsOf(shard) {
  const { url, title, organ, town, chains, regions, ...columns } = await json("table.json", shard.folder);
  return url.map((address, number) => {
    const row = Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, values[number]]));
    const { year } = row;
    const above = levels(row.region).map((code) => regions[code]);
    const places = chains[number] ?? [...above, town[number]].filter(Boolean);
    // Organ, year and places: letters stand for them in generator/search/tables.py.
    const names = ["", year, ...places.slice().reverse()];
    const spelt = (text) => text.replace(/[\x01-\x06]/g, (letter) => names[letter.charCodeAt() - 1]);
    names[0] = spelt(organ[number]);
    const whole = address.replace(/^~/, `/region/${row.region}/`).replace(/~$/, `/${year}/`);
    const written = { url: whole, title: spelt(title[number]), organ: names[0], places };
    return { ...row, ...written, shard, number };
  });
}

class Archive {
  constructor(base, content, table, guide) {
    const shards = content.shards.map(([path, provinces, words, positions], number) => {
      return { folder: new URL(path, base), provinces, pieces: { words, positions }, number };
    });
    Object.assign(this, { base, content, table, guide, shards, few: Math.max(FEW, FEW_A_SHARD * shards.length), loaded: {} });
  }

  parse(text) {
    return parse(text, this.table);
  }

  /** What has a page of its own beside reports: {name, url, plain, kind}, and of a label of a table `forms` that have it. */
  get terms() {
    this.known ??= this.guide.terms.map(([name, url, forms]) => {
      const kind = url.startsWith("/checks/") ? "check" : "term";
      return { name, url, forms, kind, plain: plainOf(name, this.table) };
    });
    return this.known;
  }

  /** The shards that hold the provinces, or all of them. */
  among(provinces) {
    return this.shards.filter((shard) => !provinces.size || shard.provinces.some((code) => provinces.has(code)));
  }

  /** A file of the index, loaded once. */
  file(path, base = this.base) {
    return once(this.loaded, base + path, () => json(path, base));
  }

  /** What a piece tells of a key. */
  async entry(key, path, base) {
    const piece = await this.file(path, base);
    return Object.hasOwn(piece, key) ? piece[key] : undefined;
  }

  /** What the pieces of a folder tell of a key. */
  told(folder, key) {
    return this.entry(key, `${folder}/${pieceNamed(key, this.content[folder])}`);
  }

  /** What a shard's own pieces, of postings (words) or positions, tell of a word. */
  held(word, folder, shard) {
    return this.entry(word, `${folder}/${pieceOf(word, shard.pieces[folder])}.json`, shard.folder);
  }

  /** Loads the names and counts of the regions below some provinces. */
  async regions(provinces) {
    const { guide, content } = this;
    const paths = [...provinces].flatMap((code) => content.regions[code] ?? []);
    for (const { names, counts } of await Promise.all(paths.map((path) => this.file(path)))) {
      Object.assign(guide.regions, names);
      Object.assign(guide.facets.region, counts);
    }
  }

  /** Words that a report with all the phrases holds, those in few reports first, and the shards in which all may stand. */
  async leading(phrases, shards) {
    const words = phrases.map(indexed).flatMap((own) =>
      own.map((word, at) => ({ word, beside: [-2, -1, 1, 2].map((step) => own[at + step]) })),
    );
    const told = await Promise.all(words.map(async (one) => [await this.told("presence", one.word), one]));
    if (!told.every(([where]) => where)) return [[], []];
    const lists = told.map(([where]) => rowsTold(`.${where.slice(1)}`));
    const within = shards.filter(({ number }) => lists.every((rows) => !rows.length || rows.includes(number)));
    // A word that is in more reports is common, and no list is found of it. What is told begins with how many these are.
    const listed = told.filter(([where]) => where[0] <= this.content.common).sort();
    return [listed.map(([, one]) => one), within];
  }

  /**
   * The shards that may hold reports with all the phrases, and, where these are few, their rows; the phrases may still
   * be missing there. Of each shard a kilobyte is loaded for each word, the rarest first.
   */
  async candidates(phrases, shards) {
    const [words, within] = await this.leading(phrases, shards);
    // No rows where they are not known, since a word is in very many.
    let left = within.map((shard) => [shard]);
    const count = () => (left.every(([, rows]) => rows) ? left.flatMap(([, rows]) => rows).length : Infinity);
    for (const { word, beside } of words.slice(0, this.few && WORDS)) {
      if (count() <= this.few) break;
      const asked = left.map(async ([shard, rows]) => {
        const told = await this.held(word, "words", shard);
        const own = rowsTold(told ?? ".", beside);
        return [shard, own && rows ? rows.filter((row) => own.includes(row)) : (own ?? rows)];
      });
      left = (await Promise.all(asked)).filter(([, rows]) => rows?.length !== 0);
    }
    const rows = count() <= this.few && left.flatMap(([shard, own]) => own.map((number) => [shard, number]));
    return [left.map(([shard]) => shard), rows];
  }

  /** All rows of some shards, the newest first. */
  async rows(shards) {
    const tables = await Promise.all(shards.map((shard) => once(shard, "rows", () => rowsOf(shard))));
    return tables.flat().sort(newestFirst);
  }

  /** The numbers of a shard's rows in which a phrase stands, as its index tells. */
  async holding(phrase, shard) {
    const words = indexed(phrase);
    // Every second word and the last cover the phrase.
    const steps = [...words.keys()].filter((at) => !(at % 2 && words[at + 1]));
    return rowsWith(steps, await Promise.all(steps.map((at) => this.held(words[at], "positions", shard))));
  }

  /**
   * All rows of the provinces that hold every wanted phrase and no unwanted one; most relevant first.
   * A query that wants nothing finds every row.
   */
  async find({ wanted, unwanted }, provinces) {
    const among = this.among(provinces);
    const [shards, few] = wanted.length ? await this.candidates(wanted, among) : [among];
    const rows = await (few ? this.lookedThrough(few, wanted, unwanted) : this.asIndexed(shards, wanted, unwanted));
    const rank = new Map(rows.map((row) => [row, this.rank(row, wanted)]));
    return wanted.length ? rows.sort((a, b) => rank.get(b) - rank.get(a)) : rows;
  }

  /** Of a few rows, told by shard and number, those that hold all of some phrases and none of others. */
  async lookedThrough(few, wanted, unwanted) {
    const copies = await Promise.all(few.map(([shard, number]) => this.copy(shard, number)));
    const passing = copies.filter(({ row, passages }) => {
      // The very fields that the index has of it.
      const fields = passages.flatMap(([, heading, printed, text]) => [printed ? heading : "", text]);
      const folded = [row.titled ? row.title : "", row.organ, row.places.join(""), ...fields].map((field) => fold(field, this.table));
      const holds = (phrase) => folded.some((tokens) => occurrences(tokens, phrase).length);
      return wanted.every(holds) && !unwanted.some(holds);
    });
    return passing.map(({ row }) => row).sort(newestFirst);
  }

  /** The same of all rows of some shards, as their index tells. */
  async asIndexed(shards, ...asked) {
    const found = shards.map(async (shard) => {
      const sets = asked.map((phrases) => Promise.all(phrases.map((phrase) => this.holding(phrase, shard))));
      const [rows, wanted, banned] = await Promise.all([this.rows([shard]), ...sets]);
      return rows.filter(({ number }) => wanted.every((set) => set.has(number)) && !banned.some((set) => set.has(number)));
    });
    return (await Promise.all(found)).flat().sort(newestFirst);
  }

  /** Whether it is of a year that was asked for, then how many phrases stand in the title, then in organ or place. */
  rank(row, wanted) {
    row.head ??= [row.titled ? row.title : "", `${row.organ}\n${row.places.join("")}`].map((text) =>
      fold(text, this.table),
    );
    const [inTitle, inPlace] = row.head.map(
      (tokens) => wanted.filter((phrase) => occurrences(tokens, phrase).length).length,
    );
    const isOfYear = wanted.some(([year, ...others]) => year === String(row.year) && /^(年度?)?$/.test(others.join("")));
    return isOfYear * 1e4 + inTitle * 100 + inPlace;
  }

  /** A report by itself, {row, passages, said}: loaded only where it is looked through or shown. */
  async copy(shard, number) {
    const { row, ...others } = await this.file(`texts/${number}.json`, shard.folder);
    return { row: { ...row, shard, number }, ...others };
  }
}

/** The provinces among chosen regions. */
export const provincesOf = (regions) => new Set([...regions].map((code) => code.slice(0, 2)));

/** Chosen regions without those of which a part is chosen, too. */
const narrowest = (codes) => codes.filter((code) => !codes.some((other) => other !== code && other.startsWith(code)));

/** The rows that pass the filters: {facet: Set of values}; an empty set lets everything pass. */
export function filtered(rows, filters, except = "") {
  const active = FACETS.filter((facet) => facet !== except && filters[facet].size);
  const regions = narrowest([...filters.region]);
  const passes = (row, facet) =>
    facet === "region"
      ? regions.some((code) => row.region.startsWith(code))
      : valuesOf(row, facet).some((value) => filters[facet].has(value));
  return rows.filter((row) => active.every((facet) => passes(row, facet)));
}

/** How many rows each value of a facet would give, the other facets being as they are: Map of value → count. */
export function counted(rows, filters, facet) {
  const counts = new Map();
  for (const row of filtered(rows, filters, facet)) {
    for (const value of valuesOf(row, facet)) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}

/** The values of a facet that a row is counted under. */
function valuesOf(row, facet) {
  if (facet === "region") {
    const codes = levels(row.region);
    return codes.length ? codes : ["-"];
  }
  const step = row[facet];
  if (!FIGURES.includes(facet)) return [step].flat();
  return step < 0 ? ["unknown"] : step ? OVER.slice(0, step) : ["none"];
}

/** Newest year first, reports without one last; within a year the order stays. */
export function byYear(rows) {
  return [...rows].sort((a, b) => b.year - a.year);
}

const newestFirst = (a, b) => compare(b.newest, a.newest) || compare(a.url, b.url);
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
