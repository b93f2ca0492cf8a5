"""The items of a page's lists: what stands before each of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.sources.html.table_kind import whole_number
from generator.text.numerals import list_numeral


@dataclass(slots=True)
class Lists:
    """The lists that are open at a place of a page."""

    _open: list[list[int | str]] = field(default_factory=list)

    def begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._open.append([whole_number(attributes.get("start"), 1), list_marker(tag, attributes)])

    def end(self) -> None:
        self._open.pop()

    def mark(self, attributes: Mapping[str, str]) -> str:
        """What stands before the next item; "" where nothing that is read does."""
        if not self._open:
            return ""
        count, marker = self._open[-1]
        number = whole_number(attributes.get("value"), count if isinstance(count, int) else 1)
        self._open[-1][0] = number + 1
        if marker == "han" and 1 <= number <= 10:
            return f"{list_numeral(number)}、"
        return f"{number}." if marker else ""


def list_marker(tag: str, attributes: Mapping[str, str]) -> str:
    """What stands before the items of a list: ``han`` numbers, ``1`` for others, "" for none."""
    style = attributes.get("style", "").lower().replace(" ", "")
    if tag == "ul" or "list-style-type:none" in style or "list-style:none" in style:
        return ""
    if "cjk" in style or "chinese" in style:
        return "han"
    return "1" if attributes.get("type", "1") == "1" else ""
