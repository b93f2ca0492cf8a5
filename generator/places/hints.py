"""What text and surroundings say about the author's superiors: hosts, site numbers, citations, addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from urllib.parse import urlsplit

from generator.model.places import Division, Evidence, Level, PlaceClues
from generator.places.county_records import bare_code
from generator.places.designation import Designation, acts, elsewhere
from generator.places.gazetteer import Gazetteer
from generator.places.scanner import Chain, scan

PRINTED = 4
"""Printed with the author's name: in the title, the signature, or right before the town in the text."""
HOSTED = 3
"""The owner of the website: 主办, 网站标识码, 公网安备, a known domain."""
OBEYED = 2
"""The government that the text reports to or cites: 在某县委领导下, 《某市人民政府办公室关于…》."""
FAINT = 1
"""The province's letter before ICP备, a folder's name, a bare mention."""


@dataclass(frozen=True, slots=True)
class Hint:
    """One reason for a superior. ``codes`` are those it can mean; ``against``: it excludes all others."""

    kind: str
    text: str
    codes: tuple[str, ...]
    strength: int
    against: bool = True

    def depth(self, code: str) -> int:
        """How many digits of ``code`` it confirms; 0 where it speaks for somewhere else."""
        return max((min(len(c), len(code)) for c in self.codes if _meet(c, code)), default=0)

    def evidence(self) -> Evidence:
        return Evidence(self.kind, self.text, self.codes[0] if len(self.codes) == 1 else "")


_SITE_ID = re.compile(r"网站标识码\W{0,4}(\d{6})\d{4}")
_POLICE = re.compile(r"公网安备\W{0,3}(\d{6})\d{5,8}")
_LETTER = re.compile(r"([\u4e00-\u9fff])(?:ICP备|公网安备)", re.IGNORECASE)
_HOST = re.compile(r"(?:主办|承办|主管|版权所有|网站名称|建设单位)(?:单位|方)?\W{0,4}")
_ADDRESS = re.compile(r"(?:地址|地点|住所)\W{0,3}$")
_FOLDER = re.compile(r"\d{2}(?:\d{2}){0,2}|\d{9}")


def gather(
    clues: PlaceClues,
    chains: Sequence[Chain],
    fronts: Sequence[Designation],
    main: Designation | None,
    gazetteer: Gazetteer,
) -> tuple[Hint, ...]:
    """All hints, the strongest first. ``main`` is the designation that the hints are to be weighed for."""
    everything = f"{clues.furniture}\n{clues.body}"
    found = [
        *_from_fronts(fronts, main, gazetteer),
        *_from_url(clues.source_url, gazetteer),
        *_from_hosts(everything, gazetteer),
        *_from_numbers(everything, gazetteer),
        *_from_body(chains, main, gazetteer),
        *_from_path(clues.path, gazetteer),
    ]
    unique = {(hint.kind, hint.codes): hint for hint in reversed(found) if hint.codes}
    return tuple(sorted(unique.values(), key=lambda hint: (-hint.strength, hint.kind, hint.codes)))


def host_of(url: str) -> str:
    """The host of an address, "" where it is none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _codes(divisions: Iterable[Division], gazetteer: Gazetteer) -> tuple[str, ...]:
    """The divisions' codes and those of their heirs."""
    found: set[str] = set()
    for division in divisions:
        found.add(division.code)
        if division.level in (Level.COUNTY, Level.PREFECTURE):
            found |= gazetteer.heirs(division.code)
    return tuple(sorted(found))


def _from_fronts(fronts: Sequence[Designation], main: Designation | None, gazetteer: Gazetteer) -> Iterator[Hint]:
    for front in fronts:
        # A chain may print several superiors; each is a statement of its own.
        for level in (Level.PROVINCE, Level.PREFECTURE, Level.COUNTY):
            named = [d for d in front.superiors if d.level is level]
            if named:
                yield Hint(front.source, named[0].name, _codes(named, gazetteer), PRINTED)
        higher = main is not None and main.level is not None and front.level is not None and front.level < main.level
        if front is not main and (higher or front.unknown):
            yield Hint(front.source, front.name, _codes(front.divisions, gazetteer), PRINTED)


def _from_url(url: str, gazetteer: Gazetteer) -> Iterator[Hint]:
    host = host_of(url)
    labels = host.split(".")
    for at in range(len(labels)):
        code = gazetteer.extras.hosts.get(".".join(labels[at:]))
        if code:
            yield Hint("url", host, (code,), HOSTED if len(code) == 6 else OBEYED)
            return


def _from_hosts(text: str, gazetteer: Gazetteer) -> Iterator[Hint]:
    for found in _HOST.finditer(text):
        line = text[found.end() : found.end() + 40].split("\n", 1)[0]
        chains = scan(line, gazetteer)
        if chains and not chains[0].before:
            yield Hint("host", line[: chains[0].end], _superior_codes(chains[0], gazetteer), HOSTED)


def _from_numbers(text: str, gazetteer: Gazetteer) -> Iterator[Hint]:
    for kind, pattern in (("site_id", _SITE_ID), ("police", _POLICE)):
        for found in pattern.finditer(text):
            code = bare_code(found[1])
            codes = tuple(sorted(c for c in gazetteer.heirs(code) | {code} if gazetteer.get(c)))
            yield Hint(kind, found[0], codes, HOSTED)
    for found in _LETTER.finditer(text):
        code = gazetteer.extras.letters.get(found[1], "")
        if code:
            yield Hint("icp", found[0], (code,), FAINT)


def _from_body(chains: Sequence[Chain], main: Designation | None, gazetteer: Gazetteer) -> Iterator[Hint]:
    for chain in chains:
        if elsewhere(chain) or (len(chain.mentions) == 1 and chain.last.name in gazetteer.extras.common):
            continue
        hint = _of_chain(chain, main, gazetteer)
        if hint is not None:
            yield hint


def _of_chain(chain: Chain, main: Designation | None, gazetteer: Gazetteer) -> Hint | None:
    """What one chain of the body says; None for a township that is neither the author's nor in an address."""
    codes = _superior_codes(chain, gazetteer)
    text = "".join(mention.name for mention in chain.mentions)
    town = chain.level is Level.TOWNSHIP
    if town and main is not None and chain.last.name == main.name and len(chain.mentions) > 1:
        return Hint("body", text, codes, PRINTED)
    if _ADDRESS.search(chain.before):
        return Hint("address", text, codes, OBEYED)
    if town:
        return None
    if acts(chain) or re.match(r"[县市区州盟旗省]?委", chain.after):
        return Hint("citation" if "《" in chain.before else "superior", text, codes, OBEYED)
    return Hint("mention", text, codes, FAINT, against=False)


def _superior_codes(chain: Chain, gazetteer: Gazetteer) -> tuple[str, ...]:
    """The codes of a chain of county level or above; of a township's chain, its county's."""
    if chain.level is not Level.TOWNSHIP:
        return _codes(chain.divisions, gazetteer)
    return tuple(sorted({division.code[:6] for division in chain.divisions})) if len(chain.mentions) > 1 else ()


def _from_path(path: str, gazetteer: Gazetteer) -> Iterator[Hint]:
    codes = takewhile(_FOLDER.fullmatch, path.split("/")[:-1])
    known = [code for code in codes if gazetteer.get(code)]
    if known:
        yield Hint("path", known[-1], (known[-1],), FAINT, against=False)


def _meet(a: str, b: str) -> bool:
    return a.startswith(b) or b.startswith(a)
