// What a person types, understood: words apart by blanks, "quoted" ones together, a leading minus excludes.

import { BREAK, MARK, fold } from "./fold.js";

// A quoted part counts as quoted only where it stands alone: “两微一端”使用效率, pasted from a text, is one word.
const WORD = /([-－﹣−]?)(?:["“”„＂「『]([^"“”„＂」』]+)["“”＂」』](?=\s|$)|(\S+))/gu;

/** {wanted, unwanted}: phrases, each an array of tokens. Punctuation at the ends of a word is dropped. */
export function parse(text, table) {
  const query = { wanted: [], unwanted: [] };
  for (const [, minus, quoted, plain] of text.matchAll(WORD)) {
    const phrase = fold((quoted ?? plain).replace(/\s+/gu, " "), table)
      .map(([token]) => token)
      .filter((token) => token !== BREAK);
    if (!phrase.some((token) => token !== MARK)) continue;
    const list = minus ? query.unwanted : query.wanted;
    if (!list.some((known) => known.join() === phrase.join())) list.push(phrase);
  }
  return query;
}

/** The places [from, to) in an array of tokens ([token, …]) at which a phrase stands; they do not overlap. */
export function occurrences(tokens, phrase) {
  const found = [];
  for (let at = 0; at + phrase.length <= tokens.length; at += 1) {
    if (phrase.every((token, index) => tokens[at + index][0] === token)) {
      found.push([at, at + phrase.length]);
      at += phrase.length - 1;
    }
  }
  return found;
}
