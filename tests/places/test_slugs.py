from __future__ import annotations

import re
from collections import defaultdict

import pytest

from generator.archive.addresses import organ_id
from generator.model.places import Confidence, Division, Level, Place
from generator.model.reports import OrganKind
from generator.places.gazetteer import Gazetteer
from generator.places.slugs import name_slug, place_slug, township_slug
from tests.filled import filled

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def division(gazetteer: Gazetteer, code: str, year: int | None = None) -> Division:
    found = gazetteer.get(code, year)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("下马关镇", "xiamaguan-zhen"),
        ("光明街道", "guangming-jiedao"),
        ("双鹤乡", "shuanghe-xiang"),
        ("杨梅彝族苗族回族乡", "yangmei-xiang"),
        ("巴彦塔拉苏木", "bayantala-sumu"),
        ("南磨房地区办事处", "nanmofang-diqu"),
        ("洪洞县", "hongtong-xian"),
        ("单县", "shan-xian"),
        ("长子县", "zhangzi-xian"),
        ("陕西省", "shaanxi-sheng"),
        ("山西省", "shanxi-sheng"),
        ("呼和浩特市", "hohhot-shi"),
        ("六安市", "luan-shi"),
        ("丽水市", "lishui-shi"),
        ("吕梁市", "lyuliang-shi"),  # ü as in passports
    ],
)
def test_places(name: str, slug: str) -> None:
    assert place_slug(name) == slug


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("财政局", "caizheng-ju"),
        ("人民政府", "renmin-zhengfu"),
        ("国家税务总局税务局", "guojia-shuiwu-zongju-shuiwu-ju"),
        ("人力资源和社会保障局", "renliziyuan-he-shehuibaozhang-ju"),
        ("12345热线", "12345-rexian"),
        ("Office（甲）", "office-jia"),
        ("", ""),
        ("？？", ""),
    ],
)
def test_names(name: str, slug: str) -> None:
    assert name_slug(name) == slug


def test_slugs_are_unique_within_every_county(gazetteer: Gazetteer) -> None:
    """Over all names in all editions: a slug never stands for two townships of a county."""
    bare: dict[tuple[str, str], list[Division]] = defaultdict(list)
    for row in gazetteer.rows:
        if row.find("\t") == 9:
            code, name, first, last = row.split("\t")
            found = Division(code, Level.TOWNSHIP, name, int(first), int(last))
            bare[code[:6], place_slug(name)].append(found)
    assert all(SLUG.fullmatch(slug) for _, slug in bare)
    shared = {key: found for key, found in bare.items() if len({d.code for d in found}) > 1}
    assert len(shared) > 100
    for (county, slug), found in shared.items():
        slugs: dict[str, list[Division]] = defaultdict(list)
        for each in found:
            slugs[township_slug(each, gazetteer)].append(each)
        for own, members in filled(slugs.items()):
            assert own.startswith(slug) and SLUG.fullmatch(own)
            assert (county, own) == (county, slug) or (county, own) not in bare
            for a in filled(members):
                for b in filled(members):
                    at_once = a.code != b.code and a.first <= b.last and b.first <= a.last
                    assert not at_once, (county, own, a, b)


def test_towns_that_sound_alike_bear_their_code(gazetteer: Gazetteer) -> None:
    assert township_slug(division(gazetteer, "150502105"), gazetteer) == "qinghe-zhen-150502105"


def test_a_township_whose_code_changed_keeps_its_slug(gazetteer: Gazetteer) -> None:
    old, new = (Division(code, Level.TOWNSHIP, "洼里镇", 0, 0) for code in ("130205104", "130205105"))
    assert township_slug(old, gazetteer) == township_slug(new, gazetteer) == "wali-zhen"


def place(code: str, *names: str | None) -> Place:
    padded = [*names, None, None, None][:4]
    return Place(*padded, code=code, confidence=Confidence.HIGH)


NINGXIA = ("宁夏回族自治区", "吴忠市", "同心县", "下马关镇")

LIAONING = ("辽宁省", "本溪市", "桓仁满族自治县")


@pytest.mark.parametrize(
    ("where", "name", "kind", "id"),
    [
        (place("640324103", *NINGXIA), "下马关镇人民政府", "township_government", "640324/xiamaguan-zhen"),
        (place("640324103", *NINGXIA), None, "township_government", "640324/xiamaguan-zhen"),
        (place("640324103", *NINGXIA), "同心县下马关镇财政所", "other", "640324/xiamaguan-zhen-caizheng-suo"),
        (place("640324", *NINGXIA[:3]), "同心县人民政府", "county_government", "640324/renmin-zhengfu"),
        (place("6403", *NINGXIA[:2]), "吴忠市人民政府", "prefecture_government", "6403/renmin-zhengfu"),
        (place("64", *NINGXIA[:1]), "宁夏回族自治区人民政府", "province_government", "64/renmin-zhengfu"),
        (place("640324", *NINGXIA[:3]), "同心县财政局", "department", "640324/caizheng-ju"),
        (place("640324", *NINGXIA[:3]), "宁夏吴忠市同心县财政局", "department", "640324/caizheng-ju"),
        (
            place("640324", *NINGXIA[:3]),
            "同心县幸福新镇人民政府",
            "township_government",
            "640324/xingfuxin-zhen",
        ),
        (
            place("210522", "辽宁省", "本溪市", "桓仁满族自治县"),
            "桓仁县水务局",
            "department",
            "210522/shuiwu-ju",
        ),
        (Place("宁夏回族自治区", code="64", confidence=Confidence.LOW), "财政厅", "department", ""),
        (Place(), "下马关镇人民政府", "township_government", ""),
    ],
)
def test_organ_ids(where: Place, name: str | None, kind: str, id: str, gazetteer: Gazetteer) -> None:
    assert organ_id(where, name, OrganKind(kind), gazetteer) == id
