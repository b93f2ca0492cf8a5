"""Lists of stated figures: a total, the parts that follow it, and their shares."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from generator.model.figures import StatedFigure
from generator.reading.figures.context import SENTENCE_END
from generator.reading.figures.indicators import Listing
from generator.text.folding import half_width

PERCENT = ("%", "‰")
OF_WHICH = re.compile(r"^[\s，,。；;：:（(]*其中")
HOLDING = re.compile(r"^[\s，,（(]*(?:主要)?(?:包括|包含|涵盖|含)")
WHOLE = re.compile(r"^[\s，,（(]*(?:分别(?:为|是)|具体(?:为|是|如下)|分为|即)[\s:：,，]*|^\s*[:：]")
BRACKET = re.compile(r"^\s*[（(]")
PLAIN = re.compile(r"^\s*[，,；;、]")
CATEGORY = re.compile(r"[“\"「][^”\"」]+[”\"」](?:类|栏目)?(?:的)?(?:信息)?$|类(?:的)?(?:信息)?$")
"""What a part is called where nothing else tells that a list begins: “机构职能”信息, 政策法规类信息."""
AGAIN = re.compile(r"其中|另外|此外|另有|同时|还|包括|包含|分别")
REST = re.compile(r"(?:其他|其它|其余)(?!部门|单位|地区|网站|乡镇|机关|媒体|组织)")
"""A last part so called closes its list: with it the parts are all there is."""
DATED = re.compile(r"\d{4}年|今年|去年|上年|本年|全年")
ODD_IN_A_ROW = 2
"""Maximum number of items between two parts that do not seem to be parts."""
LONGEST_LIST = 200
NEAR = 24


@dataclass(frozen=True, slots=True)
class Taken:
    """A figure and where it stands in its line of repaired text."""

    start: int
    end: int
    figure: StatedFigure
    noun: str = ""
    """The words right behind it that it counts: 5 件政府信息公开申请."""
    named: str = ""
    """Its own of the names in front of a list of numbers: A、B分别为1件、2件."""


def listed(taken: Sequence[Taken], line: str, lists: Sequence[Listing], number: int) -> tuple[list[StatedFigure], int]:
    """The figures of one paragraph with the members of each list tied together, and the last list's number.

    A list ends with its sentence, or where a figure is no part of it.
    """
    folded = half_width(line)
    out: list[StatedFigure] = []
    at = 0
    while at < len(taken):
        total = taken[at]
        listing = next((x for x in lists if x.total.search(total.figure.label)), None)
        members, kind = _list_behind(taken, at, listing, folded) if listing is not None else ([], "")
        if listing is None or not kind:
            out.append(total.figure)
            at += 1
            continue
        number += 1
        out.append(replace(total.figure, role="total", group=listing.group, list=number, listing=kind))
        out += [replace(m, group=listing.group, list=number) if m.role else m for m in members]
        at += 1 + len(members)
    return out, number


def _introduced(gap: str, at: int) -> tuple[str, int]:
    """How the words between a total and the next figure introduce a list, and where it begins; "" where not."""
    for kind, words in (("of_which", OF_WHICH), ("of_which", HOLDING), ("whole", WHOLE), ("whole", BRACKET)):
        if match := words.search(gap):
            return kind, at + match.end()
    return ("plain", at) if PLAIN.search(gap) else ("", at)


def _list_behind(taken: Sequence[Taken], at: int, listing: Listing, line: str) -> tuple[list[StatedFigure], str]:
    """The members of the list that follows the figure at ``at``, and how it is introduced; "" where none follows."""
    total = taken[at]
    if total.figure.unit in PERCENT:
        return [], ""
    until = taken[at + 1].start if at + 1 < len(taken) else total.end
    kind, opened = _introduced(line[total.end : until], total.end)
    if not kind:
        return [], ""
    after = taken[at + 1 : at + 1 + LONGEST_LIST]
    before = line[max(0, opened - NEAR) : opened]
    bracketed = kind != "plain" and before.rstrip(":：,， 其中包括含").endswith(("（", "("))
    reading = _ListReading(listing, total.figure, line, kind, opened, bracketed, whole=len(after) < LONGEST_LIST)
    for item in after:
        if not reading.take(item):
            break
    return reading.members_and_kind()


@dataclass(slots=True)
class _ListReading:
    """Parts and shares among the figures behind a total; sub-parts in brackets are passed over without a role.

    What seems to be no part (答复局长信箱咨询3条) is one where the list goes on behind it, and ends the list where not.
    Lives within one call of :func:`_list_behind`.
    """

    listing: Listing
    total: StatedFigure
    line: str
    kind: str
    begin: int
    """Where the words before the next figure begin."""
    bracketed: bool
    """The list stands in brackets, and ends with them."""
    whole: bool
    """Nothing shows that parts are missing."""
    members: list[StatedFigure] = field(default_factory=list)
    odd: list[int] = field(default_factory=list)
    """Members since the last part that seem to be none."""
    parts: int = 0
    depth: int = 0

    def take(self, item: Taken) -> bool:
        """Adds the next figure; False where the list ended before it."""
        figure, since = item.figure, self.line[self.begin : item.start]
        self.depth += _depth(since)
        if SENTENCE_END.search(since) or (self.bracketed and self.depth < 0):
            return False
        self.begin = item.end
        if figure.unit in PERCENT:
            self.members += [replace(figure, role="percent")] if self.parts else []
            return self.parts > 0
        if self.depth > 0:
            self.members.append(figure)
            return True
        again = bool(self.parts and AGAIN.search(since))
        if again or not _is_part(figure, self.listing, self.kind, self.total):
            return self._take_odd(figure, again)
        self._take_part(figure)
        return True

    def _take_odd(self, figure: StatedFigure, again: bool) -> bool:
        """Something else may go on in the same sentence: what came so far may not be all."""
        other_unit = figure.unit != self.total.unit
        self.whole = self.whole and other_unit
        if again or self.kind == "plain" or other_unit or len(self.odd) == ODD_IN_A_ROW:
            self._leave_open()
            return False
        self.odd.append(len(self.members))
        self.members.append(figure)
        return True

    def _take_part(self, figure: StatedFigure) -> None:
        for at in self.odd:
            self.members[at] = replace(self.members[at], role="part")
        self.whole = self.whole or bool(self.odd)
        self.odd = []
        self.members.append(replace(figure, role="part"))
        self.parts += 1

    def _leave_open(self) -> None:
        """The parts need not be all there are."""
        self.kind = "of_which" if self.kind == "whole" else self.kind

    def members_and_kind(self) -> tuple[list[StatedFigure], str]:
        """The members up to the last one with a role, and the kind of the list; "" where they make none."""
        members = self.members
        if self.odd:
            del members[self.odd[0] :]
            self._leave_open()
        while members and not members[-1].role:
            members.pop()
        if self.kind == "plain" and self.parts < 2:
            return [], ""
        named = [member.label for member in members if member.role == "part"]
        closed = self.whole and named and REST.search(named[-1])
        return members, "whole" if self.kind == "of_which" and closed else self.kind


def _is_part(figure: StatedFigure, listing: Listing, kind: str, total: StatedFigure) -> bool:
    if listing.not_part.search(figure.label) or not listing.part.search(figure.label):
        return False
    if DATED.search(figure.label) and listing.total.search(figure.label):
        return False  # the total of another year
    if kind != "plain":
        return True
    named = bool(listing.part.pattern) or bool(CATEGORY.search(figure.label))
    return named and figure.unit == total.unit


def _depth(words: str) -> int:
    """Brackets opened less brackets closed."""
    return sum(words.count(c) for c in "（(") - sum(words.count(c) for c in "）)")
