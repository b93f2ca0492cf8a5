"""Who reports, on which year, from where: title, dates, year, author and place of one report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from generator.model.documents import Document, EditKind, Text
from generator.model.places import Level, Place, PlaceClues
from generator.model.reports import Candidate, Dates, Sourced
from generator.places.resolver import resolve
from generator.reading.corrections import corrected_organ, corrected_place, corrected_year
from generator.reading.dates import read_dates, signature_lines, signed_inside
from generator.reading.identity import OrganName, look_around, read_author, read_title, speaker_of
from generator.reading.identity.head import HeadMatter
from generator.reading.identity.names import government_stem
from generator.reading.identity.sentences import Squeezed, self_named_year, squeeze
from generator.reading.identity.titles import is_bare_title
from generator.reading.parts import Parts
from generator.reading.reader import Reader
from generator.reading.several import outside
from generator.reading.torn import as_read, torn_out, without_torn
from generator.reading.years import read_year
from generator.text.folding import without_blanks
from generator.text.lines import Line


@dataclass(frozen=True, slots=True)
class Identification:
    """What a report says of itself, and what was passed over."""

    title: Sourced[str] | None
    body: list[Line]
    """The lines outside of tables and title."""
    signature: list[Line]
    dates: Dates
    year: Sourced[int] | None
    organ: OrganName | None
    level: Level | None
    """The level of government that the text speaks as (我镇, 我县)."""
    place: Place
    passed_over: tuple[Candidate, ...]


def identify(document: Document, parts: Parts, reader: Reader, page: str) -> Identification:
    """Title, dates, year, author and place, corrected by the sidecar. ``page``: words around all reports of a file."""
    text, sidecar, wording, gazetteer = document.text, document.sidecar, reader.wording, reader.gazetteer
    if document.recognised:
        parts = replace(parts, head=without_torn(parts.head), prose=without_torn(parts.prose))
    around = look_around(parts.head, text, wording)
    below_head = _joined(parts.prose[len(parts.head) :])
    title, other_titles = read_title(around, below_head, text, wording, gazetteer)
    body = outside(parts.prose, [text.forth(title.span)] if title and title.span else [])
    signature = _signature(parts)
    dates = read_dates(parts.prose, signature, text, sidecar, around, wording)
    speaker = speaker_of(_joined(body), wording)
    sentences = _own_sentences(body, title, around, text)
    self_named = self_named_year(sentences, text)
    found_year, other_years = read_year(title, self_named, dates, body, text, document.source.path)
    year = corrected_year(sidecar) or found_year
    inline = signed_inside(parts.prose, wording)
    inside = (inline.name, inline.name_span) if inline else None
    below_title = _below(title, parts.head, around, text)
    found_organ, other_organs = read_author(
        title, around, sentences, signature, inside, below_title, speaker, text, wording, gazetteer
    )
    organ = corrected_organ(sidecar, wording) or found_organ
    clues = PlaceClues(
        title=_title_clue(title, organ),
        organ=organ.name if organ and not organ.implied else "",
        signature=_signature_clue(signature),
        body=_joined(parts.prose),
        furniture=_furniture(document, page),
        path=document.source.path,
        source_url=sidecar.source_url or sidecar.host,
        corrected_code=corrected_place(sidecar, gazetteer),
        level=speaker.level,
        year=year.value if year else None,
    )
    place = resolve(clues, gazetteer)
    passed_over = (*other_titles, *other_organs, *other_years)
    shown = as_read(title, text) if document.recognised else title
    return Identification(shown, body, signature, dates, year, organ, speaker.level, place, passed_over)


def _furniture(document: Document, page: str) -> str:
    """What pages print around the report, and ``page``, what stands around all reports of the file."""
    words = [*filter(None, [page]), *(edit.removed for edit in document.text.edited(EditKind.FURNITURE))]
    return "\n".join(map(torn_out, words) if document.recognised else words)


def _joined(lines: Iterable[Line]) -> str:
    return "\n".join(line.text for line in lines)


def _signature_clue(signature: Sequence[Line]) -> str:
    return "\n".join(line.text.strip() for line in signature if len(line.text.strip()) <= LONGEST_SIGNATURE)


LONGEST_SIGNATURE = 40


def _own_sentences(body: Sequence[Line], title: Sourced[str] | None, around: HeadMatter, text: Text) -> list[Squeezed]:
    """The lines of the report itself: what stands above the title is the page's, its owner, its menu."""
    begin = text.forth(title.span).start if title and title.span and title.origin == "title" else 0
    own = (line for line in body if not line.blank and line.span not in around.taken and line.span.end >= begin)
    return [squeeze(line) for line in own if not is_bare_title(line.text)]


TITLE_WORDS = "政府信息公开工作年度报告"
SELF_NAMED = ("self_naming", "compiled", "below_title", "signature", "title_place", "opening", "contact")


def _title_clue(title: Sourced[str] | None, organ: OrganName | None) -> str:
    """The title, behind the name that the report puts to itself elsewhere: of the place it tells as much."""
    words = title.value if title else ""
    squeezed = without_blanks(words)
    if organ is None or organ.origin not in SELF_NAMED or (government_stem(organ.name) or organ.name) in squeezed:
        return words
    return f"{organ.name}{words or TITLE_WORDS}"


def _signature(parts: Parts) -> list[Line]:
    """The last lines. In a short text they are the first ones, too: nobody signs above the text."""
    opening = {line.span for line in parts.head}
    return [line for line in signature_lines(parts.prose) if line.span not in opening]


def _below(title: Sourced[str] | None, head: Sequence[Line], around: HeadMatter, text: Text) -> list[Line]:
    """The lines with text directly below the title, where an organ may sign.

    The value below the label 来源 is none of them: it says who published, not who signs.
    """
    if title is None or title.span is None:
        return []
    end = text.forth(title.span).end
    below = [line for line in head if not line.blank and line.span.start >= end][:2]
    return [line for line in below if line.span not in around.taken]
