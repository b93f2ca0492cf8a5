from __future__ import annotations

import pytest

from generator.model.places import Level
from generator.places.extras import Extras
from generator.places.gazetteer import Gazetteer, parse
from tests.filled import filled


def names(gazetteer: Gazetteer, code: str, year: int | None = None) -> list[str]:
    return [division.name for division in gazetteer.chain(code, year)]


def test_it_holds_the_whole_list(gazetteer: Gazetteer) -> None:
    towns = [row for row in gazetteer.rows if row.find("\t") == 9]
    assert (len(gazetteer.rows), len(towns)) == (57_522, 53_630)
    assert len(gazetteer.history_rows) == 6_823
    assert (gazetteer.first_edition, gazetteer.last_edition) == (2015, 2023)
    assert len(gazetteer.children("")) == 31


@pytest.mark.parametrize(
    ("code", "year", "chain"),
    [
        ("640324103", None, ["宁夏回族自治区", "吴忠市", "同心县", "下马关镇"]),
        ("110101", None, ["北京市", "东城区"]),  # 市辖区 is no prefecture
        ("1101", None, ["北京市"]),
        ("429004001", None, ["湖北省", "仙桃市", "沙嘴街道"]),  # 省直辖县级行政区划 neither
        ("441900119", None, ["广东省", "东莞市", "长安镇"]),  # a county that only repeats its prefecture
        ("630106", 2021, ["青海省", "西宁市", "湟中区"]),
        ("341402", 2010, ["安徽省", "巢湖市", "居巢区"]),  # ended before the first edition
        ("140211", 2030, ["山西省", "大同市", "南郊区"]),  # years after the last edition ask that one
        ("999999", None, []),
    ],
)
def test_chain(gazetteer: Gazetteer, code: str, year: int | None, chain: list[str]) -> None:
    assert names(gazetteer, code, year) == chain


def test_a_code_bears_the_name_of_the_year(gazetteer: Gazetteer) -> None:
    def name(year: int | None) -> str:
        found = gazetteer.get("110105021", year)
        assert found is not None
        return found.name

    assert (name(2016), name(2020), name(None)) == ("南磨房地区办事处", "南磨房地区", "南磨房地区")
    assert name(2008) == "南磨房地区办事处" and name(2031) == "南磨房地区"


def test_names(gazetteer: Gazetteer) -> None:
    today = [division for division in gazetteer.named("古城镇") if division.last == 2023]
    assert len(today) == 28 <= len(gazetteer.named("古城镇", 2020))
    assert [division.code for division in gazetteer.named("下马关镇")] == ["640324103"]
    assert gazetteer.named("市辖区") == () == gazetteer.named("某某镇")
    assert not gazetteer.named("水城县", 2023) and gazetteer.named("水城县", 2020)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("杨梅乡", "520204205"),
        ("桓仁县", "210522"),
        ("恩施州", "4228"),
        ("前郭县", "220721"),
        ("西华办事处", "510106025"),
        ("南磨房地区办事处", "110105021"),
        ("干潭镇", "330182102"),  # 乾潭镇 after conversion of script
        ("月山镇", "410822102"),  # the list prints 博爱县月山镇
        ("居巢区", "340181"),  # a former county under the code that took it over
        ("平潭综合实验区", "350128"),
    ],
)
def test_everyday_names(gazetteer: Gazetteer, name: str, code: str) -> None:
    assert code in {division.code for division in gazetteer.known_as(name)}


def test_a_short_form_never_hides_another_county(gazetteer: Gazetteer) -> None:
    for name, rows in filled(gazetteer.index.short.items()):
        for row in filled(rows):
            if gazetteer.rows[row].find("\t") < 9:
                assert not gazetteer.named(name), name


def test_children(gazetteer: Gazetteer) -> None:
    def below(code: str, year: int | None = None) -> list[str]:
        return [division.name for division in gazetteer.children(code, year)]

    assert below("11")[:3] == ["东城区", "西城区", "朝阳区"]
    assert {"武汉市", "仙桃市", "神农架林区"} <= set(below("42"))
    assert "长安镇" in below("4419")
    assert "下马关镇" in below("640324")
    assert below("640324103") == []
    assert "县" not in below("11", 2015) and "密云县" in below("11", 2015)
    codes = [division.code for division in gazetteer.children("640324")]
    assert codes == sorted(set(codes))


def test_history_and_heirs(gazetteer: Gazetteer) -> None:
    (record,) = gazetteer.history("520221")
    assert (record.name, record.since, record.until) == ("水城县", 1987, 2020)
    assert record.successors == (("520201", None), ("520204", None))
    assert gazetteer.heirs("520221") == {"520221", "520201", "520204"}
    # A district in use that ceded some land keeps to itself.
    assert gazetteer.heirs("120106") == {"120106"}
    assert gazetteer.heirs("640324") == {"640324"}


def test_hand_kept_tables_name_real_divisions(gazetteer: Gazetteer) -> None:
    extras = gazetteer.extras
    for name, codes in filled(extras.aliases.items()):
        assert all(gazetteer.get(code) for code in filled(codes)), name
    for name, code in [*extras.hosts.items(), *extras.letters.items()]:
        assert gazetteer.get(code), name
    assert all(gazetteer.known_as(name) for name in extras.common - {"社区", "街道"})


def test_additions_join_the_list() -> None:
    text = "2015\t2023\n\n64\t宁夏回族自治区\t2015\t2023\n6403\t吴忠市\t2015\t2023\n\n\n"
    gazetteer = parse(text, Extras(additions=("640399\t新县\t2024\t2025",)))
    assert names(gazetteer, "640399") == ["宁夏回族自治区", "吴忠市", "新县"]
    assert [division.level for division in gazetteer.named("新县")] == [Level.COUNTY]
