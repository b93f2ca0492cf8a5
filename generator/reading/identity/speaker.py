"""How a report speaks of itself: 我镇, 我局 … and which organs can speak so."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from generator.model.places import Level
from generator.reading.identity.names import government_stem, organ_level
from generator.reading.identity.wording import IdentityWording

SELF_LEVEL = {
    "镇": Level.TOWNSHIP, "乡": Level.TOWNSHIP, "街道": Level.TOWNSHIP, "办事处": Level.TOWNSHIP,
    "街办": Level.TOWNSHIP, "苏木": Level.TOWNSHIP, "县": Level.COUNTY, "旗": Level.COUNTY,
    "州": Level.PREFECTURE, "盟": Level.PREFECTURE, "省": Level.PROVINCE,
}  # fmt: skip
GOVERNING = frozenset({*SELF_LEVEL, "市", "区"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """How the text speaks of itself: 我镇, 我局 … ``word`` is the one that nearly all say, "" where none is."""

    word: str
    level: Level | None
    times: int = 0

    @property
    def governs(self) -> bool:
        return self.word in GOVERNING


def speaker_of(body: str, wording: IdentityWording) -> Speaker:
    """The word that nearly all of 我镇, 我局 … say. 市 and 区 tell no level."""
    said = Counter(match[1] for match in wording.speaker.finditer(body))
    levels = Counter[Level]()
    for word, times in said.items():
        if word in SELF_LEVEL:
            levels[SELF_LEVEL[word]] += times
    level, most = levels.most_common(1)[0] if levels else (None, 0)
    if most * 5 < sum(levels.values()) * 4:
        level = None
    word, times = said.most_common(1)[0] if said else ("", 0)
    return Speaker(word if times * 5 >= sum(said.values()) * 3 else "", level, times)


def fits(name: str, speaker: Speaker, wording: IdentityWording) -> bool:
    """True if an author of this name could speak of itself as the text does."""
    level = organ_level(name)
    if speaker.level is Level.TOWNSHIP and level is not Level.TOWNSHIP and government_stem(name):
        return False
    if not speaker.word or speaker.word == "街道":
        return True
    ends = wording.speakers[speaker.word]
    stem = government_stem(name)
    if speaker.governs:
        return bool(stem) or name.endswith(ends) or speaker.word in ("区", "市", "县")
    return name.endswith(ends) or not stem


def speaks_as(name: str, speaker: Speaker, wording: IdentityWording) -> bool:
    """True if 我局, 我镇 … can mean ``name``."""
    if government_stem(name) and speaker.level is not None:
        return organ_level(name) is speaker.level
    return name.endswith(wording.speakers.get(speaker.word, (" ",)))


def speaks_as_department(speaker: Speaker) -> bool:
    return (
        bool(speaker.word)
        and not speaker.governs
        and speaker.times >= 2
        and speaker.word not in ("办", "会", "处", "所", "站", "院")
    )
