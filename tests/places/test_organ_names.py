"""Short and long names of one organ have one address, and nothing else is joined."""

from __future__ import annotations

import pytest

from generator.archive import addresses
from generator.archive.addresses import organ_id, printed_id, with_address
from generator.model.places import Place
from generator.model.reports import OrganKind
from generator.places.extras import read_table
from generator.places.gazetteer import Gazetteer
from generator.places.organ_names import full_name
from tests.reading.test_identity import report_of


@pytest.mark.parametrize(
    ("printed", "full"),
    [
        ("科技厅", "科学技术厅"),
        ("科学技术厅", "科学技术厅"),
        ("发改局", "发展和改革局"),
        ("发展改革委", "发展和改革委员会"),
        ("人社局", "人力资源和社会保障局"),
        ("住房城乡建设局", "住房和城乡建设局"),
        ("供销社", "供销合作社联合社"),
        ("政府办", "人民政府办公室"),
        ("高新技术产业园区管委会", "高新技术产业园区管理委员会"),
        ("财政局", "财政局"),
        ("公安局交警大队", "公安局交警大队"),
        ("文化馆", "文化馆"),
        ("科技馆", "科技馆"),
        ("应急救援中心", "应急救援中心"),
    ],
)
def test_a_name_has_one_full_form(printed: str, full: str) -> None:
    assert full_name(printed) == full
    assert full_name(full) == full


def test_the_list_leads_nowhere_twice() -> None:
    table = read_table("organs")
    for names in (table["stems"], table["whole"]):
        shorts = [short for group in names.values() for short in group]
        assert len(shorts) == len(set(shorts))
        assert not set(shorts) & set(names)


def test_both_names_are_one_organ(gazetteer: Gazetteer) -> None:
    reports = [
        report_of(f"河北省{name}2017年政府信息公开工作年度报告\n一、概述\n我厅公开信息20条。")
        for name in ("科技厅", "科学技术厅")
    ]
    assert {with_address(report, gazetteer).organ.id for report in reports} == {"13/kexue-jishu-ting"}
    report = reports[0]
    printed = organ_id(report.place, report.organ.name, OrganKind.DEPARTMENT, gazetteer, as_printed=True)
    assert printed == "13/keji-ting"


def test_only_a_short_name_is_read_again(gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("河北省科技厅", "河北省科学技术厅", "河北省人民政府", "沧州市肃宁县财政局", "沧州市肃宁县发改局")
    reports = [
        with_address(report_of(f"{name}2017年政府信息公开工作年度报告\n一、概述\n公开信息20条。"), gazetteer)
        for name in names
    ]
    read = []

    def noted(place: Place, name: str | None, kind: OrganKind, known: Gazetteer, as_printed: bool = False) -> str:
        read.append(name)
        return organ_id(place, name, kind, known, as_printed)

    wanted = [organ_id(one.place, one.organ.name, one.organ.kind, gazetteer, True) for one in reports]
    monkeypatch.setattr(addresses, "organ_id", noted)
    assert [printed_id(one, gazetteer) for one in reports] == wanted
    assert read == [names[0], names[4]]
