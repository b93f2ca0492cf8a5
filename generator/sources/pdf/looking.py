"""Looks at a page of a PDF: which of its numerals its picture shows. Part of ``child.py``: it stands alone.

Longer than 250 lines: one look at a page, whose steps share what is known of it; no module beside it is loaded here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any, NamedTuple

UNREAD = "\ufffd"
TOUCHING = 0.3
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


class PageView(NamedTuple):
    """What is known of a page before its picture is judged.

    ``chars`` are (glyph, its box in points from the top left) in the order of reading, ``numerals`` the places of those
    in it, ``frame`` is what ``turning`` returns, ``tables`` the box around all rules, ``usual`` the size of which most
    numerals are at least, ``factor`` the pixels to a point, ``giants`` are the places of glyphs that are no text of a
    table (``gigantic``).
    """

    chars: list[Any]
    numerals: list[int]
    turned: int
    frame: tuple[Turn, float, float]
    tables: tuple[float, ...] | None
    usual: float
    factor: float
    giants: set[int]


class Judgement(NamedTuple):
    """By places in ``PageView.chars``: what upright numerals claim, and what the picture shows in their place.

    ``shown`` is what the comparison with the font's glyph says, ``findings`` what the judge of digits does; ``lonely``
    are the places of those without a neighbour.
    """

    claims: dict[int, Any]
    shown: dict[int, Any]
    findings: dict[int, Any]
    lonely: set[int]


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
        self.like_numerals = parts.glyphs.NUMERALS | LIKE_DIGITS

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
        if not chars:
            return set(), []
        rendering, drawn = self.parts.rendering, self.canvas
        view = self._view(turned, frame, chars, lines)
        turns = (turned - 90 * self.raw.FPDFPage_GetRotation(page)) // 90
        if not rendering.draw(drawn, page, turns, frame[1], frame[2], view.factor):
            return set(view.numerals), []
        judge = self.parts.digits.GlyphJudge(drawn, view.factor, self.parts, self.known, self.matches)
        judged = self._judged(view, judge)
        masks = [*self._masks(view, judged.claims), *self.parts.chains.borders(lines, thick, boxes, frame[0])]
        tiles = self._tiles(view, judged, masks, pictures)
        doubtful = self._doubtful(view, judged, tiles) | self._disguised(view, judged.claims, judge)
        drawn.close()
        dates = {i for i in doubtful if in_date(i, chars)}
        doubtful |= self.labels.lying(drawn, view.factor, self._labels(chars, turned, view.tables))
        blots = rendering.blots(tiles, view.factor)
        blots += [chars[i][1] for i in view.giants if chars[i][0].text in self.like_numerals]
        return doubtful - dates, [[round(v, 1) for v in blot] for blot in blots]

    def _view(self, turned: int, frame: tuple[Turn, float, float], chars: list[Any], lines: list[Any]) -> PageView:
        """What is known of the page before it is drawn."""
        rendering = self.parts.rendering
        numerals = [i for i, (glyph, _) in enumerate(chars) if glyph.text in self.parts.glyphs.NUMERALS]
        # Where there are none, there may be pictures of some.
        usual = rendering.smaller(chars[i][0].size for i in numerals or range(len(chars)))
        tables = around(lines) if lines else None
        factor = rendering.scale(frame[1], frame[2], usual)
        return PageView(chars, numerals, turned, frame, tables, usual, factor, gigantic(chars, tables))

    def _judged(self, view: PageView, judge: Any) -> Judgement:
        """What the picture shows in the place of each upright numeral."""
        turn, width, height = view.frame
        claims = {}
        for i in view.numerals:
            glyph = view.chars[i][0]
            if self._is_claimed(view, glyph):
                text = chr(ord(glyph.text) - 0xFEE0) if "０" <= glyph.text <= "９" else glyph.text
                claims[i] = self._claim(view, i, text)
        scale = (round(width * view.factor) / width, round(height * view.factor) / height)
        comparison = self.parts.comparing.Comparison(self.canvas, self.parts, self.sheets, turn, scale)
        shown = comparison.compare({i: view.chars[i][0] for i in claims})
        lonely = {i for i in claims if not has_neighbour(i, view.chars)}
        unlike = {i for i, alone in shown.items() if alone is None}
        findings = {
            i: judge.differing(claim) if i in unlike else judge.judge(claim, shown.get(i), i not in lonely)
            for i, claim in claims.items()
        }
        return Judgement(claims, shown, findings, lonely)

    def _is_claimed(self, view: PageView, glyph: Any) -> bool:
        """Is ``glyph``, a numeral, to be compared with the picture of the page?"""
        return bool(glyph.text not in "，．" and glyph.direction == view.turned)

    def _claim(self, view: PageView, at: int, text: str) -> Any:
        """The claim that ``text`` is shown in the place of the glyph ``at``."""
        glyph, box = view.chars[at]
        return self.parts.digits.GlyphClaim(text, box[0], box[2], view.frame[0](*glyph.origin)[1], glyph.size)

    def _masks(self, view: PageView, claims: dict[int, Any]) -> list[Any]:
        """The boxes of text that claims nothing, and of lines that underline ``claims``."""
        masks = []
        for i, (glyph, box) in enumerate(view.chars):
            if i not in claims and i not in view.giants and not is_blank(glyph.text):
                room = OVERHANG * glyph.size
                masks.append((box[0] - room, box[1] - room, box[2] + room, box[3] + room))
        return [*masks, *map(self.parts.chains.underline, claims.values())]

    def _tiles(self, view: PageView, judged: Judgement, masks: list[Any], pictures: list[Any]) -> Any:
        """Ink that belongs neither to what was judged nor to ``masks``, with smudges of ``pictures`` in tables."""
        inks = [finding.ink for finding in judged.findings.values() if finding.ink]
        tiles = self.parts.rendering.foreign(self.canvas, view.factor, inks, masks)
        soft = [box for box in pictures if view.tables and overlap(box, view.tables)]
        if soft:
            smudges = self.parts.smudges
            tiles = smudges.joined(tiles, smudges.smudges(self.canvas, view.factor, soft))
        return tiles

    def _doubtful(self, view: PageView, judged: Judgement, tiles: Any) -> set[int]:
        """The places of numerals that the picture does not show, or shows with foreign ink (``tiles``) or others."""
        claims, shown, findings, lonely = judged
        beside = self.parts.rendering.beside
        doubtful = {i for i, claim in claims.items() if findings[i].doubtful or beside(tiles, view.factor, claim)}
        doubtful |= {i for i in lonely if findings[i].touches or findings[i].stray}
        rest = [i for i in claims if not shown.get(i)]
        small = self.parts.digits.shrunken([claims[i] for i in rest], [findings[i] for i in rest])
        doubtful |= {rest[at] for at in small}
        return doubtful | overlaid(claims, view.chars, self.like_numerals, view.usual)

    def _disguised(self, view: PageView, claims: dict[int, Any], judge: Any) -> set[int]:
        """The places of dashes, slashes and units that look like digits, or of the numerals beside them."""
        chars, signs = view.chars, self.parts.digits.SLASHES | self.parts.digits.DASHES
        found: set[int] = set()
        for i in signs_and_neighbours(chars, signs, claims):
            glyph = chars[i][0]
            if glyph.direction != view.turned:
                continue
            beside = {at for at in (i - 1, i + 1) if at in claims and is_near(chars[at], chars[i])}
            suspect = glyph.text in signs or (beside and is_unit(glyph.text))
            if suspect and judge.disguised(self._claim(view, i, glyph.text)):
                found |= beside or {i}
        return found

    def _labels(self, chars: list[Any], turned: int, tables: Any) -> list[tuple[int, Any, Any]]:
        """The characters by which labels differ: their places in ``chars``, glyphs and boxes."""
        return [
            (i, glyph, box)
            for i, (glyph, box) in enumerate(chars)
            if glyph.text in self.labels.hanzi.telling
            and glyph.direction == turned
            and (tables is None or overlap(box, tables))
        ]


def signs_and_neighbours(chars: list[Any], signs: frozenset[str], claims: dict[int, Any]) -> list[int]:
    """The places in ``chars`` of ``signs``, and those before and behind ``claims``, in order."""
    places = {at for own in claims for at in (own - 1, own + 1) if 0 <= at < len(chars)}
    return sorted(places.union(i for i, (glyph, _) in enumerate(chars) if glyph.text in signs))


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
    return bool(max(a[0] - b[2], b[0] - a[2]) < TOUCHING * glyph.size and a[1] < b[3] and b[1] < a[3])


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
