"""Wrong decoding is taken back only where a whole text proves it."""

from __future__ import annotations

from generator.repairs.mojibake import MIN_CHARACTERS, looks_wrong, mojibake, unproven


def test_a_few_characters_prove_nothing() -> None:
    words = "政府信息公开年度报告"
    few, enough = (words[:count].encode().decode("latin-1") for count in (MIN_CHARACTERS - 1, MIN_CHARACTERS))
    assert looks_wrong(few) and not list(mojibake(few))
    assert "".join(change.replacement for change in mojibake(enough)) == words[:MIN_CHARACTERS]


def test_only_lines_that_look_wrong_are_told_as_lost() -> None:
    """Beside garbled lines stand others that somebody typed anew: nothing says that bytes were lost in them."""
    garbled, lost = (text.encode().decode("gb18030", "replace") for text in ("主动公开政府信息", "一、总体情况"))
    plain = "（注：本页由镇政府办公室重新录入）"
    text = "\n".join((garbled, lost, plain))
    assert "\ufffd" in lost
    assert [text[span.start : span.end] for span in unproven(text)] == [lost]
