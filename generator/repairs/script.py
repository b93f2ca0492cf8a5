"""Traditional script to simplified, for reports that come from mirrors in traditional script."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.model.documents import EditKind
from generator.model.spans import Span
from generator.repairs.engine import Change
from generator.repairs.script_names import KEPT, with_names

if TYPE_CHECKING:
    from opencc import OpenCC

MIN_CHARACTERS = 10
"""Fewer traditional characters are names and slips of simplified text (乾县, 著), and stay."""
MIN_SHARE = 0.04
"""Share of Han characters. Traditional prose has 0.3, simplified prose under 0.005."""


MIN_IN_LINE = 3
MIN_SHARE_OF_LINE = 0.12
"""A line by itself (a title that another system added) needs a higher share: 乾县 and 瞭望 in one line are none."""


@lru_cache(maxsize=1)
def converter() -> OpenCC:
    """The reference tables, loaded once a process: they are constant data."""
    from opencc import OpenCC  # loaded with the first text that is not plain ASCII

    return OpenCC("t2s")


def simplify(text: str) -> str:
    """``text`` in simplified script, of the same length.

    Whole lines are converted with their phrases (乾隆 stays); a line that would change its
    length is converted character by character instead. Places keep the characters of their names. Also a fold for
    seeking: patterns in simplified script find words in either, at the same places.
    """
    if text.isascii():
        return text
    convert = converter().convert
    converted = convert(text)
    if converted == text:  # nearly always; the names of places are then as they were, too
        return text
    lines = text.split("\n")
    done = converted.split("\n")
    if len(done) != len(lines):
        done = [convert(line) for line in lines]
    simple = "\n".join(
        new if len(new) == len(old) else "".join(simple_character(c) for c in old)
        for old, new in zip(lines, done, strict=True)
    )
    return with_names(text, simple, _images())


@lru_cache(maxsize=1)
def _images() -> dict[str, str]:
    """What conversion makes of the places' names → the names."""
    return {converter().convert(name): name for name in KEPT}


@lru_cache(maxsize=16384)
def simple_character(character: str) -> str:
    """``character`` in simplified script, by itself."""
    new = converter().convert(character)
    return new if len(new) == 1 else character


def traditional_to_simplified(text: str) -> Iterator[Change]:
    """Converts the whole text where it is in traditional script, else the lines that are."""
    new = simplify(text)
    if new == text:
        return
    changed, han = _measure(text, new)
    if changed >= MIN_CHARACTERS and changed >= MIN_SHARE * han:
        yield Change(Span(0, len(text)), new, EditKind.SCRIPT)
        return
    at = 0
    for old_line, new_line in zip(text.split("\n"), new.split("\n"), strict=True):
        changed, han = _measure(old_line, new_line)
        if changed >= MIN_IN_LINE and changed >= MIN_SHARE_OF_LINE * han:
            yield Change(Span(at, at + len(old_line)), new_line, EditKind.SCRIPT)
        at += len(old_line) + 1


def _measure(old: str, new: str) -> tuple[int, int]:
    """(characters that differ, Han characters)."""
    return sum(a != b for a, b in zip(old, new, strict=True)), sum("\u4e00" <= c <= "\u9fff" for c in old)
