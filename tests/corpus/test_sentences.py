"""The sentences that a template's page shows: as printed, without what is each report's own, and never a person's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.corpus.sentences import sentences, tells_any
from generator.model.reports import Report
from tests.pages import samples

WORK = "各村信息员每月核对一次公开目录，发现缺漏的当日补上并在公示栏贴出说明"


def written(prose: str) -> Report:
    return samples.report(prose=prose)


def shown(prose: str) -> list[str]:
    """What is kept of ``prose``, which stands in several sections, each sentence once."""
    return list(dict.fromkeys(one.shown for one in sentences(written(prose))))


def test_sentences_are_kept_as_printed_without_names_and_numbers() -> None:
    assert shown(f"丙丁镇{WORK}，全年共 1,234 条、占 12.5%。再议。") == [f"…{WORK}，全年共 … 条、占 …。"]


def test_a_sentence_of_which_little_but_a_prescribed_phrase_is_left_is_none() -> None:
    assert shown("我们以习近平新时代中国特色社会主义思想为指导，不断努力。") == []


def test_sentences_that_differ_in_a_prescribed_phrase_alone_are_two() -> None:
    one, two = sentences(written(f"按照党的十九大精神{WORK}。按照党的二十大精神{WORK}。"))[:2]
    assert one.key != two.key


@pytest.mark.parametrize(
    "person", ["镇长某某负责", "联系电话见公示栏", "由某某同志牵头", "组长为某某", "党委书 记抓总", "■■■牵头"]
)
def test_a_sentence_that_may_name_a_person_or_lacks_words_is_left_out(person: str) -> None:
    assert shown(f"{WORK}，{person}。{WORK}。") == [f"{WORK}。"]


def test_a_sentence_knows_its_line() -> None:
    report = written(f"　{WORK}。")
    first = sentences(report)[0]
    assert report.text.decoded.split("\n")[first.line - 1].strip() == f"{WORK}。"
    assert report.text.decoded[first.at :].startswith(WORK)


def test_words_that_are_withheld_are_found_in_whatever_way_they_are_set() -> None:
    assert tells_any("由张 三丰牵头", ["张三丰，139 0000 0000"])
    assert not tells_any("由各村牵头", ["张三丰，139 0000 0000"])
    assert not tells_any("甲乙", ["甲", ""])


def test_a_report_without_a_name_has_sentences_too() -> None:
    report = written(f"{WORK}。")
    bare = replace(report, organ=replace(report.organ, name=None), place=type(report.place)())
    assert sentences(bare)
