// The archive as search sees it: shards of Pagefind's, each with a table of its reports, asked phrase by phrase.

import { fold, unpack } from "./fold.js";
import { hits } from "./excerpts.js";
import { occurrences, parse } from "./query.js";

/** The facets by which results are filtered; each is a column of the table. */
export const FACETS = ["province", "year", "consistency"];

async function json(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${answer.status} ${url}`);
  return answer.json();
}

/** Opens what a manifest names; Pagefind itself is loaded by the first phrase. */
export async function open(manifest) {
  const base = new URL(manifest, location.href);
  const { fold: conversion, shards } = await json(base);
  const [packed, ...loaded] = await Promise.all([
    json(new URL(conversion, base)),
    ...shards.map(({ folder }) => shard(new URL(folder, base))),
  ]);
  return new Archive(unpack(packed), loaded);
}

async function shard(folder) {
  const table = await json(new URL("table.json", folder));
  const rows = table.id.map((id, at) => ({
    id,
    folder,
    url: table.url[at],
    title: table.title[at],
    titled: Boolean(table.titled[at]),
    organ: table.organ[at],
    places: table.places[at],
    province: table.province[at],
    year: table.year[at] === null ? "" : String(table.year[at]),
    consistency: table.consistency[at],
    seal: table.seals[table.consistency[at]],
    newest: table.newest[at],
  }));
  return { folder, byId: new Map(rows.map((row) => [row.id, row])), rows, engine: null };
}

async function engine(shard) {
  const { createInstance } = await import(new URL("pagefind.js", shard.folder).href);
  // The page's language, by which Pagefind cuts a query into words, does not matter: every token is a word already.
  return createInstance({ basePath: shard.folder.pathname, metaCacheTag: "1" });
}

class Archive {
  constructor(table, shards) {
    this.table = table;
    this.shards = shards;
    // Each shard's rows come newest first; so do all of them.
    this.rows = shards.flatMap(({ rows }) => rows);
    if (shards.length > 1) this.rows.sort((a, b) => compare(b.newest, a.newest) || compare(a.url, b.url));
    this.rows.forEach((row, order) => Object.assign(row, { order }));
    this.asked = new Map();
  }

  parse(text) {
    return parse(text, this.table);
  }

  /** Loads the index's code, so that the first search need not wait for it. */
  warm() {
    return Promise.all(
      this.shards.map((shard) => {
        shard.engine ??= engine(shard).catch((error) => {
          shard.engine = null; // so that the next search tries again
          throw error;
        });
        return shard.engine;
      }),
    );
  }

  /** The rows in which a phrase occurs. */
  holding(phrase) {
    // Always quoted, even a lone character: unquoted, what is absent would match by its beginning.
    const term = `"${phrase.join(" ")}"`;
    if (!this.asked.has(term)) {
      const answer = this.ask(term);
      answer.catch(() => this.asked.delete(term));
      this.asked.set(term, answer);
    }
    return this.asked.get(term);
  }

  async ask(term) {
    const engines = await this.warm();
    const found = await Promise.all(
      this.shards.map(async ({ byId }, at) => (await engines[at].search(term)).results.map(({ id }) => byId.get(id))),
    );
    return new Set(found.flat());
  }

  /**
   * All rows that hold every wanted phrase and no unwanted one, whatever the filters; most relevant first.
   * A query that wants nothing finds every row.
   */
  async find({ wanted, unwanted }) {
    const [sets, banned] = await Promise.all(
      [wanted, unwanted].map((phrases) => Promise.all(phrases.map((phrase) => this.holding(phrase)))),
    );
    const rows = this.rows.filter((row) => sets.every((set) => set.has(row)) && !banned.some((set) => set.has(row)));
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
    row.text ??= json(new URL(`texts/${row.id}.json`, row.folder)).catch((error) => {
      row.text = null;
      throw error;
    });
    return row.text;
  }
}

/** The rows that pass the filters: {facet: Set of values}; an empty set lets everything pass. */
export function filtered(rows, filters, except = "") {
  const active = FACETS.filter((facet) => facet !== except && filters[facet]?.size);
  return rows.filter((row) => active.every((facet) => filters[facet].has(row[facet])));
}

/** How many rows each value of a facet would give, the other facets being as they are: Map of value → count. */
export function counted(rows, filters, facet) {
  const counts = new Map();
  for (const row of filtered(rows, filters, facet)) counts.set(row[facet], (counts.get(row[facet]) ?? 0) + 1);
  return counts;
}

/** Newest year first, reports without one last; within a year the order stays. */
export function byYear(rows) {
  return [...rows].sort((a, b) => Number(b.year) - Number(a.year));
}

const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
