"""Addresses are decided by the archive; the reading says no more than who wrote a report."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.archive.addresses import address, with_address
from generator.model.reports import OrganKind
from tests.inspecting import resources
from tests.reading.test_identity import report_of

BODY = "一、总体情况\n2021年，认真落实条例，主动公开政府信息20条。"


@pytest.mark.parametrize(
    ("title", "id_"),
    [
        ("浙江省安吉县梅溪镇人民政府2021年政府信息公开工作年度报告", "330523/meixi-zhen"),
        ("浙江省安吉县人民政府2021年政府信息公开工作年度报告", "330523/renmin-zhengfu"),
        ("浙江省安吉县财政局2021年政府信息公开工作年度报告", "330523/caizheng-ju"),
        # A title that names only a place implies its government.
        ("浙江省安吉县2021年政府信息公开工作年度报告", "330523/renmin-zhengfu"),
        ("某某镇人民政府2021年政府信息公开工作年度报告", ""),
        ("2021年政府信息公开工作年度报告", ""),
    ],
)
def test_the_archive_gives_a_report_its_address(title: str, id_: str) -> None:
    read = report_of(f"{title}\n{BODY}")
    assert read.organ.id == ""
    assert with_address(read, resources().reader.gazetteer).organ.id == id_


def test_an_unknown_author_has_no_address_though_its_place_is_known() -> None:
    place = report_of(f"浙江省安吉县梅溪镇人民政府2021年政府信息公开工作年度报告\n{BODY}").place
    read = replace(report_of(f"2021年政府信息公开工作年度报告\n{BODY}"), place=place)
    kind = OrganKind.TOWNSHIP_GOVERNMENT  # a guess from the place
    read = replace(read, organ=replace(read.organ, kind=kind))
    assert place.known and read.organ.is_unknown
    assert with_address(read, resources().reader.gazetteer).organ.id == ""


def test_the_newest_version_bears_the_address_of_the_year() -> None:
    gazetteer = resources().reader.gazetteer
    title = "浙江省安吉县梅溪镇人民政府2021年政府信息公开工作年度报告"
    newest, older = (with_address(report_of(f"{title}\n{BODY}{end}"), gazetteer) for end in ("", "另有其他工作。"))
    assert address(newest, (newest, older)) == "/region/330523/meixi-zhen/2021/"
    sha8 = older.source.sha256[:8]
    assert address(older, (newest, older)) == f"/region/330523/meixi-zhen/2021/versions/{sha8}/"
    unplaced = replace(older, year=None)
    assert address(unplaced, (unplaced,)) == f"/unplaced/{sha8}/"
