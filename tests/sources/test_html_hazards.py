"""Cells and pages that could mislead: read as a person would, or refused; never another number."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pytest

from generator.model.doubts import Loudness
from generator.model.figures import Reading
from tests.sources.html_writing import DRESSES, FORMS, OVERVIEW, TITLE, Dress, random_values, write_page
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
    "script": ("4<script>document.write(9)</script>", Reading.ILLEGIBLE, None),
    "script-elsewhere": ("4<script>var a = 9;</script>", Reading.STATED, "4"),
    "hidden-span": ("<span style='display : none'>9</span>4", Reading.STATED, "4"),
    "hidden-attribute": ("<span hidden>9</span>4", Reading.STATED, "4"),
    "hidden-class": ("<i class='x gone'>9</i>4", Reading.STATED, "4"),
    "tiny": ("<span style='font-size:0px'>9</span>4", Reading.STATED, "4"),
    "word-hidden": ("<span style='display:none;mso-hide:all'>9</span>4", Reading.STATED, "4"),
    "hidden-by-word-alone": ("<span style='mso-hide:all'>9</span>4", Reading.ILLEGIBLE, None),
    "input": ("<input type=text value='6' readonly>", Reading.STATED, "6"),
    "hidden-input": ("6<input type=hidden value='9'>", Reading.STATED, "6"),
    "slash": ("/", Reading.SLASH, None),
    "dash": ("&mdash;", Reading.DASH, None),
    "none": ("无", Reading.TEXT, None),
    "picture": ("<img src=5.gif alt=5>", Reading.ILLEGIBLE, None),
    "spacer": ("<img src=s.gif width=1 height=1>", Reading.BLANK, None),
    "two-lines": ("1<br>2", Reading.ILLEGIBLE, None),
    "two-paragraphs": ("<p>1</p><p>2</p>", Reading.ILLEGIBLE, None),
    "two-blocks": ("<span style='display:block'>1</span><span style='display:block'>2</span>", Reading.ILLEGIBLE, None),
    "blank-between": ("<span>1</span>\n<span>2</span>", None, None),
    "note-mark": ("5<sup>1</sup>", None, None),
    "struck-out": ("<s>5</s>6", Reading.ILLEGIBLE, None),
    "struck-by-style": ("<span style='text-decoration: line-through'>5</span>6", Reading.ILLEGIBLE, None),
    "struck-by-class": ("<span class=struck>5</span>6", Reading.ILLEGIBLE, None),
    "deleted": ("<del>5</del>", Reading.ILLEGIBLE, None),
    "struck-full-width": ("<del>３</del> ０", Reading.ILLEGIBLE, None),
    "struck-nothing": ("<s></s>5", Reading.STATED, "5"),
    "lost-bytes": ("5\ufffd", None, None),
    # Raised or lowered digits beside others may be the mark of a note.
    "raised": ("22<sup>1</sup>", Reading.ILLEGIBLE, None),
    "raised-behind-a-blank": ("22 <sup> 1 </sup>", Reading.ILLEGIBLE, None),
    "raised-before": ("<sup>1</sup>22", Reading.ILLEGIBLE, None),
    "raised-on-a-line": ("22<p><sup>1</sup></p>", Reading.ILLEGIBLE, None),
    "lowered": ("22<sub><a href='#n'>1</a></sub>", Reading.ILLEGIBLE, None),
    "raised-by-style": ("22<span style='vertical-align: super'>1</span>", Reading.ILLEGIBLE, None),
    "raised-by-class": ("22<i class=up>1</i>", Reading.ILLEGIBLE, None),
    "raised-by-length": ("22<span style='vertical-align:4px'>1</span>", Reading.ILLEGIBLE, None),
    "raised-by-word": (
        "22<span style='position:relative;top:-3pt;mso-text-raise:3pt'>1</span>",
        Reading.ILLEGIBLE,
        None,
    ),
    "all-raised": ("<span style='vertical-align:3px'>2</span><sup>2</sup>", Reading.STATED, "22"),
    "middle": ("2<span style='vertical-align:middle'>2</span>", Reading.STATED, "22"),
    # What is not to be seen, or perhaps not.
    "off-the-page": ("3<span style='position:absolute;left:-9999px'>4</span>", Reading.STATED, "3"),
    "above-the-page": ("3<span style='position:fixed; top:-99em'>4</span>", Reading.STATED, "3"),
    "clipped": ("3<span style='position:absolute;clip:rect(0,0,0,0)'>4</span>", Reading.STATED, "3"),
    "cut": ("3<b style='clip-path: inset(50%)'>4</b>", Reading.STATED, "3"),
    "for-readers-aloud": ("3<span class='sr-only'>4</span>", Reading.STATED, "3"),
    "moved-a-little": ("3<span style='position:relative;left:-2px'>4</span>", Reading.STATED, "34"),
    "at-the-edge": ("3<span style='position:absolute;left:-2px'>4</span>", Reading.ILLEGIBLE, None),
    "block-off-the-page": ("3<div style='position:absolute;left:-9999px'>4</div>", Reading.ILLEGIBLE, None),
    "indented-away": ("<p style='text-indent:-9999px'>4</p>", Reading.ILLEGIBLE, None),
    "indented": ("<p style='text-indent:-10.5pt'>4</p>", Reading.STATED, "4"),
    "transparent": ("3<span style='opacity:0'>4</span>", Reading.ILLEGIBLE, None),
    "half-transparent": ("3<span style='opacity:.8'>4</span>", Reading.STATED, "34"),
    "white": ("3<span style='color:#fff'>4</span>", Reading.ILLEGIBLE, None),
    "white-by-name": ("3<span style='COLOR: White !important'>4</span>", Reading.ILLEGIBLE, None),
    "white-by-channels": ("3<span style='color: rgb(255, 255, 255)'>4</span>", Reading.ILLEGIBLE, None),
    "no-alpha": ("3<span style='color: rgba(0, 0, 0, 0)'>4</span>", Reading.ILLEGIBLE, None),
    "transparent-letters": ("3<span style='color:transparent'>4</span>", Reading.ILLEGIBLE, None),
    "white-by-font": ("3<font color=#FFFFFF>4</font>", Reading.ILLEGIBLE, None),
    "white-behind-words": ("3<span style='color:#fff'>4件</span>", Reading.ILLEGIBLE, None),
    "black-in-white": ("<b style='color:#fff'><i style='color:#000'>34</i></b>", Reading.STATED, "34"),
    "black": ("3<span style='color:#000'>4</span>", Reading.STATED, "34"),
    "red": ("3<span style='color:#ff0000'>4</span>", Reading.STATED, "34"),
    "one-pixel": ("3<span style='font-size:1px'>4</span>", Reading.ILLEGIBLE, None),
    "large-in-tiny": ("<b style='font-size:1px'><i style='font-size:12px'>34</i></b>", Reading.STATED, "34"),
    # By rules about what stands in what.
    "descendant": ("3<b class=wrapx><i>4</i></b>", Reading.STATED, "3"),
    "no-descendant": ("3<b><i>4</i></b>", Reading.STATED, "34"),
    "child": ("3<u class=only><b>4</b></u>", Reading.STATED, "3"),
    "no-child": ("3<u class=only><i><b>4</b></i></u>", Reading.STATED, "34"),
    "two-classes": ("3<i class='once more'>4</i>", Reading.STATED, "3"),
    "one-of-two-classes": ("3<i class='once'>4</i>", Reading.STATED, "34"),
    "shown-by-a-closer-rule": ("3<i class='pane active'>4</i>", Reading.STATED, "34"),
    "shown-by-its-own-style": ("3<i class=pane style='display:inline'>4</i>", Reading.STATED, "34"),
    "hidden-all-the-same": ("3<i class=never style='display:inline'>4</i>", Reading.STATED, "3"),
    "hover-is-not-now": ("3<i class=hovered>4</i>", Reading.STATED, "34"),
    "two-lines-of-a-full-row": ("1<br>2", Reading.ILLEGIBLE, None),
}
RULES = """<style>
.sr-only { position: absolute; width: 1px; clip: rect(0 0 0 0) } td .wrapx i { display: none }
u.only > b { display:none } .once.more { display: none } .struck { text-decoration: line-through solid red }
.pane { display: none } .pane.active { display: inline } .never { display: none !important }
.hovered:hover { display: none } .up { vertical-align: super }
@media print { .pane.active, td i, td b { display: none } }
</style></head>"""


@pytest.mark.parametrize("filled", [False, True])
@pytest.mark.parametrize("name", CELLS)
def test_a_cell(name: str, filled: bool, tmp_path: Path) -> None:
    markup, reading, value = CELLS[name]
    values = random_values(FORMS.get("2021"), 3)
    values = (dict.fromkeys(values, "1") if filled else values) | {PLACE: MARK}
    dress = Dress(cell=lambda t: markup if t == MARK else escape(t), page="site")
    page = write_page("2021", values, dress)
    assert page.count("</head>") == 1
    report = read(page.replace("</head>", RULES), tmp_path)
    assert report.tables.requests is not None
    cell = report.tables.requests.cells[PLACE[1:]]
    if reading is not None:
        assert cell.reading is reading
    else:
        assert cell.value is None, "no number may come of it"
    assert (None if cell.value is None else str(cell.value)) == value
    found = values_of(report)
    assert {k: (found.get(k), v) for k, v in values.items() if k != PLACE and found.get(k) != v} == {}


STRUCK_CELLS = {
    "words": "<del>3</del>0",
    "cell": "0",
    "class": "<i class=struck>3</i>0",
}


@pytest.mark.parametrize("trailing", [False, True])
@pytest.mark.parametrize("kind", STRUCK_CELLS)
def test_a_struck_cell_is_the_only_one_that_is_lost(kind: str, trailing: bool, tmp_path: Path) -> None:
    address = (4, "litigation_direct", "other")
    values = dict.fromkeys(random_values(FORMS.get("2021"), 0), "4") | {address: MARK}
    markup = write_page("2021", values, Dress()).replace("</head>", RULES)
    if kind == "cell":
        markup = markup.replace(f"<td>{MARK}</td>", "<td style='text-decoration:line-through'>0</td>")
    if trailing:
        at = markup.index("</table>", markup.index("行政诉讼"))
        markup = f"{markup[:at]}<tr>{'<td></td>' * 15}</tr>{markup[at:]}"
    report = read(markup.replace(MARK, STRUCK_CELLS[kind]), tmp_path)
    found = values_of(report)
    assert found.pop(address) is Reading.ILLEGIBLE
    assert found == {key: "4" for key in values if key != address}
    assert {"struck_out", "illegible_cell"} <= {doubt.code for doubt in report.doubts}


def test_words_struck_in_an_article_inside_a_script_are_told(tmp_path: Path) -> None:
    values = dict.fromkeys(random_values(FORMS.get("2021"), 0), "4") | {PLACE: MARK}
    dress = Dress(cell=lambda t: "<del>3</del>0" if t == MARK else escape(t), page="script")
    report = read(write_page("2021", values, dress), tmp_path)
    assert values_of(report)[PLACE] is Reading.ILLEGIBLE
    assert {"article_in_script", "struck_out"} <= {doubt.code for doubt in report.doubts}


@pytest.mark.parametrize("around", ["table", "tr"])
def test_white_letters_of_a_whole_row_or_table_are_in_doubt_and_labels_are_not(around: str, tmp_path: Path) -> None:
    values = dict.fromkeys(random_values(FORMS.get("2021"), 0), "4")
    markup = write_page("2021", values, Dress()).replace(f"<{around}>", f"<{around} style='color:#fff'>")
    report = read(markup, tmp_path)
    assert set(values_of(report).values()) == {Reading.ILLEGIBLE}
    assert "faint_digits" in {doubt.code for doubt in report.doubts}


@pytest.mark.parametrize(
    ("markup", "figures"),
    [
        ("9<span style='opacity:0'>4</span>2", []),
        ("9<b style='color:#fff'>4</b>2", []),
        ("22<sup>1</sup>", []),
        ("<s>9</s>22", [22]),
        ("<span class=sr-only>9</span>22", [22]),
        ("<span style='color:#000'>2</span>2", [22]),
    ],
)
def test_numbers_in_the_text(markup: str, figures: list[int], tmp_path: Path) -> None:
    page = write_page("2021", random_values(FORMS.get("2021"), 3), Dress()).replace("</head>", RULES)
    assert page.count(OVERVIEW) == 1
    report = read(page.replace(OVERVIEW, f"全年主动公开政府信息{markup}条。"), tmp_path)
    assert [figure.value for figure in report.figures] == figures


def test_a_page_that_fades_in_is_read(tmp_path: Path) -> None:
    values = random_values(FORMS.get("2021"), 4)
    markup = write_page("2021", values, DRESSES["layout"])
    markup = markup.replace("<body", "<body style='color:#fff;opacity:0'", 1)
    assert values_of(read(markup, tmp_path)) == values


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
