"""Family B on the tables: presence, form, rows, columns, labels and blank cells.

Longer than 250 lines: checks B05 to B09, which look at the same three tables with the same helpers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from generator import labels
from generator.checks.base import Outcome, Picture, Subject
from generator.checks.gate import CUT_OFF
from generator.checks.reasons import FORMAT_NOT_APPLICABLE, NO_TABLE, NOT_READ
from generator.checks.saying import YEAR_UNKNOWN, compared, count, uncomparable, word, year_of
from generator.checks.sheets import PLANS, FormIndex, TableView, plan_of
from generator.forms.loader import FormTable
from generator.model.figures import Cell, Reading, Table
from generator.model.results import Instance, Side, Verdict
from generator.model.spans import DecodedSpan
from generator.text.folding import squash
from generator.text.lines import split_lines
from generator.text.number_grammar import NUMBER_LIKE

PICTURES = "pictures_only"
"""The doubt about a page that holds pictures and no table."""
TABLES = {2: "表二", 3: "表三", 4: "表四"}
FORMAT_UNKNOWN = "format_unknown"
NUMBER_CELL = re.compile(NUMBER_LIKE)
LABEL_LONG = 4
"""Shorter labels (规章, 总计) stand in running text too."""
REMAINS = {2: 2, 3: 6, 4: 4}
"""Minimum number of different long labels, by table, that show an unrecognised table. Sentences name a few."""
NOT_SEEN = (Reading.ABSENT, Reading.UNREAD)
"""Nothing of the cell was found in the source."""
SEPARATORS = re.compile(r"[\t|｜\n]+")


def tables_present(subject: Subject) -> Outcome:
    """B05: tables 2, 3 and 4 are there."""
    report = subject.report
    year = year_of(report)
    if year is None:
        return Outcome(reason=YEAR_UNKNOWN)
    if year < min(form.first for form in subject.forms.all):
        return Outcome(reason=FORMAT_NOT_APPLICABLE)
    if subject.fragment and not any(report.tables):
        return Outcome(reason=NOT_READ)
    whole = all(number in subject.sheets for number in TABLES)
    pictures = () if whole else subject.pictures
    instances = tuple(_present(subject, number, pictures) for number in TABLES)
    found = sum(i.verdict is Verdict.PASS for i in instances)
    return Outcome(instances, left=found, right=len(TABLES))


def _present(subject: Subject, number: int, pictures: Sequence[Picture]) -> Instance:
    report, where, where_zh = subject.report, f"table{number}", TABLES[number]
    table, wanted = report.tables.numbered(number), word("应有", "表格")
    if table is not None:
        return compared(where, where_zh, word("", "表格", table.span), "=", wanted, holds=True)
    shown = _shown_instead(subject, number, pictures)
    if shown or _remains(subject, number) or _unread_rows(subject) or any(d.code == PICTURES for d in report.doubts):
        return uncomparable(where, where_zh, word("", shown or "未能读准"), "=", wanted)
    if subject.may_be_lost(number, its_table=True):
        return uncomparable(where, where_zh, word("", "未见，原文似未收全"), "=", wanted, CUT_OFF)
    return compared(where, where_zh, word("", "未见"), "=", wanted, holds=False)


def shows_elsewhere(subject: Subject) -> bool:
    """True if the report shows pictures or files that may contain the tables of empty sections."""
    return bool(subject.pictures) or any(doubt.code == PICTURES for doubt in subject.report.doubts)


def _shown_instead(subject: Subject, number: int, pictures: Sequence[Picture]) -> str:
    """The picture or file that the text itself shows where table ``number`` belongs, or at the end; "" for none."""
    own = [s for s in subject.report.sections if s.topic == number]
    last = subject.prose[-6:]
    for line, words in pictures:
        if any(s.body.contains(line.span) for s in own) or line in last:
            return f"“{words.strip()[:30]}”"
    return ""


def _unread_rows(subject: Subject) -> bool:
    """Somewhere stands a row of cells with numbers that is in no table we read: it may be of any that we miss."""
    report = subject.report
    read = [table.span for table in report.tables]
    rows = (DecodedSpan(line.span) for line in split_lines(report.text.decoded) if _is_row_of_cells(line.text))
    return any(not any(span.contains(row) for span in read) for row in rows)


def _is_row_of_cells(line: str) -> bool:
    """A line with at least two neighbouring cells that hold nothing but a number; none is its first. Tabs in a row
    are one separator, bars with nothing between them are not."""
    if "\t" not in line and "|" not in line:
        return False
    run = 0
    for number, part in enumerate(line.split("|")):
        for place, cell in enumerate(part.split("\t")):
            words = cell.strip()
            if words:
                run = run + 1 if (number or place) and NUMBER_CELL.fullmatch(words) else 0
                if run == 2:
                    return True
        if not part.strip():
            run = 0
    return False


def _remains(subject: Subject, number: int) -> bool:
    """True if labels of the table are in the text: the table exists, and we could not read it."""
    text = squash(subject.report.text.repaired)
    for form in subject.forms.all:
        keys = _long_labels(plan_of(subject.forms.table(number, form.id)))
        if sum(key in text for key in keys) >= REMAINS[number]:
            return True
    return False


@lru_cache(maxsize=PLANS)
def _long_labels(plan: FormIndex) -> frozenset[str]:
    form = plan.form
    labels = [*form.columns.values(), *(form.rows.values() if form.number == 3 else ())]
    return frozenset(key for label in labels if len(key := squash(re.sub(r"[（(].*", "", label.zh))) >= LABEL_LONG)


def table_shape(subject: Subject) -> Outcome:
    """B06: table 3 has its rows and seven columns, table 4 fifteen columns."""
    report = subject.report
    requests, disputes = report.tables.requests, report.tables.disputes
    if requests is None and disputes is None:
        return Outcome(reason=NO_TABLE)
    made: list[tuple[Instance, Side, Side]] = []
    for number, table in ((3, requests), (4, disputes)):
        if table is None:
            missing = uncomparable(f"table{number}", TABLES[number], word("", "未见"), "=", word("", ""), NO_TABLE)
            made.append((missing, None, None))
            continue
        shapes = _rows_and_columns(subject, table) if number == 3 else _fifteen(subject, table)
        made += [(_shape_instance(table, *shape), *shape[1:]) for shape in shapes]
    failing = [one for one in made if one[0].verdict is Verdict.FAIL]
    _, left, right = failing[0] if failing else made[-1]
    return Outcome(tuple(instance for instance, _, _ in made), left=left, right=right)


def _shape_instance(table: Table, where_zh: str, found: int | None, expected: int) -> Instance:
    where = f"table{table.number}.{'rows' if '行' in where_zh else 'columns'}"
    right = count("应有", expected)
    if found is None:
        return uncomparable(where, where_zh, word("所见", "未能数准", table.span), "=", right)
    return compared(where, where_zh, count("所见", found, table.span), "=", right, found == expected)


Shape = tuple[str, int | None, int]
"""What was counted, how many were found (None where that cannot be told), how many there ought to be."""


def _rows_and_columns(subject: Subject, table: Table) -> Iterator[Shape]:
    sheet = subject.sheets[3]
    form = sheet.form
    expected = len(form.columns)
    if sheet.plain:
        yield "表三列数", expected, expected
        yield "表三行数", len(form.rows), len(form.rows)
        return
    widths = [_width(table, row, form) for row in form.rows]
    wrong = next((w for w in widths if w is not None and w != expected), None)
    yield "表三列数", wrong or (None if None in widths else expected), expected
    seen = [row for row in form.rows if any(table.cells[row, c].reading not in NOT_SEEN for c in form.columns)]
    # A row that was not found may be there under words that we did not recognise.
    yield "表三行数", len(seen) if len(seen) == len(form.rows) else None, len(form.rows)


def _width(table: Table, row: str, form: FormTable) -> int | None:
    """How many values a row of table 3 has; None where that cannot be told.

    Too few may be blanks that conversion dropped at the end of the line; too many printed ones are too many.
    """
    cells = [table.cells[row, column] for column in form.columns]
    if not any(cell.reading is Reading.ILLEGIBLE and cell.note == "columns" for cell in cells):
        return len(cells)
    filled = [part for part in SEPARATORS.split(cells[0].raw) if part.strip()]
    return len(filled) if len(filled) >= len(cells) else None


def _fifteen(subject: Subject, table: Table) -> Iterator[Shape]:
    expected = len(subject.sheets[4].cells)
    cell = next(iter(table.cells.values()))
    if cell.reading is Reading.ILLEGIBLE and cell.note == "columns":
        filled = [part for part in SEPARATORS.split(cell.raw) if part.strip()]
        yield "表四列数", len(filled) if len(filled) >= expected else None, expected
    else:
        yield "表四列数", expected + len(table.surplus), expected


def label_conformity(subject: Subject) -> Outcome:
    """B07: rows and columns are called what the national form calls them."""
    if not any(subject.report.tables):
        return Outcome(reason=NO_TABLE)
    instances: list[Instance] = []
    for number, words in TABLES.items():
        table = subject.report.tables.numbered(number)
        if table is None:
            instances.append(uncomparable(f"table{number}", words, word("", "未见"), "=", word("", ""), NO_TABLE))
        elif not table.variants:
            instances.append(compared(f"table{number}", words, word("标签", "一致"), "=", word("国家格式", ""), True))
        for v in table.variants if table else ():
            left, right = word("", f"“{v.printed}”", v.span), word("", f"“{v.national}”")
            where_zh = f"{words}{'行' if v.axis == 'row' else '列'}标签"
            instances.append(compared(f"table{number} {v.axis} {v.id}", where_zh, left, "=", right, holds=False))
    return Outcome(tuple(instances), left=sum(len(t.variants) for t in subject.report.tables), right=0)


def format_matches_year(subject: Subject) -> Outcome:
    """B08: the form is that of the report's year."""
    report = subject.report
    year = year_of(report)
    if year is None:
        return Outcome(reason=YEAR_UNKNOWN)
    demanded = subject.forms.for_year(year)
    used = [(t, TABLES[t.number]) for t in (report.tables.disclosure, report.tables.requests) if t is not None]
    if not used:
        if report.format is None:
            return Outcome(reason=FORMAT_UNKNOWN)
        instance = _format(report.format, "全文", demanded)
        return Outcome((instance,), left=report.format, right=demanded)
    instances = []
    for table, words in used:
        if _form_is_sure(subject, table):
            instances.append(_format(table.form, words, demanded))
        else:
            unread = word("所用格式", "未能读准", table.span)
            instances.append(uncomparable(words, words, unread, "=", word("应用", labels.form_name(demanded).zh)))
    deviating = [t.form for t, _ in used if t.form != demanded and _form_is_sure(subject, t)]
    return Outcome(tuple(instances), left=(deviating or [used[-1][0].form])[0], right=demanded)


def _format(used: str, where_zh: str, demanded: str) -> Instance:
    left, right = (word(words, labels.form_name(form).zh) for words, form in (("用", used), ("应用", demanded)))
    return compared(where_zh, where_zh, left, "=", right, used == demanded)


def _form_is_sure(subject: Subject, table: Table) -> bool:
    """Something was read that only this form has: a row of table 3, a column of table 2."""
    sheet = subject.sheets[table.number]
    others = [subject.forms.table(table.number, f.id) for f in subject.forms.all if f.id != table.form]
    own = _only_here(sheet.plan, tuple(map(plan_of, others)))
    return any(sheet.cells[at].reading not in NOT_SEEN for at in own)


@lru_cache(maxsize=PLANS)
def _only_here(plan: FormIndex, others: tuple[FormIndex, ...]) -> tuple[int, ...]:
    """The cells in rows of table 3, or columns of table 2, that no other form has."""
    form = plan.form
    if form.number == 3:
        elsewhere = {row for other in others for row in other.form.rows}
        return tuple(at for (row, _), at in plan.at.items() if row not in elsewhere)
    elsewhere = {label.zh for other in others for label in other.form.columns.values()}
    own = {column for column, label in form.columns.items() if label.zh not in elsewhere}
    return tuple(at for (_, column), at in plan.at.items() if column in own)


EMPTY = (Reading.BLANK, Reading.SLASH)


def blank_cells(subject: Subject) -> Outcome:
    """B09: no value cell is blank or holds “/”."""
    sheets = subject.sheets.values()
    if not sheets:
        return Outcome(reason=NO_TABLE)
    blanks = [_blanks(sheet) for sheet in sheets]
    instances = tuple(_blank_instance(sheet, here) for sheet, here in zip(sheets, blanks, strict=True))
    return Outcome(instances, left=sum(map(len, blanks)), right=0)


def _blanks(sheet: TableView) -> list[Cell]:
    """Cells that are blank or hold “/”, as the source shows and no sum decided."""
    return [cell for cell in _odd_cells(sheet) if cell.reading in EMPTY and not cell.rests_on]


def _odd_cells(sheet: TableView) -> Sequence[Cell]:
    return () if sheet.plain else sheet.cells


def _blank_instance(sheet: TableView, here: Sequence[Cell]) -> Instance:
    table = sheet.table
    where, words = f"table{table.number}", TABLES[table.number]
    span = next((cell.span for cell in here if cell.span), table.span)
    left = count(f"{len(sheet.cells)} 格中空白或“/”", len(here), span)
    if not here and any(cell.reading in EMPTY or not cell.reading.is_known for cell in _odd_cells(sheet)):
        return uncomparable(where, words, left, "=", count("", 0))
    return compared(where, words, left, "=", count("", 0), not here)
