"""Lists of stated figures: a total, the parts that follow it, and their shares."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

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
"""So many items that seem to be no part may stand between two that are."""
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
        members: list[StatedFigure] = []
        listing = next((x for x in lists if x.total.search(total.figure.label)), None)
        kind, opened = "", total.end
        if listing is not None and total.figure.unit not in PERCENT:
            until = taken[at + 1].start if at + 1 < len(taken) else total.end
            kind, opened = _introduced(folded[total.end : until], total.end)
        if listing is not None and kind:
            after = taken[at + 1 : at + 1 + LONGEST_LIST]
            members, kind = _members(after, listing, folded, opened, kind, total.figure)
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


def _members(
    after: Sequence[Taken], listing: Listing, line: str, opened: int, kind: str, total: StatedFigure
) -> tuple[list[StatedFigure], str]:
    """Parts and shares among the figures behind a total; sub-parts in brackets are passed over without a role.

    What seems to be no part (答复局长信箱咨询3条) is one where the list goes on behind it, and ends the list where not.
    """
    members: list[StatedFigure] = []
    before = line[max(0, opened - NEAR) : opened]
    bracketed = kind != "plain" and before.rstrip(":：,， 其中包括含").endswith(("（", "("))
    begin, parts, depth = opened, 0, 0
    odd: list[int] = []
    whole = len(after) < LONGEST_LIST
    for item in after:
        figure, since = item.figure, line[begin : item.start]
        depth += _depth(since)
        if SENTENCE_END.search(since) or (bracketed and depth < 0):
            break
        begin = item.end
        if figure.unit in PERCENT:
            if not parts:
                break
            members.append(replace(figure, role="percent"))
            continue
        if depth > 0:
            members.append(figure)
            continue
        again = bool(parts and AGAIN.search(since))
        if again or not _is_part(figure, listing, kind, total):
            # Something else goes on in the same sentence: what came so far may not be all.
            whole = whole and figure.unit != total.unit
            if again or kind == "plain" or figure.unit != total.unit or len(odd) == ODD_IN_A_ROW:
                kind = "of_which" if kind == "whole" else kind
                break
            odd.append(len(members))
            members.append(figure)
            continue
        for at in odd:
            members[at] = replace(members[at], role="part")
        whole = whole or bool(odd)
        odd = []
        members.append(replace(figure, role="part"))
        parts += 1
    if odd:
        del members[odd[0] :]
        kind = "of_which" if kind == "whole" else kind
    while members and not members[-1].role:
        members.pop()
    if kind == "plain" and parts < 2:
        return [], ""
    named = [member.label for member in members if member.role == "part"]
    if kind == "of_which" and whole and named and REST.search(named[-1]):
        kind = "whole"
    return members, kind


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
