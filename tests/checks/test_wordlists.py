"""The word lists mean what their examples say, and nothing that their near misses say."""

from __future__ import annotations

import pytest

from generator.checks.wordlists import WordList, word_lists

LISTS = [item for file in ("structure.yaml", "dates.yaml", "statements.yaml") for item in word_lists(file).values()]


@pytest.mark.parametrize("words", LISTS, ids=lambda words: words.name)
def test_a_list_finds_its_examples_and_no_near_miss(words: WordList) -> None:
    assert words.examples, "a list without examples cannot be reviewed"
    assert [text for text in words.examples if not words.found(text)] == []
    assert [text for text in words.others if words.found(text)] == []
