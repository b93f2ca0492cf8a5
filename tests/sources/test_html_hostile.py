"""Pages made to harm: refused or cut with a doubt, in bounded work; nothing is fetched or run."""

from __future__ import annotations

import socket
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.documents import Document, Source
from generator.model.sidecars import Sidecar
from generator.sources.base import Refused
from generator.sources.html import reader as html
from generator.sources.html.reader import read_html
from tests.sources.html_writing import DRESSES, FORMS, random_values, write_page

SOURCE = Source("page.html", "0" * 64, "text/html", 1)
HEAD = "<html><meta charset=utf-8><body><p>政府信息公开工作年度报告</p>"


def read(markup: str) -> Document | Refused:
    return read_html(SOURCE, markup.encode("utf-8", "replace"), Sidecar())


def codes(found: Document | Refused) -> set[str]:
    return {doubt.code for doubt in found.doubts}


@pytest.mark.parametrize(
    ("markup", "code"),
    [
        (HEAD + "<div>" * 100_000, "too_deep"),
        (HEAD + "<table><tr><td>" * 30_000, "too_deep"),
        (HEAD + "<table>" + "<tr><td>1<td>2" * 60_000, "too_large"),
        (HEAD + "<p>甲" * 110_000, "too_large"),
        (HEAD + "<p " + " ".join(f"a{n}" for n in range(100_000)) + ">甲", "too_large"),
        (HEAD + "<p = " + " ".join(f"=a{n}" for n in range(100_000)) + ">甲", "too_large"),
        (HEAD + "<p " + "".join(f"a{n}='>'/" for n in range(100_000)) + ">甲", "too_large"),
        (HEAD + "<!--><!-- > --><SCRIPT " + "".join(f'a{n} = "<"' for n in range(100_000)) + ">甲", "too_large"),
        (
            HEAD + "<style>" + "b b b i,b b b i{color:red}" * 9_000 + "</style>" + "<b>" * 500 + "<i>甲</i>" * 900,
            "too_large",
        ),
        (HEAD + "<p>" + "甲" * 1_100_000, "too_long"),
        ("<html><body><script>1</script></body></html>", "empty_page"),
        ("", "empty_file"),
    ],
)
def test_refused(markup: str, code: str) -> None:
    found = read(markup)
    assert isinstance(found, Refused) and codes(found) == {code}
    assert all(doubt.remedy for doubt in found.doubts)


@pytest.mark.parametrize(
    "markup",
    [
        "<table>" + ("<tr>" + "<td>1" * 10_000) * 2 + "</table>",
        "<table>" + "<tr><td rowspan=1000000 colspan=45>2<td>1" * 2_000 + "</table>",
    ],
)
def test_a_table_that_is_too_large_is_left_out(markup: str) -> None:
    found = read(HEAD + markup + "<p>后文")
    assert isinstance(found, Document) and codes(found) == {"table_too_large"}
    assert found.grids == () and "后文" in found.text.decoded


@pytest.mark.parametrize(
    "markup",
    [
        "<script>for (i<n" + " a" * 5_000 + "</script><p>甲",
        "<!-- <p" + " a" * 5_000 + "--><p>甲",
        "<p" + " a=1" * 1_000 + ">甲",
        "<p>甲" + "<b a=b>乙</b>" * 5_000,
    ],
)
def test_words_of_scripts_are_no_attributes(markup: str) -> None:
    found = read(HEAD + markup)
    assert isinstance(found, Document) and "甲" in found.text.decoded


@pytest.mark.parametrize("span", ["colspan", "rowspan"])
def test_an_endless_span_ends_with_the_table(span: str) -> None:
    found = read(HEAD + f"<table><tr><td {span}=1000000>一<td>1<tr><td>二<td>2<td>3<td>4</table>")
    assert isinstance(found, Document)
    (grid,) = found.grids
    assert max(len(row.cells) for row in grid.rows) <= 5 and len(grid.rows) == 2


def test_entities_do_not_grow() -> None:
    bomb = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;'>]>" + HEAD + "<p>&b;&b;</p>" * 100
    found = read(bomb)
    assert isinstance(found, Document) and len(found.text.decoded) < len(bomb)


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    page = "<!DOCTYPE html SYSTEM 'http://evil.example/x.dtd'><html><head><base href='http://evil.example/'>" + HEAD
    page += "<iframe src='http://evil.example'></iframe><img src='http://evil.example/x.png'>"
    page += "<object data='file:///etc/passwd'>"
    found = read(page)
    assert isinstance(found, Document) and "root:" not in found.text.decoded


SCRAPS = (
    "<table> <tr> <td> <td colspan=3> <td rowspan=2> </td> </tr> </table> <p> </p> <div> </div> <ol> <li> <br> "
    "<b> </b> <a href=x> </a> <style>.a{display:none} </style> <i class=a> <script> </script> <h1> <pre> <tbody> "
    "&nbsp; &#0; &#x110000; &bad <!-- --> <![if]> 甲 一、总体情况 0 12 <s> </s> <sup> <textarea> <title> < > \" '"
)


@given(st.lists(st.sampled_from(SCRAPS.split(" ")), max_size=60).map("".join))
def test_no_markup_breaks_it(markup: str) -> None:
    found = read(HEAD + markup)
    if isinstance(found, Document):
        for grid in found.grids:
            for row in grid.rows:
                for cell in row.cells:
                    assert cell.span.of(found.text.repaired).strip() == cell.text
                    assert not (cell.covered and cell.text)


@given(st.binary(max_size=300))
def test_no_bytes_break_it(data: bytes) -> None:
    assert isinstance(read_html(SOURCE, data, Sidecar()), Document | Refused)


@pytest.mark.parametrize("name", sorted(DRESSES))
def test_a_page_cut_anywhere_gives_no_other_numbers(name: str) -> None:
    markup = write_page("2021", dict.fromkeys(random_values(FORMS.get("2021"), 0), "4"), DRESSES[name])
    for at in range(0, len(markup), len(markup) // 12 + 1):
        assert isinstance(read(markup[:at] or " "), Document | Refused)


def test_the_doubts_of_a_hidden_string_do_not_refuse_the_page() -> None:
    inner = "<p>甲" * 110_000
    found = read(HEAD + f"<script>var a = '{inner}';</script>")
    assert isinstance(found, Document) and replace(SOURCE, encoding="utf-8") == found.source
    assert html.MAX_INNER < 10


def test_a_title_behind_the_first_section_is_no_crash() -> None:
    page = (
        "<div><h2>一、总体情况</h2><p>主动公开信息12条。</p>"
        "<h1>测试县甲镇人民政府2021年度</h1><h1>政府信息公开工作年度报告</h1><h2>二、主动公开政府信息情况</h2></div>"
    )
    document = read(page)
    assert isinstance(document, Document)
    assert "主动公开信息12条" in document.text.decoded
