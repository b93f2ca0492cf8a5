"""Links that leave their page for another of the site, and how they are kept: an archive has seventy a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import msgspec


class OutwardLink(NamedTuple):
    """A link that leaves its page: ``target`` is a path in the site, ``fragment`` the id that is meant there."""

    page: str
    line: int
    address: str
    target: str
    fragment: str


@dataclass(frozen=True, slots=True)
class OutwardLinks:
    """The links of some pages, as they are kept, in bytes: half a million strings would be looked after one by one.

    ``led`` tells where they lead, which every build looks at, ``packed`` which links these are, opened only where one
    leads nowhere.
    """

    led: bytes
    packed: bytes

    @classmethod
    def of(cls, links: Iterable[OutwardLink]) -> OutwardLinks:
        """``links`` as they are kept; of one page those side by side."""
        numbers: dict[str, int] = {}
        anchors: dict[tuple[int, str], None] = {}
        pages: Pages = {}
        for link in links:
            number = numbers.setdefault(link.target, len(numbers))
            if link.fragment:
                anchors[number, link.fragment] = None
            address = "" if link.address == _address(link.target, link.fragment) else link.address
            pages.setdefault(link.page, []).append((link.line, address, number, link.fragment))
        return cls(msgspec.msgpack.encode((tuple(numbers), tuple(anchors))), msgspec.msgpack.encode(pages))

    def leads(self) -> Led:
        """Where they lead."""
        return _LED.decode(self.led)

    def opened(self) -> Iterator[OutwardLink]:
        """The links."""
        targets, _ = self.leads()
        for page, led in _PAGES.decode(self.packed).items():
            for line, address, number, fragment in led:
                target = targets[number]
                yield OutwardLink(page, line, address or _address(target, fragment), target, fragment)


Led = tuple[tuple[str, ...], tuple[tuple[int, str], ...]]
"""Each file once; and each id that is meant, with the number of its file."""
_LED: msgspec.msgpack.Decoder[Led] = msgspec.msgpack.Decoder(Led)
Pages = dict[str, list[tuple[int, str, int, str]]]
"""Page → of each link its line, its address ("" where it follows from what it means), the number of its target, and the
id that is meant."""
_PAGES = msgspec.msgpack.Decoder(Pages)


def _address(target: str, fragment: str) -> str:
    """The shortest address that means ``fragment`` of the file ``target``."""
    folder = target.removesuffix("index.html") if target.endswith("/index.html") else target
    return f"/{folder}#{fragment}" if fragment else f"/{folder}"
