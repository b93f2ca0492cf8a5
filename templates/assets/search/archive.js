// The archive as search sees it: shards of Pagefind's, each with a table of its reports, asked phrase by phrase.

import { fold, indexed, unpack } from "./fold.js";
import { hits } from "./excerpts.js";
import { occurrences, parse } from "./query.js";

/** The facets by which results are filtered; `region` holds codes of any level, "-" where none is known. */
export const FACETS = [
  "region", "year", "consistency", "kind", "form", "completeness", "timeliness", "originality", "check",
];
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

/** Opens what a manifest names; tables, index and Pagefind itself are loaded when something is asked of them. */
export async function open(manifest) {
  const base = new URL(manifest, location.href);
  const { engine, fold: conversion, guide, shards } = await json(base);
  const archive = new Archive(
    engine && new URL(engine, base),
    shards.map((shard) => ({ ...shard, folder: new URL(shard.folder, base), rows: [] })),
  );
  const [packed, known] = await Promise.all([
    json(new URL(conversion, base)),
    json(new URL(guide, base)),
    shards.length === 1 ? archive.need().catch(() => {}) : null,
  ]);
  return Object.assign(archive, { table: unpack(packed), guide: known });
}

async function rowsOf(shard) {
  const table = await json(new URL("table.json", shard.folder));
  return table.id.map((id, at) => ({
    id,
    shard,
    url: table.url[at],
    title: table.title[at],
    titled: Boolean(table.titled[at]),
    organ: table.organ[at],
    places: table.placeNames[table.place[at]],
    region: table.region[at] || "-",
    year: table.year[at] === null ? "" : String(table.year[at]),
    consistency: table.consistency[at],
    seal: table.seals[table.consistency[at]],
    newest: table.newest[at],
    check: table.check[at].split(" ").filter(Boolean),
    ...Object.fromEntries(LISTED.map((facet) => [facet, table.values[facet][table[facet][at]]])),
  }));
}

class Archive {
  constructor(engine, shards) {
    this.folder = engine;
    this.shards = shards;
    this.rows = [];
    this.asked = new Map();
  }

  parse(text) {
    return parse(text, this.table);
  }

  /** The shards that hold the provinces, or all of them. */
  among(provinces = new Set()) {
    if (!provinces.size) return this.shards;
    return this.shards.filter((shard) => shard.provinces.some((code) => provinces.has(code || "-")));
  }

  /** Loads the tables of the provinces' shards. */
  async need(provinces) {
    await Promise.all(
      this.among(provinces).map((shard) =>
        once(shard, "table", async () => {
          shard.rows = await rowsOf(shard);
          // Each shard's rows come newest first; so do all of them.
          const rows = this.shards.flatMap((one) => one.rows);
          if (this.shards.length > 1) rows.sort((a, b) => compare(b.newest, a.newest) || compare(a.url, b.url));
          rows.forEach((row, order) => Object.assign(row, { order }));
          this.rows = rows;
        }),
      ),
    );
  }

  /** Pagefind, with the shards of the provinces merged in: one worker, one piece of WebAssembly for all of them. */
  async warm(provinces) {
    const engine = await once(this, "engine", async () => {
      const { createInstance } = await import(new URL("pagefind.js", this.folder).href);
      return createInstance({ basePath: this.folder.pathname, metaCacheTag: "1" });
    });
    await Promise.all(
      this.among(provinces).map((shard) =>
        // By the page's language Pagefind would cut our pairs into words of its own.
        once(shard, "merged", () => engine.mergeIndex(shard.folder.pathname, { metaCacheTag: "1", language: "und" })),
      ),
    );
    return engine;
  }

  /** The ids of the reports of the provinces, and perhaps others, in which a phrase occurs. */
  holding(phrase, provinces) {
    // Always quoted, even a lone word: unquoted, what is absent would match by its beginning.
    const term = `"${indexed(phrase).join(" ")}"`;
    const key = [term, ...this.among(provinces).map(({ folder }) => folder)].join();
    if (!this.asked.has(key)) this.asked.set(key, this.ask(term, provinces, key));
    return this.asked.get(key);
  }

  async ask(term, provinces, key) {
    try {
      const engine = this.shards.length && (await this.warm(provinces));
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
    const [sets, banned] = await Promise.all([
      ...[wanted, unwanted].map((phrases) => Promise.all(phrases.map((phrase) => this.holding(phrase, provinces)))),
      this.need(provinces),
    ]);
    const within = new Set(this.among(provinces));
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
