"""How Word prints a run: struck out, hidden, or so that nobody sees it; by its own properties and all around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.sources.office.docx.colours import WHITE, Paper
from generator.sources.office.docx.names import FALSE, W, attribute, value
from generator.sources.office.docx.properties import (
    DOUBT,
    STRANGE,
    Properties,
    PropertyReader,
    is_set,
)
from generator.sources.office.docx.run_formats import RunFormat, visible_format
from generator.sources.office.ooxml import Element
from generator.text.visible import Visibility

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
AMBIGUOUS = (STRANGE, f"{DOUBT}twice", f"{DOUBT}kind")
CACHED = 4_000
"""Run formats kept; a report has 50."""


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
            formats.append(visible_format(said, dict(around.paragraph), paper, doubt))
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
