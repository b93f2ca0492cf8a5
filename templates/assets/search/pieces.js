// Small files of which each holds the entries of some keys: generator/search/pieces.py.

const OFFSET = 2166136261;
const PRIME = 16777619;
const TAG = 8;
// Of generator/search/postings.py.
const ZERO = 32;
const RARE = "+";
const SIGNS = 56;
const FIRST_SIGN = 36;

/** The piece, of so many, that a key is in. */
export function pieceOf(key, count) {
  let total = OFFSET;
  for (let at = 0; at < key.length; at += 1) total = Math.imul(total ^ key.charCodeAt(at), PRIME) >>> 0;
  return total % count;
}

/** The file below a folder that tells of a key, where the pieces' tags stand one behind the other. */
export function pieceNamed(key, tags) {
  const number = pieceOf(key, tags.length / TAG);
  return `${number}.${tags.slice(number * TAG, (number + 1) * TAG)}.json`;
}

/**
 * The rows that are told of a word, null where it is in very many, and those left out beside whose word others stand than
 * `beside` names: the two before it and the two behind, undefined where any will do.
 */
export function rowsTold([kind, ...signs], beside) {
  if (!kind) return null;
  const sign = (word) => word && String.fromCharCode(FIRST_SIGN + pieceOf(word, SIGNS));
  const wanted = kind === RARE ? beside.map(sign) : [];
  const rows = new Set();
  let row = 0;
  for (let at = 0; at < signs.length; at += 1 + wanted.length) {
    row += signs[at].charCodeAt() - ZERO;
    if (wanted.every((one, place) => !one || one === signs[at + 1 + place])) rows.add(row);
  }
  return [...rows];
}
