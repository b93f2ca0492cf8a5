"""Statements that nothing happened: 未收到政府信息公开申请, 没有因信息公开引起行政复议、行政诉讼.

A clause counts where every word of it is known (``nothing.yaml``): who and when, a negation, and a list of what did
not happen. Each item of that list states at most one thing. What holds an unknown word is not guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.reading.figures.context import Context

NO_REQUESTS, NO_RECONSIDERATION, NO_LITIGATION = "no_requests", "no_reconsideration", "no_litigation"
DISPUTES = {"reconsideration": NO_RECONSIDERATION, "litigation": NO_LITIGATION}
OF_INTEREST = re.compile(r"申请|复议|诉讼|起诉|请求")
LONGEST = 120
"""Characters of a clause beyond which it is no plain statement any more."""
CLOSED = ("tail", "measure")
CONTINUED = re.compile(r"[,，]([^,，。；;:：!！?？()（）]{2,40})(?=$|[。；;!！])")
"""A list of what did not happen that goes on behind a comma and ends its sentence."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that a sentence may deny; a test holds it to its ``examples`` and its ``traps``."""

    id: str
    zh: str
    examples: tuple[str, ...]
    traps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """A known word of a clause and what it does there."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Grammar:
    """The words of nothing.yaml, made ready for parsing."""

    statements: tuple[Statement, ...]
    kinds: Mapping[str, str]
    word: re.Pattern[str]
    negated: re.Pattern[str]
    """The start of a clause up to the negation, with the group ``subject`` of the fragment ``open``."""
    opened: re.Pattern[str]
    verdict: re.Pattern[str]
    withdrawn: re.Pattern[str]
    about: re.Pattern[str]
    about_else: re.Pattern[str]

    def stated(self, clause: str, behind: str, words: Context) -> Iterator[tuple[str, str]]:
        """What ``clause`` denies, as (id, subject); ``behind`` is what follows it in its line."""
        if len(clause) > LONGEST or self.withdrawn.match(behind):
            return
        if words.plan or words.of_plans or words.channelled or words.quoted or words.unbounded:
            return
        around = f"{words.heading}。{words.earlier.last}{words.sentence}"
        about = bool(self.about.search(around)) and not self.about_else.search(around)
        for subject, denied in self._denied(clause, behind, about):
            yield from ((name, subject) for name in denied)
            return

    def _denied(self, clause: str, behind: str, about: bool) -> Iterator[tuple[str, Sequence[str]]]:
        """Every reading of the clause: a negation with what follows it, or a subject matter with a verdict."""
        if match := self.negated.match(clause):
            found = self.words(clause[match.end() :])
            if found and (denied := items(found, match["negation"], about)):
                rest = CONTINUED.match(behind) if found[-1].kind not in CLOSED else None
                more = self.words(rest[1]) if rest else None
                if more and more[-1].kind == "tail":
                    denied = tuple(dict.fromkeys((*denied, *items(more, "没有", False, disputes_only=True))))
                yield _subject(match), denied
        if (ended := self.verdict.search(clause)) and (opened := self.opened.match(clause)):
            found = self.words(clause[opened.end() : ended.start()].rstrip(":"))
            if found and (denied := items(found, "无", False)):
                yield _subject(opened), denied

    def words(self, text: str) -> list[Word] | None:
        """``text`` cut into known words; None where one is unknown."""
        found: list[Word] = []
        at = 0
        while at < len(text):
            match = self.word.match(text, at)
            if match is None:
                return None
            kind = self.kinds[match[0]]
            if kind == "negation" and (not found or found[-1].kind not in ("joint", "adverb")):
                return None  # 没有未受理的申请 denies something else
            found.append(Word(kind, match[0]))
            at = match.end()
        return found


def items(words: Sequence[Word], negation: str, about: bool, disputes_only: bool = False) -> tuple[str, ...]:
    """What a list of words denies. A negation that needs a verb (未) denies nothing without one.

    ``about``: what is said around it speaks of requests for information, so that 申请 needs not say which.
    """
    kinds = {word.kind for word in words}
    came = bool(kinds & {"come", "because"})
    if not words or words[-1].text == "的" or _denies_nothing(words, negation, came):
        return ()
    about = about or bool(kinds & {"matter", "on_request"})
    named = [_item(item, about, came, "because" in kinds) for item in _split(words)]
    return tuple(dict.fromkeys(name for name in named if name and not (disputes_only and name == NO_REQUESTS)))


def _denies_nothing(words: Sequence[Word], negation: str, came: bool) -> bool:
    """True if only some people are spoken of, or a negation that needs a verb has none. ``came``: something did."""
    kinds = {word.kind for word in words}
    if "someone" in kinds and "everyone" not in kinds and sum(word.kind == "someone" for word in words) < 2:
        return True
    return not came and ("handle" in kinds or negation.startswith("未"))


def _split(words: Sequence[Word]) -> Iterator[list[Word]]:
    """The items of a list, parted by its joints."""
    item: list[Word] = []
    for word in words:
        if word.kind == "joint":
            yield item
            item = []
        else:
            item.append(word)
    yield item


def _item(words: Sequence[Word], about: bool, came: bool, because: bool) -> str:
    """What one item of a list denies, or ""."""
    kinds = {word.kind for word in words}
    disputed = _disputes(kinds)
    if "other" in kinds or len(disputed) > 1:
        return ""
    if disputed:
        return disputed[0]
    if because or not about:
        return ""
    on_request = "on_request" in kinds and (came or words[-1].kind in CLOSED)
    return NO_REQUESTS if "request" in kinds or on_request else ""


def _disputes(kinds: Container[str]) -> list[str]:
    return [name for kind, name in DISPUTES.items() if kind in kinds]


def _subject(match: re.Match[str]) -> str:
    return next((value for name, value in match.groupdict().items() if name.startswith("subject") and value), "")


def grammar(data: Mapping[str, Any], opening: str) -> Grammar:
    """The grammar of ``nothing.yaml``. ``opening`` is the pattern of who and when."""
    kinds = {word: kind for kind, words in data["words"].items() for word in words}
    kinds |= dict.fromkeys(data["negations"], "negation") | dict.fromkeys(data["adverbs"], "adverb")
    opened = f"{opening}(?:{_any(data['adverbs'])})*"
    return Grammar(
        tuple(Statement(i["id"], i["zh"], tuple(i["examples"]), tuple(i["traps"])) for i in data["statements"]),
        kinds,
        re.compile(_any(kinds)),
        re.compile(f"^{opened}{data['topic']}(?:{_any(data['adverbs'])})*(?P<negation>{_any(data['negations'])})"),
        re.compile(opened),
        re.compile(f"(?:{_any(data['verdicts'])})$"),
        re.compile(data["withdrawn_by"]),
        re.compile(data["about_requests"]),
        re.compile(data["about_else"]),
    )


def _any(words: Sequence[str] | Mapping[str, str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))
