"""The quick scan of a page answers what the scan by elements answers, on sound pages and on broken ones."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.publish import pagescan, quickscan
from generator.publish.pagescan import Scan

PAGE = (
    '<!DOCTYPE html>\n<html lang="zh-Hans"><head><title>题 &amp; 录</title>\n'
    '<meta name="theme-color" content="#fbf9f4"><link rel="stylesheet" href="/assets/s.css">\n'
    '<script type="module" src="/assets/a.js"></script></head>\n<body class="report">\n'
    '<h1 id="title"><a href="#s1-2"><span>题</span></a></h1>\n'
    '<form action="/search/"><label for="q">x</label><input id="q" disabled></form>\n'
    '<div role="region" aria-labelledby="title q" tabindex="0"><table><tr><td id="a.b" class="n">'
    '<a href="#s3-4">1</a></td></tr></table></div>\n'
    '<svg role="img"><title id="t">图</title><rect width="1"/></svg><img src="/assets/i.svg" alt="">\n'
    '<ol><li id="L1"><a id="s1-2" href="#title" tabindex="-1">题</a> <span id="s3-4">1</span></li></ol>\n'
    '<a class="note" href="/region/64/#x">x</a><a href="../">y</a>\n<a href="https://example.org/?a=1&amp;b=2">z</a>'
    '<a href="mailto:a@b">m</a><a href="#top">u</a>\n<a rel="next" href="/region/64/">x</a></body></html>\n'
)
PIECES = (
    "<", ">", '"', "'", "=", "/", " ", "\n", "\r", "\u3000", "&", "&amp;", "&#32;", "#", "%41", ":~:", ".", "一",
    "\x00", ' id="title"', ' id="new"', ' id=""', " id", ' ID="title"', " id=x", ' href="#title"', ' href="#none"',
    " href", ' href="#%74itle"', ' href=" #title "', ' href="javascript:x()"', ' HREF="/x/"', ' href="/x/"',
    ' class=" id="',
    ' class="a href="', ' title="x>y"', ' title="<p>"',
    ' style="x"', ' onclick="x"', ' for="none"', ' lang=""', ' alt="',
    ' aria-controls="none q"', ' srcset="/a.png 1x, /b.png 2x"', ' src="/x.js"',
    ' http-equiv="refresh" content="0; url=/x/"',
    "<p>", "</p>", "</p <b>", "</ p>", "<P>", "<h1>", "<br/>", "<!-- <p id=x> -->", "<!x>", "<style>", "<textarea>",
    "<script>", "</script>", "<title>", "</title>", "<svg>", '<object data="/x">', '<a href="//example.org/">',
    "<html>",
)  # fmt: skip


def thorough(page: str) -> Scan:
    return pagescan.scan(page)


def quick(page: str) -> Scan:
    return quickscan.scan(page.encode())


def is_quick(page: str, monkeypatch: pytest.MonkeyPatch) -> bool:
    """True if the page is answered for without the scan by elements."""

    def never(text: str, *, valid_text: bool = True) -> Scan:
        raise AssertionError

    with monkeypatch.context() as patch:
        patch.setattr(pagescan, "scan", never)
        try:
            return bool(quick(page).ids)
        except AssertionError:
            return False


def test_a_sound_page_is_scanned_quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    found = quick(PAGE)
    assert found == thorough(PAGE)
    assert (found.faults, len(found.ids), len(found.links)) == ((), 7, 8)
    assert is_quick(PAGE, monkeypatch)


def test_the_pages_of_a_site_are_all_scanned_quickly(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = [path for path in site.rglob("*.html") if path.relative_to(site).parts[0] != "originals"]
    assert len(pages) > 20
    for path in pages:
        page = path.read_text(encoding="utf-8")
        assert quick(page) == thorough(page), path
        assert is_quick(page, monkeypatch), path


def inserted(draw: st.DrawFn, page: str) -> str:
    at = draw(st.integers(0, len(page)))
    return page[:at] + draw(st.sampled_from(PIECES)) + page[at:]


def put_into_a_tag(draw: st.DrawFn, page: str) -> str:
    tag = draw(st.sampled_from(list(re.finditer("<[a-z0-9]+", page))))
    return page[: tag.end()] + draw(st.sampled_from(PIECES)) + page[tag.end() :]


def cut_out(draw: st.DrawFn, page: str) -> str:
    start = draw(st.integers(0, len(page)))
    return page[:start] + page[start + draw(st.integers(1, 30)) :]


def attribute_moved(draw: st.DrawFn, page: str) -> str:
    taken = draw(st.sampled_from(list(re.finditer(' [a-z-]+="[^"]*"', page))))
    rest = page[: taken.start()] + page[taken.end() :] if draw(st.booleans()) else page
    tag = draw(st.sampled_from(list(re.finditer("<[a-z0-9]+", rest))))
    return rest[: tag.end()] + taken[0] + rest[tag.end() :]


def tag_removed(draw: st.DrawFn, page: str) -> str:
    tag = draw(st.sampled_from(list(re.finditer("</?[a-z0-9]+[^>]*>", page))))
    return page[: tag.start()] + page[tag.end() :]


CHANGES: tuple[Callable[[st.DrawFn, str], str], ...] = (
    inserted, put_into_a_tag, cut_out, attribute_moved, tag_removed,
)  # fmt: skip


@st.composite
def broken_pages(draw: st.DrawFn) -> str:
    page = PAGE
    for _ in range(draw(st.integers(1, 3))):
        page = draw(st.sampled_from(CHANGES))(draw, page)
    return page


@given(broken_pages())
def test_a_broken_page_has_the_same_answers(page: str) -> None:
    assert quick(page) == thorough(page)


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("tag", ["<p", "<td", "<a", "<html", "<script", "<h1"])
def test_every_piece_in_a_tag_has_the_same_answers(tag: str, piece: str) -> None:
    page = PAGE.replace("<ol>", "<p><ol>").replace(tag, tag + piece, 1)
    assert page != PAGE
    assert quick(page) == thorough(page)
