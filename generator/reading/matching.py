"""Matches printed labels to a form's labels: by meaning, within a stated distance, never by position."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from generator.forms.loader import Label
from generator.text.folding import squash
from generator.text.numerals import split_ordinal

SHORTEST_FUZZY = 6
"""Shorter labels (规章, 其他, 总计) must match to the letter."""
TOLERANCE = 4
"""One misprint is allowed for each run of this many letters of a label."""
MARGIN = 2
"""Minimum number of letters by which the next best label must be further away."""

REMEMBERED = 20_000

TAIWANESE = (("档案", "文件"), ("资讯", "信息"), ("讯息", "信息"), ("专案", "项目"), ("资料", "数据"))
"""Words of labels as a machine says them in Taiwan's Chinese, and ours."""

BRACKETS = re.compile(r"[（(][^（()）]*[）)]")


@dataclass(frozen=True, slots=True)
class Match:
    """A label that was recognised. ``variant`` where it is not printed as the form has it."""

    id: str
    variant: bool


@dataclass(frozen=True)
class LabelIndex:
    """Finds the label that a printed text stands for."""

    exact: Mapping[str, str]
    """Squashed national labels → id."""
    known: Mapping[str, str]
    """Squashed aliases and labels without their explanations → id."""
    fuzzy: tuple[tuple[str, str], ...] = field(default=())
    """(squashed label, id) of those long enough to be matched with misprints."""

    _seen: dict[str, Match | None] = field(default_factory=dict, compare=False, repr=False)
    """What was found before: the same labels and numbers come in every report. Pure, so only a matter of speed."""

    def find(self, printed: str) -> Match | None:
        """The label behind ``printed``, numbering and blanks aside; None where none or several fit."""
        if printed not in self._seen:
            if len(self._seen) >= REMEMBERED:
                self._seen.clear()
            self._seen[printed] = self._find(printed)
        return self._seen[printed]

    def id(self, printed: str) -> str:
        """The id of the label behind ``printed``; "" where none or several fit."""
        match = self.find(printed)
        return match.id if match else ""

    def _find(self, printed: str) -> Match | None:
        key = label_key(printed)
        if not key:
            return None
        if key in self.exact:
            return Match(self.exact[key], variant=False)
        short = label_key(BRACKETS.sub("", printed))
        ours = our_words(key)
        for candidate in (key, short, ours):
            if candidate in self.known:
                return Match(self.known[candidate], variant=True)
        found = self._nearest(key)
        return Match(found, variant=True) if found else None

    def _nearest(self, key: str) -> str | None:
        if len(key) < SHORTEST_FUZZY - 1:
            return None
        best: dict[str, int] = {}
        letters = set(key)
        for label, id_ in self.fuzzy:
            limit = len(label) // TOLERANCE + MARGIN
            if len(set(label) - letters) > limit or len(letters - set(label)) > limit:
                continue
            best[id_] = min(best.get(id_, 99), Levenshtein.distance(key, label, score_cutoff=limit))
        ranked = sorted(best.items(), key=lambda item: item[1])
        if not ranked:
            return None
        id_, nearest = ranked[0]
        allowed = max(len(label) for label, other in self.fuzzy if other == id_) // TOLERANCE
        runner_up = ranked[1][1] if len(ranked) > 1 else 99
        return id_ if nearest <= allowed and runner_up - nearest >= MARGIN else None


def label_keys(label: Label) -> frozenset[str]:
    """The keys under which a label is known: its own, without its explanation, and its aliases'."""
    names = (label.zh, BRACKETS.sub("", label.zh), *label.aliases)
    return frozenset(key for name in names if (key := label_key(name)))


def label_index(labels: Iterable[Label]) -> LabelIndex:
    """An index over ``labels``. The first of two labels with the same words wins."""
    exact: dict[str, str] = {}
    known: dict[str, str] = {}
    for label in labels:
        exact.setdefault(label_key(label.zh), label.id)
        for alias in (BRACKETS.sub("", label.zh), *label.aliases):
            known.setdefault(label_key(alias), label.id)
    known.pop("", None)
    long = tuple((key, id_) for key, id_ in {**known, **exact}.items() if len(key) >= SHORTEST_FUZZY)
    return LabelIndex(exact, known, long)


def our_words(key: str) -> str:
    """A label's key with the words of Taiwan's Chinese said as the forms say them."""
    for theirs, ours in TAIWANESE:
        key = key.replace(theirs, ours)
    return key


@lru_cache(maxsize=REMEMBERED)
def label_key(printed: str) -> str:
    """A label without its number, blanks and punctuation."""
    _, _, rest = split_ordinal(printed)
    return squash(rest)
