"""Reports side by side: what is masked, who is related to whom, and the way back to the characters."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from generator.corpus import build_corpus, similarity
from generator.corpus.masking import load_phrases, mask, masked_text, own_names
from generator.corpus.passages import passages
from generator.model.documents import Source, Text
from generator.model.figures import Tables
from generator.model.places import Confidence, Place
from generator.model.reports import Dates, Organ, OrganKind, Report, Scope, Sourced
from generator.model.sidecars import Sidecar
from generator.repairs import repair

HAN = [chr(code) for code in range(0x4E00, 0x4E00 + 2000)]


def report(town: str, year: int, text: Text | str, version: str = "") -> Report:
    id = f"{town}{year}{version}"
    return Report(
        id=id,
        sources=(Source(f"330523/{town}/{year}{version}.txt", id, "text/plain", 0),),
        text=Text.plain(text) if isinstance(text, str) else text,
        organ=Organ(f"{town}镇人民政府", OrganKind.TOWNSHIP_GOVERNMENT, f"330523/{town}"),
        place=Place("浙江省", "湖州市", "安吉县", f"{town}镇", "330523100", Confidence.HIGH),
        year=Sourced(year, "title"),
        title=None,
        format=None,
        scope=Scope.UNKNOWN,
        dates=Dates(),
        sections=(),
        tables=Tables(),
        figures=(),
        doubts=(),
        sidecar=Sidecar(),
    )


def prose(seed: int, count: int = 600) -> str:
    return "".join(random.Random(seed).choices(HAN, k=count))


def test_names_numbers_signature_and_phrases_are_masked() -> None:
    signed = "\n梅溪镇人民政府\n2022年1月5日\n"
    text = "2021年，梅溪镇（浙江省安吉县）依据《中华人民共和国政府信息公开条例》公开ＡＢ信息３5条。" + signed
    masked = mask(report("梅溪", 2021, text), load_phrases())
    assert masked.text == "年依据公开ab信息条"
    assert "".join(text[at] for at in masked.places) == "年依据公开ＡＢ信息条"


def test_the_phrases_are_read_once_a_process() -> None:
    assert load_phrases() is load_phrases()


def test_of_names_and_phrases_the_first_goes_and_of_those_at_one_place_the_longest() -> None:
    text = "甲乙丙丁甲乙丙戊梅溪镇政府梅溪镇己梅溪庚"
    masked = mask(report("梅溪", 2021, text), ("甲乙", "乙丙丁", "甲乙丙", "梅溪镇政府", "溪庚"))
    assert masked.text == "丁戊己庚"
    assert masked_text(report("梅溪", 2021, text), ("甲乙", "乙丙丁", "甲乙丙", "梅溪镇政府", "溪庚")) == (
        "丁戊己庚",
        len(text),
    )
    assert "".join(text[at] for at in masked.places) == masked.text


def test_a_sentence_at_the_end_is_no_signature() -> None:
    masked = mask(report("梅溪", 2021, "以上情况特此报告。\n有疑问可向本镇办公室查询。"), ())
    assert masked.text == "以上情况特此报告有疑问可向本镇办公室查询"


def test_a_single_character_is_never_taken_for_a_name() -> None:
    one = report("梅溪", 2021, "")
    assert "代" not in own_names(replace(one, place=replace(one.place, county="代县")))


def test_shared_runs_lead_back_to_the_printed_characters() -> None:
    shared = "便民中心安排两个人轮流值守遇到书面申请当场登记当场给回执"
    printed = "便民中心安排兩個人輪流值守，（2）遇到書面申請當場登記、當場給回執"
    here = repair(f"前文{prose(1, 40)}\n{printed}。\n{prose(2, 40)}")
    there = repair(f"{prose(3, 90)}。便民中心安排两个人轮流值守，遇到书面申请，当场登记，当场给回执。")
    a, b = report("梅溪", 2021, here), report("鄣吴", 2021, there)
    (run,) = passages(a, b)
    assert run.here.of(here.decoded) == printed
    assert run.there.of(there.decoded) == "便民中心安排两个人轮流值守，遇到书面申请，当场登记，当场给回执"
    assert run.length == len(shared)


def test_relatives_are_of_other_organs_and_own_years_are_not() -> None:
    text = prose(5)
    reports = [
        report("梅溪", 2020, text),
        report("梅溪", 2021, text),
        report("鄣吴", 2021, text[:400] + prose(6, 200)),
        report("递铺", 2021, prose(7)),
    ]
    corpus = build_corpus(reports)
    nearest = corpus.relatives(reports[1])[0]
    assert (nearest.other.id, nearest.longest_run) == ("鄣吴2021", 400)
    assert 0.6 < nearest.containment < 0.7
    assert [relative.other.id for relative in corpus.own_years(reports[1])] == ["梅溪2020"]
    assert corpus.similarity.compared["梅溪2021"] == 2
    assert corpus.clusters == ()


def test_older_versions_are_compared_but_are_no_ones_relatives() -> None:
    text = prose(8)
    new = replace(report("梅溪", 2021, prose(9), "新"), sidecar=Sidecar())
    corpus = build_corpus([report("梅溪", 2021, text), new, report("鄣吴", 2021, text)])
    older = next(r for r in corpus.reports if r is not corpus.versions(r)[0])
    newest = corpus.versions(older)[0]
    other = next(r for r in corpus.reports if r.organ.id.endswith("鄣吴"))
    assert corpus.relatives(older)[0].other is other
    assert [relative.other for relative in corpus.relatives(other)] == [newest] or newest.id == "梅溪2021"
    assert corpus.similarity.compared[other.id] == 1


def test_organs_that_are_not_known_are_not_compared() -> None:
    unknown = report("梅溪", 2021, prose(1))
    unknown = replace(unknown, organ=replace(unknown.organ, id=""))
    corpus = build_corpus([unknown, report("鄣吴", 2021, prose(1))])
    assert corpus.relatives(unknown) == ()
    assert corpus.similarity.compared == {"鄣吴2021": 0}


def test_neighbours_in_time_are_newest_versions_of_adjacent_years() -> None:
    reports = [report("梅溪", year, str(year)) for year in (2018, 2020, 2021, 2022)]
    corpus = build_corpus([*reports, report("鄣吴", 2019, "")])
    assert [(a.id, b.id) for a, b in corpus.pairs(reports[2])] == [
        ("梅溪2020", "梅溪2021"),
        ("梅溪2021", "梅溪2022"),
    ]
    assert corpus.pairs(reports[0]) == ()
    assert [r.id for r in corpus.other_years(reports[0])] == ["梅溪2020", "梅溪2021", "梅溪2022"]


@pytest.fixture(params=[0, similarity.EXHAUSTIVE], ids=["by index", "all pairs"])
def any_size(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(similarity, "EXHAUSTIVE", request.param)


@pytest.mark.usefixtures("any_size")
def test_the_index_finds_what_all_pairs_find() -> None:
    chance = random.Random(11)
    templates = [[prose(seed * 100 + n, 50) for n in range(16)] for seed in range(4)]
    reports = []
    for number in range(60):
        if number < 40:
            template = templates[number % 4]
            text = "。".join(prose(number * 31, 50) if chance.random() < 0.03 else part for part in template)
        else:
            text = prose(9000 + number, 800)
        reports.append(report(f"第{HAN[number]}{number:02d}", 2021, text))
    corpus = build_corpus(reports)
    alike = {r.id for r in reports if any(relative.alike for relative in corpus.relatives(r))}
    assert alike == {r.id for r in reports[:40]}
    assert sorted(len(cluster.reports) for cluster in corpus.clusters) == [10, 10, 10, 10]
    for r in reports[:40]:
        assert len(corpus.relatives(r)) == similarity.NEAREST
        shares = [relative.containment for relative in corpus.relatives(r)]
        assert shares == sorted(shares, reverse=True)


@pytest.mark.usefixtures("any_size")
def test_a_lone_run_of_150_between_organs_is_found() -> None:
    """Far below 0.6, beside a dozen nearer candidates that share shorter passages."""
    passage, stock = prose(77, 150), [prose(500 + n, 60) for n in range(15)]
    first = prose(1, 1500) + passage + "".join(stock)
    reports = [report("甲子", 2021, first), report("乙丑", 2021, passage + prose(2, 3000))]
    reports += [report(f"第{HAN[n]}{n}", 2021, prose(30 + n, 400) + stock[n]) for n in range(15)]
    corpus = build_corpus(reports)
    for one, other in ((0, 1), (1, 0)):
        assert [r.other.id for r in corpus.relatives(reports[one]) if r.alike] == [reports[other].id]
