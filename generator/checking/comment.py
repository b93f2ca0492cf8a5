"""A review as a comment in Markdown, in Chinese, for the people who sent the files.

Whatever comes from an upload stands in code spans: there nothing mentions anybody, leads anywhere or changes the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.archive.addresses import organ_url
from generator.checking.findings import Finding, ReadingTrouble
from generator.checking.requests import Review, ReviewedReport, ReviewedUpload
from generator.filing.judging import unsettled
from generator.filing.said import CHINESE, said
from generator.labels import BADGES, SEALS
from generator.model.doubts import Loudness
from generator.model.results import Severity
from generator.pages.badges import badge_words
from generator.printable import printable

MARK = "<!-- gongkai-review -->"
"""How a comment begins, so that the next review can take its place."""
MAX_UPLOADS = 40
MAX_LINES = 8
"""Findings, and doubts, of one upload that are spelled out; all of them are annotations."""
MAX_TEXT = 300
TICKS = re.compile("`+")


def as_comment(review: Review, preview: str = "") -> str:
    """``preview`` is the address of a site that was built with the request, "" where there is none."""
    return "\n".join((MARK, *_lines(review, preview.rstrip("/")))) + "\n"


def _lines(review: Review, preview: str) -> Iterator[str]:
    uploads, refused = review.uploads, _refused(review)
    yield _heading(uploads)
    yield ""
    for upload in uploads[:MAX_UPLOADS]:
        yield from _upload(upload, review, preview)
    if len(uploads) > MAX_UPLOADS:
        yield f"另有 {len(uploads) - MAX_UPLOADS} 个文件，不再逐一列出。"
        yield ""
    known = {upload.file for upload in uploads}
    others = [trouble for trouble in review.checked.troubles if trouble.file not in known]
    if others:
        yield "#### 其他文件"
        yield from _doubts(others, named=True)
        yield ""
    if review.removed:
        yield f"#### 删去 {len(review.removed)} 份报告"
        yield from (f"- {code(path)}" for path in review.removed[:MAX_LINES])
        yield ""
    yield from _ending(review, refused)


def _heading(uploads: Sequence[ReviewedUpload]) -> str:
    read = [upload for upload in uploads if upload.reports]
    open_ = sum(bool(_unsettled(upload)) for upload in read)
    return f"### 收到 {len(uploads)} 个文件，读出 {len(read)} 个" + (f"，其中 {open_} 个还不能归档" if open_ else "")


def _ending(review: Review, refused: bool) -> Iterator[str]:
    if _grave(review):
        yield "数字不相符是报告自身的情况，不是上传的错，不影响收录。"
    if refused:
        yield "**有文件无法收录**：请照上面的办法修改后，在同一个请求里重新上传。"
    elif review.uploads:
        yield "没有妨碍收录的问题，等维护者合并。"
    if not review.uploads:
        yield "这个请求没有增加或改动报告。"


def _refused(review: Review) -> bool:
    return any(trouble.loudness == Loudness.REFUSED for trouble in review.checked.troubles)


def _upload(upload: ReviewedUpload, review: Review, preview: str) -> Iterator[str]:
    reasons = _unsettled(upload)
    yield f"#### {_sign(upload, reasons)} {code(upload.file)}"
    if not upload.reports:
        yield "- 没有读出报告，不会收录"
    yield from (f"- {reason}" for reason in reasons)
    for one in upload.reports:
        yield from _report(one, "" if upload.waits else preview)
    if upload.waits and upload.reports:
        yield "- 在收件箱里，不会发布；维护者用 `gongkai add content/inbox` 归档"
    yield from _findings([finding for finding in _grave(review) if finding.file == upload.file])
    yield from _doubts([trouble for trouble in review.checked.troubles if trouble.file == upload.file])
    yield ""


def _sign(upload: ReviewedUpload, reasons: Sequence[str]) -> str:
    if not upload.reports:
        return "❌"
    return "⚠️" if reasons else "✅"


def _unsettled(upload: ReviewedUpload) -> list[str]:
    """Why reports that were read cannot be filed as they are."""
    codes = dict.fromkeys(code_ for one in upload.reports for code_ in unsettled(one.report))
    return [said(code_).text(CHINESE) for code_ in codes]


def _report(one: ReviewedReport, preview: str) -> Iterator[str]:
    report = one.report
    place = " ".join(report.place.names)
    yield f"- 机关：{code(report.organ.known_as or '不明')}；地区：{code(place or '不明')}"
    year = f"{report.year.value} 年" if report.year else "不明"
    yield f"- 年度：{year}；表 {sum(1 for _ in report.tables)} 张，正文数字 {len(report.figures)} 个"
    seals = [(BADGES[b.name].zh, SEALS[b.name][b.value].stamp, badge_words(b, report)) for b in one.badges]
    yield "- 徽章：" + "，".join(f"{name} **{stamp}**（{words}）" for name, stamp, words in seals)
    if preview and report.organ.id and report.year:
        yield f"- 预览：<{preview}{organ_url(report.organ.id)}{report.year.value}/>"


def _grave(review: Review) -> list[Finding]:
    """Without what is only worth knowing, which the annotations tell."""
    return [finding for finding in review.checked.findings if finding.severity != Severity.INFO]


def _findings(findings: Sequence[Finding]) -> Iterator[str]:
    if findings:
        yield f"- 数字或要件不符 {len(findings)} 处："
    for finding in findings[:MAX_LINES]:
        yield f"  - 第 {finding.line} 行 {finding.code} {finding.name}：{code(finding.message)}"


def _doubts(troubles: Sequence[ReadingTrouble], *, named: bool = False) -> Iterator[str]:
    """``named``: each with its file, where no heading says which."""
    loud = [trouble for trouble in troubles if trouble.loudness != Loudness.NOTE]
    if loud:
        yield f"- 没有读准或无法采用 {len(loud)} 处："
    for trouble in loud[:MAX_LINES]:
        where = f"第 {trouble.line} 行" if trouble.line else code(trouble.file) if named else "整个文件"
        sign = "❌" if trouble.loudness == Loudness.REFUSED else "⚠️"
        yield f"  - {sign} {where}：{code(trouble.message)}"
    if len(loud) > MAX_LINES:
        yield f"  - 另有 {len(loud) - MAX_LINES} 处"


def code(text: str) -> str:
    """``text`` as a code span, on one line and not too long."""
    line = printable(text[:MAX_TEXT])
    fence = "`" * (max((len(run) for run in TICKS.findall(line)), default=0) + 1)
    pad = " " if line.startswith("`") or line.endswith("`") or not line.strip() else ""
    return f"{fence}{pad}{line or '–'}{pad}{fence}"
