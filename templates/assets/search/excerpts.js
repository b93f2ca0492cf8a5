// Excerpts: a few lines of a report around what was searched, and where in them the hits are.

import { fold } from "./fold.js";
import { occurrences } from "./query.js";

const BEFORE = 24; // UTF-16 units shown before a hit …
const LENGTH = 96; // … and in all, where a line is longer
const AT_MOST = 3;

/** The hits of all phrases in a text: [start, end, numbers of the phrases], in order; overlapping ones are one. */
export function hits(text, phrases, table) {
  const tokens = fold(text, table);
  const spans = phrases
    .flatMap((phrase, number) =>
      occurrences(tokens, phrase).map(([from, to]) => [tokens[from][1], tokens[to - 1][2], [number]]),
    )
    .sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  const merged = [];
  for (const span of spans) {
    const last = merged.at(-1);
    if (last && span[0] < last[1]) {
      last[1] = Math.max(last[1], span[1]);
      last[2].push(...span[2]);
    } else merged.push(span);
  }
  return merged;
}

/** A text cut at its hits: [words, is a hit] pairs that add up to it. */
export function pieces(text, spans, from = 0, to = text.length) {
  const cut = [];
  let at = from;
  for (const [start, end] of spans) {
    if (start < from || end > to) continue;
    if (start > at) cut.push([text.slice(at, start), false]);
    cut.push([text.slice(start, end), true]);
    at = end;
  }
  if (at < to) cut.push([text.slice(at, to), false]);
  return cut;
}

/**
 * At most three excerpts in which every phrase that the text holds occurs, else the beginning of its prose.
 * Each is {anchor, heading, isHeading, pieces}; `passages` is a report's reading copy.
 */
export function excerpts(passages, phrases, table) {
  const lines = passages.flatMap(([anchor, heading, printed, text]) => [
    ...text.split("\n").map((line) => ({ anchor, heading, line })),
    ...(printed ? [{ anchor, heading, line: heading, isHeading: true }] : []),
  ]);
  for (const line of lines) line.spans = phrases.length ? hits(line.line, phrases, table) : [];
  // Running text says more than a heading; among its lines the first one.
  const candidates = [...lines.filter((line) => !line.isHeading), ...lines.filter((line) => line.isHeading)];
  const chosen = [];
  const shown = new Set();
  for (let number = 0; number < phrases.length && chosen.length < AT_MOST; number += 1) {
    if (shown.has(number)) continue;
    const line = candidates.find(({ spans }) => spans.some((span) => span[2].includes(number)));
    if (!line) continue;
    const cut = around(line, line.spans.find((span) => span[2].includes(number)));
    chosen.push(cut);
    cut.shows.forEach((one) => shown.add(one));
  }
  if (!chosen.length) {
    // Before the first heading stands what the web page had around the report; rows and menus have no full stop.
    const first = lines.find(({ heading, line, isHeading }) => heading && !isHeading && /。/.test(line) && !/ \| /.test(line));
    if (first) chosen.push(around(first, [0, 0]));
  }
  return chosen;
}

/** The part of a line around one of its hits, never cutting a hit or a character in two. */
function around({ anchor, heading, isHeading = false, line, spans }, [start, end]) {
  let from = Math.max(0, start - BEFORE);
  let to = Math.min(line.length, Math.max(end, from + LENGTH));
  for (const [a, b] of spans) {
    if (a < from && from < b) from = a;
    if (a < to && to < b) to = b;
  }
  if (isLow(line, from)) from -= 1;
  if (isLow(line, to)) to += 1;
  const inside = spans.filter(([a, b]) => a >= from && b <= to);
  const cut = pieces(line, inside, from, to);
  if (from > 0) cut.unshift(["…", false]);
  if (to < line.length) cut.push(["…", false]);
  return { anchor, heading, isHeading, pieces: cut, shows: inside.flatMap((span) => span[2]) };
}

const isLow = (text, at) => /[\udc00-\udfff]/.test(text.charAt(at));
