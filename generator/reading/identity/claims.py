"""Who might have written a report: names with the voice in which they are printed, and which of them mean one organ."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.model.documents import Text
from generator.model.reports import Sourced
from generator.model.spans import DecodedSpan, RepairedSpan
from generator.places.gazetteer import Gazetteer
from generator.reading.identity.head import HeadMatter
from generator.reading.identity.names import begin_of, government_stem
from generator.reading.identity.rows import MetadataRow
from generator.reading.identity.sentences import Spoken
from generator.reading.identity.subjects import PLACE_END, SubjectKind, TitleSubject
from generator.reading.identity.wording import IdentityWording
from generator.reading.years import locate
from generator.text.folding import half_width, without_blanks
from generator.text.lines import Line

STRONG = ("self_naming", "compiled", "below_title", "signature")
ORDER = ("title", "self_naming", "below_title", "signature", "compiled", "opening", "publisher", "body", "contact")
SHORTEST_UNPLACED = 6
"""Characters of a signing name that begins with no place; shorter ones may be a label that breaks off (行政处)."""
LONGEST_ALONE = 300
"""Characters of a line, blanks included, that may be nothing but a name and a date."""
OFFICE = re.compile(r"(?:人民政府|政府)?(?:党政)?(?:办公室|办公厅|综合办|办)$")


@dataclass(frozen=True, slots=True)
class Claim:
    """A name that the text gives its author, and the voice it does it with (title, signature, …)."""

    name: str
    voice: str
    span: DecodedSpan | None
    """In the decoded text."""
    placed: bool = True


def gather_claims(
    subject: TitleSubject, title: Sourced[str] | None, around: HeadMatter, spoken: Sequence[Spoken],
    signature: Sequence[Line], below_title: Sequence[Line], text: Text, wording: IdentityWording, gazetteer: Gazetteer,
) -> list[Claim]:  # fmt: skip
    claims: list[Claim] = []
    if title and subject.kind is SubjectKind.NAME:
        claims.append(Claim(subject.text, "title", locate(text, subject.text, title.span)))
    claims += [
        Claim(s.name, s.voice, text.back(s.span), s.placed)
        for s in spoken
        if s.voice in ("self_naming", "compiled", "opening")
    ]
    claims += [Claim(name, "below_title", text.back(span)) for name, span in _alone(below_title, wording, gazetteer)]
    claims += [
        Claim(name, "signature", text.back(span))
        for name, span in reversed(list(_alone(signature, wording, gazetteer)))
    ]
    for field, voice in (("author", "compiled"), ("publisher", "publisher")):
        claims += _of_row(around.first(field), voice, wording, gazetteer)
    return claims


def _of_row(row: MetadataRow | None, voice: str, wording: IdentityWording, gazetteer: Gazetteer) -> list[Claim]:
    """The organ that a metadata row names."""
    if row and wording.any_end.search(name := without_blanks(row.value)) and len(name) >= 3:
        start, placed = begin_of(name, 0, len(name), wording, gazetteer)
        return [Claim(name[start:], voice, row.span, placed)]
    return []


def self_named_place(spoken: Sequence[Spoken], wording: IdentityWording) -> TitleSubject | None:
    """The place that a sentence names as a title does: 编制某县某乡2023年政府信息公开工作年度报告."""
    for one in spoken:
        is_place = PLACE_END.search(one.name) and not wording.any_end.search(one.name)
        if one.voice == "self_naming" and one.placed and is_place and not wording.zone.search(one.name):
            return TitleSubject(SubjectKind.PLACE, one.name)
    return None


def _alone(lines: Sequence[Line], wording: IdentityWording, gazetteer: Gazetteer) -> list[tuple[str, RepairedSpan]]:
    """Names that are all of a line, or all but a date."""
    found: list[tuple[str, RepairedSpan]] = []
    for line in lines:
        if len(line.text) > LONGEST_ALONE:
            continue
        words = re.sub(r"[\s，,]*[（(]?(?:\d{4}|二[〇○零].{2})年.{1,8}日[）)]?\s*$", "", half_width(line.text)).strip()
        name = without_blanks(words)
        if not 3 <= len(name) <= 34 or not re.fullmatch(r"[\u3400-\u9fff]+", name) or not wording.any_end.search(name):
            continue
        start, placed = begin_of(name, 0, len(name), wording, gazetteer)
        if start == 0 and (placed or len(name) >= SHORTEST_UNPLACED or government_stem(name)):
            lead = len(line.text) - len(line.text.lstrip())
            found.append((name, line.part(lead, lead + len(words))))
    return found


def agreed_claim(claims: Sequence[Claim]) -> Claim | None:
    """The fullest of names that mean one organ, in the order of voices; None where two organs are named."""
    ordered = sorted(claims, key=lambda claim: ORDER.index(claim.voice))
    first = ordered[0]
    same = [claim for claim in ordered if same_organ(claim.name, first.name)]
    others = [c for c in ordered if not same_organ(c.name, first.name) and not is_office_of(c.name, first.name)]
    if others:
        return None
    return max(same, key=lambda claim: len(claim.name))


def same_organ(a: str, b: str) -> bool:
    """True if two printed names mean one organ; one may have more of its place before it."""
    long, short = sorted((a, b), key=len, reverse=True)
    if long.endswith(short):
        return True
    stem_a, stem_b = government_stem(long), government_stem(short)
    return bool(stem_a and stem_b) and (stem_a.endswith(stem_b) or stem_b.endswith(stem_a))


def is_office_of(office: str, government: str) -> bool:
    """甲县人民政府办公室 signs for 甲县人民政府."""
    stem = OFFICE.sub("", office)
    place = government_stem(government)
    return bool(place) and stem != office and (not stem or place.endswith(stem) or stem.endswith(place))


def fuller_claim(chosen: Claim, claims: Sequence[Claim], spoken: Sequence[Spoken], text: Text) -> Claim:
    """Of a name that leaves its place away (市林业局) the fullest form that is printed anywhere."""
    if chosen.placed and not chosen.name.startswith(("市", "县", "区", "省", "州")):
        return chosen
    named = [(c.name, c.span) for c in claims if c.placed]
    named += [(one.name, text.back(one.span)) for one in spoken if one.placed]
    longer = {name: span for name, span in named if name.endswith(chosen.name) and name != chosen.name}
    if len(longer) != 1:
        return chosen
    ((name, span),) = longer.items()
    return replace(chosen, name=name, span=span)


def is_plausible(claim: Claim, wording: IdentityWording) -> bool:
    """A name in one of the strong voices is one only where it ends, and begins, as names do."""
    begins = claim.placed or claim.voice in ("signature", "below_title")
    begins = begins or (len(claim.name) >= 4 and not any(char in wording.lead_characters for char in claim.name[:3]))
    return begins and wording.any_end.search(claim.name) is not None
