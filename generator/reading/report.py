"""A document to a report: every part of the reading, in order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from generator.forms.loader import Form, Forms
from generator.model.documents import Document, EditKind, Text
from generator.model.doubts import Doubt, Loudness
from generator.model.figures import Tables
from generator.model.places import Level, Place, PlaceClues
from generator.model.reports import Found, Organ, OrganKind, Report, Scope, Section
from generator.model.spans import Span
from generator.places.gazetteer import Gazetteer
from generator.places.resolver import resolve
from generator.places.slugs import organ_id
from generator.reading.corrections import (
    correct_tables,
    corrected_organ,
    corrected_place,
    corrected_year,
    wrong_identity,
)
from generator.reading.dates import read_dates, signature_lines
from generator.reading.figures import read_figures
from generator.reading.identity import OrganName, organ_kind, read_organ, read_title, self_level
from generator.reading.indicators import Indicators
from generator.reading.lexicon import Lexicon
from generator.reading.lines import Line, split_lines
from generator.reading.scope import read_scope
from generator.reading.sections import find_sections
from generator.reading.several import outside, parts, side_by_side
from generator.reading.tables import read_tables
from generator.reading.years import read_year


@dataclass(frozen=True, slots=True)
class Reader:
    """What reading needs to know beforehand, loaded once and shared by all documents."""

    forms: Forms
    lexicon: Lexicon
    gazetteer: Gazetteer
    indicators: Indicators


TWO_COLUMNS = Doubt(
    "side_by_side",
    "reading",
    "文中两份报告左右并排，不能确定哪些文字属于哪一份，均未读取。",
    "请把两份报告分成两个文件上传。",
)


def read_reports(document: Document, reader: Reader) -> tuple[tuple[Report, ...], tuple[Doubt, ...]]:
    """The reports in ``document``; none, with a doubt, where nothing in it looks like one."""
    lines = split_lines(document.text.repaired)
    if side_by_side(lines):
        return (_read(replace(document, doubts=(*document.doubts, TWO_COLUMNS)), reader, (), 1),), ()
    reports = tuple(_read(document, reader, part, number) for number, part in enumerate(parts(lines), 1))
    if any(r.title or r.sections or any(r.tables) for r in reports) or "信息公开" in document.text.repaired:
        return reports, ()
    doubt = Doubt(
        "no_report_found",
        "reading",
        "文中没有标题、章节、表格，也没有提到信息公开，不像年度报告。",
        "请检查是否传错了文件。",
        Loudness.REFUSED,
    )
    return (), (*document.doubts, doubt)


def _read(document: Document, reader: Reader, lines: Sequence[Line], number: int) -> Report:
    """The report in ``lines``; ``number`` tells it from others in the same file."""
    text, sidecar = document.text, document.sidecar
    own = Span(lines[0].span.start, lines[-1].span.end) if lines else Span(0, 0)
    grids = [grid for grid in document.grids if own.contains(grid.span)]
    loose = outside(lines, [grid.span for grid in grids])
    tables, doubts = read_tables(grids, loose, reader.lexicon, text) if lines else (Tables(None, None, None), ())
    tables, wrong = correct_tables(tables, sidecar)
    spans = _table_spans(tables, text)
    prose = outside(lines, [span for _, span in spans])
    sections = find_sections(lines, spans, _form_for_titles(tables, reader.forms))
    head = _head(prose, sections)
    title = read_title(head, "\n".join(line.text for line in prose[len(head) :]), text)
    body = outside(prose, [text.forth(title.span)] if title and title.span else [])
    dates = read_dates(prose, text, sidecar)
    narrative = "\n".join(line.text for line in body)
    level = self_level(narrative)
    signature = signature_lines(prose)
    year = corrected_year(sidecar) or read_year(title, dates, body, text, document.source.path)
    organ = corrected_organ(sidecar) or read_organ(title, signature, prose, text, level)
    clues = PlaceClues(
        title=title.value if title else "",
        organ=organ.name if organ else "",
        signature="\n".join(line.text.strip() for line in signature if len(line.text.strip()) <= 40),
        body="\n".join(line.text for line in prose),
        furniture="\n".join(edit.removed for edit in text.edited(EditKind.FURNITURE)),
        path=document.source.path,
        source_url=sidecar.source_url or "",
        corrected_code=corrected_place(sidecar, reader.gazetteer),
        level=level,
        year=year.value if year else None,
    )
    place = resolve(clues, reader.gazetteer)
    figures = read_figures(_paragraphs(body, sections), text, reader.indicators)
    scope = read_scope(title, body, text)
    format = _format(tables, sections, text.repaired)
    all_doubts = (
        *document.doubts,
        *doubts,
        *wrong,
        *wrong_identity(sidecar, reader.gazetteer),
        *_missing(tables, format, sections),
    )
    return Report(
        id=document.source.sha256[:16] + (f"-{number}" if number > 1 else ""),
        sources=document.sources,
        text=text,
        organ=_organ(organ, place, level, reader.gazetteer),
        place=place,
        year=year,
        title=title,
        format=format,
        scope=scope.value if scope else Scope.UNKNOWN,
        dates=dates,
        sections=sections,
        tables=tables,
        figures=figures,
        doubts=(*all_doubts, *_identity_doubts(year, organ, place)),
        sidecar=sidecar,
        scope_from=scope,
    )


def _table_spans(tables: Tables, text: Text) -> tuple[tuple[int, Span], ...]:
    """(section number, span in repaired text) of each table."""
    return tuple((table.number, text.forth(table.span)) for table in tables)


def _form_for_titles(tables: Tables, forms: Forms) -> Form | None:
    table = tables.requests or tables.disclosure
    return forms.get(table.form) if table else None


def _head(prose: Sequence[Line], sections: Sequence[Section]) -> list[Line]:
    """The lines before the first printed section; without sections, the first few."""
    first = next((s for s in sections if s.printed), None)
    if first is None:
        return [line for line in prose if not line.blank][:6]
    return [line for line in prose if line.span.start < first.span.start]


def _paragraphs(body: Iterable[Line], sections: Sequence[Section]) -> list[tuple[str, Line]]:
    """The narrative lines, each with its section's title; headings are none."""
    headings = {s.span.start for s in sections if s.printed}

    def section_of(line: Line) -> str:
        inside = (s.title for s in sections if s.printed and s.span.start <= line.span.start < s.span.end)
        return next(inside, "")

    return [(section_of(line), line) for line in body if not line.blank and line.span.start not in headings]


LEGACY_WORDS = ("概述", "咨询处理", "收费", "指标统计表")
TODAYS_WORDS = ("本年新收政府信息公开申请", "第二十条第")
"""Labels of the tables of 2019 and later: a report that prints them is of no old kind, even if they were not read."""


def _format(tables: Tables, sections: Sequence[Section], repaired: str) -> str | None:
    """The form of table 3, else of table 2; ``legacy`` where at least two old headings or words stand there."""
    told = [table.form for table in (tables.requests, tables.disclosure) if table and table.form_told]
    if told or tables.requests or tables.disclosure:
        return told[0] if told else None
    squashed = "".join(repaired.split())
    if any(word in squashed for word in TODAYS_WORDS):
        return None
    return "legacy" if sum(word in squashed for word in LEGACY_WORDS) >= 2 else None


def _organ(found: OrganName | None, place: Place, level: Level | None, gazetteer: Gazetteer) -> Organ:
    if found is None:
        kind = organ_kind("", _level_of(place) if place.known else level)
        return Organ(None, kind, organ_id(place, None, kind, gazetteer))
    kind = found.kind
    if kind is OrganKind.OTHER and found.name.endswith("人民政府") and place.known:
        # 市 and 区 tell no level by themselves, but their place does, where it is the one that is named.
        named = place.names[-1] in found.name and len(place.code) < 9
        kind = organ_kind("人民政府" if named else found.name, _level_of(place))
    id = organ_id(place, found.name, kind, gazetteer)
    return Organ(found.name, kind, id, found.origin, found.span)


def _level_of(place: Place) -> Level | None:
    return {2: Level.PROVINCE, 4: Level.PREFECTURE, 6: Level.COUNTY, 9: Level.TOWNSHIP}.get(len(place.code))


def _missing(tables: Tables, format: str | None, sections: Sequence[Section]) -> list[Doubt]:
    """Tables that the form has and we did not find. Reports of the old style never had them."""
    names = {2: ("表二", tables.disclosure), 3: ("表三", tables.requests), 4: ("表四", tables.disputes)}
    missing = [name for name, table in names.values() if table is None]
    if not missing:
        return []
    loudness = Loudness.NOTE if format == "legacy" else Loudness.WARNING
    return [
        Doubt(
            "table_not_found",
            "reading",
            f"没有读到{'、'.join(missing)}。",
            "若原件中有这些表（可能是图片或附件），请上传含表格的原件。",
            loudness,
        )
    ]


def _identity_doubts(year: Found[int] | None, organ: OrganName | None, place: Place) -> list[Doubt]:
    doubts = []
    if year is None:
        doubts.append(_identity("year_unknown", "无法确定报告年度。", "target: year"))
    if organ is None:
        doubts.append(_identity("organ_unknown", "无法确定报告机关的名称。", "target: organ"))
    if not place.known:
        doubts.append(_identity("place_unknown", "无法确定所属地区。", "target: place"))
    return doubts


def _identity(code: str, message: str, target: str) -> Doubt:
    return Doubt(code, "reading", message, f"可在同名 .yaml 说明文件的 corrections 中写明（{target}）。")
