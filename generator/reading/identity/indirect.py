"""Authors that no claim names outright: by the place in the title, by a name that repeats, by whom a reader may ask."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from generator.model.documents import Text
from generator.model.spans import RepairedSpan, Span
from generator.reading.identity.claims import ORDER, STRONG, Claim, agreed_claim, is_office_of, is_plausible, same_organ
from generator.reading.identity.names import government_stem, organ_level
from generator.reading.identity.sentences import Spoken
from generator.reading.identity.speaker import Speaker, fits, speaks_as_department
from generator.reading.identity.wording import IdentityWording

ASKED_OFFICE = re.compile(r"(?:党政)?(?:综合)?(?:办公室|办公厅|综合科|政务公开科|办)$")


def of_place(
    place: str, claims: Sequence[Claim], spoken: Sequence[Spoken], speaker: Speaker, text: Text,
    wording: IdentityWording,
) -> Claim | None:  # fmt: skip
    """The author of a report whose title names only a place."""
    others = _departments_of(place, claims, wording)
    if not fits(f"{place}人民政府", speaker, wording) or speaks_as_department(speaker):
        departments = [c for c in others if fits(c.name, speaker, wording)]
        return agreed_claim(departments) if departments else repeated(spoken, speaker, text, wording)
    own = _own_government(place, claims, spoken, text)
    if own:
        return own
    if others:
        fitting = all(fits(c.name, speaker, wording) for c in others) and not speaker.word
        return agreed_claim(others) if fitting else None
    return Claim(f"{place}{_government_of(place)}", "title_place", None)


def _own_government(place: str, claims: Sequence[Claim], spoken: Sequence[Spoken], text: Text) -> Claim | None:
    """The place's own government where the text names it: the fullest name in the strongest voice that does."""
    own = [c for c in claims if c.voice != "publisher" and _governs(c.name, place)]
    own += [Claim(s.name, "body", text.back(s.span), s.placed) for s in spoken if _governs(s.name, place)]
    if not own:
        return None
    first = min(own, key=lambda c: ORDER.index(c.voice))
    return max((c for c in own if c.voice == first.voice), key=lambda c: len(c.name))


def _departments_of(place: str, claims: Sequence[Claim], wording: IdentityWording) -> list[Claim]:
    """Organs that strong voices name and that are no government and no office of the place's one.

    Another government is a superior, or the owner of the site; an organ of the place may well sign.
    """
    strong = [c for c in claims if c.voice in STRONG and is_plausible(c, wording) and not government_stem(c.name)]
    return [c for c in strong if not is_office_of(c.name, f"{place}人民政府")]


def _government_of(place: str) -> str:
    if place.endswith("街道"):
        return "办事处"
    return "行政公署" if place.endswith(("地区", "盟")) else "人民政府"


def _governs(name: str, place: str) -> bool:
    stem = government_stem(name)
    return len(stem) >= 2 and (place.endswith(stem) or stem.endswith(place))


def repeated(spoken: Sequence[Spoken], speaker: Speaker, text: Text, wording: IdentityWording) -> Claim | None:
    """The name that the running text repeats, where no other comes near and the text speaks of itself so."""
    counts: Counter[str] = Counter()
    spans: dict[str, RepairedSpan] = {}
    for one in spoken:
        if not _may_be_author(one, speaker, wording):
            continue
        counts[one.name] += 1
        spans.setdefault(one.name, one.span)
    if not counts:
        return None
    (name, _), *others = counts.most_common()
    if any(not same_organ(name, other) for other, _ in others):
        return None
    fullest = max(counts, key=len)
    return Claim(fullest, "body", text.back(spans[fullest]))


def _may_be_author(one: Spoken, speaker: Speaker, wording: IdentityWording) -> bool:
    """True if a name in the running text may be the author's.

    Whom to ask about a report is its author or an office of it; a name of the author's level is no office.
    """
    government = bool(government_stem(one.name))
    asked_government = one.voice == "contact" and speaker.level is not None and government
    if one.voice not in ("mention", "opening") and not asked_government:
        return False
    if not one.placed or not fits(one.name, speaker, wording):
        return False
    if speaker.level is not None and organ_level(one.name) is not speaker.level:
        return False
    return government or bool(speaker.word and one.name.endswith(wording.speakers[speaker.word]))


def asked(spoken: Sequence[Spoken], speaker: Speaker, text: Text, wording: IdentityWording) -> Claim | None:
    """Whom a reader is to ask: the author, or an office of it, where nobody else is named as one."""
    found: dict[str, Spoken] = {}
    for one in spoken:
        name = ASKED_OFFICE.sub("", one.name)
        if one.voice != "contact" or not one.placed or not wording.any_end.search(name) or len(name) < 4:
            continue
        # A government's office answers for the departments, too.
        if government_stem(name) and (speaker.level is None or organ_level(name) is not speaker.level):
            return None
        if fits(name, speaker, wording):
            found.setdefault(name, one)
    if len(found) != 1:
        return None
    ((name, one),) = found.items()
    start = one.span.start
    return Claim(name, "contact", text.back(RepairedSpan(Span(start, start + len(name)))))
