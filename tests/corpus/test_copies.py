"""One report in two files is one report; which of several stands for the year their dates and contents decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import permutations
from random import Random

import pytest

from benchmarks.corpus import writing_docx, writing_html
from benchmarks.corpus.drawing import draw_report
from benchmarks.corpus.layouts import LAYOUTS
from generator.archive.addresses import address, with_address
from generator.archive.build import build_archive
from generator.checks.base import Subject
from generator.checks.others import versions
from generator.corpus import Corpus, build_corpus
from generator.corpus.copies import Contents, Relation, contents_of, in_order, relation
from generator.model.reports import Report, Sourced
from generator.model.sidecars import Sidecar
from generator.reading.report import read_reports
from generator.sources.base import Refused
from generator.sources.fetching import read_bytes
from tests.filled import filled
from tests.inspecting import resources
from tests.writing import write_report

TITLE = "浙江省安吉县梅溪镇人民政府2021年政府信息公开工作年度报告"
CELL = (3, "new_requests", "total")
EARLY, LATE = date(2022, 1, 20), date(2022, 3, 1)


def read(path: str, data: bytes, sidecar: Sidecar | None = None) -> Report:
    document = read_bytes(path, path[path.rindex(".") :], data, sidecar or Sidecar())
    assert not isinstance(document, Refused)
    (report,), _ = read_reports(document, resources().reader)
    return with_address(report, resources().reader.gazetteer)


def written(path: str, *, number: str = "0", ending: str = "", **known: object) -> Report:
    text = write_report("2021", {CELL: number}, title=TITLE, ending=ending)
    return read(path, text.encode(), Sidecar(**known))  # type: ignore[arg-type]


def published(report: Report, day: date) -> Report:
    return replace(report, dates=replace(report.dates, published=Sourced(day, "text")))


def relations(corpus: Corpus, reports: Sequence[Report]) -> list[Relation]:
    return [corpus.relation(report) for report in reports]


@pytest.mark.parametrize("seed", range(3))
def test_a_web_page_and_a_word_file_of_one_report_say_the_same(seed: int) -> None:
    layout = next(one for one in LAYOUTS if one.formats == ("docx",))
    document = draw_report(Random(seed), layout).document
    page = writing_html.as_html(document, Random(1), "utf-8", writing_html.STYLES[0])
    framed = page.replace("<body>", "<body><p>首页 &gt; 政务公开</p><p>发布日期：2022-01-20　浏览次数：35</p>", 1)
    files = {"a.docx": writing_docx.as_docx(document, Random(1)), "a.html": page.encode(), "b.html": framed.encode()}
    assert framed != page
    assert len({contents_of(read(path, data)).digest for path, data in files.items()}) == 1


def test_a_changed_number_or_sentence_makes_another_report() -> None:
    one = contents_of(written("a.txt"))
    assert contents_of(written("a.txt", number="1")).digest != one.digest
    assert contents_of(written("a.txt", ending="另有其他工作。")).digest != one.digest
    assert one.told == contents_of(written("a.txt", number="1")).told > 100


def test_the_same_report_in_two_files_is_no_version() -> None:
    reports = [written("2021.txt"), written("2021-2.txt", ending="\n梅溪镇人民政府\n2022年1月5日")]
    corpus = build_corpus(reports)
    assert sorted(relations(corpus, reports)) == [Relation.COPY, Relation.ITSELF]
    first, second = corpus.versions(reports[0])
    assert corpus.copies(first) == (second,) and corpus.copies(second) == (first,)
    (instance,) = versions(Subject(reports[0], corpus, resources().reader.forms)).instances
    assert instance.equation is not None and instance.equation.holds
    entries = build_archive(corpus, {}, (), 2, resources().reader.gazetteer)
    (shown,), (other,) = entries.entries, entries.older
    assert (shown.relation, shown.copies, shown.different) == (Relation.ITSELF, (other.url,), 0)
    assert (other.relation, other.copies, other.different) == (Relation.COPY, (shown.url,), 0)


def test_without_dates_nothing_is_older() -> None:
    reports = [written("2021.txt"), written("2021-2.txt", number="1")]
    corpus = build_corpus(reports)
    assert sorted(relations(corpus, reports)) == [Relation.ITSELF, Relation.OTHER]
    (instance,) = versions(Subject(reports[0], corpus, resources().reader.forms)).instances
    assert instance.equation is not None and not instance.equation.holds


def test_the_day_of_publication_counts_whichever_copy_tells_it() -> None:
    one, other = written("2021.txt"), written("2021-2.txt", ending="\n梅溪镇人民政府")
    for silent, told in filled(((one, published(other, EARLY)), (other, published(one, EARLY)))):
        assert build_corpus([silent, told]).versions(silent)[0] is told
    silent = one
    found = written("2021-3.txt", source_url="https://a.example/", retrieved_on=EARLY)
    assert build_corpus([silent, found]).versions(silent)[0] is found


def test_dates_prove_which_is_older() -> None:
    old, new = written("a.txt", retrieved_on=EARLY), written("b.txt", number="1", retrieved_on=LATE)
    corpus = build_corpus([new, old])
    assert corpus.versions(old) == (new, old) and corpus.relation(old) is Relation.EARLIER
    first, second = published(written("a.txt"), EARLY), published(written("b.txt", number="1"), LATE)
    corpus = build_corpus([first, second])
    assert corpus.versions(first) == (second, first) and corpus.relation(first) is Relation.EARLIER
    assert relation(published(old, LATE), published(new, EARLY), {}) is Relation.OTHER, (
        "one date speaks against the other"
    )


def test_of_undated_ones_that_of_which_more_was_read_stands_first() -> None:
    whole, torn = written("b.txt"), written("a.txt", number="不详")
    assert build_corpus([torn, whole]).versions(torn)[0] is whole


def test_neither_names_nor_order_decide() -> None:
    reports = [written(f"{n}.txt", ending=ending) for n, ending in enumerate(("", "另有工作。", "\n梅溪镇人民政府"))]
    expected = None
    for order in filled(permutations(range(3))):
        named = [
            replace(one, sources=(replace(one.source, path=f"{n}.txt"),)) for n, one in zip(order, reports, strict=True)
        ]
        found = build_corpus(sorted(named, key=lambda one: one.source.path)).versions(named[0])
        addresses = [address(one, found) for one in found]
        expected = expected or addresses
        assert addresses == expected


def test_what_cannot_be_compared_is_like_no_other() -> None:
    one, other = written("a.txt"), written("b.txt", ending="\n梅溪镇人民政府")
    known = {one.id: Contents("x", 3)}
    assert relation(other, one, known) is Relation.OTHER
    assert in_order((other, one), known)[0] is one
