"""What of a page's scripts runs by itself: not the functions that nothing calls, nor the handlers of clicks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter

EVENTS = (
    r"(?:click|dblclick|mouse(?:down|up|enter|leave|over|out)|key\w+|submit|change|input|touch\w+|hover|"
    r"print|beforeprint)"
)
HANDLER = re.compile(
    rf"(?:addEventListener|attachEvent|\.on|\.bind|\.live|\.one)\(\s*[\"'`](?:on)?{EVENTS}[\"'`]\s*,[^{{}};]{{0,60}}\{{|"
    rf"\.(?:click|dblclick|hover|submit|change|keyup|keydown|mouse\w+)\(\s*(?:function\s*\([^)]*\)|\([^)]*\)\s*=>|\w+\s*=>)\s*\{{|"
    rf"\.on{EVENTS}\s*=\s*(?:function\s*\w*\s*\([^)]*\)|\([^)]*\)\s*=>|\w+\s*=>)\s*\{{",
    re.I,
)
FIRED = re.compile(r"\.(?:click|submit|trigger|triggerHandler|dispatchEvent|fireEvent)\(\s*(?!function|\()", re.I)
"""A script presses the buttons itself."""
FUNCTION = re.compile(
    r"\bfunction\s+([\w$]+)\s*\([^)]*\)\s*\{|(?:\b(?:var|let|const)\s+)?([\w$]+)\s*[=:]\s*(?:async\s+)?"
    r"(?:function\s*\([^)]*\)|\([^)]*\)\s*=>|\w+\s*=>)\s*\{"
)
TOKEN = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`|//[^\n]*|/\*.*?\*/|[{}]", re.S)


NAME = re.compile(r"[\w$]+")


def by_itself(code: str, named: Counter[str], fired: bool) -> str:
    """``code`` without the bodies of functions that nothing calls, and of handlers of clicks.

    ``named`` is how often each name stands in all scripts of the page: one that stands in its own function only is
    called by nothing. Time is proportional to the length of ``code``.
    """
    ends = _ends(code)
    places: dict[str, list[int]] = {}
    for word in NAME.finditer(code):
        places.setdefault(word[0], []).append(word.start())
    left_out: list[tuple[int, int]] = []
    found = [(match, "") for match in HANDLER.finditer(code)] if not fired else []
    found += [(match, match[1] or match[2]) for match in FUNCTION.finditer(code)]
    for match, name in found:
        end = ends.get(match.end() - 1)
        if end is None:
            continue
        own = places.get(name, [])
        if not name or named[name] <= bisect_left(own, end) - bisect_left(own, match.start()):
            left_out.append((match.end(), end))
    parts, last = [], 0
    for begun, end in sorted(left_out):
        if begun >= last:
            parts.append(code[last:begun])
            last = end
    return "".join([*parts, code[last:]])


def _ends(code: str) -> dict[int, int]:
    """The place of each opening brace of ``code`` with that of the brace that closes it."""
    waiting: list[int] = []
    found: dict[int, int] = {}
    for match in TOKEN.finditer(code):
        if match[0] == "{":
            waiting.append(match.start())
        elif match[0] == "}" and waiting:
            found[waiting.pop()] = match.start()
    return found
