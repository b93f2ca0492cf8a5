"""How Word prints a run: struck out, hidden, or so that nobody sees it; by its own properties and all around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.sources.office.docx.colours import AUTO, BLACK, UNKNOWN, WHITE, Paper, colours
from generator.sources.office.docx.names import FALSE, W, attribute, number, value
from generator.sources.office.docx.properties import (
    DOUBT,
    FRAMED,
    STRANGE,
    Properties,
    PropertyReader,
    doubted,
    hides_words,
    is_set,
)
from generator.sources.office.ooxml import Element
from generator.text.visible import Colour, Visibility, contrast, of_colours, of_size

WHOLE = "wholeTable"
PARTS = ("band1Vert", "band2Vert", "band1Horz", "band2Horz", "firstCol", "lastCol", "firstRow", "lastRow")
"""Parts of a table that a style may dress, each over the ones before it."""
CORNERS = {
    "nwCell": ("firstRow", "firstCol"),
    "neCell": ("firstRow", "lastCol"),
    "swCell": ("lastRow", "firstCol"),
    "seCell": ("lastRow", "lastCol"),
}
"""These come last."""
REGIONS = frozenset((WHOLE, *PARTS, *CORNERS))
USUAL_POINTS = 10.0
"""The size of letters where nothing states one."""
LARGEST_POINTS = 72.0
"""Larger letters reach out of their cells."""
LEAST_SCALE, LARGEST_SCALE = 33.0, 300.0
"""Per cent of a letter's width between which digits are read."""
LEAST_SPACING, LARGEST_SPACING = -0.12, 20.0
"""Room between letters: as a share of their size (a digit is half as wide), and in points."""
LARGEST_SHIFT = 24.0
"""Half points by which letters may be raised or lowered before they leave their line."""
LEAST_LINE = 0.75
"""Share of a letter's size below which a line of exact height cuts off digits."""
PALE = 2.0
"""Contrast to white up to which a fill is a tint of the paper."""
LEAST_ON_FILL = 3.0
"""What WCAG asks of large print."""
AMBIGUOUS = (STRANGE, f"{DOUBT}twice", f"{DOUBT}kind")
CACHED = 4_000
"""Run formats kept; a report has 50."""


class RunFormat(NamedTuple):
    """How a run of text looks, with what its styles say counted in."""

    visibility: Visibility = Visibility.SEEN
    struck: bool = False
    raised: bool = False
    """Or lowered."""
    points: float = USUAL_POINTS
    letters: Visibility = Visibility.SEEN
    """Of words: what only turns or presses digits leaves them to be read."""
    framed: bool = False
    """In a border of its own, which shows even around blanks."""


class Region(NamedTuple):
    """What a table's style says of a part of the table."""

    run: Mapping[str, str]
    paragraph: Mapping[str, str]
    paper: Paper | None


@dataclass(frozen=True, slots=True)
class RunContext:
    """What a run stands in. Several ``looks`` where we cannot say which part of a table's style holds."""

    looks: tuple[tuple[tuple[tuple[str, str], ...], Paper], ...] = (((), (WHITE,)),)
    """(what the table says of its runs, the paper) of each."""
    paragraph: tuple[tuple[str, str], ...] = ()
    """Its resolved properties."""


@dataclass
class DocumentStyle:
    """As its element gives it, and with its bases counted in once somebody asked."""

    kind: str
    base: str
    run: dict[str, str]
    paragraph: dict[str, str]
    regions: dict[str, Region] = field(default_factory=dict)
    """Only of tables: WHOLE, ``firstRow`` …"""
    table: Element | None = None
    """``w:tblPr``."""
    inherited: bool = False


@dataclass
class StyleFormats:
    """The styles of one document. Each is resolved once, along its chain of bases, when it is asked for."""

    reader: PropertyReader = field(default_factory=PropertyReader)
    styles: dict[str, DocumentStyle] = field(default_factory=dict)
    run: dict[str, str] = field(default_factory=dict)
    """The document's defaults."""
    paragraph: dict[str, str] = field(default_factory=dict)
    usual: dict[str, str] = field(default_factory=dict)
    """Kind (``paragraph``, ``character``, ``table``) → the style of those that name none."""
    _formats: dict[tuple[object, ...], RunFormat] = field(default_factory=dict)

    @staticmethod
    def read(part: Element | None, reader: PropertyReader | None = None) -> StyleFormats:
        found = StyleFormats(reader or PropertyReader())
        if part is None:
            return found
        own = found.reader
        found.run = own.run(part.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
        found.paragraph = own.paragraph(part.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr"))
        for item in part.findall(f"{W}style"):
            id_, kind = attribute(item, "styleId"), attribute(item, "type")
            style = _style(item, kind, own)
            if id_ in found.styles:
                style.run[f"{DOUBT}twice"] = "1"
            found.styles[id_] = style
            if attribute(item, "default") not in ("", *FALSE):
                found.usual.setdefault(kind, id_)
        return found

    def style(self, kind: str, id_: str) -> DocumentStyle | None:
        """The style ``id``, or the usual one of its kind, with everything it is based on."""
        found = self.styles.get(id_)
        if found is not None and found.kind not in (kind, ""):
            return DocumentStyle(kind, "", {f"{DOUBT}kind": "1"}, {}, inherited=True)
        found = found or self.styles.get(self.usual.get(kind, ""))
        if found is not None and not found.inherited:
            self._inherit(found)
        return found

    def _inherit(self, style: DocumentStyle) -> None:
        chain = [style]
        style.inherited = True  # before its bases are: a ring ends here
        while (base := self.styles.get(chain[-1].base)) is not None and not base.inherited:
            base.inherited = True
            chain.append(base)
        for at in reversed(chain):
            below = self.styles.get(at.base)
            if below is None or below is at:
                continue
            at.run, at.paragraph = {**below.run, **at.run}, {**below.paragraph, **at.paragraph}
            at.table = _merged(below.table, at.table)
            if below.regions:
                names = {**below.regions, **at.regions}
                at.regions = {name: _over(below.regions.get(name), at.regions.get(name)) for name in names}

    def paragraph_format(
        self, style: str, properties: Element | None, table: Properties, level: Element | None
    ) -> dict[str, str]:
        """The properties of a paragraph. ``table`` are those of its table's style, ``level`` those of its list."""
        named = self.style("paragraph", style)
        own = self.reader.paragraph(properties)
        listed = self.reader.paragraph(level) if level is not None else {}
        return {**self.paragraph, **table, **(named.paragraph if named else {}), **listed, **own}

    def run_properties(self, properties: Element | None, paragraph: str) -> dict[str, str]:
        """What is said of a run by the document, its styles and itself."""
        said = dict(self.run)
        for kind, id_ in (("paragraph", paragraph), ("character", value(properties, "rStyle") or "")):
            found = self.style(kind, id_)
            said |= found.run if found is not None else {}
        return said | self.reader.run(properties)

    def run_format(self, properties: Element | None, paragraph: str, around: RunContext) -> RunFormat:
        """The format of a run in a paragraph of the style ``paragraph`` ("" where it names none)."""
        direct = self.reader.run(properties) if properties is not None else {}
        named = value(properties, "rStyle") or ""
        key = (paragraph, named, tuple(direct.items()), around)
        found = self._formats.get(key)
        if found is None:
            if len(self._formats) >= CACHED:
                self._formats.clear()
            found = self._formats[key] = self._format(direct, paragraph, named, around)
        return found

    def _format(self, direct: Properties, paragraph: str, named: str, around: RunContext) -> RunFormat:
        line = self.style("paragraph", paragraph)
        own = self.style("character", named)
        styles = [line.run if line else {}, own.run if own else {}]
        formats = []
        for look, paper in around.looks:
            table = dict(look)
            layers = [self.run, table, *styles]
            said: Properties = {**self.run, **table, **styles[0], **styles[1], **direct}
            doubt = _hidden(said, direct, layers)
            if doubt and any(said.get(name) == "1" for name in AMBIGUOUS):
                doubt = Visibility.UNSURE  # said twice, so perhaps it is not hidden at all
            formats.append(_run_format(said, dict(around.paragraph), paper, doubt))
        seen = {found.visibility for found in formats}
        words = {found.letters for found in formats}
        return formats[0]._replace(
            visibility=seen.pop() if len(seen) == 1 else Visibility.UNSURE,
            letters=words.pop() if len(words) == 1 else Visibility.UNSURE,
        )


def _style(item: Element, kind: str, reader: PropertyReader) -> DocumentStyle:
    run, paragraph = reader.run(item.find(f"{W}rPr")), reader.paragraph(item.find(f"{W}pPr"))
    style = DocumentStyle(kind, value(item, "basedOn") or "", run, paragraph)
    if kind == "table":
        style.table = item.find(f"{W}tblPr")
        paper = reader.paper(item.find(f"{W}tcPr"))
        style.regions[WHOLE] = Region(run, paragraph, reader.paper(style.table) if paper is None else paper)
        for part in item.findall(f"{W}tblStylePr"):
            if attribute(part, "type") not in REGIONS:
                continue
            shade = reader.paper(part.find(f"{W}tcPr"))
            region = Region(
                reader.run(part.find(f"{W}rPr")),
                reader.paragraph(part.find(f"{W}pPr")),
                reader.paper(part.find(f"{W}tblPr")) if shade is None else shade,
            )
            style.regions[attribute(part, "type")] = region
    return style


def _merged(below: Element | None, above: Element | None) -> Element | None:
    """The properties of a table, those of its style's base counted in."""
    if below is None or above is None:
        return below if above is None else above
    said = {item.tag for item in above}
    found = Element(above.tag, above.attrib)
    found.extend([*(item for item in below if item.tag not in said), *above])
    return found


def _over(below: Region | None, above: Region | None) -> Region:
    if below is None or above is None:
        return above or below or Region({}, {}, None)
    paper = below.paper if above.paper is None else above.paper
    return Region({**below.run, **above.run}, {**below.paragraph, **above.paragraph}, paper)


def _hidden(said: Properties, direct: Properties, layers: Sequence[Properties]) -> Visibility:
    """Hidden by one style is hidden; two that say so undo each other, and not all programs know that."""
    if "vanish" in direct:
        return Visibility.UNSEEN if is_set(direct, "vanish") else Visibility.SEEN
    hiding = [is_set(layer, "vanish") for layer in layers]
    if not any(hiding):
        return Visibility.SEEN
    surely = sum(hiding) == 1 and is_set(said, "vanish") and not (hiding[0] or hiding[1])
    return Visibility.UNSEEN if surely else Visibility.UNSURE


def _run_format(said: Properties, paragraph: Properties, paper: Paper, hidden: Visibility) -> RunFormat:
    size = number(said.get("sz", "20"), 2)
    points = USUAL_POINTS if size is None else size / 2
    shown = max(
        hidden,
        Visibility.UNSURE if size is None else Visibility.SEEN,
        of_size(points),
        _of_shape(said, points),
        _of_line(paragraph, points),
        _of_paper(said, paragraph, paper),
    )
    both = {*said.items(), *paragraph.items()}
    return RunFormat(
        max(shown, Visibility.UNSURE if doubted(said) or doubted(paragraph) else Visibility.SEEN),
        is_set(said, "strike") or is_set(said, "dstrike"),
        said.get("vertAlign") in ("superscript", "subscript") or said.get("position", "0") not in ("0", ""),
        points,
        max(shown, Visibility.UNSURE if any(hides_words(*item) for item in both) else Visibility.SEEN),
        said.get("?bdr", "") == FRAMED,
    )


def _of_shape(said: Properties, points: float) -> Visibility:
    scale, shift = number(said.get("w") or "100"), number(said.get("position") or "0", 2)
    spacing = number(said.get("spacing") or "0")
    if scale is None or shift is None or spacing is None or points > LARGEST_POINTS:
        return Visibility.UNSURE
    room = spacing / 20
    fine = LEAST_SCALE <= scale <= LARGEST_SCALE and abs(shift) <= LARGEST_SHIFT
    fine = fine and LEAST_SPACING * points <= room <= LARGEST_SPACING
    return Visibility.SEEN if fine and said.get("vertAlign", "") in KNOWN_ALIGN else Visibility.UNSURE


KNOWN_ALIGN = ("", "baseline", "superscript", "subscript")


def line_points(paragraph: Properties, points: float) -> float:
    """The height of a line of letters of ``points``; 0 where it is stated in a way we do not know."""
    line = number(paragraph.get("line") or "240")
    rule = paragraph.get("lineRule", "auto")
    if line is None or rule not in ("auto", "exact", "atLeast"):
        return 0.0
    if rule == "exact" or line < 0:
        return abs(line) / 20
    usual = points * 1.2
    return usual * line / 240 if rule == "auto" else max(usual, line / 20)


def _of_line(paragraph: Properties, points: float) -> Visibility:
    cut = line_points(paragraph, points) < points * LEAST_LINE
    return Visibility.UNSURE if cut else Visibility.SEEN


def _of_paper(said: Properties, paragraph: Properties, paper: Paper) -> Visibility:
    marked = said.get("highlight", "")
    for ground in (marked, said.get("paper", ""), paragraph.get("paper", "")):
        if ground:
            paper = colours(ground)
            break
    if "fill" in said and said["fill"] == UNKNOWN:
        return Visibility.UNSURE
    ink = said.get("fill") or said.get("ink", AUTO)
    if ink == AUTO:
        # Word prints such letters black or white, whichever shows on the shading; on a highlight we cannot say.
        pale = any(of_colours(BLACK, ground) for ground in paper) if marked else len(paper) != 1
        return Visibility.UNSURE if pale else Visibility.SEEN
    inks = colours(ink)
    if said.get("fill") and said.get("ink", AUTO) != AUTO:
        inks += colours(said["ink"])  # not all programs know both
    if not inks or not paper:
        return Visibility.UNSURE
    return max(_of_ink(own, ground) for own in inks for ground in paper)


def _of_ink(ink: Colour, ground: Colour) -> Visibility:
    """Letters on a fill that is no mere tint have to stand out from it as large print has to."""
    if contrast(ground, WHITE) > PALE and contrast(ink, ground) < LEAST_ON_FILL:
        return Visibility.UNSURE
    return of_colours(ink, ground)
