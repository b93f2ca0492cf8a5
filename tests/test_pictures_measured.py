"""The measure of how well pictures are read counts what it says: benchmarks/pictures."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from benchmarks.corpus.document import Block, Document
from benchmarks.corpus.identity import draw_identity
from benchmarks.corpus.sheets import Box, Sheet
from benchmarks.pictures.counting import compare, is_right
from benchmarks.pictures.faces import HAN, Face, draw_face
from benchmarks.pictures.facts import Facts, count_facts, facts_of
from benchmarks.pictures.names import outcomes, towns
from benchmarks.pictures.setting import Press
from benchmarks.pictures.spoiling import WAYS, spoiled
from generator.inspection import read_here
from generator.model.figures import Reading
from tests.inspecting import resources
from tests.pictures import read_scan, scanned
from tests.writing import write_report

FACE = Face(HAN[1], HAN[1])


def test_the_same_seed_gives_the_same_picture() -> None:
    assert len({way.name for way in WAYS}) == len(WAYS) > 8
    document = Document((Block("title", "某某县年度报告"),))
    for way in (WAYS[0], WAYS[-1]):
        first, second = (_spoiled(document, replace(way, dpi=60)) for _ in range(2))
        assert first == second


def _spoiled(document: Document, way: object) -> bytes:
    random = Random(3)
    (page,) = Press(FACE, way.dpi, random).set(document)  # type: ignore[attr-defined]
    return spoiled(page, way, random, FACE).tobytes()  # type: ignore[arg-type]


def test_a_table_over_two_pages_keeps_its_tall_cells_whole() -> None:
    rows = tuple((Box(f"第{n}项"), Box(str(n)), Box(""), Box("")) for n in range(60))
    head = ((Box("事项", down=2), Box("甲"), Box("乙"), Box("丙")), (Box("子"), Box("丑"), Box("寅")))
    pages = Press(FACE, 60, Random(1)).set(Document((Block("sheet", sheet=Sheet("disclosure", head + rows, 4)),)))
    assert len(pages) == 2
    tables = [table for page in pages for table in page.tables]
    assert sum(table.rows for table in tables) == 62
    assert tables[0].cells[0, 0] == ("事项", None) and tables[0].cells[1, 1] == ("子", None)


def test_a_face_has_all_characters() -> None:
    assert draw_face(Random(1), "县级人民政府0123").han in HAN
    with pytest.raises(FileNotFoundError):
        draw_face(Random(1), "\ue000")


@pytest.mark.parametrize(
    ("reading", "value", "kind", "right"),
    [
        (Reading.RECOGNISED, "3", "stated", True),
        (Reading.RECOGNISED, "8", "stated", False),
        (Reading.BLANK, None, "stated", False),
        (Reading.BLANK, None, "blank", True),
        (Reading.SLASH, None, "slash", True),
    ],
)
def test_what_is_shown_is_right_or_wrong(reading: Reading, value: str | None, kind: str, right: bool) -> None:
    told = {"kind": kind, "value": "3" if kind == "stated" else None}
    assert is_right(reading, Decimal(value) if value else None, told) is right


def test_a_report_that_is_not_there_is_missed(tmp_path: Path) -> None:
    cells = {"requests.granted.total": {"kind": "stated", "value": "3", "raw": "3"}}
    truth = {"cells": cells}
    counts, wrong = compare([], truth)
    assert (counts["cells"], counts["missed"], wrong) == (1, 1, [])
    file = tmp_path / "a.txt"
    file.write_text(write_report("2021"), encoding="utf-8")
    counts, _ = compare(read_here(file, resources()).reports, truth)
    assert counts["shown"] + counts["wrong"] == 1


TRUE: Facts = {
    "title": "浙江省安吉县梅溪镇人民政府2021年政府信息公开工作年度报告",
    "year": "2021",
    "organ": "浙江省安吉县梅溪镇人民政府",
    "place": "330523105",
    "signed": None,
    "published": None,
}


@pytest.mark.parametrize(
    ("fact", "printed", "outcome"),
    [
        ("title", TRUE["title"], "right"),
        ("title", "浙江省", "untrue"),
        ("year", "2022", "untrue"),
        ("year", None, "unasked"),
        ("organ", "浙江省安吉县人民政府", "untrue"),
        ("place", "330523999", "untrue"),
        ("signed", "2022-01-05", "missing"),
        ("signed", None, ""),
    ],
)
def test_facts_are_right_untrue_or_missing(fact: str, printed: str | None, outcome: str) -> None:
    report = read_scan(scanned())
    counts, wrong = count_facts(report, {**TRUE, fact: printed})
    surely = int(outcome == "untrue")
    assert +counts[fact] == Counter({outcome: 1, "surely": surely} if outcome else {}) - Counter()
    assert len([line for line in wrong if line.startswith(fact)]) == surely


def test_a_title_with_a_character_unread_is_missing() -> None:
    report = read_scan(scanned(title="浙江省安吉县梅溪�人民政府2021年政府信息公开工作年度报告", path="2021.png"))
    counts, wrong = count_facts(report, TRUE)
    assert counts["title"]["missing"] == counts["organ"]["missing"] == 1 and not wrong


def test_what_was_printed_is_told_by_the_drawing() -> None:
    identity = draw_identity(Random(4), 2021)
    signed = replace(identity, title=("某县",), signature=("某县人民政府", "（2022年1月 5 日）"))
    document = Document((Block("furniture", "发布日期：2022-01-28"),))
    facts = facts_of(signed, document)
    assert (facts["title"], facts["year"], facts["place"]) == ("某县", "2021", identity.chain.code)
    assert (facts["signed"], facts["published"]) == ("2022-01-05", "2022-01-28")


def test_a_name_is_right_unread_or_another() -> None:
    counts, wrong = outcomes(["沙峁镇人民政府"], ["沙峁镇人民政府", "沙\ufffd镇人民政府", "·沙昴镇人民政府", "印"])
    assert counts == {"right": 1, "unread": 1, "wrong": 1} and wrong == ["沙峁镇人民政府 沙昴镇人民政府"]
    usual, rare = towns(resources().reader.gazetteer)
    assert set(rare) < set(usual)
