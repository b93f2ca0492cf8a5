// Small files of which each holds the entries of some keys: generator/search/pieces.py.

const OFFSET = 2166136261;
const PRIME = 16777619;
const TAG = 8;
// Of generator/search/words.py and postings.py.
const ZERO = 32;
const FAR = 50_000;
const RARE = "+";
const SIGNS = 56;
const FIRST_SIGN = 36;

const distanceTold = (sign) => sign.charCodeAt() - ZERO;

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
    row += distanceTold(signs[at]);
    if (wanted.every((one, place) => !one || one === signs[at + 1 + place])) rows.add(row);
  }
  return [...rows];
}

/** The rows in which words, of each of which a piece of positions has `told`, stand `steps` behind the first of them. */
export function rowsWith(steps, told) {
  const words = told.map(positionsTold);
  const stands = (row, at) => words.every((rows, number) => rows.get(row)?.has(at + steps[number]));
  // A token by itself has no positions, and nothing stands behind it.
  const [first] = words;
  return new Set([...first.keys()].filter((row) => !steps[1] || [...first.get(row)].some((at) => stands(row, at))));
}

/** Row → positions. */
function positionsTold(told) {
  const rows = new Map();
  let row = -1;
  for (const own of told?.split(" ") ?? []) {
    const [distance, ...distances] = [...own].map(distanceTold);
    const held = new Set();
    let at = -1;
    for (const step of distances) {
      if (step > FAR) at += FAR; // the word is farther still
      else held.add((at += step));
    }
    rows.set((row += distance), held);
  }
  return rows;
}
