"""Tells annual reports on open government information from other documents."""

from __future__ import annotations

import re

from generator.model.documents import EditKind, Text
from generator.model.doubts import Doubt, Loudness
from generator.model.reports import Report
from generator.reading.identity.head import is_crumb
from generator.reading.identity.rows import read_rows
from generator.reading.identity.wording import IdentityWording
from generator.text import titles
from generator.text.folding import without_blanks

TOPICS_OF_A_REPORT = 4
"""Minimum number of the six official topics as headings that makes a text a report whatever its first lines."""
NAVIGATION = re.compile(r"(?:政府|政务)?信息公开(?:工作)?(?:指南|制度|目录|规定|办法|年报|专栏|条例)?")
"""An item of the menu that surrounds every page on open government information."""
SUBJECT = re.compile(rf"{titles.SUBJECT}|公开(?:政府|政务)?信息")
NAMES_ITSELF = re.compile(r"信息公开.{0,14}(?:年度报告|年报|报告|统计)|[本此](?:年度)?报告|报告中?所列")
HEADING = re.compile(r"[一1][、．.]")
OPENING = 400
"""Characters, without blanks, in which another kind of document says what it is."""
TITLE_LINES = 16
LONGEST_TITLE = 60


def is_report(report: Report, wording: IdentityWording) -> bool:
    """A title, a table, headings on its topics; or words for itself, where no title names another document."""
    if report.title is not None or any(report.tables) or report.organ.origin == "sidecar":
        return True
    words = without_blanks(report.text.repaired)
    topics = {section.topic for section in report.sections if section.topic is not None}
    if not SUBJECT.search(words):
        return False
    if len(topics) >= TOPICS_OF_A_REPORT:
        return True
    speaks = bool(topics) or NAMES_ITSELF.search(words) is not None
    return speaks and not wording.other_marks.search(words[:OPENING]) and not _other_title(report.text, wording)


def _other_title(text: Text, wording: IdentityWording) -> str:
    """A title among the first lines that is another document's; "" where there is none."""
    lines = _first_lines(text)
    rows = (row for edit in text.edited(EditKind.FURNITURE) for row in read_rows(edit.removed, wording))
    lines += [row.value for row in rows if row.field == "title"]
    short = (line for line in lines if len(line) <= LONGEST_TITLE and not is_crumb(line, wording))
    return next((line for line in short if _names_another(without_blanks(line), wording)), "")


def _first_lines(text: Text) -> list[str]:
    """The lines above the first sentence or heading; no title stands behind it."""
    lines = [line.strip() for line in text.repaired.split("\n") if line.strip()][:TITLE_LINES]
    end = next((at for at, line in enumerate(lines) if "。" in line or HEADING.match(line)), len(lines))
    return lines[:end]


def _names_another(words: str, wording: IdentityWording) -> bool:
    if NAVIGATION.fullmatch(words):
        return False
    notice = wording.other_document.search(words) is not None and "公开" in words
    return notice or wording.other_subject.search(words) is not None


def other_document(text: Text, wording: IdentityWording) -> Doubt:
    """Why nothing of ``text`` was taken for a report: what it is instead, as far as its first lines tell."""
    title = _other_title(text, wording)
    remedy = "请检查是否传错了文件。"
    if title:
        message = f"这是“{title}”，不是政府信息公开工作年度报告。"
        return Doubt("other_document", "reading", message, remedy, Loudness.REFUSED)
    message = "文中没有标题、章节、表格，也没有说自己是年度报告，不像政府信息公开工作年度报告。"
    return Doubt("no_report_found", "reading", message, remedy, Loudness.REFUSED)
