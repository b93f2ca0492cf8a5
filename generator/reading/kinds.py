"""Is a text an annual report on open government information at all?"""

from __future__ import annotations

import re

from generator.model.documents import Text
from generator.model.doubts import Doubt, Loudness
from generator.model.reports import Report
from generator.reading.identity.wording import Wording

TOPICS_OF_A_REPORT = 2
"""So many of the six official topics as headings make a text without title or tables a report, or a part of one."""
TITLE_LINES = 16
LONGEST_TITLE = 60


def is_report(report: Report, wording: Wording) -> bool:
    """A title, a table of the form, a sentence that names the report, or headings on its topics."""
    own_year = report.year is not None and report.year.origin == "self_naming"
    if report.title is not None or any(report.tables) or own_year or report.organ.origin in ("self_naming", "sidecar"):
        return True
    topics = {section.topic for section in report.sections if section.topic is not None}
    return len(topics) >= TOPICS_OF_A_REPORT or (bool(topics) and not _other_title(report.text, wording))


def _other_title(text: Text, wording: Wording) -> str:
    """A title among the first lines that is another document's; "" where there is none."""
    lines = [line.strip() for line in text.repaired.split("\n") if line.strip()][:TITLE_LINES]
    short = (line for line in lines if len(line) <= LONGEST_TITLE and "。" not in line)
    return next((line for line in short if wording.other_subject.search(re.sub(r"\s", "", line))), "")


def other_document(text: Text, wording: Wording) -> Doubt:
    """Why nothing of ``text`` was taken for a report: what it is instead, as far as its first lines tell."""
    title = _other_title(text, wording)
    remedy = "请检查是否传错了文件。"
    if title:
        message = f"这是“{title}”，不是政府信息公开工作年度报告。"
        return Doubt("other_document", "reading", message, remedy, Loudness.REFUSED)
    message = "文中没有标题、章节、表格，也没有说自己是年度报告，不像政府信息公开工作年度报告。"
    return Doubt("no_report_found", "reading", message, remedy, Loudness.REFUSED)
