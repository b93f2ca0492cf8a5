"""Conditional formats and table styles: which cells they may hide or show otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.sources.office.ooxml import Element
from generator.sources.office.xlsx.addresses import Area, At, area_of
from generator.sources.office.xlsx.colours import BLACK, local
from generator.sources.office.xlsx.conditions import WORDS, holds
from generator.sources.office.xlsx.sheet import MAX_RULES, RawSheet, cells_of
from generator.sources.office.xlsx.styles import OFF, CellStyle, Differential, Styles, number
from generator.text.visible import Visibility

MAX_STEPS = 300_000
"""Cells looked at for all rules of a sheet; beyond it all of its digits are in doubt."""
OWN_LOOKS = ("dataDxfId", "headerRowDxfId", "totalsRowDxfId")
MAX_LOOKS = 13
"""Elements that a table style has."""
EVERYWHERE: Area = (1, 1, 1_048_576, 16_384)
DARK = "TableStyleDark"
"""Styles of the program's own with light letters, which a cell's own light paper swallows."""
PLAIN_FILLS = ("colorScale", "dataBar")


@dataclass(frozen=True, slots=True)
class TableRange:
    """A range that a table part dresses."""

    area: Area
    style: str
    looks: Sequence[int]
    """Differentials that it names itself: of its head, its data, its columns."""


def parse_table(root: Element) -> TableRange | None:
    """None for a part without a range. What a pivot table shows is made anew when the file is opened, so that none of
    its looks is known."""
    pivots = [part.get("ref", "") for part in root if local(part) == "location"]
    if pivots:
        return TableRange(area_of(pivots[0]) or EVERYWHERE, "", (MAX_STEPS,))
    area = area_of(root.get("ref", ""))
    style = next((item.get("name", "") for item in root if local(item) == "tableStyleInfo"), "")
    looks = [number(value) for part in root.iter() for name, value in part.attrib.items() if name in OWN_LOOKS]
    return TableRange(area, style, looks) if area is not None else None


def doubted_by_rules(root: Element, sheet: RawSheet, styles: Styles) -> set[At]:
    """The addresses of cells that a conditional format may show otherwise than their style. ``sheet`` becomes uncertain
    where there are more rules than anyone looks through."""
    found: set[At] = set()
    steps = 0
    # Those of later versions stand among the extensions under the same names.
    for count, block in enumerate(item for item in root.iter() if local(item) == "conditionalFormatting"):
        areas = list(_areas(block))
        start = _start(areas)
        for rule in (part for part in block if local(part) == "cfRule"):
            harmful: dict[tuple[int, bool], bool] = {}
            for area in areas:
                if steps > MAX_STEPS or count > MAX_RULES:
                    sheet.certain = False
                    return found
                steps += 1 + min(len(sheet.cells), (area[2] - area[0] + 1) * (area[3] - area[1] + 1))
                _add_doubted(found, area, rule, start, sheet, styles, harmful)
    return found


def _add_doubted(
    found: set[At],
    area: Area,
    rule: Element,
    start: At | None,
    sheet: RawSheet,
    styles: Styles,
    harmful: dict[tuple[int, bool], bool],
) -> None:
    """Adds the cells of ``area`` that ``rule`` may show otherwise; ``harmful`` keeps what it does, by style."""
    for at in cells_of(area, sheet):
        key = sheet.cells[at].style, sheet.cells[at].kind in WORDS
        if key not in harmful:
            harmful[key] = _is_harmful(rule, styles.style(key[0]), styles, of_words=key[1])
        if harmful[key] and at not in found and holds(rule, start, at, sheet) is not False:
            found.add(at)


def doubted_by_tables(tables: Sequence[TableRange], sheet: RawSheet, styles: Styles) -> set[At]:
    """The addresses of cells in tables whose style, or whose own looks, may hide them."""
    found: set[At] = set()
    for table in tables:
        used = {*styles.tables.get(table.style, ()), *table.looks}
        looks = [styles.differentials[at] for at in sorted(used) if at < len(styles.differentials)]
        # Each program makes its own of a look that the file lacks, and of two styles of one name.
        unknown = len(looks) < len(used) or table.style in styles.doubled_tables
        dark = table.style.startswith(DARK) and table.style not in styles.tables
        if unknown or dark:
            found.update(cells_of(table.area, sheet))
        elif looks:
            own = ((at, styles.style(sheet.cells[at].style)) for at in cells_of(table.area, sheet))
            found.update(at for at, style in own if _is_changed(style, looks))
    return found


def _is_changed(style: CellStyle, looks: Sequence[Differential]) -> bool:
    """Whether a cell of this style is shown otherwise, or less clearly, under any of ``looks``."""
    if len(looks) > MAX_LOOKS or any(look.changes or look.form is not None for look in looks):
        return True
    # A part of the table may take the ink of one element and the paper of another.
    mixed = (one.over(two.over(style)) for one in looks for two in looks)
    return any(seen.font.visibility(seen.papers) > style.font.visibility(style.papers) for seen in mixed)


def _areas(block: Element) -> Iterator[Area]:
    references = block.get("sqref") or " ".join(part.text or "" for part in block if local(part) == "sqref")
    for reference in references.split():
        if (area := area_of(reference)) is not None:
            yield area
        else:
            yield EVERYWHERE


def _start(areas: Sequence[Area]) -> At | None:
    """The cell that the rules' formulas are written for: the first of the first range, or of all of them together."""
    corner = min((area[0] for area in areas), default=0), min((area[1] for area in areas), default=0)
    return corner if areas and areas[0][:2] == corner and EVERYWHERE not in areas else None


def _is_harmful(rule: Element, style: CellStyle, styles: Styles, *, of_words: bool) -> bool:
    """Whether cells of this style are shown otherwise, or hardly seen, where the rule is in force."""
    inner = [part for part in rule if local(part) in (*PLAIN_FILLS, "iconSet")]
    if inner or rule.get("type", "") in (*PLAIN_FILLS, "iconSet"):
        return _is_filled_harmfully(inner, style, styles)
    look = _look(rule, styles)
    if look is None:
        return True
    seen = look.over(style)
    # A format of numbers leaves strings as they are.
    changes = look.changes or (look.form is not None and (not of_words or look.form.text is not None))
    return changes or seen.font.visibility(seen.papers) > style.font.visibility(style.papers)


def _is_filled_harmfully(inner: Sequence[Element], style: CellStyle, styles: Styles) -> bool:
    """Whether scales of colours, bars or icons hide a value."""
    if any(part.get("showValue", "1") in OFF for part in inner):
        return True
    colours = [
        styles.palette.resolve(colour, BLACK)
        for part in inner
        for colour in part.iter()
        if local(colour) in ("color", "fillColor")
    ]
    return style.font.visibility((*style.papers, *colours)) is not Visibility.SEEN


def _look(rule: Element, styles: Styles) -> Differential | None:
    """None where it is not known: a rule of an extension brings its own."""
    if any(local(part) == "dxf" for part in rule):
        return None
    name = rule.get("dxfId")
    if name is None:
        return Differential()
    at = number(name)
    return styles.differentials[at] if at < len(styles.differentials) else None
