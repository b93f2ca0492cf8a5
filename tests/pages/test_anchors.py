"""Anchors in the original: they nest, clip and trim, and never change a character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.documents import Text
from generator.model.spans import Span
from generator.pages.report.original import Anchors, OriginalLine, PieceKind


def anchored(text: str, *spans: tuple[int, int, str]) -> Anchors:
    anchors = Anchors(Text.plain(text), "/originals/x.txt")
    for start, end, back in spans:
        anchors.href(Span(start, end), back)
    return anchors


def drawn(lines: tuple[OriginalLine, ...]) -> list[str]:
    return ["".join(SIGNS[p.kind](p) for p in line.pieces) for line in lines]


SIGNS = {
    PieceKind.TEXT: lambda p: p.text,
    PieceKind.ANCHOR: lambda p: f"<a {p.id}{p.href}>{p.text}</a>" if p.href else f"<span {p.id}>{p.text}</span>",
    PieceKind.OPEN: lambda p: f"<span {p.id}>",
    PieceKind.CLOSE: lambda p: "</span>",
}


@pytest.mark.parametrize(
    ("text", "spans", "shown"),
    [
        ("ab\ncd", [], ["ab", "cd"]),
        ("", [], [""]),
        ("ab\n", [], ["ab", ""]),
        ("收 10 件", [(2, 4, "x")], ["收 <a s2-4#x>10</a> 件"]),
        ("收 10 件", [(2, 4, "")], ["收 <span s2-4>10</span> 件"]),
        ("收 10 件", [(1, 5, "x")], ["收 <a s2-4#x>10</a> 件"]),
        ("甲乙丙丁", [(0, 4, "a"), (1, 2, "b")], ["<span s0-4>甲<a s1-2#b>乙</a>丙丁</span>"]),
        ("甲乙丙丁", [(0, 2, "a"), (2, 4, "b")], ["<a s0-2#a>甲乙</a><a s2-4#b>丙丁</a>"]),
        ("甲乙丙丁", [(0, 3, "a"), (1, 4, "b")], ["<span s0-3>甲<a s1-4#b>乙丙</a></span>丁"]),
        ("甲乙\n丙丁", [(1, 4, "a")], ["甲<a s1-4#a>乙</a>", "丙丁"]),
        ("甲乙", [(0, 1, ""), (0, 1, "a")], ["<a s0-1#a>甲</a>乙"]),
        ("甲乙", [(0, 1, "a"), (0, 1, "b")], ["<a s0-1#a>甲</a>乙"]),
        ("甲乙", [(0, 2, "a"), (0, 1, "b")], ["<span s0-2><a s0-1#b>甲</a>乙</span>"]),
    ],
)
def test_anchors(text: str, spans: list[tuple[int, int, str]], shown: list[str]) -> None:
    assert drawn(anchored(text, *spans).lines()) == shown


def test_blanks_lead_to_their_line() -> None:
    anchors = anchored("a\n\t\u3000\nb")
    assert anchors.href(Span(3, 3)) == "#L2"
    assert anchors.href(Span(2, 4), "x") == "#L2"
    assert anchors.href(Span(5, 5)) == "#L3"
    assert anchors.href(None) == ""
    assert drawn(anchors.lines()) == ["a", "\t\u3000", "b"]


@given(
    st.text("ab \n", max_size=30),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.sampled_from(["", "x", "y"])), max_size=8),
)
def test_no_anchor_changes_the_text(text: str, raw: list[tuple[int, int, str]]) -> None:
    spans = [(a, b, back) for a, b, back in raw if a <= b <= len(text)]
    anchors = anchored(text, *spans)
    hrefs = {href[1:] for a, b, _ in spans if (href := anchors.href(Span(a, b))).startswith("#s")}
    lines = anchors.lines()
    assert "\n".join("".join(p.text for p in line.pieces) for line in lines) == text
    ids: list[str] = []
    for line in lines:
        opened = 0
        for piece in line.pieces:
            opened += (piece.kind is PieceKind.OPEN) - (piece.kind is PieceKind.CLOSE)
            assert opened >= 0
            if piece.kind in (PieceKind.OPEN, PieceKind.ANCHOR):
                ids.append(piece.id)
        assert opened == 0
    assert sorted(ids) == sorted(hrefs)
