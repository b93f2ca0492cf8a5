"""Looks at a page of a PDF: which of its numerals its picture shows. Part of ``child.py``: it stands alone."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any

UNREAD = "\ufffd"
NEAR = 0.3
"""Sizes apart within which glyphs touch, or nearly."""
FEW_ALONE = 3
"""A page with fewer numbers that stand alone has no table: one is its own."""
OVERHANG = 0.12
"""Sizes by which the ink of letters may reach out of the room that their font gives them."""
LARGER = 1.5
"""A numeral so many times as large as another is no part of its line."""
LIKE_DIGITS = frozenset("OoIl|丨〇○◯")
"""What is read as a digit where it stands large behind or over others."""
GIGANTIC = 2.5
"""Glyphs so many times as large as usual are no text of a table; titles are less."""
MOST_GIGANTIC = 40
"""With more of them, they are a text of their own."""
MOST_LARGE = 200
"""Numerals of one page so much larger than most; with more, the usual size says nothing."""

Turn = Callable[[float, float], "tuple[float, float]"]
"""From page space to points from the top left of the page as it is read."""


class Eyes:
    """What looks at pages: PDFium (``raw``), the digits of typefaces, and the ``parts``, those modules beside this one.

    ``parts`` has those that stand alone, by their names: ``chains``, ``comparing``, ``digits``, and so on.
    """

    def __init__(self, raw: Any, document: Any, known: Any, hanzi: Any, parts: Any) -> None:
        self.raw, self.known, self.parts = raw, known, parts
        self.canvas = parts.rendering.Canvas(raw)
        self.sheets = parts.sprites.Sheets(raw, document, parts.rendering.Canvas(raw))
        self.matches: dict[Any, bool] = {}
        self.labels = parts.hanzi.Labels(hanzi, self.sheets, parts.sprites)

    def look(
        self,
        page: Any,
        turned: int,
        frame: tuple[Turn, float, float],
        chars: list[Any],
        lines: list[Any],
        thick: list[float],
        boxes: list[Any],
        pictures: list[Any],
    ) -> tuple[set[int], list[Any]]:
        """The places in ``chars`` of numerals that the picture of the page does not show, and its foreign ink.

        ``chars`` are (glyph, its box in points from the top left) in the order of reading.
        """
        rendering, digits, glyphs = self.parts.rendering, self.parts.digits, self.parts.glyphs
        numerals = [i for i, (glyph, _) in enumerate(chars) if glyph.text in glyphs.NUMERALS]
        if not chars:
            return set(), []
        turn, width, height = frame
        # Where there are none, there may be pictures of some.
        usual = rendering.smaller(chars[i][0].size for i in numerals or range(len(chars)))
        tables = around(lines) if lines else None
        giants = gigantic(chars, tables)
        factor = rendering.scale(width, height, usual)
        rotated = 90 * self.raw.FPDFPage_GetRotation(page)
        drawn = self.canvas
        if not rendering.draw(drawn, page, (turned - rotated) // 90, width, height, factor):
            return set(numerals), []
        judge = digits.GlyphJudge(drawn, factor, self.parts, self.known, self.matches)
        claims, masks = {}, []
        for i, (glyph, box) in enumerate(chars):
            if glyph.text in glyphs.NUMERALS and glyph.text not in "，．" and glyph.direction == turned:
                text = chr(ord(glyph.text) - 0xFEE0) if "０" <= glyph.text <= "９" else glyph.text
                base = turn(*glyph.origin)[1]
                claims[i] = digits.GlyphClaim(text, box[0], box[2], base, glyph.size)
            elif not is_blank(glyph.text) and i not in giants:
                room = OVERHANG * glyph.size
                masks.append((box[0] - room, box[1] - room, box[2] + room, box[3] + room))
        scale = (round(width * factor) / width, round(height * factor) / height)
        comparison = self.parts.comparing.Comparison(drawn, self.parts, self.sheets, turn, scale)
        shown = comparison.compare({i: chars[i][0] for i in claims})
        lonely = {i for i in claims if not has_neighbour(i, chars)}
        unlike = {i for i, alone in shown.items() if alone is None}
        findings = {
            i: judge.differing(claim) if i in unlike else judge.judge(claim, shown.get(i), i not in lonely)
            for i, claim in claims.items()
        }
        inks = [finding.ink for finding in findings.values() if finding.ink]
        masks += map(self.parts.chains.underline, claims.values())
        tiles = rendering.foreign(
            drawn,
            factor,
            inks,
            [*masks, *self.parts.chains.borders(lines, thick, boxes, turn)],
        )
        soft = [box for box in pictures if tables and overlap(box, tables)]
        if soft:
            smudges = self.parts.smudges
            tiles = smudges.joined(tiles, smudges.smudges(drawn, factor, soft))
        doubtful = {i for i, claim in claims.items() if findings[i].doubtful or rendering.beside(tiles, factor, claim)}
        doubtful |= {i for i in lonely if findings[i].touches or findings[i].stray}
        signs = {i for i, (glyph, _) in enumerate(chars) if glyph.text in digits.SLASHES | digits.DASHES}
        for i in sorted(signs | {at for own in claims for at in (own - 1, own + 1) if 0 <= at < len(chars)}):
            glyph, box = chars[i]
            beside = {at for at in (i - 1, i + 1) if at in claims and is_near(chars[at], chars[i])}
            if glyph.direction == turned and (i in signs or (beside and is_unit(glyph.text))):
                claim = digits.GlyphClaim(glyph.text, box[0], box[2], turn(*glyph.origin)[1], glyph.size)
                if judge.disguised(claim):
                    doubtful |= beside or {i}
        rest = [i for i in claims if not shown.get(i)]
        small = digits.shrunken([claims[i] for i in rest], [findings[i] for i in rest])
        doubtful |= {rest[at] for at in small}
        doubtful |= overlaid(claims, chars, glyphs.NUMERALS | LIKE_DIGITS, usual)
        drawn.close()
        dates = {i for i in doubtful if in_date(i, chars)}
        doubtful |= self.labels.lying(drawn, factor, self._labels(chars, turned, tables))
        blots = rendering.blots(tiles, factor)
        blots += [chars[i][1] for i in giants if chars[i][0].text in glyphs.NUMERALS | LIKE_DIGITS]
        return doubtful - dates, [[round(v, 1) for v in blot] for blot in blots]

    def _labels(self, chars: list[Any], turned: int, tables: Any) -> list[tuple[int, Any, Any]]:
        """The characters by which labels differ: their places in ``chars``, glyphs and boxes."""
        return [
            (i, glyph, box)
            for i, (glyph, box) in enumerate(chars)
            if glyph.text in self.labels.hanzi.telling
            and glyph.direction == turned
            and (tables is None or overlap(box, tables))
        ]


def gigantic(chars: list[Any], tables: Any) -> set[int]:
    """The places of glyphs so large that what is seen of them in a table may be anything, a 1 made of a stroke say."""
    if not tables:
        return set()
    sizes = sorted(glyph.size for glyph, _ in chars)
    least = GIGANTIC * sizes[len(sizes) // 2]
    found = {i for i, (glyph, box) in enumerate(chars) if glyph.size > least and overlap(box, tables)}
    return found if len(found) <= MOST_GIGANTIC else set()


def overlaid(claims: dict[int, Any], chars: list[Any], numerals: frozenset[str], usual: float) -> set[int]:
    """The places of ``claims`` over, under or beside which a much larger numeral stands, or a letter like one.

    ``usual`` is the size of which most are at least.
    """
    if not claims:
        return set()
    large = [(glyph.size, box) for glyph, box in chars if glyph.size > LARGER * usual and glyph.text in numerals]
    if len(large) > MOST_LARGE:
        return set(claims)
    found = set()
    for size, box in large:
        found |= {
            i
            for i, claim in claims.items()
            if size > LARGER * claim.size
            and box[0] - claim.size < (claim.x0 + claim.x1) / 2 < box[2] + claim.size
            and box[1] < claim.base - claim.size / 3 < box[3]
        }
    return found


def has_table(lines: list[Any], chars: list[Any], parts: Any) -> bool:
    """Are there rules both ways, or some numbers, of any length, that stand apart from text?"""
    level = any(x1 - x0 > y1 - y0 for x0, y0, x1, y1 in lines)
    if level and any(x1 - x0 <= y1 - y0 for x0, y0, x1, y1 in lines):
        return True
    count, before, number = 0, None, False
    for char in chars:
        if char[0].isspace():
            continue
        numeral = char[0] in parts.glyphs.NUMERALS
        if before is None or not parts.rendering.is_beside(before, char):
            count += number
            number = numeral
        else:
            number = number and numeral
        before = char
    return bool(count + number >= FEW_ALONE)


def is_blank(text: str) -> bool:
    """A character that shows nothing of its own."""
    return unicodedata.category(text)[0] in "ZCM" and text != UNREAD


def is_unit(text: str) -> bool:
    return text.isalpha() and not text.isascii()


def is_near(one: Any, other: Any) -> bool:
    """Do two (glyph, box) stand beside each other on one line?"""
    (glyph, a), (_, b) = one, other
    return bool(max(a[0] - b[2], b[0] - a[2]) < NEAR * glyph.size and a[1] < b[3] and b[1] < a[3])


def has_neighbour(at: int, chars: list[Any]) -> bool:
    around = (chars[i] for i in (at - 1, at + 1) if 0 <= i < len(chars))
    return any(is_near(chars[at], other) and not is_blank(other[0].text) for other in around)


def in_date(at: int, chars: list[Any]) -> bool:
    """Does the numeral ``at`` belong to a date? Seals are put over dates: their digits are read as they are."""
    behind = (glyph.text for glyph, _ in chars[at + 1 : at + 5])
    return next((text for text in behind if not text.isdigit() and not text.isspace()), "") in tuple("年月日")


def turning(degrees: int, box: Any) -> tuple[Turn, float, float]:
    """From page space to points from the top left, after a clockwise turn; and the size of the turned page."""
    left, bottom, right, top = box.left, box.bottom, box.right, box.top
    wide, high = right - left, top - bottom
    turns: dict[int, Turn] = {
        0: lambda x, y: (x - left, top - y),
        90: lambda x, y: (y - bottom, x - left),
        180: lambda x, y: (right - x, y - bottom),
        270: lambda x, y: (top - y, right - x),
    }
    return turns[degrees], *((high, wide) if degrees in (90, 270) else (wide, high))


def around(lines: list[Any]) -> tuple[float, ...]:
    """The box around lines, of which there is at least one."""
    return tuple(edge(line[i] for line in lines) for i, edge in enumerate((min, min, max, max)))


def overlap(one: Any, other: Any) -> bool:
    return bool(one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3])


def box_of(turn: Turn, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """A box (left, bottom, right, top) of the page space as it is read: (left, top, right, bottom)."""
    (x0, y0), (x1, y1) = turn(box[0], box[1]), turn(box[2], box[3])
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
