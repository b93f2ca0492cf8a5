"""Folds text and queries to tokens, in the same way, so that they can be compared.

It stands twice, here and in ``templates/assets/search/fold.js``, since the browser folds queries. The table of
converted characters is published for the script; its classes of characters are compared with these by
``tests/search/test_folding.py``, and both folds are run on the same strings by ``tests/browser/test_search.py``.

A text becomes a row of tokens: a Han character each, a run of ASCII letters, a number. What is found is
what is the same row: script (traditional, simplified), width, case and blanks make no difference.

- Punctuation of any kind, and every character that is none of the above, is a :data:`MARK`; marks in a row
  are one. So a phrase runs across punctuation only where some was typed, but any sort of it will do.
- The end of a line or of a table's cell is a :data:`BREAK`, which no query can contain: a phrase never runs
  from one paragraph or cell into the next.
- Numbers are whole: 2 does not find 22, and the point of a decimal becomes a letter (:data:`POINT`), so that
  it is none of the punctuation: 2.2 does not find 22. A comma between thousands goes. In ``1.2022年`` and ``1.2.3``
  the points are punctuation (a list numeral before a year; a date or a clause number).

The four letters of our own (:data:`JOIN` stands in the index only) are Yi syllables: letters without case or
accents, and outside the fold's own tokens, so that no text can contain them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator.search.conversion import conversion_table

MARK = "\ua000"
BREAK = "\ua001"
POINT = "\ua002"
JOIN = "\ua003"

GONE = frozenset("\u00ad\ufeff") | {
    chr(code)
    for codes in (
        range(0x200B, 0x2010),
        range(0x202A, 0x202F),
        range(0x2060, 0x2065),
        range(0xFE00, 0xFE10),
    )
    for code in codes
}
"""Invisible characters: zero-width blanks, directions, variation selectors."""

BREAKS = frozenset("\t\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029")
BLANKS = frozenset(" \u00a0\u1680\u202f\u205f\u3000") | {chr(code) for code in range(0x2000, 0x200B)}
DIGITS = frozenset("0123456789")
LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")
FULL_WIDTH = range(0xFF01, 0xFF5F)
FULL_WIDTH_SHIFT = 0xFEE0
FULL_WIDTH_COMMA = "，"
"""Stays as it is: between digits it is a list, where the ASCII comma parts thousands."""


_HAN = "\u4e00-\u9fff\u3400-\u4dbf\U00020000-\U000323af\uf900-\ufaff々〇"
_BREAK, _BLANK = (re.escape("".join(sorted(chars))) for chars in (BREAKS, BLANKS))
_SCAN = re.compile(
    f"(?P<han>[{_HAN}]+)|(?P<word>[a-z]+)|(?P<number>[0-9])|(?P<break>[{_BREAK}]+)|(?P<blank>[{_BLANK}]+)"
    f"|(?P<mark>[^a-z0-9{_HAN}{_BREAK}{_BLANK}]+)"
)


@dataclass(frozen=True, slots=True)
class SearchToken:
    """``text`` is folded; ``start`` and ``end`` are code points of the text it was folded from."""

    text: str
    start: int
    end: int


def folded(text: str) -> tuple[str, ...]:
    """The tokens of ``text`` without their places: what :func:`tokens` gives, in a tenth of the time."""
    return tuple(token for run in runs(text) for token in (run if is_han_run(run) else (run,)))


def is_han_run(run: str) -> bool:
    """True if a piece of :func:`runs` is Han characters, each a token; False if it is one token."""
    return run > LAST_OF_NONE and run not in (MARK, BREAK)


LAST_OF_NONE = "\u3000"
"""Of all tokens that begin behind it only :data:`MARK` and :data:`BREAK` are no Han characters."""


def runs(text: str) -> list[str]:
    """The tokens of ``text``, Han characters side by side in one piece."""
    chars = text.translate(_conversion())
    found: list[str] = []
    pending = ""
    at = 0
    while at < len(chars):
        match = _SCAN.match(chars, at)
        assert match is not None, "every character is of some kind"
        at, kind = match.end(), match.lastgroup
        if kind == "blank":
            continue
        if kind in ("mark", "break"):
            pending = BREAK if kind == "break" else pending or MARK
            continue
        if pending and found:
            found.append(pending)
        pending = ""
        if kind != "number":
            found.append(match[0])
            continue
        number = _number(chars, match.start())
        found += (token for token, _, _ in number)
        at = number[-1][2]
    return found


@lru_cache(maxsize=1)
def _conversion() -> Mapping[int, str | None]:
    """What :func:`_mapped` does to each character, for ``str.translate``."""
    table: dict[int, str | None] = {ord(char): to for char, to in conversion_table().items()}
    for code in (*FULL_WIDTH, *range(ord("A"), ord("Z") + 1)):
        if chr(code) != FULL_WIDTH_COMMA:
            plain = (chr(code - FULL_WIDTH_SHIFT) if code in FULL_WIDTH else chr(code)).lower()
            table[code] = conversion_table().get(plain, plain)
    return table | {ord(char): None for char in GONE}


def tokens(text: str) -> Iterator[SearchToken]:
    """The tokens of ``text`` in order; never two marks, two breaks, or a mark beside a break."""
    chars, places = _mapped(text)
    pending: SearchToken | None = None
    started = False
    for token, start, end in _runs(chars):
        placed = SearchToken(token, places[start], places[end - 1] + 1)
        if token in (MARK, BREAK):
            if pending is None or (pending.text == MARK and token == BREAK):
                pending = placed
            continue
        # Marks and breaks at either end part nothing.
        if pending is not None and started:
            yield pending
        pending, started = None, True
        yield placed


def is_han(char: str) -> bool:
    code = ord(char)
    return (
        0x4E00 <= code < 0xA000
        or 0x3400 <= code < 0x4DC0
        or 0x20000 <= code < 0x323B0
        or 0xF900 <= code < 0xFB00
        or char in "々〇"
    )


def _mapped(text: str) -> tuple[list[str], list[int]]:
    """Each visible character, folded one to one, and where it stood."""
    table = conversion_table()
    chars: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        if char in GONE:
            continue
        if ord(char) in FULL_WIDTH and char != FULL_WIDTH_COMMA:
            char = chr(ord(char) - FULL_WIDTH_SHIFT)
        if "A" <= char <= "Z":
            char = char.lower()
        chars.append(table.get(char, char))
        places.append(place)
    return chars, places


def _runs(chars: list[str]) -> Iterator[tuple[str, int, int]]:
    """Tokens with the indices of ``chars`` they cover; marks and breaks one by one."""
    at = 0
    while at < len(chars):
        char = chars[at]
        if char in DIGITS:
            for token, start, end in _number(chars, at):
                yield token, start, end
                at = end
            continue
        end = at + 1
        if char in LETTERS:
            end = _while(chars, at, LETTERS)
            yield "".join(chars[at:end]), at, end
        elif is_han(char):
            yield char, at, end
        elif char in BREAKS:
            yield BREAK, at, end
        elif char not in BLANKS:
            yield MARK, at, end
        at = end


def _number(chars: Sequence[str], at: int) -> list[tuple[str, int, int]]:
    """The number that begins at ``at``: one token, or the parts of a date or clause number."""
    whole, end = _thousands(chars, at)
    parts = [(whole, at, end)]
    while end + 1 < len(chars) and chars[end] == "." and chars[end + 1] in DIGITS:
        start, end = end + 1, _while(chars, end + 1, DIGITS)
        parts.append(("".join(chars[start:end]), start, end))
    if len(parts) == 2 and not _year(chars, parts[1]):
        return [(whole + POINT + parts[1][0], at, end)]
    pieces = parts[:1]
    for part in parts[1:]:
        pieces += [(MARK, part[1] - 1, part[1]), part]
    return pieces


def _thousands(chars: Sequence[str], at: int) -> tuple[str, int]:
    """The digits from ``at``, without commas between thousands, and where they end."""
    end = _while(chars, at, DIGITS)
    digits = "".join(chars[at:end])
    grouped = len(digits) <= 3
    while grouped and end < len(chars) and chars[end] == ",":
        group = _while(chars, end + 1, DIGITS)
        if group - end != 4:
            break
        digits += "".join(chars[end + 1 : group])
        end = group
    return digits, end


def _year(chars: Sequence[str], part: tuple[str, int, int]) -> bool:
    digits, _, end = part
    if len(digits) != 4 or digits[:2] not in ("19", "20"):
        return False
    while end < len(chars) and chars[end] in BLANKS:
        end += 1
    return end < len(chars) and chars[end] == "年"


def _while(chars: Sequence[str], at: int, among: frozenset[str]) -> int:
    while at < len(chars) and chars[at] in among:
        at += 1
    return at


def spaced(text: str) -> str:
    """The tokens of ``text`` with blanks between them, for an index that knows words by blanks alone."""
    return " ".join(" ".join(run) if is_han_run(run) else run for run in runs(text))
