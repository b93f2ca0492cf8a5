"""Wrong decoding is taken back only where a whole text proves it."""

from __future__ import annotations

from generator.repairs.mojibake import MIN_CHARACTERS, looks_wrong, mojibake


def test_a_few_characters_prove_nothing() -> None:
    words = "政府信息公开年度报告"
    few, enough = (words[:count].encode().decode("latin-1") for count in (MIN_CHARACTERS - 1, MIN_CHARACTERS))
    assert looks_wrong(few) and not list(mojibake(few))
    assert "".join(change.replacement for change in mojibake(enough)) == words[:MIN_CHARACTERS]
