from __future__ import annotations

import pytest

from generator.places.gazetteer import Gazetteer
from generator.places.scanner import TITLE_GAP, scan


def seen(text: str, gazetteer: Gazetteer) -> list[str]:
    return ["·".join(mention.name for mention in chain.mentions) for chain in scan(text, gazetteer, TITLE_GAP)]


@pytest.mark.parametrize(
    ("text", "chains"),
    [
        ("忻州市代县峨口镇人民政府", ["忻州市·代县·峨口镇"]),
        ("乡宁县2020年双鹤乡", ["乡宁县·双鹤乡"]),
        ("桓仁满族自治县人民政府 古城镇", ["桓仁满族自治县·古城镇"]),
        ("乐山市市中区土主镇", ["乐山市·市中区·土主镇"]),
        ("枣庄市中区财政局", ["枣庄市·市中区"]),
        ("三明市沙县区教育局", ["三明市·沙县区"]),
        ("郑州市高新区沟赵街道办事处", ["郑州市"]),
        ("我镇和县政府", []),
        ("古城镇和县政府", ["古城镇"]),
        ("代县长张三", []),
        ("上海城市场景", []),
        ("各乡镇、街道，全镇，城镇居民", []),
        ("人民、第二、更新", []),  # towns without their suffix are words
        ("长古城镇", ["长古城镇"]),
        ("博爱县博爱县月山镇", ["博爱县·月山镇"]),
        ("静宁县2020年城区街道", ["静宁县·城区街道"]),
    ],
)
def test_what_is_seen(text: str, chains: list[str], gazetteer: Gazetteer) -> None:
    assert seen(text, gazetteer) == chains


def test_a_town_that_the_county_lacks_is_a_stranger(gazetteer: Gazetteer) -> None:
    (chain,) = scan("同心县古城镇", gazetteer)
    assert chain.stranger is not None and chain.stranger.name == "古城镇"


def test_what_runs_into_a_name_is_told(gazetteer: Gazetteer) -> None:
    assert [scan(text, gazetteer)[0].clean for text in ("《峨口镇", "2020年峨口镇", "新峨口镇")] == [
        True,
        True,
        False,
    ]


def test_every_name_is_found_behind_its_superiors(gazetteer: Gazetteer) -> None:
    """The chain of every 40th real township, written in one piece, is read back to its code."""
    towns = [row.split("\t")[0] for row in gazetteer.rows if row.find("\t") == 9 and row[6] < "4"]
    missed = []
    for code in towns[::40]:
        names = [division.name for division in gazetteer.chain(code)]
        if any(above in names[-1] for above in names[:-1]):
            continue  # the list prints the superior inside the name
        chains = scan("".join(names), gazetteer)
        if len(chains) != 1 or code not in {division.code for division in chains[0].divisions}:
            missed.append("".join(names))
    odd = [name for name in missed if name.endswith(("镇", "乡", "街道", "苏木", "地区"))]
    assert odd == []
