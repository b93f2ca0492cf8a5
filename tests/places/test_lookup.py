from __future__ import annotations

import pytest

from generator.cli import main
from generator.places.gazetteer import Gazetteer
from generator.places.lookup import find


@pytest.mark.parametrize(
    ("name", "codes", "how"),
    [
        ("下马关镇", ["640324103"], "name"),
        ("同心县下马关镇", ["640324103"], "name"),
        ("宁夏回族自治区吴忠市同心县下马关镇人民政府", ["640324103"], "name"),
        ("下马关", ["640324103"], "stem"),
        ("同心下马关", ["640324103"], "stem"),
        ("同心", ["640324"], "stem"),
        ("内蒙古", ["15"], "stem"),
        ("640324103", ["640324103"], "code"),
        (" 忻州市 代县 ", ["140923"], "name"),
        ("恩施州", ["4228"], "short"),
        ("前郭县", ["220721"], "short"),
        ("西华街道办事处", ["510106025"], "name"),
        ("同心县古城镇", [], ""),
        ("没有这个地方", [], ""),
        ("", [], ""),
    ],
)
def test_find(name: str, codes: list[str], how: str, gazetteer: Gazetteer) -> None:
    found = find(name, gazetteer)
    assert set(codes) <= {match.code for match in found}
    assert bool(codes) == bool(found)
    assert not found or found[0].how == how


def test_a_match_says_all(gazetteer: Gazetteer) -> None:
    (match,) = find("下马关镇", gazetteer)
    assert str(match) == "640324103  宁夏回族自治区 吴忠市 同心县 下马关镇  2015–2023"
    assert match.years == (2015, 2023) and match.now is None


def test_a_renamed_place_says_its_name_of_today(gazetteer: Gazetteer) -> None:
    (match,) = find("南磨房地区办事处", gazetteer)
    assert match.now == "南磨房地区" and str(match).endswith("2015–2018 · now 南磨房地区")


def test_namesakes_are_all_given(gazetteer: Gazetteer) -> None:
    assert len({match.code for match in find("古城镇", gazetteer)}) >= 28


def test_the_command_takes_either_script(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["place", "下馬關鎮"]) == 0
    assert "640324103" in capsys.readouterr().out
    assert main(["place", "无此地名"]) == 1
