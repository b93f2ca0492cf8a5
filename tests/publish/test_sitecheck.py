"""The check of the finished site: each kind of fault is found, and a sound site has none."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.publish.problems import Problem
from generator.publish.sitecheck import check

PAGE = (
    '<!doctype html>\n<html lang="zh-Hans"><head><title>题</title>'
    '<link rel="stylesheet" href="/assets/s.css"></head>\n<body><h1 id="top1">题</h1>\n{}\n</body></html>\n'
)


def site_of(folder: Path, pages: dict[str, str]) -> Path:
    files = {"assets/s.css": "a{}", "index.html": PAGE.format(""), **pages}
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def codes(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.code for problem in problems]


@pytest.mark.parametrize(
    "body",
    [
        '<a href="/">a</a><a href="/region/64/#x">b</a><a href="#top1">c</a>',
        '<a href="#">d</a><a href="#top">e</a>',
        '<a href="region/64/">a</a><a href="./">b</a><a href="?q=1">c</a><a href="/region/64/?q=1#x">d</a>',
        '<a href="https://example.org/x">out</a><a href="mailto:a@b">mail</a>',
        '<link rel="canonical" href="https://ours.example/region/64/">',
        '<link rel="license" href="https://example.org/license">',
        '<a href="/data/%E4%B8%80.csv">一</a>',
        '<a href="#%E4%B8%80">x</a><p id="一">x</p>',
        '<a href="/region/64/#:~:text=x">x</a>',
        '<script src="/assets/a.js" type="module"></script>',
        '<script type="application/ld+json">{"a": "<p id=\'top1\'>"}</script>',
        '<textarea><p id="top1"></textarea><!-- <p id="top1" style="x"> -->',
        '<label for="q">x</label><input id="q" aria-describedby="q top1">',
        '<img src="/assets/i.svg" alt="a > b" srcset="/assets/i.svg 1x, /assets/i.svg 2x">',
        '<td headers="top1">0 &lt; 1</td>',
        '<svg><title>x</title><path d="M0 0" fill="none"/></svg>',
        "<p title='\"'>x",
        '<form action="/region/64/"><button>x</button></form>',
    ],
)
def test_a_sound_page_passes(tmp_path: Path, body: str) -> None:
    extra = {"assets/a.js": "", "assets/i.svg": "<svg/>", "data/一.csv": "", "about.txt": ""}
    pages = {"index.html": PAGE.format(body), "region/64/index.html": PAGE.format('<p id="x">x')}
    assert check(site_of(tmp_path, {**extra, **pages}), "https://ours.example") == ()


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ('<a href="/none/">x</a>', "dead_link"),
        ('<a href="none.html">x</a>', "dead_link"),
        ('<a href="../none">x</a>', "dead_link"),
        ('<a href="https://ours.example/none/">x</a>', "dead_link"),
        ('<img src="/none.png" alt="">', "dead_link"),
        ('<form action="/none/"></form>', "dead_link"),
        ('<a href="/region/64">x</a>', "no_slash"),
        ('<a href="#none">x</a>', "dead_anchor"),
        ('<a href="/region/64/#none">x</a>', "dead_anchor"),
        ('<label for="none">x</label>', "dead_anchor"),
        ('<p aria-labelledby="top1 none">x</p>', "dead_anchor"),
        ('<p id="top1">x</p>', "double_id"),
        ('<p id="a b">x</p>', "bad_id"),
        ('<p id="">x</p>', "bad_id"),
        ('<p style="color:red">x</p>', "inline_code"),
        ('<p onclick="x()">x</p>', "inline_code"),
        ("<style>a{}</style>", "inline_code"),
        ("<script>x()</script>", "inline_code"),
        ('<a href="javascript:x()">x</a>', "inline_code"),
        ('<script src="https://example.org/x.js"></script>', "external_resource"),
        ('<img src="//example.org/x.png" alt="">', "external_resource"),
        ('<img src="data:image/gif;base64,R0" alt="">', "external_resource"),
        ('<img srcset="https://example.org/x.png 2x" alt="">', "external_resource"),
        ('<link rel="stylesheet" href="https://example.org/x.css">', "external_resource"),
        ('<link rel="preconnect" href="https://example.org">', "external_resource"),
        ('<iframe src="https://example.org/"></iframe>', "external_resource"),
        ('<form action="https://example.org/"></form>', "external_resource"),
        ('<meta http-equiv="refresh" content="0; url=https://example.org/">', "external_resource"),
        ("<h1>x</h1>", "not_one_h1"),
        ("1 < 2", "stray_markup"),
        ('<p title="x>x', "stray_markup"),
    ],
)
def test_each_fault_is_found_where_it_is(tmp_path: Path, body: str, code: str) -> None:
    pages = {"about/index.html": PAGE.format(body), "region/64/index.html": PAGE.format("")}
    problems = check(site_of(tmp_path, pages), "https://ours.example")
    assert codes(problems) == [code]
    assert problems[0].page == "about/index.html"
    assert problems[0].line == (1 if code == "not_one_h1" else 4)


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("<!doctype html>\n", "", "no_doctype"),
        (' lang="zh-Hans"', "", "no_lang"),
        (' lang="zh-Hans"', ' lang=""', "no_lang"),
        ("<title>题</title>", "", "no_title"),
        ("<title>题</title>", "<title> </title>", "no_title"),
        ('<h1 id="top1">题</h1>', "", "not_one_h1"),
    ],
)
def test_what_every_page_needs(tmp_path: Path, before: str, after: str, code: str) -> None:
    page = PAGE.format("")
    assert before in page
    assert codes(check(site_of(tmp_path, {"a.html": page.replace(before, after)}))) == [code]


def test_a_page_that_is_not_utf8(tmp_path: Path) -> None:
    site = site_of(tmp_path, {})
    (site / "a.html").write_bytes(PAGE.format("").encode("gb18030"))
    assert codes(check(site)) == ["not_utf8"]


def test_uploads_in_html_are_not_pages(tmp_path: Path) -> None:
    body = '<a href="/originals/0a.html#x">x</a>'
    site = site_of(tmp_path, {"originals/0a.html": "<p style='x'>&<a href=/none>", "a.html": PAGE.format(body)})
    assert check(site) == ()


def test_the_404_page_is_shown_at_any_depth(tmp_path: Path) -> None:
    site = site_of(tmp_path, {"404.html": PAGE.format('<a href="index.html">x</a><a href="/">x</a>')})
    assert codes(check(site)) == ["relative_on_404"]


@pytest.mark.parametrize(
    ("css", "found"),
    [
        ("a{background:url(i.svg)} b{background:url(/assets/i.svg#x)} c{fill:url(#x)}", []),
        ("a{background:url(none.svg)}", ["dead_link"]),
        ("@import 'https://example.org/x.css'", ["external_resource"]),
    ],
)
def test_style_sheets(tmp_path: Path, css: str, found: list[str]) -> None:
    site = site_of(tmp_path, {"assets/s.css": css, "assets/i.svg": "<svg/>"})
    assert codes(check(site)) == found


def test_problems_come_in_order_and_read_well(tmp_path: Path) -> None:
    body = '<a href="/b/">x</a>\n<a href="/a/">x</a>'
    problems = check(site_of(tmp_path, {"z.html": PAGE.format(body), "a.html": PAGE.format(body)}))
    assert [str(problem) for problem in problems] == [
        "a.html:4: link to /b/: no such file",
        "a.html:5: link to /a/: no such file",
        "z.html:4: link to /b/: no such file",
        "z.html:5: link to /a/: no such file",
    ]
