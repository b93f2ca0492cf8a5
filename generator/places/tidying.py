"""Names that the list prints with their superiors in front, as plain names: 成武县伯乐集镇 is 伯乐集镇.

Some yearly lists prefix a whole county's townships and later ones do not. The prefix is no part of the name, and an
address that is made of it would not stay. Only what is exactly the name of the superior (or of both) is taken off, and
only from ordinary townships: zones and farms bear such names for good.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Set

from generator.places.lineage import ORDINARY
from generator.places.names import is_pseudo, split_type

TOWNS = frozenset(("街道", "镇", "乡", "苏木"))
TOWNSHIP_DIGITS = 9
ZONE = "7"
"""Fifth digit of the counties that the list makes of zones; their townships are often fillers (直属镇)."""
OFFICE = re.compile(r"委员会|开发区|园区")
"""Words of fillers: 城市管理委员会街道."""


def tidied(lines: Iterable[str]) -> list[str]:
    """Lines ``code name first last`` with plain names, sorted; years that meet under one name are joined."""
    rows = [line.split("\t") for line in lines]
    names: dict[str, set[str]] = defaultdict(set)
    counties: dict[tuple[str, str], set[str]] = defaultdict(set)
    for code, name, *_ in rows:
        names[code].add(name)
        counties[code[:6], name].add(code)
    spans: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for code, name, first, last in rows:
        plain = _plain(code, name, names)
        # Where another township of the county bears the plain name, the prefix tells the two apart.
        taken = counties[code[:6], plain] - {code}
        spans[code, name if taken else plain].append((int(first), int(last)))
    return sorted(
        f"{code}\t{name}\t{first}\t{last}" for (code, name), found in spans.items() for first, last in _joined(found)
    )


def _plain(code: str, name: str, names: Mapping[str, Set[str]]) -> str:
    if len(code) != TOWNSHIP_DIGITS or code[6] >= ORDINARY or code[4] == ZONE:
        return name
    rests = [name.removeprefix(prefix) for prefix in _prefixes(code, names) if name.startswith(prefix)]
    fitting = [rest for rest in rests if _is_town(rest) or rest in names[code]]
    return min(fitting, key=len, default=name)


def _prefixes(code: str, names: Mapping[str, Set[str]]) -> list[str]:
    """The names of the county, alone and behind those of its prefecture."""
    counties = [name for name in sorted(names.get(code[:6], ())) if not is_pseudo(name)]
    prefectures = [name for name in sorted(names.get(code[:4], ())) if not is_pseudo(name)]
    return [*counties, *(above + name for above in prefectures for name in counties)]


def _is_town(name: str) -> bool:
    """桥西区街道 is no 街道 of 桥西区: a name of its own must be left, of two characters at least."""
    stem, suffix = split_type(name)
    return suffix in TOWNS and len(stem) > 1 and not OFFICE.search(stem)


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return found
