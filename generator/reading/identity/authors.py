"""Who wrote the report: every candidate, weighed in one place.

The rules, in order:

- A title that names an organ names the author. One that names only a place names that place's government; its name is
  published where the report prints it, else it is implied.
- No government above the place that the title names is the author, nor one that is only cited, thanked, or to be asked.
- Without a title the report's own sentences speak (现公布 … , 本报告由 … 编制), then its signature, the subject of its
  first sentences, the page's publisher where the text speaks of itself as such an organ does, and last the names that
  the text repeats. Two of the strong voices that name different organs leave the author open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.model.documents import Text
from generator.model.reports import Candidate, OrganKind, Sourced
from generator.model.spans import DecodedSpan, RepairedSpan
from generator.places.gazetteer import Gazetteer
from generator.reading.identity.claims import (
    STRONG,
    Claim,
    agreed_claim,
    fuller_claim,
    gather_claims,
    is_plausible,
    same_organ,
    self_named_place,
)
from generator.reading.identity.head import HeadMatter
from generator.reading.identity.indirect import asked, of_place, repeated
from generator.reading.identity.names import GENERIC_PLACE, government_stem, organ_kind
from generator.reading.identity.sentences import Spoken, Squeezed, names_in
from generator.reading.identity.speaker import Speaker, fits, speaks_as
from generator.reading.identity.subjects import SubjectKind, TitleSubject, subject_of
from generator.reading.identity.wording import IdentityWording
from generator.text.lines import Line

PUBLISHING_OFFICES = ("政府办公室", "政府办公厅", "政府办")
INFORMATION_OFFICE = re.compile(r"(?:政府|政务)?信息公开(?:工作)?(?:领导小组)?(?:办公室|办)$")
OFFICES_OF_ZONES = ("管委会", "管理委员会", "委员会", "办公室")


@dataclass(frozen=True, slots=True)
class OrganName:
    """A name as printed in one piece, what kind of organ it names and where it stands.

    ``implied``: the name is printed nowhere; it follows from a title that names only the place.
    """

    name: str
    kind: OrganKind
    origin: str
    span: DecodedSpan | None
    implied: bool = False


def read_author(
    title: Sourced[str] | None,
    around: HeadMatter,
    prose: Sequence[Squeezed],
    signature: Sequence[Line],
    inside: tuple[str, RepairedSpan] | None,
    below_title: Sequence[Line],
    speaker: Speaker,
    text: Text,
    wording: IdentityWording,
    gazetteer: Gazetteer,
) -> tuple[OrganName | None, tuple[Candidate, ...]]:
    """The author, and the candidates that were passed over with what spoke against each."""
    subject = subject_of(title.value, wording, gazetteer) if title else TitleSubject(SubjectKind.NONE)
    spoken = list(names_in(prose, wording, gazetteer))
    if subject.kind is SubjectKind.NONE:
        subject = self_named_place(spoken, wording) or subject
    claims = gather_claims(subject, title, around, spoken, signature, below_title, text, wording, gazetteer)
    if inside:
        claims.append(Claim(inside[0], "signature", text.back(inside[1])))
    chosen = _choose(subject, claims, spoken, speaker, text, wording)
    if chosen:
        chosen = fuller_claim(chosen, claims, spoken, text)
    organ = _organ(chosen, speaker, wording) if chosen else None
    return organ, _passed_over(claims, spoken, chosen, text)


def _choose(
    subject: TitleSubject, claims: Sequence[Claim], spoken: Sequence[Spoken], speaker: Speaker, text: Text,
    wording: IdentityWording,
) -> Claim | None:  # fmt: skip
    if subject.kind is SubjectKind.NAME:
        return _of_name(claims)
    if subject.kind is SubjectKind.PLACE:
        return of_place(subject.text, claims, spoken, speaker, text, wording)
    strong = _strong(subject, claims, speaker, wording)
    if strong:
        return agreed_claim(strong)
    opening = [c for c in claims if c.voice == "opening" and fits(c.name, speaker, wording)]
    chosen = _of_opening(opening, speaker, wording) or _of_publisher(claims, speaker, wording)
    if chosen or opening:
        return chosen
    return repeated(spoken, speaker, text, wording) or asked(spoken, speaker, text, wording)


def _of_name(claims: Sequence[Claim]) -> Claim:
    """The title's name, the first of ``claims``; where it names no place, the fullest that a strong voice gives it."""
    title = claims[0]
    fuller = [c for c in claims if c.voice in STRONG and c.placed and c.name.endswith(title.name)]
    return max(fuller, key=lambda claim: len(claim.name)) if _placeless(title.name) and fuller else title


def _strong(subject: TitleSubject, claims: Sequence[Claim], speaker: Speaker, wording: IdentityWording) -> list[Claim]:
    """What the strong voices name, as far as the text may speak as such an organ."""
    strong = [_of_office(c, wording) for c in claims if c.voice in STRONG and is_plausible(c, wording)]
    strong = [c for c in strong if fits(c.name, speaker, wording) and not _compiles_for_another(c, speaker)]
    if subject.kind is SubjectKind.ZONE:
        strong = [c for c in strong if c.name.endswith(OFFICES_OF_ZONES)]
    return strong


def _of_opening(opening: Sequence[Claim], speaker: Speaker, wording: IdentityWording) -> Claim | None:
    """The subject of the first sentences, where more than one or the text itself confirms it.

    A government that opens a sentence may be the one above; a department that does so is the author.
    """
    agreed = agreed_claim(list(opening)) if opening else None
    if agreed is None or not agreed.placed:
        return None
    if len(opening) > 1 or speaks_as(agreed.name, speaker, wording):
        return agreed
    return None if government_stem(agreed.name) or speaker.governs else agreed


def _of_publisher(claims: Sequence[Claim], speaker: Speaker, wording: IdentityWording) -> Claim | None:
    """The page's publisher, where the text speaks of itself as such an organ.

    Offices of governments publish for all others.
    """
    placed = (c for c in claims if c.voice == "publisher" and c.placed)
    publisher = next((c for c in placed if not c.name.endswith(PUBLISHING_OFFICES)), None)
    if publisher is None or speaker.times < 2 or not speaker.word:
        return None
    return publisher if publisher.name.endswith(wording.speakers[speaker.word]) else None


def _of_office(claim: Claim, wording: IdentityWording) -> Claim:
    """The organ whose office for open government information compiles the report, where its name says so."""
    bare = INFORMATION_OFFICE.sub("", claim.name)
    if bare == claim.name or len(bare) < 3 or not wording.any_end.search(bare):
        return claim
    return replace(claim, name=bare)


def _compiles_for_another(claim: Claim, speaker: Speaker) -> bool:
    """The office of a government compiles the government's report; it is the author of one that speaks as an office."""
    return (
        claim.voice == "compiled" and claim.name.endswith(PUBLISHING_OFFICES) and speaker.word not in ("办", "厅", "")
    )


def _placeless(name: str) -> bool:
    return len(name) <= 10 and GENERIC_PLACE.match(name + "局") is None


def _organ(claim: Claim, speaker: Speaker, wording: IdentityWording) -> OrganName:
    kind = organ_kind(claim.name, speaker.level if claim.voice == "body" else None, wording)
    implied = claim.voice == "title_place"
    return OrganName(claim.name, kind, claim.voice, claim.span, implied)


def _passed_over(
    claims: Sequence[Claim], spoken: Sequence[Spoken], chosen: Claim | None, text: Text
) -> tuple[Candidate, ...]:
    taken = chosen.name if chosen else ""
    found: dict[tuple[str, str], Candidate] = {}
    for claim in claims:
        if claim.name != taken:
            why = "same organ" if taken and same_organ(claim.name, taken) else "weaker" if taken else "undecided"
            found.setdefault((claim.voice, claim.name), Candidate("organ", claim.voice, claim.name, claim.span, why))
    for one in spoken:
        if one.name != taken and one.voice in ("contact", "cited", "mention"):
            found.setdefault(
                (one.voice, one.name), Candidate("organ", one.voice, one.name, text.back(one.span), one.voice)
            )
    return tuple(found.values())
