"""A document to a report: every part of the reading, in order."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from generator.forms.loader import Form, Forms
from generator.model.documents import Document, EditKind, Text
from generator.model.doubts import Doubt, Loudness
from generator.model.figures import Tables
from generator.model.places import Confidence, Level, Place, PlaceClues
from generator.model.reports import Ending, Organ, OrganKind, Report, Scope, Section, Sourced
from generator.model.spans import Span
from generator.places.gazetteer import Gazetteer
from generator.places.names import short_form
from generator.places.resolver import resolve
from generator.places.slugs import organ_id
from generator.reading.corrections import (
    correct_tables,
    corrected_organ,
    corrected_place,
    corrected_year,
    wrong_identity,
)
from generator.reading.dates import read_dates, signature_lines, signed_inside
from generator.reading.figures.finding import few_enough, read_figures
from generator.reading.figures.indicators import Indicators
from generator.reading.identity import (
    IdentityWording,
    OrganName,
    look_around,
    organ_kind,
    read_author,
    read_title,
    speaker_of,
)
from generator.reading.identity.names import government_stem
from generator.reading.identity.sentences import self_named_year, squeeze
from generator.reading.identity.titles import is_bare_title
from generator.reading.kinds import is_report, other_document
from generator.reading.lexicon import Lexicon
from generator.reading.limits import (
    MOST_CANDIDATES,
    MOST_CHARACTERS,
    MOST_LINES,
    MOST_LINES_OF_FILE,
    MOST_REPORTS,
    MOST_SECTIONS,
    bounded_doubts,
    too_long,
    too_many_figures,
    too_many_lines,
    too_many_reports,
    too_many_sections,
)
from generator.reading.scope import read_scope
from generator.reading.sections import find_sections
from generator.reading.several import outside, several, side_by_side
from generator.reading.statistics_sheet import read_sheet
from generator.reading.table import read_tables
from generator.reading.wholeness import ending_of
from generator.reading.years import read_year
from generator.text.folding import squash, without_blanks
from generator.text.lines import Line, split_lines


@dataclass(frozen=True, slots=True)
class Reader:
    """What reading needs to know beforehand, loaded once and shared by all documents."""

    forms: Forms
    lexicon: Lexicon
    gazetteer: Gazetteer
    indicators: Indicators
    wording: IdentityWording
    table_words: frozenset[str]


TWO_COLUMNS = Doubt(
    "side_by_side",
    "reading",
    "文中两份报告左右并排，不能确定哪些文字属于哪一份，均未读取。",
    "请把两份报告分成两个文件上传。",
)


def read_reports(document: Document, reader: Reader) -> tuple[tuple[Report, ...], tuple[Doubt, ...]]:
    """The reports in ``document``; none, with a doubt, where nothing in it looks like one."""
    lines = split_lines(document.text.repaired)
    if len(lines) > MOST_LINES_OF_FILE:
        return (), (*document.doubts, too_many_lines(len(lines), MOST_LINES_OF_FILE))
    beside = side_by_side(lines)
    found = (document,) if beside else several(document, lines, reader.wording, reader.gazetteer)
    if len(found) > MOST_REPORTS:
        return (), (*document.doubts, too_many_reports(len(found)))
    page = _page(document.text, lines) if len(found) > 1 else ""
    reports: list[Report] = []
    refused: list[Doubt] = []
    for number, part in enumerate(found, 1):
        own = lines if part is document else split_lines(part.text.repaired)
        doubt = _beyond(part, own)
        if doubt:
            refused.append(doubt)
        elif beside:
            reports.append(_read(replace(part, doubts=(*part.doubts, TWO_COLUMNS)), reader, (), number))
        elif is_report(report := _read(part, reader, own, number, page), reader.wording):
            reports.append(report)
    if reports:
        return tuple(reports), tuple(replace(doubt, loudness=Loudness.WARNING) for doubt in refused)
    if refused:
        return (), (*document.doubts, *refused)
    return (), (*document.doubts, other_document(document.text, reader.wording))


def _beyond(part: Document, lines: Sequence[Line]) -> Doubt | None:
    """Why a report is longer than any is, and not read."""
    if len(part.text.decoded) > MOST_CHARACTERS:
        return too_long(len(part.text.decoded))
    return too_many_lines(len(lines)) if len(lines) > MOST_LINES else None


def _page(text: Text, lines: Sequence[Line]) -> str:
    """What was taken off the page above its first line and below its last one: it is about all reports between."""
    filled = [text.back(line.span) for line in lines if not line.blank]
    own = Span(filled[0].start, filled[-1].end) if filled else Span(0, 0)
    edits = text.edited(EditKind.FURNITURE)
    return "\n".join(edit.removed for edit in edits if edit.span.end <= own.start or edit.span.start >= own.end)


def _read(document: Document, reader: Reader, lines: Sequence[Line], number: int, page: str = "") -> Report:
    """The report in ``lines``; ``number`` tells it from others in the same file, ``page`` are the words around all
    of them."""
    text, sidecar = document.text, document.sidecar
    own = Span(lines[0].span.start, lines[-1].span.end) if lines else Span(0, 0)
    grids = [grid for grid in document.grids if own.contains(grid.span)]
    loose = outside(lines, [grid.span for grid in grids])
    tables, doubts = read_tables(grids, loose, reader.lexicon, text) if lines else (Tables(), ())
    tables, wrong = correct_tables(tables, sidecar)
    spans = _table_spans(tables, text)
    prose = outside(lines, [span for _, span in spans])
    sections, headed = find_sections(lines, spans, _form_for_titles(tables, reader.forms))
    head = _head(prose, sections)
    wording, gazetteer = reader.wording, reader.gazetteer
    around = look_around(head, text, wording)
    title, other_titles = read_title(
        around, "\n".join(line.text for line in prose[len(head) :]), text, wording, gazetteer
    )
    body = outside(prose, [text.forth(title.span)] if title and title.span else [])
    # In a short text the last lines are the first ones, too: nobody signs above the text.
    opening = {line.span for line in head}
    signature = [line for line in signature_lines(prose) if line.span not in opening]
    dates = read_dates(prose, signature, text, sidecar, around, wording)
    narrative = "\n".join(line.text for line in body)
    speaker = speaker_of(narrative, wording)
    level = speaker.level
    # What stands above the title is the page's: its owner, its menu.
    begin = text.forth(title.span).start if title and title.span and title.origin == "title" else 0
    own_lines = (line for line in body if not line.blank and line.span not in around.taken and line.span.end >= begin)
    squeezed = [squeeze(line) for line in own_lines if not is_bare_title(line.text)]
    self_named = self_named_year(squeezed)
    if self_named and self_named.span:
        self_named = replace(self_named, span=text.back(self_named.span))
    found_year, other_years = read_year(title, self_named, dates, body, text, document.source.path)
    year = corrected_year(sidecar) or found_year
    inline = signed_inside(prose, wording)
    inside = (inline.name, inline.name_span) if inline else None
    # The value below the label 来源 is what the row says: who published, not who signs.
    below_title = [line for line in _below(title, head, text) if line.span not in around.taken]
    found_organ, other_organs = read_author(
        title, around, squeezed, signature, inside, below_title, speaker, text, wording, gazetteer
    )
    organ = corrected_organ(sidecar, wording) or found_organ
    clues = PlaceClues(
        title=_title_clue(title, organ),
        organ=organ.name if organ and not organ.implied else "",
        signature="\n".join(line.text.strip() for line in signature if len(line.text.strip()) <= 40),
        body="\n".join(line.text for line in prose),
        furniture="\n".join([*filter(None, [page]), *(edit.removed for edit in text.edited(EditKind.FURNITURE))]),
        path=document.source.path,
        source_url=sidecar.source_url or "",
        corrected_code=corrected_place(sidecar, reader.gazetteer),
        level=level,
        year=year.value if year else None,
    )
    place = resolve(clues, reader.gazetteer)
    paragraphs = _paragraphs(body, sections)
    bounded = few_enough(line for _, line in paragraphs)
    figures = read_figures(paragraphs, text, reader.indicators) if bounded else ()
    figures = (*figures, *read_sheet(prose, text)) if not any(tables) else figures
    scope = read_scope(title, body, text)
    author = _organ(organ, place, level, reader)
    ending = ending_of(lines, sections, tables, spans, signature, dates.signed, reader.table_words, wording)
    format_ = _format(tables, sections, head, year.value if year else None)
    all_doubts = (
        *document.doubts,
        *doubts,
        *wrong,
        *wrong_identity(sidecar, gazetteer, wording),
        *_missing(tables, format_, year.value if year else None),
        *_torn(ending, text),
        *(() if bounded else (too_many_figures(),)),
        *(() if headed <= MOST_SECTIONS else (too_many_sections(headed),)),
    )
    return Report(
        id=document.source.sha256[:16] + (f"-{number}" if number > 1 else ""),
        sources=document.sources,
        text=text,
        organ=author,
        place=place,
        year=year,
        title=title,
        format=format_,
        scope=scope.value if scope else Scope.UNKNOWN,
        dates=dates,
        sections=sections,
        tables=tables,
        figures=figures,
        doubts=bounded_doubts((*all_doubts, *_identity_doubts(year, author, place))),
        sidecar=sidecar,
        scope_from=scope,
        passed_over=(*other_titles, *other_organs, *other_years)[:MOST_CANDIDATES],
        ending=ending,
    )


TITLE_WORDS = "政府信息公开工作年度报告"
SELF_NAMED = ("self_naming", "compiled", "below_title", "signature", "title_place", "opening", "contact")


def _title_clue(title: Sourced[str] | None, organ: OrganName | None) -> str:
    """The title, behind the name that the report puts to itself elsewhere: of the place it tells as much."""
    words = title.value if title else ""
    squeezed = without_blanks(words)
    if organ is None or organ.origin not in SELF_NAMED or (government_stem(organ.name) or organ.name) in squeezed:
        return words
    return f"{organ.name}{words or TITLE_WORDS}"


def _below(title: Sourced[str] | None, head: Sequence[Line], text: Text) -> list[Line]:
    """The lines with text directly below the title, where an organ may sign."""
    if title is None or title.span is None:
        return []
    end = text.forth(title.span).end
    return [line for line in head if not line.blank and line.span.start >= end][:2]


def _table_spans(tables: Tables, text: Text) -> tuple[tuple[int, Span], ...]:
    """(section number, span in repaired text) of each table."""
    return tuple((table.number, text.forth(table.span)) for table in tables)


def _form_for_titles(tables: Tables, forms: Forms) -> Form | None:
    table = tables.requests or tables.disclosure
    return forms.get(table.form) if table else None


HEAD_WITHOUT_SECTIONS = 16
PARAGRAPH = re.compile(r".{8}[。；]$")


def _head(prose: Sequence[Line], sections: Sequence[Section]) -> list[Line]:
    """The lines before the first printed section; without sections, the first few."""
    first = next((s for s in sections if s.printed), None)
    if first is None:
        filled = [line for line in prose if not line.blank][:HEAD_WITHOUT_SECTIONS]
        # Behind the first paragraph no title of this text can stand; links to other reports do.
        end = next((at for at, line in enumerate(filled) if PARAGRAPH.search(line.text.strip())), len(filled))
        return filled[:end]
    return [line for line in prose if line.span.start < first.span.start]


def _paragraphs(body: Iterable[Line], sections: Sequence[Section]) -> list[tuple[str, Line]]:
    """The narrative lines, each with its section's title; headings are none."""
    printed = [s for s in sections if s.printed]
    starts = [s.span.start for s in printed]
    headings = set(starts)

    def section_of(line: Line) -> str:
        at = bisect_right(starts, line.span.start) - 1
        return printed[at].title if at >= 0 and line.span.start < printed[at].span.end else ""

    return [(section_of(line), line) for line in body if not line.blank and line.span.start not in headings]


LEGACY_HEADINGS = re.compile(r"概述|概况|咨询|收费|指标统计|统计表|申诉|举报|投诉|减免")
"""Words of headings that the reports before 2019 had and no later form has."""
LAST_LEGACY_YEAR = 2018


LEGACY_ANNOUNCED = re.compile(r"咨询处理|指标统计表|收费情况|收费及减免|申诉")
"""The same, in what a preamble says that the report consists of."""


def _format(tables: Tables, sections: Sequence[Section], head: Sequence[Line], year: int | None) -> str | None:
    """The form of table 3, else of table 2; without tables ``legacy`` by its year or by two old headings.

    Words in running text tell nothing: reports of today list what they consist of and speak of fees, too.
    """
    told = [table.form for table in (tables.requests, tables.disclosure) if table and table.form_told]
    if told or tables.requests or tables.disclosure:
        return told[0] if told else None
    if year is not None and year <= LAST_LEGACY_YEAR:
        return "legacy"
    old = {match[0] for s in sections if s.printed and (match := LEGACY_HEADINGS.search(squash(s.title)))}
    announced = {words for line in head for words in LEGACY_ANNOUNCED.findall(line.text)}
    return "legacy" if len(old) + len(announced) >= 2 else None


def _organ(found: OrganName | None, place: Place, level: Level | None, reader: Reader) -> Organ:
    """The author with its stable id; implied names only where the title's place is known."""
    gazetteer, wording = reader.gazetteer, reader.wording
    if found is not None and found.implied and not _implies(found.name, place, gazetteer):
        kind = organ_kind(found.name, None, wording)
        return Organ(None, kind, organ_id(place, None, kind, gazetteer) if place.known else "")
    if found is None:
        kind = organ_kind("", _level_of(place) if place.known else level, wording)
        return Organ(None, OrganKind.OTHER if kind is not OrganKind.TOWNSHIP_GOVERNMENT else kind, "")
    kind = found.kind
    if kind is OrganKind.OTHER and found.name.endswith("政府") and place.known:
        # 市 and 区 tell no level by themselves, but their place does, where it is the one that is named.
        named = place.names[-1] in found.name and len(place.code) < 9
        kind = organ_kind("人民政府" if named else found.name, _level_of(place), wording)
    if found.implied:
        return Organ(None, kind, organ_id(place, None, kind, gazetteer), found.origin, None, found.name)
    return Organ(found.name, kind, organ_id(place, found.name, kind, gazetteer), found.origin, found.span)


def _implies(government: str, place: Place, gazetteer: Gazetteer) -> bool:
    """Does a title's place tell its government's name? It does where the place is known, or is a town of several."""
    if _is_place_of(government, place, gazetteer):
        return True
    tail = TOWN.search(government_stem(government))
    return tail is not None and not place.township and bool(gazetteer.named(tail[0]))


TOWN = re.compile(r"(?:(?<=[省市县区旗州盟])|^)[\u4e00-\u9fff]{1,8}(?:镇|乡|街道|苏木)$")


def _is_place_of(government: str, place: Place, gazetteer: Gazetteer) -> bool:
    """Is the known place the one whose government is named?"""
    stem = government_stem(government)
    if place.known and place.code in {division.code for division in gazetteer.known_as(stem)}:
        return True
    return place.known and place.confidence is not Confidence.LOW and bool(stem) and stem.endswith(
        tuple(form for form in (place.names[-1], short_form(place.names[-1]) or place.names[-1]))
    )  # fmt: skip


def _level_of(place: Place) -> Level | None:
    return {2: Level.PROVINCE, 4: Level.PREFECTURE, 6: Level.COUNTY, 9: Level.TOWNSHIP}.get(len(place.code))


def _missing(tables: Tables, format_: str | None, year: int | None) -> list[Doubt]:
    """Tables that the form has and we did not find. Reports of the old style never had them."""
    words = {"disclosure": "表二", "requests": "表三", "disputes": "表四"}
    missing = [words[name] for name, table in tables.items() if table is None]
    if not missing or (year is not None and year <= LAST_LEGACY_YEAR):
        return []  # the reports of that time never had them
    loudness = Loudness.NOTE if format_ == "legacy" else Loudness.WARNING
    return [
        Doubt(
            "table_not_found",
            "reading",
            f"没有读到{'、'.join(missing)}。",
            "若原件中有这些表（可能是图片或附件），请上传含表格的原件。",
            loudness,
        )
    ]


CUT_WORDS = {"heading": "停在一个标题上", "table": "停在表格中间", "sentence": "停在半句话上", "empty": "没有正文"}


def _torn(ending: Ending, text: Text) -> list[Doubt]:
    if not ending.cut or ending.last is None:
        return []
    message = f"文本末尾{CUT_WORDS[ending.cut]}，原文似未收全；缺少的部分不作为报告的问题。"
    return [Doubt("cut_off", "reading", message, "请上传完整的原件。", Loudness.WARNING, text.back(ending.last))]


def _identity_doubts(year: Sourced[int] | None, organ: Organ, place: Place) -> list[Doubt]:
    doubts = []
    if year is None:
        doubts.append(_identity("year_unknown", "无法确定报告年度。", "target: year"))
    if organ.name is None and organ.implied is None:
        doubts.append(_identity("organ_unknown", "无法确定报告机关的名称。", "target: organ"))
    if not place.known:
        doubts.append(_identity("place_unknown", "无法确定所属地区。", "target: place"))
    return doubts


def _identity(code: str, message: str, target: str) -> Doubt:
    return Doubt(code, "reading", message, f"可在同名 .yaml 说明文件的 corrections 中写明（{target}）。")
