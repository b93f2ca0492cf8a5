"""The part of YAML that sidecars may use: one mapping of plain values, read in bounded time and memory.

Only parser events are used and nothing is constructed, so no tag can call anything. Every scalar is text (the failsafe
schema); what it means is decided by the types of :mod:`.sidecars`.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import yaml

from generator.printable import UNPRINTABLE

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain] | None"

MAX_BYTES = 256 * 1024
MAX_NODES = 4_000
"""Keys, values and items together. The largest sidecar imagined, a correction of every cell of a report, has 1,000."""
MAX_NESTED_NODES = 6
"""Lists and mappings within one another; a correction stands three levels deep. The parser's time grows with the square
of the depth."""

_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_FORBIDDEN = re.compile(rf"(?![\t\n\r\u2028\u2029]){UNPRINTABLE}")
_WIDE = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))

TAGGED = "不接受标签（!）、锚点（&）和引用（*）"
TWICE = "同一个键写了两次"
UNPRINTED = "含有控制字符、方向控制符或半个字符"
NO_TEXT_KEY = "键应为文字"


class BrokenError(Exception):
    """The file as a whole cannot be taken. ``line`` counts from 1."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """One key of the file, the line it stands on, and its value; ``trouble`` says why that cannot be taken."""

    key: str
    line: int
    value: Plain
    trouble: str = ""


def read_mapping(data: bytes) -> tuple[KeyEntry, ...]:
    """The keys of the file in its order, those that come twice marked so. Raises BrokenError."""
    text = _decoded(data)
    walk = _Walk(yaml.parse(text, yaml.SafeLoader))
    try:
        return _without_twins(walk.document())
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise BrokenError("不是合法的 YAML", mark.line + 1 if mark else None) from error
    except yaml.reader.ReaderError as error:
        raise BrokenError("含有控制字符", text.count("\n", 0, int(error.position)) + 1) from error
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:
        raise BrokenError("不是合法的 YAML") from error


def _decoded(data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise BrokenError(f"大于 {MAX_BYTES // 1024} KB")
    encoding = next((name for mark, name in _WIDE if data.startswith(mark)), "utf-8-sig")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise BrokenError("不是 UTF-8 编码", data.count(b"\n", 0, error.start) + 1) from error


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _without_twins(entries: tuple[KeyEntry, ...]) -> tuple[KeyEntry, ...]:
    """A key that comes twice is decided by neither: the last one says so, the others are gone."""
    last: dict[str, KeyEntry] = {}
    for entry in entries:
        known = entry.key in last
        last[entry.key] = KeyEntry(entry.key, entry.line, None, TWICE) if known else entry
    return tuple(last.values())


class _Walk:
    """Turns events into values. ``trouble`` is the first one within the current entry."""

    def __init__(self, events: Iterator[yaml.Event]) -> None:
        self._events = events
        self._nodes = 0
        self.trouble = ""

    def document(self) -> tuple[KeyEntry, ...]:
        event = self._next()
        while isinstance(event, yaml.StreamStartEvent | yaml.DocumentStartEvent):
            event = self._next()
        if isinstance(event, yaml.StreamEndEvent):
            return ()
        if isinstance(event, yaml.MappingStartEvent):
            self._refuse_tags(event)
            entries = tuple(self._entries())
        elif isinstance(event, yaml.ScalarEvent) and event.value in _NULL and not self._tagged(event):
            entries = ()
        else:
            raise BrokenError("应由“键: 值”组成", _line(event))
        while not isinstance(event := self._next(), yaml.StreamEndEvent):
            if isinstance(event, yaml.DocumentStartEvent):
                raise BrokenError("含有几个文档（---）", _line(event))
        return entries

    def _entries(self) -> Iterator[KeyEntry]:
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            self.trouble = ""
            line = _line(event)
            key = self._key(event, 1)
            value = self._value(self._next(), 1)
            yield KeyEntry(key, line, value if not self.trouble else None, self.trouble)

    def _key(self, event: yaml.Event, depth: int) -> str:
        """The text of a key; a list or mapping is none."""
        if isinstance(event, yaml.ScalarEvent):
            return self._text(event)
        self._value(event, depth + 1)
        self._doubt(NO_TEXT_KEY)
        return ""

    def _value(self, event: yaml.Event, depth: int) -> Plain:
        if depth > MAX_NESTED_NODES:
            raise BrokenError(f"嵌套超过 {MAX_NESTED_NODES} 层", _line(event))
        self._refuse_tags(event)
        if isinstance(event, yaml.ScalarEvent):
            plain = event.style is None
            return None if plain and event.value in _NULL else self._text(event)
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Plain] = []
            while not isinstance(event := self._next(), yaml.SequenceEndEvent):
                items.append(self._value(event, depth + 1))
            return items
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(depth)
        return None  # an alias, which was doubted above

    def _mapping(self, depth: int) -> dict[str, Plain]:
        pairs: dict[str, Plain] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._key(event, depth)
            if key in pairs:
                self._doubt(TWICE)
            pairs[key] = self._value(self._next(), depth + 1)
        return pairs

    def _text(self, event: yaml.ScalarEvent) -> str:
        """Its characters; escapes that write one character in two halves (JSON's) are joined."""
        self._refuse_tags(event)
        text: str = event.value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        if _FORBIDDEN.search(event.value) and (_FORBIDDEN.search(text) or "\ufffd" in text):
            self._doubt(UNPRINTED)
        return text

    def _next(self) -> yaml.Event:
        event = next(self._events)
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise BrokenError("键和值太多", _line(event))
        return event

    def _tagged(self, event: yaml.Event) -> bool:
        if isinstance(event, yaml.AliasEvent):
            return True
        return getattr(event, "tag", None) is not None or getattr(event, "anchor", None) is not None

    def _refuse_tags(self, event: yaml.Event) -> None:
        if self._tagged(event):
            self._doubt(TAGGED)

    def _doubt(self, trouble: str) -> None:
        self.trouble = self.trouble or trouble
