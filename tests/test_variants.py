"""The five in other dress are read as exactly as they are: nothing is known of them by name."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from generator.model.places import Level
from generator.places.gazetteer import Gazetteer, load
from tests.gold.compare import differences
from tests.inspecting import inspect_file
from tests.test_gold import GOLD, upload
from tests.variants.make import DRESSES, TO_SIMPLIFIED, TO_TRADITIONAL, Town, vary

SEEDS = range(8)
SUFFIXES = {"000": ("镇", "自治县"), "001": ("镇", "县"), "002": ("乡", "县"), "003": ("镇", "区"), "004": ("镇", "县")}


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load()


def pick_town(name: str, gazetteer: Gazetteer, seed: int) -> Town:
    """A township of the same kinds, plain in its names and unchanged over the editions."""
    chance = random.Random(f"{name} {seed} town")
    while True:
        county = f"{chance.randrange(11, 66)}{chance.randrange(1, 30):02}{chance.randrange(1, 40):02}"
        towns = gazetteer.children(county, 2021) if gazetteer.get(county) else ()
        if not towns:
            continue
        town = chance.choice(towns)
        names = [d.name for d in gazetteer.chain(town.code, 2021)]
        if len(names) == 4 and _plain(name, names, town.code, gazetteer):
            return Town(town.code, *names)


def _plain(name: str, names: list[str], code: str, gazetteer: Gazetteer) -> bool:
    ending, above = SUFFIXES[name]
    if not names[3].endswith(ending) or not names[2].endswith(above) or not names[1].endswith("市"):
        return False
    if above == "县" and names[2].endswith("自治县"):
        return False
    steady = all(len(gazetteer.editions(code[:n])) == 1 for n in (4, 6, 9))
    spans = [d for n in (4, 6, 9) for d in gazetteer.editions(code[:n])]
    same_script = all(TO_SIMPLIFIED(TO_TRADITIONAL(n)) == n for n in names)
    namesakes = [d for d in gazetteer.named(names[3]) if d.level is Level.TOWNSHIP]
    near = [d for d in namesakes if d.code[:4] == code[:4]]
    alone = len(namesakes) == 1 if name == "004" else len(near) == 1
    return steady and same_script and alone and all(d.first <= 2018 and d.last >= 2023 for d in spans)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", sorted(DRESSES))
def test_a_variant_is_read_as_exactly(name: str, seed: int, gazetteer: Gazetteer, tmp_path: Path) -> None:
    gold = json.loads(next(p for p in GOLD if p.name.startswith(name)).read_text(encoding="utf-8"))
    raw = upload(gold["file"]).read_text(encoding="utf-8")
    town = pick_town(name, gazetteer, seed)
    text, truth = vary(name, raw, gold, town, seed)
    file = tmp_path / "upload.txt"
    file.write_text(text, encoding="utf-8", newline="")
    found = differences(truth, inspect_file(file), codes=frozenset(), badges=frozenset())
    assert found == [], town


def test_a_variant_differs_from_its_model(gazetteer: Gazetteer) -> None:
    gold = json.loads(GOLD[0].read_text(encoding="utf-8"))
    raw = upload(gold["file"]).read_text(encoding="utf-8")
    text, truth = vary("000", raw, gold, pick_town("000", gazetteer, 1), 1)
    assert text != raw
    assert truth["year"] != gold["year"]
    assert truth["region"]["code"] != gold["region"]["code"]
    assert truth["requests"] != gold["requests"]
