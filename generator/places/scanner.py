"""Finds names of divisions in running text, and joins neighbours that contain one another to chains.

Names are looked for where a type suffix ends (…镇, …县, …街道), longest first, so the length of the text and
not that of the list decides the time. What a text says *about* a place is not judged here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.model.places import Division, Level
from generator.places.gazetteer import Gazetteer
from generator.places.lineage import former_codes

LONGEST_GAP = 20
"""Characters that may stand between superior and inferior where a gap is allowed."""

_ZONE = r"[\u4e00-\u9fff]{0,8}?(?:高新|经开|开发|园|示范|管理|度假|试验|实验|合作|保税|新|风景)区"
TITLE_GAP = re.compile(rf"(?:\s|人民政府|政府|管理委员会|管委会|\d{{4}}年度?|{_ZONE})*")
"""Between superior and inferior of a title or signature: …县2020年…乡, 郑州市高新区…街道."""
BODY_GAP = re.compile(r"[ \u3000]*")

_NOT_AFTER = re.compile(r"(?<=市)场|(?<=乡)村|(?<=道)路")
"""Right neighbours that make another word of the last character: 海城市场, 双河乡村."""
_NOT_AFTER_TWO = re.compile(r"[长级域直]|城(?![市镇乡关])")
"""The same for names of two characters: 易县长 is the acting head of some county."""
_OFFICE = re.compile(r"人民政府|政府|党|机关|\d|年|\s|$")
"""What must follow a common word (城镇) for it to be a town's name."""

_FUNCTION_WORD = re.compile(r"(?<!对)(?<!相)[在由从向于按据照经给被受]$")
_CLEAN = re.compile(r"(?:^|[^\u4e00-\u9fff〇]|年度?|关于|中共|中国共产党|税务总局|统计局|报送|印发)$")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as it stands in the text, ``[start, end)``, and what it can mean in any edition."""

    start: int
    end: int
    name: str
    divisions: tuple[Division, ...]

    @property
    def level(self) -> Level:
        """The lowest level it can have."""
        return max(division.level for division in self.divisions)


@dataclass(frozen=True)
class Chain:
    """Mentions that follow one another and contain one another: 保定市 · 易县 · 梁格庄镇.

    ``divisions`` are the meanings of the last one inside the others. ``stranger`` is a lower mention that
    follows directly but lies in none of them: a town that this county does not have.
    """

    text: str
    mentions: tuple[Mention, ...]
    divisions: tuple[Division, ...]
    stranger: Mention | None = None

    @property
    def start(self) -> int:
        return self.mentions[0].start

    @property
    def end(self) -> int:
        return self.last.end

    @property
    def last(self) -> Mention:
        return self.mentions[-1]

    @property
    def level(self) -> Level:
        return max(division.level for division in self.divisions)

    @cached_property
    def before(self) -> str:
        """The text before the chain in its line, at most 24 characters of it."""
        return self.text[max(0, self.start - 24) : self.start].rpartition("\n")[2]

    @cached_property
    def after(self) -> str:
        return self.text[self.end : self.end + 24]

    @cached_property
    def clean(self) -> bool:
        """Nothing before it could belong to its name: 新青城镇 does not speak of 青城镇."""
        return bool(_CLEAN.search(self.before))


def scan(text: str, gazetteer: Gazetteer, gap: re.Pattern[str] = BODY_GAP) -> tuple[Chain, ...]:
    """All chains of the text, from left to right. ``gap`` says what may stand between their links."""
    chains: list[Chain] = []
    for end, starts in _matches(text, gazetteer):
        if chains and _extend(chains, text, end, starts, gazetteer, gap):
            continue
        start, swallowed = _swallow(chains, starts)
        if start is None or (swallowed and chains and _extend(chains, text, end, starts, gazetteer, gap)):
            continue
        mention = Mention(start, end, text[start:end], gazetteer.known_as(text[start:end]))
        if mention.divisions and _is_name(text, end, mention.name, gazetteer):
            _begin(chains, text, mention, gazetteer, gap)
    return tuple(chains)


def _begin(chains: list[Chain], text: str, mention: Mention, gazetteer: Gazetteer, gap: re.Pattern[str]) -> None:
    """Begins a chain with a name that extends none; one that follows a chain at once is its stranger instead."""
    if chains:
        last = chains[-1]
        if mention.name == last.last.name and mention.start == last.end:
            return  # it may be part of a longer name, and is passed over by what follows
        if _joined(text, last.end, mention.start, gap) and mention.level > last.level:
            if mention.name not in gazetteer.extras.common and last.stranger is None:
                chains[-1] = Chain(text, last.mentions, last.divisions, mention)
            return
    chain = Chain(text, (mention,), mention.divisions)
    if len(mention.name) > 2 or _two_characters_stand_alone(chain):
        chains.append(chain)


def within(divisions: Sequence[Division], superiors: Sequence[Division]) -> tuple[Division, ...]:
    """Those of ``divisions`` that lie below one of ``superiors``."""
    codes = tuple({superior.code for superior in superiors})
    return tuple(d for d in divisions if d.code.startswith(codes) and d.code not in codes)


def _matches(text: str, gazetteer: Gazetteer) -> Iterator[tuple[int, list[int]]]:
    """(end, starts) of all names in the text, the longest first for each end."""
    index = gazetteer.index
    tails = index.tails
    for anchor in index.anchors.finditer(text):
        end = anchor.end()
        lengths = tails.get(text[end - 2 : end])
        if lengths is None or _NOT_AFTER.match(text, end):
            continue
        starts = [end - n for n in lengths if n <= end and text[end - n : end] in index]
        if starts:
            yield end, starts


def _extend(
    chains: list[Chain], text: str, end: int, starts: list[int], gazetteer: Gazetteer, gap: re.Pattern[str]
) -> bool:
    """Adds a link to the last chain where one of the matches lies inside it."""
    bases = [chains[-1]]
    if len(bases[0].mentions) > 1:
        # The longer name may begin where the last link does: 三明市沙县 grows to 三明市沙县区.
        links = bases[0].mentions[:-1]
        bases.append(Chain(text, links, links[-1].divisions))
    for base in bases:
        for start in starts:
            inside = _inside(base, text, start, end, gazetteer, gap)
            if inside:
                mention = Mention(start, end, text[start:end], inside)
                chains[-1] = Chain(text, (*base.mentions, mention), inside)
                return True
    return False


def _inside(
    base: Chain, text: str, start: int, end: int, gazetteer: Gazetteer, gap: re.Pattern[str]
) -> tuple[Division, ...]:
    """What ``text[start:end]`` means as the next link of ``base``; () where it does not follow or lies elsewhere."""
    name = text[start:end]
    overlap = start == base.end - 1 and text[start] == "市"  # 枣庄市中区 is 市中区 of 枣庄市
    if not overlap and not any(_joined(text, at, start, gap) for at in (base.end, _end_of_echo(text, base))):
        return ()
    if not _is_name(text, end, name, gazetteer):
        return ()
    inside = within(gazetteer.known_as(name), base.divisions) or _formerly_below(name, base, gazetteer)
    return tuple(d for d in inside if d.level is Level.COUNTY) if overlap else inside


def _end_of_echo(text: str, base: Chain) -> int:
    """Some lists print a town's name behind its county's, so the county may come twice: 博爱县博爱县月山镇."""
    return base.end + len(base.last.name) if text.startswith(base.last.name, base.end) else base.end


def _formerly_below(name: str, base: Chain, gazetteer: Gazetteer) -> tuple[Division, ...]:
    """What lay below a prefecture that is no more, under the code it has today: 林芝地区 · 朗县."""
    gone = tuple(d.code for d in base.divisions if d.level is Level.PREFECTURE and d.last <= gazetteer.first_edition)
    if not gone:
        return ()
    known = [d for d in gazetteer.known_as(name) if d.level is Level.COUNTY]
    return tuple(d for d in known if any(old.startswith(gone) for old in former_codes(d.code, gazetteer)))


def _swallow(chains: list[Chain], starts: list[int]) -> tuple[int | None, bool]:
    """The longest match that stands free, and whether it took the place of chains found inside it."""
    for start in starts:
        if not chains or start >= chains[-1].end:
            return start, False
        if start <= chains[-1].start:
            while chains and chains[-1].start >= start:
                chains.pop()
            return (start if not chains or start >= chains[-1].end else None), True
    return None, False


def _is_name(text: str, end: int, name: str, gazetteer: Gazetteer) -> bool:
    """Some towns bear common words (城镇); they are meant only where an office follows."""
    common = name in gazetteer.extras.common and name[-1] in "镇乡"
    return not common or bool(_OFFICE.match(text, end))


def _joined(text: str, end: int, start: int, gap: re.Pattern[str]) -> bool:
    return end <= start <= end + LONGEST_GAP and gap.fullmatch(text, end, start) is not None


def _two_characters_stand_alone(chain: Chain) -> bool:
    """Names of two characters match inside other words (和县 in 镇和县政府)."""
    if _NOT_AFTER_TWO.match(chain.after):
        return False
    return chain.clean or bool(_FUNCTION_WORD.search(chain.before))
