// The fold of generator/search/folding.py, word for word: text and query both go through it, so that they meet.

export const MARK = "\ua000";
export const BREAK = "\ua001";
export const POINT = "\ua002";
const JOIN = "\ua003";

const GONE = /[\u00ad\ufeff\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f]/u;
const BREAKS = /[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]/u;
const BLANK = /[ \u00a0\u1680\u202f\u205f\u3000\u2000-\u200a]/u;
const HAN = /[\u4e00-\u9fff\u3400-\u4dbf\u{20000}-\u{323af}\uf900-\ufaff々〇]/u;
const DIGIT = /[0-9]/;
const LETTER = /[a-z]/;
const FULL_WIDTH_COMMA = "，";
const GAP_OFFSET = 32;

/** The conversion table as a Map, from the packed one ({gaps, to}). */
export function unpack({ gaps, to }) {
  const table = new Map();
  const targets = Array.from(to);
  let code = 0;
  Array.from(gaps).forEach((gap, index) => {
    code += gap.codePointAt(0) - GAP_OFFSET;
    table.set(String.fromCodePoint(code), targets[index]);
  });
  return table;
}

/** The tokens of a text: [token, start, end], in UTF-16 units of the text. */
export function fold(text, table) {
  const { chars, starts, ends } = mapped(text, table);
  const tokens = [];
  let pending = null;
  for (const [token, from, to] of runs(chars)) {
    const placed = [token, starts[from], ends[to - 1]];
    if (token === MARK || token === BREAK) {
      if (!pending || (pending[0] === MARK && token === BREAK)) pending = placed;
      continue;
    }
    if (pending && tokens.length) tokens.push(pending);
    pending = null;
    tokens.push(placed);
  }
  return tokens;
}

/** Folded, without marks: how names and terms are compared. */
export const plainOf = (words, table) => fold(words, table).map(([token]) => (token === MARK ? "" : token)).join("");

const isHan = (token) => HAN.test(token);

/** The words under which the index holds a phrase: its pairs of tokens, or its only one. */
export function indexed(phrase) {
  const pair = (one, other) => one + (isHan(one) && isHan(other) ? "" : JOIN) + other;
  return phrase.length === 1 ? phrase : phrase.slice(1).map((token, at) => pair(phrase[at], token));
}

function mapped(text, table) {
  const chars = [];
  const starts = [];
  const ends = [];
  let at = 0;
  for (const raw of text) {
    const start = at;
    at += raw.length;
    if (GONE.test(raw)) continue;
    let char = raw;
    const code = raw.codePointAt(0);
    if (code > 0xff00 && code < 0xff5f && raw !== FULL_WIDTH_COMMA) char = String.fromCharCode(code - 0xfee0);
    if (char >= "A" && char <= "Z") char = char.toLowerCase();
    chars.push(table.get(char) ?? char);
    starts.push(start);
    ends.push(at);
  }
  return { chars, starts, ends };
}

function* runs(chars) {
  let at = 0;
  while (at < chars.length) {
    const char = chars[at];
    if (DIGIT.test(char)) {
      for (const run of number(chars, at)) {
        yield run;
        at = run[2];
      }
      continue;
    }
    let end = at + 1;
    if (LETTER.test(char)) {
      end = past(chars, at, LETTER);
      yield [chars.slice(at, end).join(""), at, end];
    } else if (HAN.test(char)) yield [char, at, end];
    else if (BREAKS.test(char)) yield [BREAK, at, end];
    else if (!BLANK.test(char)) yield [MARK, at, end];
    at = end;
  }
}

function number(chars, at) {
  let [whole, end] = thousands(chars, at);
  const parts = [[whole, at, end]];
  while (chars[end] === "." && end + 1 < chars.length && DIGIT.test(chars[end + 1])) {
    const start = end + 1;
    end = past(chars, start, DIGIT);
    parts.push([chars.slice(start, end).join(""), start, end]);
  }
  if (parts.length === 2 && !isYear(chars, parts[1])) return [[whole + POINT + parts[1][0], at, end]];
  return parts.flatMap((part, index) => (index ? [[MARK, part[1] - 1, part[1]], part] : [part]));
}

function thousands(chars, at) {
  let end = past(chars, at, DIGIT);
  let digits = chars.slice(at, end).join("");
  const grouped = digits.length <= 3;
  while (grouped && chars[end] === ",") {
    const group = past(chars, end + 1, DIGIT);
    if (group - end !== 4) break;
    digits += chars.slice(end + 1, group).join("");
    end = group;
  }
  return [digits, end];
}

function isYear(chars, [digits, , end]) {
  if (!/^(19|20)\d\d$/.test(digits)) return false;
  while (end < chars.length && BLANK.test(chars[end])) end += 1;
  return chars[end] === "年";
}

function past(chars, at, kind) {
  while (at < chars.length && kind.test(chars[at])) at += 1;
  return at;
}
