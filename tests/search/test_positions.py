"""Where the words of a report stand, and what is told of a shard's; the script reads it in tests/browser."""

from __future__ import annotations

import json

from search_samples import sample

from generator.search.copying import search_copy
from generator.search.documents import SearchPassage
from generator.search.folding import BREAK, MARK
from generator.search.joined import joined_reports
from generator.search.pieces import piece_of
from generator.search.positions import packed_positions
from generator.search.words import FAR, ZERO, ReportWords, positions_told, sign_of, words_of
from tests.filled import filled


def test_every_word_is_told_where_it_stands() -> None:
    copy, told = search_copy(sample()), words_of(sample())
    assert told.positions.keys() == {*copy.words, *copy.alone} - {BREAK}
    for word, positions in filled(told.positions.items()):
        assert list(positions_told(positions)) == [at for at, one in enumerate(copy.words) if one == word]
    assert told.signs == "".join(map(sign_of, copy.words))
    assert told.positions["某"] == "" and MARK not in told.positions


def test_words_of_two_paragraphs_are_not_two_apart() -> None:
    """Else every second word of a phrase would stand as it does in the phrase, with a break in its midst."""
    words = search_copy(sample(passages=(SearchPassage("", "", "甲乙\n丙\n丁戊"),))).words
    at = words.index("甲乙")
    assert words[at : at + 4] == ["甲乙", BREAK, BREAK, "丁戊"]


def test_what_is_very_far_is_told_in_steps() -> None:
    text = "甲乙" + "丙" * (2 * FAR) + "甲乙" + "丁" * (2 * FAR - 2) + "甲乙" + "戊" * (FAR - 2) + "甲乙"
    told = words_of(sample(title="", organ=None, places=(), passages=(SearchPassage("", "", text),)))
    assert list(positions_told(told.positions["甲乙"])) == [0, 2 * FAR + 2, 4 * FAR + 2, 5 * FAR + 2]
    assert " " not in told.positions["甲乙"] and told.positions["甲乙"].encode()
    assert len(list(positions_told(told.positions["丙丙"]))) == 2 * FAR - 1


def test_a_shard_tells_the_positions_of_each_report() -> None:
    reports = [ReportWords({f"词{number}": "!#"} | ({"都有": "$"} if number % 3 else {}), "") for number in range(3000)]
    pieces = packed_positions(joined_reports(reports))
    assert len(pieces) > 2
    for row, report in enumerate(filled(reports)):
        word = f"词{row}"
        assert json.loads(pieces[piece_of(word, len(pieces))])[word] == chr(ZERO + row + 1) + report.positions[word]
    told = json.loads(pieces[piece_of("都有", len(pieces))])["都有"].split(" ")
    assert told[:4] == ['"$', "!$", '"$', "!$"] and len(told) == 2000
