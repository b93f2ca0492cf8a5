"""What is done to a table from outside its cells: by scripts, by the display of its parts, by its labels."""

from __future__ import annotations

import pytest

from tests.sources.test_html_visibility import page, said

ROW = "<tr id=rx class=rc><td><b id=lb>许可</b></td>"


def dressed(css: str = "", cell: str = "94") -> str:
    markup = page(css, cell).replace("<tr><td>许可</td>", ROW)
    markup = markup.replace("<table", "<h2 id=hd>二、数据</h2><div id=wx class='wc tab'><table").replace(
        "</table>", "</table></div>"
    )
    assert ROW in markup and "id=wx" in markup
    return markup


@pytest.mark.parametrize(
    "script",
    [
        "document.getElementById('rx').style.display='none'",
        "document.getElementById('rx').remove()",
        "rx.hidden=true",
        "var a=document.getElementsByClassName('rc');for(var i=0;i<a.length;i++)a[i].style.visibility='hidden'",
        "document.getElementById('rx').lastElementChild.innerHTML='60'",
        "addEventListener('load',function(){setTimeout(function(){document.getElementById('rx').className='h'},1)})",
        "document.getElementById('wx').style.display='none'",
        "var w=document.getElementById('wx');w.innerHTML=w.innerHTML.split('>94<').join('>9<')",
        "document.querySelectorAll('.tab').forEach(function(e){e.hidden=true})",
        "document.getElementById('w'+'x').innerHTML=''",
        "var i='x';document.getElementById('w'+i).innerHTML=''",
        "document.getElementById('lb').parentNode.nextElementSibling.textContent='9'",
        "document.getElementById('hd').nextElementSibling.style.display='none'",
        "var h=document.querySelector('h2');var n=h.nextElementSibling;n.style.opacity=0",
        "document.body.children[1].style.display='none'",
        "function go(){document.getElementById('wx').innerHTML=''}window.onload=go",
        "$('div.wc').hide()",
        "function hide(e){e.style.display='none'}hide(document.getElementById('wx'))",
    ],
)
def test_scripts_that_reach_a_row_a_wrapper_a_heading_or_a_label(script: str) -> None:
    markup = dressed(".h{display:none}")
    assert said(markup) == "94"
    assert said(markup.replace("</body>", f"<script>{script}</script></body>")) != "94"


@pytest.mark.parametrize(
    "script",
    [
        "function doZoom(s){document.getElementById('wx').style.fontSize=s+'px'}",
        "document.getElementById('wx').style.fontSize='16px'",
        "function fold(){document.getElementById('wx').style.display='none'}",
        "$('#more').click(function(){$('#wx').slideToggle()})",
        "document.getElementById('wx').className='wide'",
        "var h=document.getElementById('wx').offsetHeight;document.getElementById('side').style.height=h+'px'",
        "(function(){var m=document.createElement('script');m.src='m.js';"
        "var s=document.getElementsByTagName('script')[0];s.parentNode.insertBefore(m,s)})()",
        "document.getElementById('day').innerHTML=new Date().getFullYear()",
        "$(function(){$('.nav li').hover(function(){$(this).find('ul').show()},"
        "function(){$(this).find('ul').hide()})})",
        "var t=document.getElementById('wx').innerText;document.getElementById('code').innerHTML=t.length",
        "$('.menu div').hide()",
    ],
)
def test_scripts_that_pages_bear(script: str) -> None:
    assert said(dressed(".h{display:none}").replace("</body>", f"<script>{script}</script></body>")) == "94"


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("td{display:block}", "?"),
        ("td{display:flow-root}", "?"),
        ("tr:nth-child(2) td{display:flex}", "?"),
        ("#probe{display:flex;align-items:center}", "94"),
        ("@media (max-width:600px){td{display:block}}", "94"),
        (".wc::before{content:'';position:absolute;left:0;top:0;right:0;bottom:0;background:#fff}", "?"),
        (
            ".wc{position:relative}.wc::before{content:'';position:absolute;left:0;top:0;width:100%;height:1px;background:#eee}",
            "94",
        ),
        ("body::before{content:'';position:fixed;left:0;top:0;right:0;bottom:0;background:#eee;z-index:-1}", "94"),
        (
            "h2{position:relative}h2::before{content:'';position:absolute;left:0;top:2px;width:4px;height:20px;background:#06c}",
            "94",
        ),
        ("h2{outline:300px solid #fff}", "?"),
    ],
)
def test_parts_of_tables_and_what_stands_around_them(css: str, expected: str) -> None:
    assert said(dressed(css)) == expected


@pytest.mark.parametrize("span", ["rowspan=0", "class=b rowspan=2"])
def test_cells_that_push_others_aside(span: str) -> None:
    markup = page(".b{display:block}", "94").replace("<td>事项</td>", f"<td {span}>事项</td>")
    assert said(markup) == "?"


@pytest.mark.parametrize(
    "label",
    [
        "<i style='color:#fff'>许可</i>", "不予<i style='color:#fff'>许可</i>", "<i style='opacity:0'>许可</i>",
        "<i style='font-size:1px'>许可</i>", "<i style='position:relative;left:90px'>许可</i>",
        "许可<b style='margin-left:-30px;border-left:30px solid #fff'></b>", "<i class=w>许可</i>",
    ],
)  # fmt: skip
def test_a_label_that_is_not_seen_names_no_number(label: str) -> None:
    css = "@supports (display:grid){.w{display:none}}"
    assert said(page(css, "94").replace("许可", label)) == "?", "its row"
    assert said(page(css, "94").replace("数量", label)) == "?", "its column"
    if "left" not in label:
        assert said(page(css, "94").replace("处罚", label)) == "94", "another row"


@pytest.mark.parametrize(
    "css",
    ["td{writing-mode:vertical-rl}#probe{writing-mode:horizontal-tb}", "td:first-child{letter-spacing:1em}",
     "td:first-child{text-align-last:justify}", "tr:first-child td{background:url(blue.png);color:#fff}"],
)  # fmt: skip
def test_a_label_that_is_spread_or_turned_names_its_numbers(css: str) -> None:
    assert said(page(css, "94")) == "94"


def test_words_that_a_style_adds_to_a_label() -> None:
    assert said(page("td:first-child::before{content:'不予'}", "94")) == "?"
    assert said(page("#probe::before{content:'数量'}", "94")) == "94"


@pytest.mark.parametrize(("colour", "old"), [("ffffff", "?"), ("fff", "?"), ("333", "94"), ("f", "94")])
def test_colours_without_their_sign(colour: str, old: str) -> None:
    for markup in (page("", f"9<i style='color:{colour}'>4</i>"), page(f"i{{color:{colour}}}", "9<i>4</i>")):
        assert said(markup) == "94"
        assert said(markup.replace("<!DOCTYPE html>", "")) == old
        strict = '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "x.dtd">'
        assert said(markup.replace("<!DOCTYPE html>", strict)) == "94"


@pytest.mark.parametrize(
    "link",
    [
        "<link rel=preload as=style onload=\"this.rel='stylesheet'\" href='data:text/css,.x%7Bdisplay:none%7D'>",
        "<link rel='alternate stylesheet' title=a href='data:text/css,.x%7Bdisplay:none%7D'>"
        "<script>document.querySelector('link').disabled=false</script>",
        "<style media=print onload=\"this.media='all'\">.x{display:none}</style>",
        "<style type=text/late id=s>.x{display:none}</style>",
    ],
)
def test_sheets_that_may_hold_later(link: str) -> None:
    assert said(page("", "<i class=x>9</i>4").replace("</head>", f"{link}</head>")) == "?"
