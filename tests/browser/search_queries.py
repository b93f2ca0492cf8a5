"""Queries drawn from documents by a seed, and, for each, the documents that hold it.

The truth is told by plain string search over the documents, without the fold that search itself uses.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import opencc

from generator.search.documents import SearchDocument

TO_TRADITIONAL = opencc.OpenCC("s2t")
HAN = re.compile(r"[\u4e00-\u9fff]+")
NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
HALF_WIDTH = {ord("０") + digit: ord("0") + digit for digit in range(10)}
SIGNS = re.compile(r"[^\w\n]+")


@dataclass(frozen=True, slots=True)
class Query:
    kind: str
    text: str
    urls: frozenset[str]


def drawn(documents: Sequence[SearchDocument], seed: int, each: int) -> list[Query]:
    """About ``each`` queries of every kind, and every place's name in both scripts, or ``each`` of very many."""
    chance = random.Random(seed)
    texts = {document.url: plain(document) for document in documents}
    kinds: tuple[Callable[[random.Random, dict[str, str]], Iterator[Query]], ...] = (
        _substrings,
        _traditional,
        _absent,
        _with_signs,
        _numbers,
        _lone,
        _two,
        _without,
        _quoted,
    )
    queries = list(_places(documents, texts))
    if len(documents) > each:
        queries = chance.sample(queries, 2 * each)
    for kind in kinds:
        # Every length is a kind of its own.
        queries += islice(kind(chance, texts), 7 * each if kind is _substrings and len(documents) > each else each)
    return queries


def plain(document: SearchDocument) -> str:
    """All a document may be found by, blanks taken out, a field, paragraph or cell a line."""
    fields = [
        document.title if document.title_printed else "",
        document.organ or "",
        "".join(document.places),
    ]
    for passage in document.passages:
        fields += [passage.heading if passage.heading_printed else "", passage.text]
    return "\n".join(re.sub(r"[^\S\n]", "", field.replace("\t", "\n")) for field in fields)


def _holding(texts: dict[str, str], *words: str) -> frozenset[str]:
    return frozenset(url for url, text in texts.items() if all(word in text for word in words))


def _places(documents: Sequence[SearchDocument], texts: dict[str, str]) -> Iterator[Query]:
    for document in documents:
        for name in (*document.places, "".join(document.places[-2:])):
            yield Query("place", name, _holding(texts, name))
            yield Query("place, traditional", TO_TRADITIONAL.convert(name), _holding(texts, name))


def _substring(chance: random.Random, texts: dict[str, str], shortest: int, longest: int) -> str:
    while True:
        runs = HAN.findall(chance.choice(sorted(texts.values())))
        run = chance.choice(runs)
        length = chance.randint(shortest, longest)
        if len(run) >= length:
            at = chance.randint(0, len(run) - length)
            return str(run[at : at + length])


def _substrings(chance: random.Random, texts: dict[str, str]) -> Iterator[Query]:
    while True:
        for length in range(2, 9):
            word = _substring(chance, texts, length, length)
            yield Query(f"substring of {length}", word, _holding(texts, word))


def _traditional(chance: random.Random, texts: dict[str, str]) -> Iterator[Query]:
    while True:
        word = _substring(chance, texts, 2, 8)
        turned = TO_TRADITIONAL.convert(word)
        if turned != word:
            yield Query("traditional", turned, _holding(texts, word))


def _absent(chance: random.Random, texts: dict[str, str]) -> Iterator[Query]:
    while True:
        word = "".join(chance.sample(_substring(chance, texts, 6, 8), k=chance.randint(2, 6)))
        if not _holding(texts, word):
            yield Query("absent", word, frozenset())


def _with_signs(chance: random.Random, texts: dict[str, str]) -> Iterator[Query]:
    blurred = {url: SIGNS.sub("·", text) for url, text in texts.items()}
    while True:
        line = chance.choice(chance.choice(sorted(texts.values())).split("\n"))
        found = list(re.finditer(r"[\u4e00-\u9fff]{1,5}[，。、；：“”《》（）,]+[\u4e00-\u9fff]{1,5}", line))
        if found:
            word = chance.choice(found).group()
            yield Query("with punctuation", word, _holding(blurred, SIGNS.sub("·", word)))


def _numbers(chance: random.Random, texts: dict[str, str]) -> Iterator[Query]:
    numbers = {url: set(NUMBER.findall(text.translate(HALF_WIDTH))) for url, text in texts.items()}
    every = sorted(set().union(*numbers.values()))
    for number in chance.sample(every, k=len(every)):
        yield Query("number", number, frozenset(url for url, own in numbers.items() if number in own))


def _lone(chance: random.Random, texts: dict[str, str]) -> Iterator[Query]:
    while True:
        char = _substring(chance, texts, 1, 1)
        yield Query("one character", char, _holding(texts, char))


def _two(chance: random.Random, texts: dict[str, str]) -> Iterator[Query]:
    while True:
        words = _substring(chance, texts, 2, 4), _substring(chance, texts, 2, 4)
        yield Query("two words", "　".join(words), _holding(texts, *words))


def _without(chance: random.Random, texts: dict[str, str]) -> Iterator[Query]:
    while True:
        word, other = _substring(chance, texts, 2, 3), _substring(chance, texts, 3, 5)
        yield Query("excluding", f"{word} -{other}", _holding(texts, word) - _holding(texts, other))


def _quoted(chance: random.Random, texts: dict[str, str]) -> Iterator[Query]:
    while True:
        word = _substring(chance, texts, 8, 14)
        yield Query("quoted", f"“{word}”", _holding(texts, word))
