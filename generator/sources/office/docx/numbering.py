"""Automatic numbers of Word paragraphs: 一、 （一） 1. stand in numbering.xml, not in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from generator.sources.office.docx.list_levels import LEVELS, MAX_NUMBER, ListLevel, integer, levels_in
from generator.sources.office.docx.names import FALSE, W, attribute, value
from generator.sources.office.docx.numerals import FORMATS
from generator.sources.office.ooxml import Element

PLACE = re.compile(r"%([1-9])")


SILENT = frozenset(("bullet", "none"))


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
    """(abstract lists by id: their levels; lists by id: abstract list and start overrides)."""
    abstract: dict[str, dict[int, ListLevel]] = {}
    links: dict[str, str] = {}
    for item in numbering.findall(f"{W}abstractNum"):
        id_ = attribute(item, "abstractNumId")
        abstract[id_] = dict(levels_in(item))
        linked = value(item, "numStyleLink")
        if linked:
            links[id_] = linked
    lists: dict[str, tuple[str, dict[int, int]]] = {}
    for item in numbering.findall(f"{W}num"):
        name = value(item, "abstractNumId") or ""
        levels = {at: level for override in item.findall(f"{W}lvlOverride") for at, level in levels_in(override)}
        if levels:
            # A list that words levels its own way counts for itself.
            own = f"{name} {attribute(item, 'numId')}"
            abstract[own] = {**abstract.get(name, {}), **levels}
            name = own
        lists[attribute(item, "numId")] = (name, dict(_overrides(item)))
    for id_, linked in links.items():
        style = styles.get(linked)
        target = lists.get(style.list_id or "", ("", {}))[0] if style else ""
        abstract[id_] = abstract[id_] or abstract.get(target, {})
    return abstract, lists


def _overrides(item: Element) -> Iterator[tuple[int, int]]:
    """(level, number to start with) as a list says it for itself."""
    for override in item.findall(f"{W}lvlOverride"):
        start = integer(value(override, "startOverride"))
        at = integer(attribute(override, "ilvl"))
        if start is not None and at is not None and 0 <= at < LEVELS:
            yield at, min(max(start, 0), MAX_NUMBER)


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
    return value(numbered, "numId"), integer(value(numbered, "ilvl"))
