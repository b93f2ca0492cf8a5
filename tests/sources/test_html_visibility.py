"""What a cell of a styled page says, by the cases of ``cases/html_visibility.txt``: anyone can add a line there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.sources.html.boxes import Box, DataTable
from generator.sources.html.spans import spread
from generator.sources.html.walk import walk

CASES = Path(__file__).parent / "cases" / "html_visibility.txt"


def tables(box: Box) -> Iterator[DataTable]:
    for child in box.children:
        if isinstance(child, DataTable):
            yield child
        elif isinstance(child, Box):
            yield from tables(child)


def said(markup: str, row: int = 1) -> str:
    """The text of the last cell of a row: digits, "blank", or "?" where it is no number and not blank."""
    cell = next(tables(walk(markup).root)).groups[0][row][-1]
    text = re.sub(r"[\s\u200b,]", "", cell.text)
    return text if re.fullmatch(r"-?\d+(?:\.\d+)?|[-/]", text) else "?" if text else "blank"


def cases() -> list[tuple[str, str, str, str]]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    rows = [line.split(" | ") for line in lines if line.strip() and not line.startswith("#")]
    return [(name, css.strip(), cell, expected.strip()) for name, css, cell, expected in rows]


def page(css: str, cell: str) -> str:
    head = f"<!DOCTYPE html><html><head><style>{css}</style></head><body><table border=1>"
    rows = f"<tr><td>事项</td><td>数量</td></tr><tr><td>许可</td><td id=probe>{cell}</td></tr>"
    return f"{head}{rows}<tr><td>处罚</td><td>1</td></tr></table></body></html>"


@pytest.mark.parametrize(("css", "cell", "expected"), [case[1:] for case in cases()], ids=[case[0] for case in cases()])
def test_a_cell(css: str, cell: str, expected: str) -> None:
    assert said(page(css, cell)) == expected


@pytest.mark.parametrize(
    "around",
    [
        "style='opacity:0'", "style='color:#fff'", "style='position:absolute;left:-9999px'", "style='font-size:1px'",
        "style='height:40px;overflow:hidden'", "style='width:60px;overflow:hidden'",
        "style='transform:scaleX(-1)'", "style='filter:blur(9px)'", "style='height:0;overflow:hidden'",
    ],
)  # fmt: skip
def test_what_is_around_a_table_hides_its_numbers(around: str) -> None:
    assert said(page("", "94").replace("<table", f"<div {around}><table")) == "?"


def test_a_box_that_is_high_enough_cuts_nothing() -> None:
    around = "<div style='height:400px;overflow:hidden'><table"
    assert said(page("", "94").replace("<table", around)) == "94"


@pytest.mark.parametrize(
    "after",
    [
        "<div style='position:absolute;left:0;top:0;width:100%;height:900px;background:#fff'></div>",
        "<div style='margin-top:-900px;height:900px;background:#fff'></div>",
        "<div style='position:absolute;left:90px;top:30px'>7</div>",
        "<img style='position:absolute;left:0;top:0' src=a.png>",
        "<dialog open style='position:fixed;inset:0'></dialog>",
        "<script>document.getElementById('probe').textContent='7'</script>",
        "<script>var p=document.querySelector('#probe');p.innerHTML='7'</script>",
        "<script>for(const e of document.querySelectorAll('td'))e.innerText='7'</script>",
        "<script>document.getElementById('pro'+'be')['inner'+'HTML']='7'</script>",
        "<script>document.body.innerHTML=document.body.innerHTML.replace('94','7')</script>",
        "<script>document.styleSheets[0].insertRule('td{color:#fff}')</script>",
        "<script>var r=document.createRange();r.selectNodeContents(probe);r.deleteContents()</script>",
        "<script>document.documentElement.style.setProperty('--c','#fff')</script>",
        "<iframe hidden srcdoc='<script>parent.probe.innerHTML=7</script>'></iframe>",
        "<iframe hidden src='javascript:parent.probe.remove()'></iframe>",
        "<svg onload=\"probe.textContent='7'\"></svg>",
    ],
)
def test_what_may_cover_or_rewrite_a_cell(after: str) -> None:
    assert said(page("", "94").replace("</body>", f"{after}</body>")) == "?"


@pytest.mark.parametrize(
    "after",
    [
        "<div style='position:fixed;right:10px;bottom:100px;background:#fff'>返回顶部</div>",
        "<div style='display:none;position:fixed;left:0;top:0;width:100%;height:100%;background:#000'></div>",
        "<script>function doZoom(s){document.getElementById('zoom').style.fontSize=s+'px'}</script>",
        "<script>document.getElementById('hits').innerHTML='103'</script>",
        "<script>$('.menu').hide();$('#top').on('click',function(){})</script>",
        "<script>var t=document.getElementsByTagName('table');t[0].setAttribute('width','100%')</script>",
        "<script src=jquery.js></script><link rel=stylesheet href=style.css>",
    ],
)
def test_what_pages_bear_beside_their_tables(after: str) -> None:
    assert said(page("", "94").replace("</body>", f"{after}</body>")) == "94"


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p style='margin:0'><b style='display:none'>9</p>4", "?"),
        ("<div><font color=white>9</div>4</font>", "?"),
        ("<p><b>9</p>4</b>", "?"),
        ("<font color=red><b>9</b>4</font>", "94"),
        ("9</br>4", "?"),
        ("9</p>4", "?"),
    ],
)
def test_tags_that_overlap_or_close_nothing(markup: str, expected: str) -> None:
    assert said(page("", markup)) == expected


@pytest.mark.parametrize("table", ["<table><col style='visibility:collapse'>", "<table><col><col bgcolor=#000000>"])
def test_columns_that_are_not_to_be_seen(table: str) -> None:
    assert said(page("", "94").replace("<table border=1>", table)) == "?"


def test_a_moved_cell_leaves_its_whole_table_in_doubt() -> None:
    assert said(page("#probe{transform:translate(0,30px)}", "94"), row=2) == "?"
    assert said(page("#probe i{position:relative;top:30px}", "<i>9</i>4"), row=2) == "?"


@pytest.mark.parametrize(("script", "expected"), [("document.body.className='w'", "?"), ("var w=1", "94")])
def test_a_class_that_a_script_gives_to_the_page(script: str, expected: str) -> None:
    markup = page(".w #probe{color:#fff}", "94")
    assert said(markup.replace("</body>", f"<script>{script}</script></body>")) == expected


def test_a_page_of_frames_shows_nothing_else() -> None:
    assert said(page("", "94").replace("</head>", "</head><frameset><frame src=a></frameset>")) == "?"


def test_cells_that_overlap_are_illegible() -> None:
    rows = "<tr><td>甲<td rowspan=2>1<td>5<tr><td colspan=2>2<td>6"
    (found,) = tables(walk(f"<table>{rows}</table>").root)
    texts = [cell.text for row in spread(found) for cell in row if not cell.covered]
    assert texts == ["甲", "〔¦1¦〕", "〔¦5¦〕", "〔¦2¦〕", "〔¦6¦〕"]


@pytest.mark.parametrize(
    ("css", "script", "expected"),
    [
        ("html{font-size:100px}body{font-size:.16rem}td{font-size:.14rem}", "", "94"),
        ("html{font-size:62.5%}td{font-size:1.4rem}", "", "94"),
        ("html{font-size:10vw}td{font-size:.14rem}", "", "94"),
        ("html{font-size:calc(100vw / 7.5)}td{font-size:.28rem}", "", "94"),
        ("td{font-size:.14rem}", "document.documentElement.style.fontSize=window.innerWidth/19.2+'px'", "94"),
        ("td{font-size:.14rem}", "document.documentElement.style.fontSize=n+'px'", "?"),
        ("td{font-size:1rem}", "document.documentElement.style.fontSize='0'", "?"),
        ("", "document.documentElement.style.fontSize='1px'", "?"),
        ("html{font-size:2px}td{font-size:1rem}", "", "?"),
        ("html{font-size:100px}td{font-size:.01rem}", "", "?"),
        ("td{font-size:.14rem}", "", "?"),
    ],
)
def test_sizes_of_the_root(css: str, script: str, expected: str) -> None:
    assert said(page(css, "94").replace("</head>", f"<script>{script}</script></head>")) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("9<input value=4>", "?"),
        ("<input value=9><input value=4>", "?"),
        ("<input value=9><input>", "?"),
        ("<input value=9><b>4</b>", "?"),
        ("<input value=94>", "94"),
        ("<input value=94>件", "?"),
        ("<input type=hidden value=7>94", "94"),
    ],
)
def test_fields_in_a_cell(cell: str, expected: str) -> None:
    assert said(page("", cell)) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("9<span class='x'/>4", "9"),
        ("9<b class='x' />4", "9"),
        ("<p class='x'/>94", "blank"),
        ("<div style='display:none'/>94", "blank"),
        ("94<o:p/>", "94"),
        ("<a name='top'/>94", "94"),
        ("<span>94</span><br/>", "94"),
        ("<font color='#ffffff'/>94", "?"),
    ],
)
def test_a_slash_closes_nothing(cell: str, expected: str) -> None:
    drawing = "<svg width=9><g><path class='x' d='M0'/><path d='M1'/></g></svg>"
    assert said(page(".x{display:none}", cell).replace("<table", f"{drawing}<table")) == expected


@pytest.mark.parametrize("tag", ["<body class=k>", "<html class='k'>", "<body style='font-size:0'>"])
def test_a_later_body_tag(tag: str) -> None:
    markup = page(".k .x{display:none}", "9<b class=x>4</b>")
    assert said(markup.replace("</body>", f"{tag}</body>")) != "94"


@pytest.mark.parametrize(
    ("body", "expected"),
    [("link=white", "?"), ("link='#000' vlink='#fefefe'", "?"), ("link=#0000ff vlink=#800080", "94"), ("", "94")],
)
def test_the_colours_of_links(body: str, expected: str) -> None:
    assert said(page("", "9<a href='#a'>4</a>").replace("<body", f"<body {body}")) == expected


@pytest.mark.parametrize("open_", ["", "<summary>详情</summary>"])
def test_folded_parts(open_: str) -> None:
    assert said(page("", f"<details>{open_}94</details>")) == "?"
    assert said(page("", "94").replace("<table", f"<details>{open_}<table")) == "?"
    assert said(page("", "94").replace("<table", "<details open><summary>年报</summary><table")) == "94"


@pytest.mark.parametrize(
    ("css", "cell", "expected"),
    [
        ("table{display:block;max-height:40px;overflow:hidden}", "94", "?"),
        ("table{display:block;width:70px;overflow:clip}", "94", "?"),
        ("body{contain:paint;height:30px}", "94", "?"),
        ("body{contain:strict;height:2em}", "94", "?"),
        ("body{height:5vh;overflow:hidden}", "94", "?"),
        ("body{min-height:5px;overflow:hidden}", "94", "94"),
        ("body{overflow:hidden}", "94", "94"),
        ("body{height:100%;overflow:hidden}", "94", "94"),
        ("body{width:1000px;overflow:hidden}", "94", "94"),
        ("td{overflow:hidden;text-indent:-1em}", "94", "?"),
        ("p{overflow:hidden;text-indent:-9px}", "<p>94</p>", "?"),
        ("td{overflow:hidden}b{margin-left:-5px}", "<b>94</b>", "?"),
        ("p{overflow:hidden;height:20px}b{display:block;margin-top:25px}", "<p><b>94</b></p>", "?"),
        ("td{overflow:hidden}", "<p>94</p>", "94"),
    ],
)
def test_what_a_box_cuts_off(css: str, cell: str, expected: str) -> None:
    assert said(page(css, cell)) == expected


@pytest.mark.parametrize(
    ("css", "script"),
    [
        (".no-js .x{display:none}", "document.documentElement.className='js'"),
        (".js .x{display:none}", "document.documentElement.className+=' js'"),
        (".loading .x{display:none}", "document.body.classList.remove('loading')"),
        ("[data-v='1'] .x{display:none}", "document.body.dataset.v=1"),
        ("[data-v='1'] .x{display:none}", "document.documentElement.setAttribute('data-v','1')"),
        ("html[lang=en] .x{display:none}", "document.documentElement.lang='en'"),
    ],
)
def test_scripts_that_change_the_page_as_a_whole(css: str, script: str) -> None:
    markup = page(css, "9<b class=x>4</b>").replace("<html>", "<html class=no-js>")
    markup = markup.replace("<body", "<body class=loading")
    assert said(markup.replace("</body>", f"<script>{script}</script></body>")) == "?"
    assert said(page("", "94").replace("</body>", f"<script>{script}</script></body>")) == "94"


DRAWING = 'url("data:image/svg+xml,%3Csvg/%3E")'


@pytest.mark.parametrize(
    ("css", "cell", "expected"),
    [
        (f"#probe{{background-image:{DRAWING}}}", "", "?"),
        (f"#probe{{background:{DRAWING}}}", "94", "?"),
        ("#probe{background:url(digit.png)}", "", "?"),
        ("td{background:url(digit.png)}", "94", "?"),
        (f"tr{{background:{DRAWING}}}", "", "?"),
        (f"table{{background-image:{DRAWING}}}", "94", "?"),
        ("table{background:url(paper.gif) repeat}", "94", "94"),
        ("tr{background:url(paper.gif) repeat-x}", "94", "94"),
        ("#probe{border-image:url(digit.png) 9}", "", "?"),
        ("#probe{background:#000;-webkit-mask:url(digit.png)}", "", "?"),
        ("b{display:inline-block;width:9px;height:9px;background:url(nine.png)}", "<b></b>", "?"),
        ("b{display:inline-block;padding:9px;background:linear-gradient(#000,#fff)}", "<b></b>", "?"),
        ("", "<ol><li></ol>", "?"),
        ("", "<ol><li value=7></ol>", "?"),
        ("ul{list-style-type:decimal}", "<ul><li></ul>", "?"),
        ("p{display:list-item;list-style:decimal inside}", "<p></p>", "?"),
        (f"li{{list-style-image:{DRAWING}}}", "<ul><li></ul>", "?"),
        ("ul,li{list-style:none}", "<ul><li>94</ul>", "94"),
        ("ul,li{list-style:none}", "<ul><li></ul>", "blank"),
        ("ul{list-style:none}", "<ol><li></ol>", "?"),
    ],
)
def test_what_is_drawn_in_a_cell(css: str, cell: str, expected: str) -> None:
    assert said(page(css, cell)) == expected


def test_pictures_behind_labels_leave_them() -> None:
    markup = page("th{background:url(head.gif)}", "94").replace("<td>数量</td>", "<th>数量</th>")
    assert next(tables(walk(markup).root)).groups[0][0][1].text == "数量"


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        ("<style title=b>.x{display:none}</style>", "?"),
        ("<svg><style>.x{display:none}</style></svg>", "?"),
        ("<meta http-equiv=Content-Security-Policy content=\"style-src 'none'\"><style>.x{display:none}</style>", "?"),
        ("<meta name=viewport content=width><style>.x{display:none}</style>", "4"),
    ],
)
def test_sheets_that_may_not_hold(sheet: str, expected: str) -> None:
    assert said(page("", "<b class=x>9</b>4").replace("</head>", f"{sheet}</head>")) == expected


def test_only_plain_blanks_part_classes() -> None:
    assert said(page(".x{display:none}", "<b class='x\u00a0y'>9</b>4")) == "94"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<meta http-equiv="Refresh" content="1; URL=http://x.invalid/">', "?"),
        ("<meta http-equiv=refresh content='0;url=other.html'>", "?"),
        ("<meta http-equiv=refresh content='600;url=other.html'>", "94"),
        ("<meta http-equiv=refresh content='5'>", "94"),
        ("<link rel='alternate stylesheet' title=x href='data:text/css,td%7Bdisplay:none%7D'>", "94"),
        ("<link rel='alternate stylesheet' href='data:text/css,td%7Bdisplay:none%7D'>", "?"),
        ("<style title=x></style>"
         "<link rel='alternate stylesheet' title=x href='data:text/css,td%7Bcolor:white%7D'>", "?"),
        ("<style media=print>td{display:none}</style>", "94"),
        ('<script>$("table").css("width","100%");$(".nav li").hover(function(){$(this).find("ul").show()},'
         'function(){$(this).find("ul").hide()});</script>', "94"),
        ('<script>$("table").css("width","100%").hide();</script>', "?"),
        ('<script>$("table").css("width","0");$(".nav").hide()</script>', "?"),
    ],
)  # fmt: skip
def test_what_stands_in_the_head(head: str, expected: str) -> None:
    assert said(page("", "94").replace("</head>", f"{head}</head>")) == expected
