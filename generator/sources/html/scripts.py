"""Pages that carry their article as a string: in a script, in a field, or escaped as text. Nothing of it is run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from urllib.parse import unquote

SHORTEST = 300
MARKUP = re.compile(r"<\s*/?\s*(?:table|td|tr|p|div|span)\b", re.I)
PIECE = re.compile(r"\\.|[\"'`\n]", re.S)
ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(\r?\n)|(.))", re.S)
SIMPLE = {"n": "\n", "t": "\t", "r": "\n", "b": "", "f": " ", "v": " ", "0": ""}
PERCENT_U = re.compile(r"%u([0-9a-fA-F]{4})")


def hidden_markup(scripts: Iterable[str]) -> Iterator[str]:
    """Markup of any length worth reading in the strings of ``scripts``, unescaped."""
    for script in scripts:
        found = [text for text in map(_unwrapped, _strings(script)) if _worth_reading(text)]
        whole = _unwrapped(script)
        yield from found or ([whole] if _worth_reading(whole) else [])


def _worth_reading(text: str) -> bool:
    return len(text) >= SHORTEST and len(MARKUP.findall(text[:20_000])) >= 3


def _strings(script: str) -> Iterator[str]:
    """The string literals of a script, those joined by + as one."""
    held: list[str] = []
    last = 0
    for start, end, literal in _literals(script):
        if held and script[last:start].strip() not in ("+", ""):
            yield "".join(held)
            held = []
        held.append(literal)
        last = end
    if held:
        yield "".join(held)


def _literals(script: str) -> Iterator[tuple[int, int, str]]:
    quote, begun = "", 0
    for match in PIECE.finditer(script):
        mark = match[0]
        if not quote:
            if mark in ("'", '"', "`"):
                quote, begun = mark, match.start()
        elif mark == quote:
            yield begun, match.end(), unescaped(script[begun + 1 : match.start()])
            quote = ""
        elif mark == "\n" and quote != "`":
            quote = ""


def unescaped(literal: str) -> str:
    """What a string says that is written so between its quotes."""
    return ESCAPE.sub(_character, literal) if "\\" in literal else literal


def _character(match: re.Match[str]) -> str:
    code = match[1] or match[2] or match[3]
    if code:
        value = int(code, 16)
        return chr(value) if value < 0x110000 and not 0xD800 <= value < 0xE000 else ""
    if match[4]:
        return ""
    return SIMPLE.get(match[5], match[5])


def _unwrapped(text: str) -> str:
    """Percent signs and entities resolved, where what stands behind them is markup and what is there is not."""
    if not MARKUP.search(text[:20_000]):
        if "%3C" in text[:2000] or "%3c" in text[:2000]:
            text = unquote(PERCENT_U.sub(lambda m: _percent(m[1]), text))
        elif "&lt;" in text[:2000]:
            text = unescape(text)
    return text


def _percent(code: str) -> str:
    value = int(code, 16)
    return "" if 0xD800 <= value < 0xE000 else chr(value)
