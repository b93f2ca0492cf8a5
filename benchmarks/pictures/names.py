"""How names are read that no sum proves: ``python -m benchmarks.pictures.names [--pages N] [--seed S]``.

Draws names of governments of towns, every other with a character that few towns have, ``--pages`` pages each way
(``spoiling.WAYS``), and reads them as the lines of a scan. Prints a line a way: names read as printed, those with a
character unread, and those that became another name, which must not be.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from difflib import get_close_matches
from random import Random

from PIL import Image

from benchmarks.corpus.document import Block, Document
from benchmarks.pictures.__main__ import pdf
from benchmarks.pictures.faces import draw_face
from benchmarks.pictures.setting import Press
from benchmarks.pictures.spoiling import WAYS, Way, spoiled
from generator.inspection import load_resources
from generator.places.gazetteer import Gazetteer
from generator.sources.pictures.run import look

TOWN, COUNTY = 9, 6
"""Digits of their codes."""
FEW = 6
"""A character that no more towns have is rare."""
NAMES = 24
"""On a page."""
UNREAD = "\ufffd"
DUST = ".·．"
"""Beside a name it is no other name."""


def towns(gazetteer: Gazetteer) -> tuple[list[str], list[str]]:
    """The names of all towns' governments, and of those with a rare character."""
    names = dict(row.split("\t")[:2] for row in gazetteer.rows)
    own = {code: name for code, name in names.items() if len(code) == TOWN and name.endswith(("镇", "乡"))}
    common = Counter(char for name in own.values() for char in name)
    full = {code: f"{names.get(code[:COUNTY], '')}{name}人民政府" for code, name in own.items()}
    return list(full.values()), [full[code] for code, name in own.items() if min(common[c] for c in name) <= FEW]


def page_of(names: list[str], way: Way, random: Random) -> list[Image.Image]:
    document = Document(tuple(Block(random.choice(("title", "sign")), name) for name in names))
    face = draw_face(random, "".join(names))
    return [spoiled(page, way, random, face) for page in Press(face, way.dpi, random).set(document)]


def outcomes(names: list[str], lines: list[str]) -> tuple[Counter[str], list[str]]:
    """What became of ``names``, and those ``lines`` that say another; what is like none of them is a seal's."""
    counts: Counter[str] = Counter()
    wrong = []
    for line in (line.strip(DUST) for line in lines):
        if line in names:
            counts["right"] += 1
        elif UNREAD in line:
            counts["unread"] += 1
        elif near := get_close_matches(line, names, 1):
            counts["wrong"] += 1
            wrong.append(f"{near[0]} {line}")
    return counts, wrong


def main() -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.pictures.names", description=__doc__)
    parser.add_argument("--pages", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    usual, rare = towns(load_resources().reader.gazetteer)
    total: dict[str, Counter[str]] = defaultdict(Counter)
    for way in WAYS:
        for number in range(chosen.pages):
            random = Random(f"{chosen.seed}/{way.name}/{number}")
            names = [random.choice(rare if at % 2 else usual) for at in range(NAMES)]
            try:
                pictures = page_of(names, way, random)
            except FileNotFoundError:  # no typeface has all of these characters
                continue
            seen = look("pdf", (pdf(pictures, way.dpi),))
            counts, wrong = outcomes(names, [line["text"] for page in seen for line in page.plain["lines"]])
            total[way.name] += counts
            print(*wrong, sep="\n", end="\n" if wrong else "")
    for name, counts in (*total.items(), ("all", sum(total.values(), Counter()))):
        print(f"{name:18}" + "".join(f"{counts[one]:>8} {one}" for one in ("right", "unread", "wrong")))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
