"""Which report goes into which shard: a tree of divisions that only its own size divides further.

The place of a report in the tree follows from its region and its address alone, so that no other report can move it:
a new one enters its shard, and only a shard that grows too large is divided, by itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Protocol, TypeVar

SLACK = 1.5
"""A shard may grow to this many times the size that is aimed at before it is divided."""
STRETCH = 64
"""Reports of a shard whose words are put together, as a mean. With more of them, more is made again for one report;
with fewer, a shard is put together of more."""
CODE_DIGITS = 6
ADDRESS_BYTES = 8


class Located(Protocol):
    """What has an address and stands in a region; SearchDocument does."""

    @property
    def url(self) -> str:
        """Unique among the reports."""

    @property
    def region(self) -> str:
        """Code of the lowest division known down to the county; "" where none is."""


T = TypeVar("T", bound=Located)


def shards(reports: Iterable[T], size: int) -> dict[str, list[T]]:
    """Name of a shard → its reports, ordered by address; shards in the order of their names.

    A name is the beginning of the places (:func:`place_in_tree`) of all that a shard holds: the shortest under which
    there are at most ``size`` × 1.5 reports. No shard holds parts of two provinces unless it holds both whole.
    """
    found: dict[str, list[T]] = {}
    _divide(
        found, sorted(((place_in_tree(one), one) for one in reports), key=lambda pair: pair[0]), "", int(size * SLACK)
    )
    return {name: sorted(held, key=lambda one: one.url) for name, held in found.items()}


def place_in_tree(report: Located) -> str:
    """Zeros and ones: four for each digit of the region, in its order, then those of a digest of the address."""
    digits = report.region.ljust(CODE_DIGITS, "0")[:CODE_DIGITS]
    # Ten digits spread over sixteen places, so that each further bit divides what is left about evenly.
    code = "".join(f"{int(digit) * 16 // 10:04b}" for digit in digits)
    return code + f"{_place_of_address(report):0{8 * ADDRESS_BYTES}b}"


def stretches(ordered: Iterable[T]) -> list[list[T]]:
    """The reports of a shard in parts that follow each other.

    Where one begins is told by its first address alone, so that one report more or less changes the part that it is in,
    and the one before it where it is the first. Counties would not do: some have one report, some a thousand.
    """
    parts: list[list[T]] = []
    for report in ordered:
        if not parts or _place_of_address(report) % STRETCH == 0:
            parts.append([])
        parts[-1].append(report)
    return parts


def _place_of_address(report: Located) -> int:
    return int.from_bytes(hashlib.sha256(report.url.encode()).digest()[:ADDRESS_BYTES])


def _divide(found: dict[str, list[T]], placed: list[tuple[str, T]], name: str, most: int) -> None:
    """Enters the shards below ``name`` into ``found``. ``placed`` is what stands there, in order."""
    if not placed:
        return
    if len(placed) <= most or len(name) == len(placed[0][0]):
        found[name] = [report for _, report in placed]
        return
    middle = sum(place[len(name)] == "0" for place, _ in placed)
    _divide(found, placed[:middle], name + "0", most)
    _divide(found, placed[middle:], name + "1", most)
