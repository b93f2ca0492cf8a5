"""Every check says in both languages what it is, what it compares and what a failure means."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest

from generator.checks import CHECKS
from generator.checks.catalogue import CheckInfo, load_catalogue

CATALOGUE = load_catalogue()
TEXTS = [field.name for field in fields(CheckInfo) if field.type == "str"]
HAN = re.compile("[\u4e00-\u9fff]")


def test_every_check_has_its_item() -> None:
    assert sorted(CATALOGUE) == sorted(check.code for check in CHECKS)


@pytest.mark.parametrize("code", CATALOGUE)
def test_a_check_says_all_of_itself(code: str) -> None:
    info = CATALOGUE[code]
    assert len(TEXTS) == 12
    assert [name for name in TEXTS if not getattr(info, name).strip()] == []
    assert [name for name in TEXTS if name.endswith("_zh") and not HAN.search(getattr(info, name))] == []
    assert info.fails_zh != info.name_zh and info.fails_en != info.name_en and not info.fails_zh.endswith("。")
    # What readers of English are told quotes hardly more than the name of a row.
    assert len(HAN.findall(info.name_en)) == 0 and len(HAN.findall(info.reader_en)) <= 2
