"""How Word prints a run: struck out, hidden, or so that nobody sees it; from the run and from its styles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from generator.sources.docx_names import FALSE, W, attribute, value
from generator.sources.ooxml import Element

ASKED = {
    W + name: name for name in ("vanish", "webHidden", "strike", "dstrike", "color", "sz", "vertAlign", "position")
}
TOGGLED = ("vanish", "strike")
"""Set by the paragraph's style and by the run's style as well, they undo each other; not all programs know that."""
WHITE = re.compile(r"(?:[fF][0-9a-fA-F]){3}")
TINY = 4
"""Half points: letters of 2 points are no text for readers."""

Said = Mapping[str, str]


class Look(NamedTuple):
    """``faint``: whether anybody sees it, we cannot say: white (on what?), tiny, or hidden in one program only."""

    hidden: bool = False
    struck: bool = False
    faint: bool = False
    raised: bool = False
    """Or lowered."""


@dataclass(frozen=True, slots=True)
class Looks:
    """What the styles of one document say, the styles that they are based on counted in."""

    styles: Mapping[str, Said]
    usual: str = ""
    """The style of paragraphs that name none."""

    @staticmethod
    def read(part: Element | None) -> Looks:
        items = [] if part is None else part.findall(f"{W}style")
        own = {attribute(item, "styleId"): dict(_said(item.find(f"{W}rPr"))) for item in items}
        bases = {attribute(item, "styleId"): value(item, "basedOn") or "" for item in items}
        paragraphs = (item for item in items if attribute(item, "type") == "paragraph")
        usual = (attribute(item, "styleId") for item in paragraphs if attribute(item, "default") not in ("", *FALSE))
        done: dict[str, Said] = {}
        for id in own:
            _inherit(id, own, bases, done)
        return Looks(done, next(usual, ""))

    def of(self, properties: Element | None, paragraph: str) -> Look:
        """The look of a run with ``properties`` in a paragraph of the style ``paragraph`` ("" where it names none)."""
        around = self.styles.get(paragraph or self.usual, {})
        named = self.styles.get(value(properties, "rStyle") or "", {})
        direct = dict(_said(properties))
        if not (around or named or direct):
            return Look()
        said = {**around, **named, **direct}
        undone = [name for name in TOGGLED if name not in direct and _on(around, name) and _on(named, name)]
        hidden = _on(said, "vanish") or _on(said, "webHidden")
        size = said.get("sz", "")
        return Look(
            hidden and "vanish" not in undone,
            _on(said, "strike") or _on(said, "dstrike"),
            "vanish" in undone
            or WHITE.fullmatch(said.get("color", "")) is not None
            or (size.isascii() and size.isdigit() and int(size[:9]) <= TINY),
            said.get("vertAlign") in ("superscript", "subscript") or said.get("position", "0") not in ("0", ""),
        )


def _inherit(id: str, own: Mapping[str, Said], bases: Mapping[str, str], done: dict[str, Said]) -> None:
    chain: list[str] = []
    at = id
    while at in own and at not in done and at not in chain:
        chain.append(at)
        at = bases[at]
    said = done.get(at, {})
    for style in reversed(chain):
        said = done[style] = {**said, **own[style]}


def _said(properties: Element | None) -> Iterator[tuple[str, str]]:
    for item in () if properties is None else properties:
        name = ASKED.get(item.tag)
        if name:
            yield name, attribute(item, "val")


def _on(said: Said, name: str) -> bool:
    return name in said and said[name] not in FALSE
