"""What `gongkai add` says: whole sentences in two languages, each of them used."""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path

import pytest

from generator.filing.outcomes import Fate
from generator.filing.said import CHINESE, ENGLISH, MAX_VALUE, said, sentences
from generator.labels import ORIGINS, Bilingual
from generator.reading.identity.claims import ORDER

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


def origins_of_reading() -> set[str]:
    """What reading names as the place where it read a year, an organ or a day."""
    calls = (
        node
        for path in (PACKAGE / "reading").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Claim", "Sourced", "OrganName")
    )
    given = (one for call in calls for one in call.args[1:3])
    words = (word for one in given for word in ((one.body, one.orelse) if isinstance(one, ast.IfExp) else (one,)))
    return {word.value for word in words if isinstance(word, ast.Constant) and isinstance(word.value, str)}


def test_every_origin_has_a_name() -> None:
    found = {*origins_of_reading(), *ORDER}
    assert {"title", "period", "sidecar", "contact", "opening"} <= found
    assert found - ORIGINS.keys() == set(), "add it to ORIGINS of labels.py"
