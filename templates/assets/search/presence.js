// Which shards hold a word at all: the pieces of generator/search/presence.py.

const OFFSET = 2166136261;
const PRIME = 16777619;

/** The piece, of so many, that tells of a word. */
export function pieceOf(word, count) {
  let total = OFFSET;
  for (let at = 0; at < word.length; at += 1) total = Math.imul(total ^ word.charCodeAt(at), PRIME) >>> 0;
  return total % count;
}
