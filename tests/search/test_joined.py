"""Words of reports put together: in one go or in parts, which comes to the same."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from generator.search.joined import BETWEEN, JoinedWords, holding, joined, joined_reports
from generator.search.positions import packed_positions
from generator.search.postings import packed_postings
from generator.search.words import ZERO, ReportWords, sign_of

WORDS = ["甲", "乙", "甲乙", "乙丙", "丙丁", "丁戊"]
REPORTS = st.lists(
    st.lists(st.sampled_from(WORDS[2:]), max_size=6).flatmap(
        lambda words: st.builds(lambda alone: _report(words, alone), st.lists(st.sampled_from(WORDS[:2]), unique=True))
    ),
    max_size=30,
)


def _report(words: Sequence[str], alone: Sequence[str]) -> ReportWords:
    positions: dict[str, str] = {}
    for at, word in enumerate(words):
        before = max((other for other in range(at) if words[other] == word), default=-1)
        positions[word] = positions.get(word, "") + chr(ZERO + at - before)
    return ReportWords(positions | dict.fromkeys(alone, ""), "".join(map(sign_of, words)))


@given(REPORTS, st.lists(st.integers(0, 30)))
def test_any_parts_go_together_to_the_whole(reports: list[ReportWords], cuts: list[int]) -> None:
    ends = [*sorted(cuts), len(reports)]
    parts = [reports[start:end] for start, end in zip([0, *ends], ends, strict=False)]
    whole, together = joined_reports(reports), joined(map(joined_reports, parts))
    assert together == whole and list(together.told) == list(whole.told)
    assert packed_positions(together) == packed_positions(whole)
    assert packed_postings(together) == packed_postings(whole)
    assert joined([whole]) == whole


@given(REPORTS)
def test_each_report_that_holds_a_word_is_told(reports: list[ReportWords]) -> None:
    words = joined_reports(reports)
    assert words.signs == [report.signs for report in reports]
    assert words.told.keys() == {word for report in reports for word in report.positions}
    for (word, told), last in zip(words.told.items(), words.last, strict=True):
        row, found = -1, {}
        for part in told.split(BETWEEN):
            row += ord(part[0]) - ZERO
            found[row] = part[1:]
        assert found == {row: report.positions[word] for row, report in enumerate(reports) if word in report.positions}
        assert (holding(told), last) == (len(found), row)


def test_nothing_goes_together_to_nothing() -> None:
    assert joined([]) == joined_reports([]) == JoinedWords([], {}, [])
