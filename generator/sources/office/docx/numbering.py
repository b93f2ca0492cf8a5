"""Automatic numbers of Word paragraphs: 一、 （一） 1. stand in numbering.xml, not in the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from generator.sources.office.docx.names import FALSE, W, attribute, on, value
from generator.sources.office.ooxml import Element
from generator.text.numerals import list_numeral

LEVELS = 9
DIGITS = "〇一二三四五六七八九"
LEGAL = "零壹贰叁肆伍陆柒捌玖"
ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
PLACE = re.compile(r"%([1-9])")


def _roman(number: int) -> str:
    text = ""
    for size, letters in ROMAN:
        count, number = divmod(number, size)
        text += letters * count
    return text


def _letter(number: int) -> str:
    """1 → a, 26 → z, 27 → aa, as Word does."""
    return chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if 1 <= number <= 20 else str(number)


def _digits(number: int) -> str:
    return "".join(DIGITS[int(d)] for d in str(number))


FORMATS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda n: f"{n:02}",
    "decimalHalfWidth": str,
    "decimalFullWidth": lambda n: "".join(chr(0xFF10 + int(d)) for d in str(n)),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "chineseCounting": list_numeral,
    "chineseCountingThousand": list_numeral,
    "japaneseCounting": list_numeral,
    "taiwaneseCounting": list_numeral,
    "taiwaneseCountingThousand": list_numeral,
    "ideographDigital": _digits,
    "japaneseDigitalTenThousand": _digits,
    "chineseLegalSimplified": lambda n: list_numeral(n, LEGAL, "拾"),
    "ideographLegalTraditional": lambda n: list_numeral(n, LEGAL, "拾"),
    "lowerLetter": _letter,
    "upperLetter": lambda n: _letter(n).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda n: _roman(n).upper(),
}
SILENT = frozenset(("bullet", "none"))
MAX_NUMBER = 999
"""Lists of a report are short; beyond this a start value is an attack on our memory."""


@dataclass(frozen=True, slots=True)
class ListLevel:
    """One level of a numbered list, as numbering.xml defines it."""

    format: str
    text: str
    start: int
    restart: int | None
    """Restarts after a level above this one (from 1); 0 never; None after any."""
    style: str
    legal: bool
    """Writes the numbers of all levels as 1, 2, 3."""
    properties: Element | None
    """Of the paragraphs: their indents."""
    picture: bool
    """Prints a picture."""


@dataclass(frozen=True, slots=True)
class NumberingStyle:
    """What a paragraph style says of numbering; ``name`` is in lower case."""

    name: str
    based_on: str
    list_id: str | None
    level: int | None


@dataclass
class Numbering:
    """The lists of one document and how far each has counted. Lives within one reading."""

    _abstract: Mapping[str, Mapping[int, ListLevel]]
    _lists: Mapping[str, tuple[str, Mapping[int, int]]]
    """List id → (abstract list, start overrides by level)."""
    _styles: Mapping[str, NumberingStyle]
    _counters: dict[str, list[int | None]] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)
    _usual: str = ""
    """The style of paragraphs that name none."""
    _resolved: dict[str, tuple[str | None, int | None]] = field(default_factory=dict)
    unknown: bool = False
    """A number in a format we cannot write was left out."""

    @staticmethod
    def read(numbering: Element | None, styles: Element | None) -> Numbering:
        named = dict(_styles(styles)) if styles is not None else {}
        usual = _usual(styles) if styles is not None else ""
        if numbering is None:
            return Numbering({}, {}, named, _usual=usual)
        abstract, lists = _definitions(numbering, named)
        return Numbering(abstract, lists, named, _usual=usual)

    def style(self, id_: str) -> NumberingStyle | None:
        return self._styles.get(id_)

    def level_properties(self, properties: Element | None) -> Element | None:
        """What the list of a paragraph with these properties says of its paragraphs."""
        found = self._place(properties)
        if found is None:
            return None
        list_id, at = found
        level = self._abstract.get(self._lists[list_id][0], {}).get(at)
        return level.properties if level is not None else None

    def prints_bullet(self, properties: Element | None) -> bool:
        """Whether a sign or a picture stands before the paragraph with these properties."""
        found = self._place(properties)
        if found is None:
            return False
        level = self._abstract.get(self._lists[found[0]][0], {}).get(found[1])
        return level is not None and (level.picture or (level.format in SILENT and bool(level.text.strip())))

    def label(self, properties: Element | None) -> str:
        """The number that Word prints before the paragraph with these properties; "" where there is none."""
        found = self._place(properties)
        if found is None:
            return ""
        list_id, level = found
        name, overrides = self._lists[list_id]
        levels = self._abstract.get(name, {})
        own = levels.get(level)
        if own is None:
            return ""
        counters = self._counters.setdefault(name, [None] * LEVELS)
        if list_id not in self._begun:
            self._begun.add(list_id)
            for at in overrides:
                counters[at] = None
        last = counters[level]
        counters[level] = overrides.get(level, own.start) if last is None else min(last + 1, MAX_NUMBER)
        for deeper in range(level + 1, LEVELS):
            after = levels[deeper].restart if deeper in levels else None
            if after is None or after > level:
                counters[deeper] = None
        return self._written(own, levels, counters, overrides)

    def _written(
        self, own: ListLevel, levels: Mapping[int, ListLevel], counters: list[int | None], overrides: Mapping[int, int]
    ) -> str:
        if own.format in SILENT:
            return own.text if any(c.isdigit() for c in PLACE.sub("", own.text)) else ""
        wrong = False

        def number(match: re.Match[str]) -> str:
            nonlocal wrong
            at = int(match[1]) - 1
            level = levels.get(at)
            write = FORMATS.get("decimal" if own.legal else level.format) if level else None
            if level is None or write is None:
                wrong = True
                return ""
            count = counters[at]
            return write(overrides.get(at, level.start) if count is None else count)

        text = PLACE.sub(number, own.text)
        self.unknown = self.unknown or wrong
        return "" if wrong else text

    def _place(self, properties: Element | None) -> tuple[str, int] | None:
        """(list id, level) of a paragraph, its own or its style's."""
        list_id, level = _numbered(properties)
        if list_id is None:
            own = (value(properties, "pStyle") or "") if properties is not None else ""
            list_id, from_style = self._of_style(own if own in self._styles else self._usual)
            level = from_style if level is None else level
        if list_id is None or list_id not in self._lists:
            return None
        at = level or 0
        return (list_id, at) if 0 <= at < LEVELS else None

    def _of_style(self, style: str) -> tuple[str | None, int | None]:
        """(list id, level) that a style brings, or the nearest of its bases. Each style is walked over once."""
        passed: list[str] = []
        found: tuple[str | None, int | None] = (None, None)
        while style in self._styles:
            if style in self._resolved:
                found = self._resolved[style]
                break
            self._resolved[style] = found  # a ring ends here
            passed.append(style)
            named = self._styles[style]
            if named.list_id is not None:
                found = named.list_id, self._level_of(named.list_id, style) if named.level is None else named.level
                break
            style = named.based_on
        self._resolved.update(dict.fromkeys(passed, found))
        return found

    def _level_of(self, list_id: str, style: str) -> int | None:
        name = self._lists.get(list_id, ("", {}))[0]
        return next((at for at, level in self._abstract.get(name, {}).items() if level.style == style), None)


def _definitions(
    numbering: Element, styles: Mapping[str, NumberingStyle]
) -> tuple[dict[str, dict[int, ListLevel]], dict[str, tuple[str, dict[int, int]]]]:
    abstract: dict[str, dict[int, ListLevel]] = {}
    links: dict[str, str] = {}
    for item in numbering.findall(f"{W}abstractNum"):
        id_ = attribute(item, "abstractNumId")
        abstract[id_] = dict(_levels(item))
        linked = value(item, "numStyleLink")
        if linked:
            links[id_] = linked
    lists: dict[str, tuple[str, dict[int, int]]] = {}
    for item in numbering.findall(f"{W}num"):
        overrides = {}
        name = value(item, "abstractNumId") or ""
        levels = {at: level for override in item.findall(f"{W}lvlOverride") for at, level in _levels(override)}
        if levels:
            # A list that words levels its own way counts for itself.
            own = f"{name} {attribute(item, 'numId')}"
            abstract[own] = {**abstract.get(name, {}), **levels}
            name = own
        for override in item.findall(f"{W}lvlOverride"):
            start = _integer(value(override, "startOverride"))
            at = _integer(attribute(override, "ilvl"))
            if start is not None and at is not None and 0 <= at < LEVELS:
                overrides[at] = min(max(start, 0), MAX_NUMBER)
        lists[attribute(item, "numId")] = (name, overrides)
    for id_, linked in links.items():
        style = styles.get(linked)
        target = lists.get(style.list_id or "", ("", {}))[0] if style else ""
        abstract[id_] = abstract[id_] or abstract.get(target, {})
    return abstract, lists


def _levels(item: Element) -> Iterator[tuple[int, ListLevel]]:
    for level in item.findall(f"{W}lvl"):
        at = _integer(attribute(level, "ilvl"))
        if at is None or not 0 <= at < LEVELS:
            continue
        start = _integer(value(level, "start"))
        yield (
            at,
            ListLevel(
                value(level, "numFmt") or "decimal",
                (value(level, "lvlText") or "")[:40],
                min(max(1 if start is None else start, 0), MAX_NUMBER),
                _integer(value(level, "lvlRestart")),
                value(level, "pStyle") or "",
                on(level, "isLgl"),
                level.find(f"{W}pPr"),
                level.find(f"{W}lvlPicBulletId") is not None,
            ),
        )


def _styles(root: Element) -> Iterator[tuple[str, NumberingStyle]]:
    for item in root.findall(f"{W}style"):
        list_id, level = _numbered(item.find(f"{W}pPr"))
        name = (value(item, "name") or "").lower()
        yield attribute(item, "styleId"), NumberingStyle(name, value(item, "basedOn") or "", list_id, level)


def _usual(root: Element) -> str:
    return next(
        (
            attribute(item, "styleId")
            for item in root.findall(f"{W}style")
            if attribute(item, "type") == "paragraph" and attribute(item, "default") not in ("", *FALSE)
        ),
        "",
    )


def _numbered(properties: Element | None) -> tuple[str | None, int | None]:
    numbered = properties.find(f"{W}numPr") if properties is not None else None
    if numbered is None:
        return None, None
    return value(numbered, "numId"), _integer(value(numbered, "ilvl"))


def _integer(text: str | None) -> int | None:
    return int(text) if text is not None and re.fullmatch(r"-?\d{1,6}", text) else None
