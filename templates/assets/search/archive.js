// The archive as search sees it: shards of Pagefind's, each with a table of its reports, asked phrase by phrase.

import { BLANKS, fold, indexed, isHan, unpack } from "./fold.js";
import { hits } from "./excerpts.js";
import { pieceOf } from "./presence.js";
import { occurrences, parse } from "./query.js";

/** The facets by which results are filtered; `region` holds codes of any level, "-" where none is known. */
export const FACETS = [
  "region", "year", "consistency", "kind", "form", "completeness", "timeliness", "originality", "check",
];
// Reports that are looked through one by one rather than loading heavy words: of these each shard has some kilobytes.
const FEW = 40;
const FEW_A_SHARD = 8;
const LISTED = ["form", "kind", "completeness", "timeliness", "originality"];

async function json(url) {
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

/**
 * Opens what a manifest names; tables, index and Pagefind itself are loaded when something is asked of them, or at once
 * where it is known that something will be (`eager`).
 */
export async function open(manifest, eager = false) {
  const base = new URL(manifest, location.href);
  const { engine, fold: conversion, guide, shards, presence, early = [] } = await json(base);
  const archive = new Archive(
    engine && new URL(engine, base),
    shards.map((shard, number) => ({ ...shard, number, folder: new URL(shard.folder, base), rows: [] })),
    presence && { ...presence, folder: new URL(presence.folder, base) },
  );
  archive.guide = json(new URL(guide, base));
  if (eager) {
    // Pagefind asks for these one after the other.
    for (const path of early) fetch(new URL(path, base)).catch(() => {});
    archive.begin();
  }
  const [packed, known] = await Promise.all([
    json(new URL(conversion, base)),
    archive.guide,
    shards.length === 1 ? archive.need(archive.shards).catch(() => {}) : null,
  ]);
  return Object.assign(archive, { table: unpack(packed), guide: known });
}

async function rowsOf(shard, guide) {
  const [table, { regions }] = await Promise.all([json(new URL("table.json", shard.folder)), guide]);
  return table.id.map((id, at) => {
    const region = table.region[at];
    const year = table.year[at] ?? "";
    const codes = [2, 4, 6].filter((digits) => region.length >= digits).map((digits) => region.slice(0, digits));
    const above = codes.flatMap((code) => regions[code]?.[0] ?? []);
    const places = table.chains[at] ?? [...above, ...[table.town[at]].filter(Boolean)];
    // Organ, year and places: letters stand for them in generator/search/tables.py.
    const names = ["", year, ...places.slice().reverse()];
    const spelt = (text) => text.replace(/[\x01-\x06]/g, (letter) => names[letter.charCodeAt() - 1]);
    names[0] = spelt(table.organ[at]);
    return {
      id,
      shard,
      url: table.url[at].replace(/^~/, `/region/${region}/`).replace(/~$/, `/${year}/`),
      title: spelt(table.title[at]),
      titled: Boolean(table.titled[at]),
      organ: names[0],
      places,
      region: region || "-",
      year: String(year),
      consistency: table.consistency[at],
      seal: table.seals[table.consistency[at]],
      newest: table.newest[at],
      check: table.check[at].split(" ").filter(Boolean),
      ...Object.fromEntries(LISTED.map((facet) => [facet, table.values[facet][table[facet][at]]])),
    };
  });
}

class Archive {
  constructor(engine, shards, presence) {
    this.folder = engine;
    this.shards = shards;
    this.presence = presence;
    this.pieces = {};
    this.rows = [];
    this.asked = new Map();
    this.answered = false;
  }

  parse(text) {
    return parse(text, this.table);
  }

  /** The shards that hold the provinces, or all of them. */
  among(provinces = new Set()) {
    if (!provinces.size) return this.shards;
    return this.shards.filter((shard) => shard.provinces.some((code) => provinces.has(code || "-")));
  }

  /** Those of some shards that may hold all the phrases: each of their words stands there in some report. */
  async holders(phrases, shards) {
    if (!this.presence || shards.length < 2) return shards;
    const { count, folder } = this.presence;
    const lists = await Promise.all(
      phrases.flatMap(indexed).map(async (word) => {
        const piece = pieceOf(word, count);
        const held = await once(this.pieces, piece, () => json(new URL(`${piece}.json`, folder)));
        return Object.hasOwn(held, word) ? held[word] : [];
      }),
    );
    return shards.filter(({ number }) => lists.every((list) => list === 0 || list.includes(number)));
  }

  /** Loads the tables of shards. */
  async need(shards) {
    await Promise.all(
      shards.map((shard) =>
        once(shard, "table", async () => {
          shard.rows = await rowsOf(shard, this.guide);
          const rows = this.shards.flatMap((one) => one.rows);
          rows.sort((a, b) => compare(b.newest, a.newest) || compare(a.url, b.url));
          rows.forEach((row, order) => Object.assign(row, { order }));
          this.rows = rows;
        }),
      ),
    );
  }

  /** Loads what every search needs. Of many shards it is not known yet which will be asked. */
  begin() {
    this.warm(this.presence ? [] : this.shards).catch(() => {});
  }

  /** Pagefind, with shards merged in: one worker, one piece of WebAssembly for all of them. */
  async warm(shards) {
    const engine = await once(this, "engine", async () => {
      const { createInstance } = await import(new URL("pagefind.js", this.folder).href);
      // To start a worker takes longer than to search one index.
      return createInstance({ basePath: this.folder.pathname, metaCacheTag: "1", noWorker: !this.presence });
    });
    await Promise.all(
      shards.map((shard) =>
        // By the page's language Pagefind would cut our pairs into words of its own.
        once(shard, "merged", () => engine.mergeIndex(shard.folder.pathname, { metaCacheTag: "1", language: "und" })),
      ),
    );
    return engine;
  }

  /**
   * The ids of the reports of the shards, and perhaps others, in which a phrase occurs. What occurs very often is heavy
   * to load: where the rarer parts of a first phrase leave few reports, these are looked through instead. Later ones are
   * faster told by the index.
   */
  async holding(phrase, shards) {
    const words = indexed(phrase);
    if (this.answered) return this.matching(words.join(" "), shards);
    const heavy = new Set((await this.guide).heavy);
    const used = words.map((word) => !heavy.has(word));
    // Once with the light words alone, once with one of the others beside them.
    for (let tries = 0; tries < 2 && used.includes(true) && used.includes(false); tries += 1) {
      const parts = words.map((word, at) => (used[at] ? word : "\n")).join(" ").split(/\s*\n\s*/).filter(Boolean);
      const [sets] = await Promise.all([
        Promise.all(parts.map((part) => this.matching(part, shards))),
        this.need(shards),
      ]);
      const rows = shards.flatMap((shard) => shard.rows).filter(({ id }) => sets.every((set) => set.has(id)));
      if (rows.length <= Math.max(FEW, FEW_A_SHARD * shards.length)) {
        const told = await Promise.all(rows.map((row) => this.holds(row, phrase)));
        return new Set(rows.filter((_, at) => told[at]).map(({ id }) => id));
      }
      used[used.findIndex((own, at) => !own && (used[at - 1] || used[at + 1]))] = true;
    }
    return this.matching(words.join(" "), shards);
  }

  /** Does the report hold the phrase, in the very fields that the index has of it? */
  async holds(row, phrase) {
    const passages = await this.text(row);
    const fields = passages.flatMap(([, heading, printed, text]) => [printed ? heading : "", text]);
    // Folding takes time: most texts lack the characters, whatever stands between them.
    const words = phrase.every(isHan) && phrase.join("");
    const squeezed = (text) => Array.from(text, (char) => this.table.get(char) ?? char).join("").replace(BLANKS, "");
    return [row.titled ? row.title : "", row.organ, row.places.join(""), ...fields].some(
      (field) => (!words || squeezed(field).includes(words)) && occurrences(fold(field, this.table), phrase).length,
    );
  }

  /** The ids of the reports of the shards, and perhaps others, that hold words of the index side by side. */
  matching(words, shards) {
    // Always quoted, even a lone word: unquoted, what is absent would match by its beginning.
    const term = `"${words}"`;
    const key = [term, ...shards.map(({ folder }) => folder)].join();
    if (!this.asked.has(key)) this.asked.set(key, this.ask(term, shards, key));
    return this.asked.get(key);
  }

  async ask(term, shards, key) {
    try {
      const engine = shards.length && (await this.warm(shards));
      return new Set(engine ? (await engine.search(term)).results.map(({ id }) => id) : []);
    } catch (error) {
      // Something did not arrive, and Pagefind does not ask again: the next search begins with a new one.
      this.asked.delete(key);
      this.engine = null;
      for (const shard of this.shards) shard.merged = null;
      throw error;
    }
  }

  /**
   * All rows of the provinces that hold every wanted phrase and no unwanted one; most relevant first.
   * A query that wants nothing finds every row.
   */
  async find({ wanted, unwanted }, provinces) {
    const shards = await this.holders(wanted, this.among(provinces));
    const [sets, banned] = await Promise.all([
      ...[wanted, unwanted].map((phrases) => Promise.all(phrases.map((phrase) => this.holding(phrase, shards)))),
      this.need(shards),
    ]);
    this.answered = true;
    const within = new Set(shards);
    const rows = this.rows.filter(
      ({ id, shard }) => within.has(shard) && sets.every((set) => set.has(id)) && !banned.some((set) => set.has(id)),
    );
    if (!wanted.length) return rows;
    const rank = new Map(rows.map((row) => [row, this.rank(row, wanted)]));
    return rows.sort((a, b) => rank.get(b) - rank.get(a) || a.order - b.order);
  }

  /** How many phrases stand in the title, then in organ or place. */
  rank(row, wanted) {
    row.head ??= [row.titled ? row.title : "", `${row.organ}\n${row.places.join("")}`].map((text) =>
      fold(text, this.table),
    );
    const [inTitle, inPlace] = row.head.map(
      (tokens) => wanted.filter((phrase) => occurrences(tokens, phrase).length).length,
    );
    return inTitle * 100 + inPlace;
  }

  hits(text, phrases) {
    return hits(text, phrases, this.table);
  }

  /** The reading copy of a report: loaded only for results that are shown. */
  text(row) {
    return once(row, "text", () => json(new URL(`texts/${row.id}.json`, row.shard.folder)));
  }
}

/** The provinces among chosen regions. */
export const provincesOf = (regions = new Set()) => new Set([...regions].map((code) => code.slice(0, 2)));

/** Chosen regions without those of which a part is chosen, too. */
const narrowest = (codes) => codes.filter((code) => !codes.some((other) => other !== code && other.startsWith(code)));

/** The rows that pass the filters: {facet: Set of values}; an empty set lets everything pass. */
export function filtered(rows, filters, except = "") {
  const active = FACETS.filter((facet) => facet !== except && filters[facet]?.size);
  const regions = narrowest([...(filters.region ?? [])]);
  const passes = {
    region: (row) => regions.some((code) => row.region.startsWith(code)),
    check: (row) => row.check.some((code) => filters.check.has(code)),
  };
  return rows.filter((row) => active.every((facet) => passes[facet]?.(row) ?? filters[facet].has(row[facet])));
}

/** How many rows each value of a facet would give, the other facets being as they are: Map of value → count. */
export function counted(rows, filters, facet) {
  const counts = new Map();
  for (const row of filtered(rows, filters, facet)) {
    const levels = [2, 4, 6].filter((digits) => row.region.length >= digits).map((digits) => row.region.slice(0, digits));
    const values = facet === "region" ? (levels.length ? levels : ["-"]) : [row[facet]].flat();
    for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}

/** Newest year first, reports without one last; within a year the order stays. */
export function byYear(rows) {
  return [...rows].sort((a, b) => Number(b.year) - Number(a.year));
}

const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
