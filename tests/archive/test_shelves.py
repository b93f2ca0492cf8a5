"""Shelves over years: addresses that stay, names that change, sums that mix nothing."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache

import pytest

from generator.archive.addresses import with_address
from generator.archive.badges import badges_of
from generator.archive.build import build_archive
from generator.archive.lineage import redirect_file
from generator.archive.shelving import shelve
from generator.archive.types import Archive, Total
from generator.corpus import build_corpus
from generator.model.reports import Report, Scope
from generator.model.sidecars import Sidecar
from generator.pages import all_pages
from generator.reading.report import read_reports
from generator.sources.base import Refused
from generator.sources.fetching import read_bytes
from tests.inspecting import resources
from tests.pages import samples
from tests.writing import Cells, write_report

AGGREGATE = "本报告数据包括县政府所属各部门和各乡镇。"
OWN = "本报告数据不含下属单位。"


def read(name: str, year: int, overview: str = "认真落实条例。", cells: Cells | None = None, form: str = "") -> Report:
    title = f"{name}{year}年政府信息公开工作年度报告"
    form = form or ("2019" if year < 2021 else "2021")
    text = write_report(form, cells, title=title, overview=overview)
    document = read_bytes(f"{name}-{year}-{len(text)}.txt", ".txt", text.encode(), Sidecar())
    assert not isinstance(document, Refused)
    (report,), _ = read_reports(document, resources().reader)
    return with_address(report, resources().reader.gazetteer)


def shelved(reports: Iterable[Report]) -> Archive:
    corpus = build_corpus(tuple(reports))
    results: Mapping[str, tuple[()]] = {report.id: () for report in corpus.reports}
    return build_archive(corpus, results, (), len(corpus.reports), resources().reader.gazetteer)


def new(value: str) -> Cells:
    return {(3, "new_requests", "total"): value}


@cache
def everything() -> tuple[Report, ...]:
    """Organs of every kind, renamed and recoded ones, two versions of one year, and one without a place."""
    return (
        *(read("浙江省安吉县人民政府", year) for year in (2019, 2020, 2021, 2023)),
        *(read("浙江省安吉县梅溪镇人民政府", year) for year in (2020, 2021)),
        read("浙江省安吉县财政局", 2021),
        read("北京市密云县人民政府", 2014),
        read("北京市密云区人民政府", 2019),
        read("北京市密云区财政局", 2019),
        read("贵州省遵义市凤冈县何坝镇人民政府", 2019),
        read("贵州省遵义市凤冈县何坝街道办事处", 2022),
        read("安徽省六安市寿县人民政府", 2013),
        read("安徽省淮南市寿县人民政府", 2020),
        read("浙江省安吉县梅溪镇人民政府", 2021, "另一个版本的报告。"),
        read("某镇人民政府", 2021),
    )


def urls(archive: Archive) -> set[str]:
    return {page.url for page in all_pages(samples.site(archive)) if page.path.endswith("index.html")}


@pytest.mark.parametrize("seed", range(6))
def test_addresses_stay_when_reports_are_added(seed: int) -> None:
    chance = random.Random(seed)
    all_ = list(everything())
    chance.shuffle(all_)
    some = all_[: chance.randrange(1, len(all_))]
    assert urls(shelved(some)) <= urls(shelved(all_))
    ids = {report.id: report.organ.id for report in some}
    assert all(ids[report.id] == report.organ.id for report in all_ if report.id in ids)


def test_one_organ_under_two_names() -> None:
    archive = shelved(everything())
    county = archive.organs["110118/renmin-zhengfu"]
    assert county.years == (2019, 2014)
    assert county.name == "北京市密云区人民政府"
    assert [(f.name, f.code) for f in county.lineage.former] == [("密云县", "110228")]
    street = archive.organs["520327/heba-jiedao"]
    assert street.years == (2022, 2019)
    assert street.name == "贵州省遵义市凤冈县何坝街道办事处"
    assert [(f.name, f.last) for f in street.lineage.former] == [("何坝镇", 2020)]
    assert archive.organs["340422/renmin-zhengfu"].years == (2020, 2013)
    assert "110228" not in archive.regions and archive.regions["110118"].name == "密云区"
    assert archive.regions["110118"].lineage.former[0].name == "密云县"


def test_old_addresses_lead_to_the_new() -> None:
    archive = shelved(everything())
    pairs = dict(archive.redirects)
    assert pairs["/region/110228/"] == "/region/110118/"
    assert pairs["/region/341521/"] == "/region/340422/"
    assert pairs["/region/520327/heba-zhen/"] == "/region/520327/heba-jiedao/"
    taken = {e.url for e in archive.entries} | {o.url for o in archive.organs.values()}
    assert not taken & pairs.keys()
    text = redirect_file(archive.redirects).decode()
    assert "/region/110228/* /region/110118/:splat 301\n" in text
    # A town's address must be found before its county's takes everything below.
    assert text.index("heba-zhen") < text.index("/region/110228/*")


def test_what_is_not_held_is_named_once() -> None:
    archive = shelved(everything())
    assert "梅溪镇" not in archive.regions["330523"].uncollected
    assert "天子湖镇" in archive.regions["330523"].uncollected
    assert "何坝街道" not in archive.regions["520327"].uncollected
    assert "安吉县" not in archive.regions["3305"].uncollected and "德清县" in archive.regions["3305"].uncollected
    assert "湖州市" not in archive.regions["33"].uncollected and "杭州市" in archive.regions["33"].uncollected
    assert "密云区" not in archive.regions["11"].uncollected and "东城区" in archive.regions["11"].uncollected


def test_sums_tell_what_stands_behind_them_and_mix_no_scopes() -> None:
    archive = shelved(
        [
            read("浙江省安吉县人民政府", 2021, AGGREGATE, new("90")),
            read("浙江省安吉县财政局", 2021, OWN, new("5")),
            read("浙江省安吉县教育局", 2021, OWN, new("")),
            read("浙江省安吉县民政局", 2021, OWN, new("7")),
            read("浙江省安吉县梅溪镇人民政府", 2021, cells=new("2")),
            read("浙江省安吉县梅溪镇人民政府", 2020, cells=new("3")),
        ]
    )
    for code in ("33", "3305", "330523"):
        found = archive.regions[code].totals
        assert list(found) == [2021, 2020]
        assert found[2021]["new_requests"] == {
            Scope.AGGREGATE: Total(Decimal(90), 1, 0, 0),
            Scope.OWN: Total(Decimal(12), 2, 1, 0),
            Scope.UNKNOWN: Total(Decimal(2), 1, 0, 0),
        }
        assert found[2020]["new_requests"] == {Scope.UNKNOWN: Total(Decimal(3), 1, 0, 0)}


def test_table_two_is_summed_within_one_form() -> None:
    made = {(2, "normative_documents", "made"): "4"}
    archive = shelved(
        [
            read("浙江省安吉县财政局", 2021, cells=made, form="2019"),
            read("浙江省安吉县教育局", 2021, cells=made, form="2021"),
        ]
    )
    found = archive.regions["330523"].totals[2021]
    assert found["made_2019"] == found["made_2021"] == {Scope.UNKNOWN: Total(Decimal(4), 1, 0, 0)}
    assert found["new_requests"][Scope.UNKNOWN].reports == 2


def test_an_archive_from_shelves_is_the_same_as_without() -> None:
    corpus, gazetteer = build_corpus(everything()), resources().reader.gazetteer
    results: dict[str, tuple[()]] = {report.id: () for report in corpus.reports}
    badges = {report.id: badges_of(report, ()) for report in everything()}
    count = len(corpus.reports)
    whole = build_archive(corpus, results, (), count, gazetteer, badges=badges)
    assert whole.older
    assert (
        build_archive(corpus, results, (), count, gazetteer, badges=badges, shelves=shelve(corpus, gazetteer)) == whole
    )
