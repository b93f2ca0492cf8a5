"""Number formats: what a cell shows, from a table of cases that anyone can add to, and no format that takes long."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.sources.office.xlsx.formats import parse_format
from generator.sources.office.xlsx.numbers import format_of, show_text, shown

CASES = Path(__file__).parent / "cases" / "number_formats.txt"


def cases() -> Iterator[tuple[str, str, str]]:
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            stored, form, text = (part.strip() for part in line.split("|"))
            yield stored, form.replace(r"\s", " "), text


@pytest.mark.parametrize(("stored", "code", "text"), list(cases()))
def test_a_number_is_read_as_it_is_shown(stored: str, code: str, text: str) -> None:
    form = format_of(int(code[3:]), "") if code.startswith("id ") else format_of(164, code)
    found = shown(stored, form)
    assert (found.text if found.certain else "unsure") == text


@pytest.mark.parametrize(
    ("code", "words", "text"),
    [
        ("General", "无", "无"),
        ("0;-0;;@", "无", "无"),
        (";;;", "4", ""),
        ("0;0;0;", "4", ""),
        ('0;0;0;"9"@', "4", "94"),
        ('@"件"', "4", "4件"),
        ("0", "4", "4"),
    ],
)
def test_a_string_is_read_as_it_is_shown(code: str, words: str, text: str) -> None:
    assert show_text(words, parse_format(code)).text == text


@given(st.text(alphabet='0#?.,;"\\_*[]<>=%@/EeGgylmdhs -+!9年\u202e\u0338'), st.integers(-99, 9_999))
@settings(max_examples=300, deadline=None)
def test_no_format_raises(code: str, number: int) -> None:
    found = shown(str(number), format_of(164, code))
    assert found.certain or found.text


@pytest.mark.parametrize("piece", ["#", '"', "[", ";", "0;", "?/", ",", "[>1]", "_", "*", "\\", "General", "y", "0E+"])
def test_a_format_longer_than_excel_takes_is_not_looked_at(piece: str) -> None:
    assert not shown("4", format_of(164, piece * 20_000)).certain
