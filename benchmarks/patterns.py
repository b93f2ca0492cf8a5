"""Which regular expressions of the program take more than time in proportion to the text they search?

    .venv/bin/python -m benchmarks.patterns [PART OF A NAME …]

Every pattern that a module of the package or its loaded data holds is searched for in every kind of text of
:mod:`benchmarks.proportion_kinds`, at two lengths; listed is what grows by more than the 1.5th power. Exits with 1
where there is one. A pattern that is only ever asked about a short piece (a label, a clause that is cut to a limit) may
be listed in ``BOUNDED``, with what bounds it.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import generator
from benchmarks.proportion_kinds import REPEATED
from generator.inspection import load_resources

SHORT, LONG = 600, 2400
SLOW = 0.002
"""Seconds at the greater length below which nothing is to be told."""
LIMIT = 0.2
"""Seconds after which a search is given up."""
GROWTH = (LONG / SHORT) ** 1.5
BOUNDED: dict[str, str] = {}
"""Name of a pattern → what keeps the texts short that it is asked about."""


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Name and pattern, each pattern once."""
    seen: set[str] = set()
    for info in pkgutil.walk_packages(generator.__path__, "generator."):
        if info.name.endswith(("__main__", "pdf.child")):
            continue
        module = importlib.import_module(info.name)
        for name, value in sorted(vars(module).items()):
            yield from _inside(f"{info.name}.{name}", value, seen, 0)
    yield from _inside("bench", load_resources(), seen, 0)


def _inside(name: str, value: Any, seen: set[str], depth: int) -> Iterator[tuple[str, re.Pattern[str]]]:
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str) and value.pattern not in seen:
            seen.add(value.pattern)
            yield name, value
    elif depth > 4:
        return
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _inside(f"{name}[{key}]", item, seen, depth + 1)
    elif isinstance(value, tuple | list | frozenset | set):
        for number, item in enumerate(value):
            if not isinstance(item, str | int | float):
                yield from _inside(f"{name}[{number}]", item, seen, depth + 1)
    elif is_dataclass(value) and not isinstance(value, type) and "gazetteer" not in name:
        for field in fields(value):
            yield from _inside(f"{name}.{field.name}", getattr(value, field.name), seen, depth + 1)


class _TooLong(Exception):
    pass


def _stop(_number: int, _frame: object) -> None:
    raise _TooLong


def seconds(pattern: re.Pattern[str], text: str) -> float:
    """CPU seconds of finding ``pattern`` everywhere in ``text``; LIMIT where it took longer."""
    start = time.process_time()
    signal.setitimer(signal.ITIMER_PROF, LIMIT)
    try:
        for _ in pattern.finditer(text):
            pass
    except _TooLong:
        return LIMIT
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return time.process_time() - start


def main() -> int:
    wanted = sys.argv[1:]
    signal.signal(signal.SIGPROF, _stop)
    texts = [(name, (unit * LONG)[:SHORT], (unit * LONG)[:LONG]) for name, unit in REPEATED.items()]
    bad = 0
    for name, pattern in patterns():
        if wanted and not any(part in name for part in wanted):
            continue
        worst = ("", 0.0, 0.0)
        for kind, short, long in texts:
            first = seconds(pattern, short)
            last = seconds(pattern, long)
            if last >= LIMIT:
                worst = (kind, first, last)
                break
            if last > SLOW and last > GROWTH * min(first, seconds(pattern, short)) and last > worst[2]:
                worst = (kind, first, last)
        if worst[0] and name not in BOUNDED:
            bad += 1
            print(f"{worst[2]:8.3f} s (from {worst[1]:.4f}) {worst[0]:20} {name}  {pattern.pattern[:90]!r}", flush=True)
    print(f"{bad} patterns")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
