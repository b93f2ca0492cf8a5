"""What `gongkai add` says: whole sentences in two languages, each of them used."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from generator.filing.adding import Fate
from generator.filing.said import CHINESE, ENGLISH, MAX_VALUE, said, sentences
from generator.labels import Bilingual

PACKAGE = Path(__file__).parents[2] / "generator"


def names(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("code", sentences())
def test_both_languages_say_the_same(code: str) -> None:
    both = sentences()[code]
    assert set(both) == {ENGLISH, CHINESE} and names(both[ENGLISH]) == names(both[CHINESE])
    assert re.search("[\u4e00-\u9fff]", both[CHINESE]) and not re.search("[\u4e00-\u9fff]", both[ENGLISH])


def test_every_sentence_is_used_and_every_used_one_is_there() -> None:
    rooms = (PACKAGE / "filing", PACKAGE / "cli")
    text = "\n".join(path.read_text(encoding="utf-8") for room in rooms for path in room.glob("*.py"))
    used = {code for code in sentences() if f'"{code}"' in text}
    used |= {fate.value for fate in Fate} | {f"sum_{fate.value}" for fate in Fate}
    assert set(sentences()) - used == set()
    assert set(re.findall(r'said\(\s*"(\w+)"', text)) - set(sentences()) == set()
    assert {fate.value for fate in Fate if fate is not Fate.REMARK} <= set(sentences())


def test_what_is_filled_in_is_printable_short_and_in_its_language() -> None:
    line = said("is_organ", name="甲\x1b[31m\u202e" + "长" * 999, origin=Bilingual("标题", "title"))
    assert "\x1b" not in line.text() and len(line.text()) < MAX_VALUE + 60
    assert line.text().endswith("(from: title)") and line.text(CHINESE).endswith("（据标题）")
