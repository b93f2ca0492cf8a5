"""What is told of the words of a shard's reports; the script reads it in tests/browser."""

from __future__ import annotations

import json
from itertools import pairwise

from generator.search.joined import joined_reports
from generator.search.pieces import named_pieces, packed_pieces, piece_of
from generator.search.postings import (
    COMMON,
    COMMON_FROM,
    KNOWN,
    NEIGHBOURS,
    RARE,
    RARE_UPTO,
    packed_numbers,
    packed_postings,
)
from generator.search.words import FIRST_SIGN, ZERO, ReportWords, sign_of
from tests.filled import filled


def written(words: list[str]) -> ReportWords:
    """As :func:`.words_of` tells of them: the distance of each from the one of its kind before it."""
    positions = {
        word: "".join(chr(ZERO + b - a) for a, b in pairwise([-1, *(at for at, w in enumerate(words) if w == word)]))
        for word in words
    }
    return ReportWords(positions, "".join(map(sign_of, words)))


def packed(reports: list[ReportWords]) -> list[bytes]:
    return packed_postings(joined_reports(reports))


def told(copies: list[list[str]], word: str) -> str:
    pieces = packed([written(words) for words in copies])
    return str(json.loads(pieces[piece_of(word, len(pieces))])[word])


def test_a_rare_word_comes_with_its_neighbours() -> None:
    copies = [["甲乙", "乙丙"], ["丙丁"], ["前一", "前二", "甲乙", "后一", "后二", "甲乙"]]
    (first, *signs), second = told(copies, "甲乙")[1:6], told(copies, "甲乙")[6:11]
    assert told(copies, "甲乙")[0] == RARE
    assert first == chr(ZERO) and second[0] == chr(ZERO + 2)
    assert signs[2:] == [sign_of("乙丙"), chr(FIRST_SIGN)]
    assert second[1:] == "".join(map(sign_of, ("前一", "前二", "后一", "后二")))
    assert told(copies, "甲乙")[11] == chr(ZERO), "twice in one report"
    assert len(told(copies, "甲乙")) == 1 + 3 * (1 + 2 * NEIGHBOURS)


def test_of_a_token_by_itself_the_reports_are_told() -> None:
    reports = [ReportWords({"甲": ""}, ""), ReportWords({}, ""), ReportWords({"甲": ""}, "")]
    assert json.loads(packed(reports)[0])["甲"] == KNOWN + packed_numbers([0, 2])


def test_frequent_words_are_listed_and_the_most_frequent_are_not() -> None:
    number = 2 * COMMON_FROM
    copies = [["都有", *(["常见"] if row % 2 else []), *(["少见"] if row < RARE_UPTO else [])] for row in range(number)]
    assert told(copies, "都有") == COMMON
    assert told(copies, "常见") == KNOWN + packed_numbers(range(1, number, 2))
    assert told(copies, "少见").startswith(RARE)


def test_signs_need_no_escaping() -> None:
    for number in range(3000):
        assert json.dumps(sign_of(f"词{number}")) == f'"{sign_of(f"词{number}")}"'


def test_every_key_is_in_its_piece() -> None:
    entries = {f"键{number}": number for number in range(500)}
    pieces = packed_pieces(entries, 300)
    assert len(pieces) > 4 and len(pieces) & (len(pieces) - 1) == 0
    for key, value in filled(entries.items()):
        assert json.loads(pieces[piece_of(key, len(pieces))])[key] == value
    assert packed_pieces({}, 300) == [b"{}"]


def test_a_piece_is_named_after_its_content() -> None:
    entries = {f"键{number}": number for number in range(500)}
    one, other = (named_pieces("names", packed_pieces(held, 300)) for held in (entries, entries | {"键7": 8}))
    assert len(other[0].keys() - one[0].keys()) == 1
    assert len(one[1]) == 8 * len(one[0])
