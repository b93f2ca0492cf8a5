"""The names of elements in the strings of a page's scripts, whatever characters they hold: ``form:field``, ``n[3]``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from generator.sources.html.scripts import unescaped

LONGEST_NAMING_STRING = 120
"""Characters of a string that names elements."""
IN_SELECTOR = re.compile(r"[#.]((?:[\w-]|[^\x00-\x7f]|\\[0-9a-fA-F]{1,6}\s?|\\.)+)")
VALUE = re.compile(r"([~|^$*]?)=\s*[\"']?([^\"'\]]+)[\"']?\s*\]")
CSS_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))")
ID_CALL = re.compile(r"getElementById\(\s*([\"'`])((?:(?!\1)[^\\\n]|\\.){1,80})\1\s*(\+)?")
SHORTEST_PART = 2


class Part(NamedTuple):
    """What an id, a class or a name begins with (``^``), ends with (``$``) or holds (``*``)."""

    how: str
    text: str

    def fits(self, name: str) -> bool:
        if self.how == "^":
            return name.startswith(self.text)
        return name.endswith(self.text) if self.how == "$" else self.text in name


def names_of(literals: Iterable[str]) -> Iterator[str]:
    """What strings of a script may name: all of a string, and what it says as a selector."""
    for literal in literals:
        if len(literal) > LONGEST_NAMING_STRING:
            continue
        plain = unescaped(literal)
        yield plain.strip()
        for name in IN_SELECTOR.findall(plain):
            yield _plain(name)
        for _, value in VALUE.findall(plain):
            yield _plain(value)


def parts_of(code: str, literals: Iterable[str]) -> Iterator[Part]:
    """Parts of names that a script asks for: ``[id^=cf]``, or ``getElementById("cf" + i)``."""
    for literal in literals:
        for how, value in VALUE.findall(unescaped(literal)) if "=" in literal else ():
            if how in ("^", "$", "*") and len(value) >= SHORTEST_PART:
                yield Part(how, _plain(value))
    for _, name, joined in ID_CALL.findall(code):
        if joined and len(name) >= SHORTEST_PART:
            yield Part("^", unescaped(name))


def ids_of(code: str) -> Iterator[str]:
    """The ids that a script asks for by a call of their own."""
    return (unescaped(name) for _, name, _ in ID_CALL.findall(code))


def _plain(name: str) -> str:
    return CSS_ESCAPE.sub(_character, name)


def _character(match: re.Match[str]) -> str:
    code = int(match[1], 16) if match[1] else 0
    if not match[1]:
        return match[2]
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
