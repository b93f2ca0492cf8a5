"""Bytes to text: the right encoding, or a refusal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.sources.decode import decode
from tests.writing import write_report

SIMPLIFIED = write_report("2021")
TRADITIONAL = (
    "根據政府資訊公開條例規定，制定本報告。一、總體情況。本鎮堅持以群眾為中心，公開內容更加充實，時間更加及時。"
)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", SIMPLIFIED),
        ("utf-8-sig", SIMPLIFIED),
        ("gb18030", SIMPLIFIED),
        ("gbk", SIMPLIFIED),
        ("gb2312", SIMPLIFIED.replace("“", "").replace("”", "")),
        ("big5", TRADITIONAL),
        ("utf-16", SIMPLIFIED),
        ("utf-16-le", SIMPLIFIED),
        ("utf-16-be", SIMPLIFIED),
        ("ascii", "2021 OGI report"),
    ],
)
def test_an_encoding_is_recognised(encoding: str, text: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.text is not None and decoded.text.lstrip("\ufeff") == text
    assert decoded.confidence > 0.4


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty_file"),
        (b"  \n", "empty_file"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "not_text"),
        (b"%PDF-1.7 hello", "not_text"),
        (bytes(range(256)) * 10, "undecodable"),
        ("公开".encode() * 600_000, "too_long"),
    ],
)
def test_what_is_no_text_is_refused_with_a_remedy(data: bytes, code: str) -> None:
    decoded = decode(data)
    assert decoded.text is None
    (doubt,) = decoded.doubts
    assert doubt.code == code and doubt.remedy


@given(st.binary(max_size=400))
def test_no_bytes_break_it(data: bytes) -> None:
    decoded = decode(data)
    assert (decoded.text is None) == any(d.loudness == "refused" for d in decoded.doubts)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1))
def test_utf8_is_never_taken_for_anything_else(text: str) -> None:
    if text.strip() and not text.startswith(("BM", "%PDF", "\ufeff")):
        assert decode(text.encode()).text == text


def test_what_is_far_too_long_is_refused_before_it_is_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.sources.decode._guessed", None)
    assert [doubt.code for doubt in decode(bytes(4 * 400_000 + 5) + b"x").doubts] == ["too_long"]
