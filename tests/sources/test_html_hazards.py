"""Cells and pages that could mislead: read as a person would, or refused; never another number."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pytest

from generator.model.doubts import Loudness
from generator.model.figures import Reading
from tests.sources.html_writing import DRESSES, FORMS, TITLE, Dress, random_values, write_page
from tests.sources.test_html import read, values_of

MARK = "31415"
"""Stands in one cell and is replaced by the markup under test."""
BROKEN = "测试县甲镇人民政府2021年度 政府信息公开工作年度报告"
PLACE = (3, "granted", "business")
CELLS = {
    "cut-over-runs": ("<font>20</font></span><span>23</span>", Reading.STATED, "2023"),
    "font-and-bold": ("<font><b>2</b></font><b>3</b>", Reading.STATED, "23"),
    "nbsp-inside": ("&nbsp;5&nbsp;", Reading.STATED, "5"),
    "only-nbsp": ("&nbsp;&nbsp;", Reading.BLANK, None),
    "ideographic": ("　７　", Reading.STATED, "7"),
    "zero-width": ("1&#8203;2", Reading.STATED, "12"),
    "comment": ("1<!-- 9 -->2", Reading.STATED, "12"),
    "script": ("4<script>document.write(9)</script>", Reading.STATED, "4"),
    "hidden-span": ("<span style='display : none'>9</span>4", Reading.STATED, "4"),
    "hidden-attribute": ("<span hidden>9</span>4", Reading.STATED, "4"),
    "hidden-class": ("<i class='x gone'>9</i>4", Reading.STATED, "4"),
    "tiny": ("<span style='font-size:0px'>9</span>4", Reading.STATED, "4"),
    "word-hidden": ("<span style='mso-hide:all'>9</span>4", Reading.STATED, "4"),
    "input": ("<input type=text value='6' readonly>", Reading.STATED, "6"),
    "hidden-input": ("6<input type=hidden value='9'>", Reading.STATED, "6"),
    "slash": ("/", Reading.SLASH, None),
    "dash": ("&mdash;", Reading.DASH, None),
    "none": ("无", Reading.TEXT, None),
    "picture": ("<img src=5.gif alt=5>", Reading.TEXT, None),
    "spacer": ("<img src=s.gif width=1 height=1>", Reading.BLANK, None),
    "two-lines": ("1<br>2", Reading.ILLEGIBLE, None),
    "two-paragraphs": ("<p>1</p><p>2</p>", Reading.ILLEGIBLE, None),
    "two-blocks": ("<span style='display:block'>1</span><span style='display:block'>2</span>", Reading.ILLEGIBLE, None),
    "blank-between": ("<span>1</span>\n<span>2</span>", None, None),
    "note-mark": ("5<sup>1</sup>", None, None),
    "struck-out": ("<s>5</s>6", Reading.TEXT, None),
    "struck-by-style": ("<span style='text-decoration: line-through'>5</span>6", Reading.TEXT, None),
    "deleted": ("<del>5</del>", Reading.TEXT, None),
    "lost-bytes": ("5\ufffd", None, None),
}


@pytest.mark.parametrize("name", CELLS)
def test_a_cell(name: str, tmp_path: Path) -> None:
    markup, reading, value = CELLS[name]
    values = random_values(FORMS.get("2021"), 3) | {PLACE: MARK}
    dress = Dress(cell=lambda t: markup if t == MARK else escape(t), page="site")
    report = read(write_page("2021", values, dress), tmp_path)
    assert report.tables.requests is not None
    cell = report.tables.requests.cells[PLACE[1:]]
    if reading is not None:
        assert cell.reading is reading
    else:
        assert cell.value is None, "no number may come of it"
    assert (None if cell.value is None else str(cell.value)) == value
    found = values_of(report)
    assert {k: (found.get(k), v) for k, v in values.items() if k != PLACE and found.get(k) != v} == {}


@pytest.mark.parametrize("place", [(3, "granted", "business"), (4, "litigation_direct", "other"), (2, "rules", "made")])
@pytest.mark.parametrize("axis", ["colspan", "rowspan"])
def test_a_merged_value_is_never_read_for_two(place: tuple[int, str, str], axis: str, tmp_path: Path) -> None:
    values = dict.fromkeys(random_values(FORMS.get("2021"), 0), "1") | {place: MARK}
    markup = write_page("2021", values, Dress())
    assert markup.count(f"<td>{MARK}</td>") == 1
    if axis == "colspan":
        markup = markup.replace(f"<td>{MARK}</td><td>1</td>", f"<td colspan=2>{MARK}</td>")
    else:
        markup = markup.replace(f"<td>{MARK}</td>", f"<td rowspan=2>{MARK}</td>")
    found = values_of(read(markup, tmp_path))
    plain = {key: v for key, v in found.items() if not isinstance(v, Reading)}
    assert {key: v for key, v in plain.items() if v not in ("1", MARK)} == {}, "what is merged is no blank"
    assert {key for key, v in plain.items() if v == MARK} <= {place}


@pytest.mark.parametrize("digit", range(0, 60, 7))
def test_a_changed_digit_changes_the_value(digit: int, tmp_path: Path) -> None:
    values = dict.fromkeys(random_values(FORMS.get("2021"), 0), "4")
    key = sorted(values)[digit * len(values) // 60]
    found = values_of(read(write_page("2021", values | {key: "5"}, DRESSES["site"]), tmp_path))
    assert found == values | {key: "5"}


def test_the_head_and_the_foot_of_a_page_are_evidence_and_no_text(tmp_path: Path) -> None:
    report = read(write_page("2021", random_values(FORMS.get("2021"), 1), DRESSES["site"]), tmp_path)
    assert report.dates.published is not None and report.dates.published.value.isoformat() == "2022-01-25"
    assert report.place.county == "稷山县", "by the site's number"
    for words in ("主办", "热点新闻", "栏目", "浏览次数", "隐藏", "document"):
        assert words not in report.text.repaired
    assert "网站标识码：1408240001" in report.text.decoded
    assert "2020年年报" not in report.text.repaired


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ("", f"<h1>{TITLE}</h1>", TITLE),
        (f"<title>{TITLE}_测试县人民政府</title>", "", TITLE),
        (f"<title>{TITLE}-测试县人民政府门户网站</title>", "", TITLE),
        (f'<meta name="ArticleTitle" content="{TITLE}"><title>测试县</title>', "", TITLE),
        (f"<title>{TITLE}</title>", f"<div class=bt>{BROKEN.replace(' ', '<br>')}</div>", BROKEN),
        ("", "<h1>测试县甲镇人民政府2021年度<br>政府信息公开工作年度报告</h1><p>来源：甲镇</p>", BROKEN),
        ("<title>测试县人民政府</title>", "<h1>测试县人民政府网</h1>", ""),
    ],
)
def test_titles(head: str, body: str, expected: str, tmp_path: Path) -> None:
    page = write_page("2021", random_values(FORMS.get("2021"), 2), Dress())
    article = page.partition("</h1>")[2]
    head = f'<html><head><meta charset="utf-8">{head}</head>'
    markup = f"{head}<body><div>{body}</div><div id=zoom>{article}</div></body>"
    report = read(markup, tmp_path)
    title = report.title.value if report.title else ""
    assert title == expected


def test_an_article_that_waits_for_a_script(tmp_path: Path) -> None:
    values = random_values(FORMS.get("2021"), 4)
    markup = write_page("2021", values, DRESSES["site"]).replace('id="zoom"', 'id="zoom" style="display:none"')
    report = read(markup, tmp_path)
    assert values_of(report) == values
    assert "hidden_article" in {d.code for d in report.doubts}


def test_a_page_of_pictures_says_so(tmp_path: Path) -> None:
    markup = f"<meta charset=utf-8><h1>{TITLE}</h1><p>政府信息公开情况如下</p><img src=1.png><img src=2.png>"
    report = read(markup, tmp_path)
    assert "pictures_only" in {d.code for d in report.doubts}
    assert all(doubt.loudness is not Loudness.REFUSED for doubt in report.doubts)
