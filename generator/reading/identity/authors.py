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
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.model.documents import Text
from generator.model.reports import Candidate, OrganKind, Sourced
from generator.model.spans import Span
from generator.places.gazetteer import Gazetteer
from generator.reading.identity.claims import (
    ORDER,
    STRONG,
    Claim,
    agreed_claim,
    fuller_claim,
    gather_claims,
    is_office_of,
    same_organ,
    self_named_place,
)
from generator.reading.identity.head import HeadMatter
from generator.reading.identity.names import GENERIC_PLACE, government_stem, organ_kind, organ_level
from generator.reading.identity.sentences import Spoken, Squeezed, names_in
from generator.reading.identity.speaker import Speaker, fits, speaks_as, speaks_as_department
from generator.reading.identity.titles import SubjectKind, TitleSubject, subject_of
from generator.reading.identity.wording import IdentityWording
from generator.text.lines import Line

PUBLISHING_OFFICES = ("政府办公室", "政府办公厅", "政府办")
INFORMATION_OFFICE = re.compile(r"(?:政府|政务)?信息公开(?:工作)?(?:领导小组)?(?:办公室|办)$")
ASKED_OFFICE = re.compile(r"(?:党政)?(?:综合)?(?:办公室|办公厅|综合科|政务公开科|办)$")


@dataclass(frozen=True, slots=True)
class OrganName:
    """A name as printed in one piece, what kind of organ it names and where it stands.

    ``implied``: the name is printed nowhere; it follows from a title that names only the place.
    """

    name: str
    kind: OrganKind
    origin: str
    span: Span | None
    implied: bool = False


def read_author(
    title: Sourced[str] | None,
    around: HeadMatter,
    prose: Sequence[Squeezed],
    signature: Sequence[Line],
    inside: tuple[str, Span] | None,
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
    subject: TitleSubject,
    claims: Sequence[Claim],
    spoken: Sequence[Spoken],
    speaker: Speaker,
    text: Text,
    wording: IdentityWording,
) -> Claim | None:
    if subject.kind is SubjectKind.NAME:
        title = claims[0]
        fuller = [c for c in claims if c.voice in STRONG and c.placed and c.name.endswith(title.name)]
        if _placeless(title.name) and fuller:
            return max(fuller, key=lambda claim: len(claim.name))
        return title
    if subject.kind is SubjectKind.PLACE:
        return _of_place(subject.text, claims, spoken, speaker, text, wording)
    strong = [_of_office(c, wording) for c in claims if c.voice in STRONG and _plausible(c, wording)]
    strong = [c for c in strong if fits(c.name, speaker, wording) and not _compiles_for_another(c, speaker)]
    if subject.kind is SubjectKind.ZONE:
        strong = [c for c in strong if c.name.endswith(("管委会", "管理委员会", "委员会", "办公室"))]
    if strong:
        return agreed_claim(strong)
    opening = [c for c in claims if c.voice == "opening" and fits(c.name, speaker, wording)]
    agreed = agreed_claim(opening) if opening else None
    # A government that opens a sentence may be the one above; a department that does so is the author.
    confirmed = agreed and (
        len(opening) > 1
        or speaks_as(agreed.name, speaker, wording)
        or not (government_stem(agreed.name) or speaker.governs)
    )
    if agreed and agreed.placed and confirmed:
        return agreed
    # Offices of governments publish for all others.
    publisher = next(
        (c for c in claims if c.voice == "publisher" and c.placed and not c.name.endswith(PUBLISHING_OFFICES)), None
    )
    if publisher and speaker.times >= 2 and speaker.word and publisher.name.endswith(wording.speakers[speaker.word]):
        return publisher
    if opening:
        return None
    return _repeated(spoken, speaker, text, wording) or _asked(spoken, speaker, text, wording)


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


def _asked(spoken: Sequence[Spoken], speaker: Speaker, text: Text, wording: IdentityWording) -> Claim | None:
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
    return Claim(name, "contact", text.back(Span(start, start + len(name))))


def _plausible(claim: Claim, wording: IdentityWording) -> bool:
    """A name in one of the strong voices is one only where it ends, and begins, as names do."""
    begins = claim.placed or claim.voice in ("signature", "below_title")
    begins = begins or (len(claim.name) >= 4 and not any(char in wording.lead_characters for char in claim.name[:3]))
    return begins and wording.any_end.search(claim.name) is not None


def _placeless(name: str) -> bool:
    return len(name) <= 10 and GENERIC_PLACE.match(name + "局") is None


def _of_place(
    place: str,
    claims: Sequence[Claim],
    spoken: Sequence[Spoken],
    speaker: Speaker,
    text: Text,
    wording: IdentityWording,
) -> Claim | None:
    """The author of a report whose title names only a place."""
    own = [c for c in claims if c.voice != "publisher" and _governs(c.name, place)]
    own += [Claim(s.name, "body", text.back(s.span), s.placed) for s in spoken if _governs(s.name, place)]
    if not fits(f"{place}人民政府", speaker, wording) or speaks_as_department(speaker):
        departments = [
            c for c in claims if c.voice in STRONG and _plausible(c, wording) and not government_stem(c.name)
        ]
        departments = [
            c for c in departments if fits(c.name, speaker, wording) and not is_office_of(c.name, f"{place}人民政府")
        ]
        return agreed_claim(departments) if departments else _repeated(spoken, speaker, text, wording)
    # Another government is a superior, or the owner of the site; an organ of the place may well sign.
    rivals = [
        c
        for c in claims
        if c.voice in STRONG
        and _plausible(c, wording)
        and not government_stem(c.name)
        and not is_office_of(c.name, f"{place}人民政府")
    ]
    if rivals and not own:
        return (
            agreed_claim(rivals) if all(fits(c.name, speaker, wording) for c in rivals) and not speaker.word else None
        )
    if own:
        first = min(own, key=lambda c: ORDER.index(c.voice))
        return max((c for c in own if c.voice == first.voice), key=lambda c: len(c.name))
    return Claim(f"{place}{_government_of(place)}", "title_place", None)


def _government_of(place: str) -> str:
    if place.endswith("街道"):
        return "办事处"
    return "行政公署" if place.endswith(("地区", "盟")) else "人民政府"


def _governs(name: str, place: str) -> bool:
    stem = government_stem(name)
    return len(stem) >= 2 and (place.endswith(stem) or stem.endswith(place))


def _repeated(spoken: Sequence[Spoken], speaker: Speaker, text: Text, wording: IdentityWording) -> Claim | None:
    """The name that the running text repeats, where no other comes near and the text speaks of itself so."""
    counts: Counter[str] = Counter()
    spans: dict[str, Span] = {}
    for one in spoken:
        # Whom to ask about a report is its author or an office of it; a name of the author's level is no office.
        asked = one.voice == "contact" and speaker.level is not None and bool(government_stem(one.name))
        if not (one.voice in ("mention", "opening") or asked) or not one.placed or not fits(one.name, speaker, wording):
            continue
        if speaker.level is not None and organ_level(one.name) is not speaker.level:
            continue
        department = not government_stem(one.name)
        if department and not (speaker.word and one.name.endswith(wording.speakers[speaker.word])):
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
