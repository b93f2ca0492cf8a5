"""What is said of a PDF that cannot be read, or not wholly."""

from __future__ import annotations

from collections.abc import Sequence

from generator.model.doubts import Doubt, Loudness
from generator.sources.children import ENDED

TROUBLES: dict[str, tuple[str, str, str]] = {
    "encrypted": ("pdf_encrypted", "PDF 文件已加密，需要密码才能打开。", "请解除密码保护后重新上传。"),
    "broken": ("pdf_broken", "PDF 文件已损坏，或并不是 PDF。", "请重新下载或重新导出后上传。"),
    "crashed": ("pdf_broken", "PDF 文件无法解析。", "请用常见的阅读器打开后另存为新的 PDF，再上传。"),
    "too_slow": ("pdf_too_slow", "PDF 文件过于复杂，未能在限定时间内读完。", "请另存为较简单的 PDF，或上传文字版。"),
    "too_large": ("pdf_too_large", "PDF 文件过大，已拒绝读取。", "请只上传年度报告本身，或压缩图片后重新导出。"),
    "too_many_pages": ("pdf_too_large", "PDF 文件页数过多，已拒绝读取。", "请只上传年度报告本身的各页。"),
    "too_many_chars": ("pdf_too_large", "PDF 文件文字过多，已拒绝读取。", "请只上传年度报告本身的各页。"),
    "too_many_objects": ("pdf_too_large", "PDF 文件图形过多，已拒绝读取。", "请另存为较简单的 PDF，或上传文字版。"),
    "no_library": ("pdf_library_missing", "本机没有安装读取 PDF 所需的 pypdfium2。", "请安装项目的依赖后重新构建。"),
    "image_only": ("image_only", "PDF 文件只有扫描图像，没有文字层。", "请上传文字版（网页、Word 或带文字的 PDF）。"),
    "ocr_layer": (
        "image_only",
        "PDF 文件是扫描图像，其中的文字由识别软件添加，数字未必可靠，没有采用。",
        "请上传文字版（网页、Word 或带文字的 PDF）。",
    ),
    "no_unicode": (
        "pdf_no_unicode",
        "PDF 文件的字体没有给出文字编码，读出的文字不可靠，没有采用。",
        "请从原文件重新导出 PDF，或上传文字版。",
    ),
}
"""Code of the trouble -> (code of the doubt, what it is, what would help)."""


def refusal(trouble: str) -> Doubt:
    """The doubt under which a PDF is refused as a whole."""
    code, message, remedy = TROUBLES.get(trouble, TROUBLES["crashed"])
    return Doubt(code, "sources", message, remedy, Loudness.REFUSED, passing=trouble in ENDED)


def remarks(unread: int, undecided: Sequence[str], glued: Sequence[str], scanned: Sequence[int]) -> tuple[Doubt, ...]:
    """Doubts about a PDF that was read: glyphs, rows and pages that were not, and numbers cut at the end of a line."""
    doubts: list[Doubt] = []
    if unread:
        message = f"有 {unread} 个字形没有文字编码、被遮盖或划去，或颜色、大小使人看不清，以“\ufffd”代替。"
        doubts.append(Doubt("pdf_glyphs_unread", "sources", message, "请对照原件。"))
    if scanned:
        pages = "、".join(map(str, scanned))
        message = f"第 {pages} 页是图像，没有文字，未能读取。"
        doubts.append(Doubt("pdf_page_image", "sources", message, "请上传各页都有文字的版本。"))
    for row in undecided[:20]:
        message = f"表格没有框线，有一行的数字无法确定属于哪一列：{row[:80]}"
        doubts.append(Doubt("pdf_row_undecided", "sources", message, "请对照原件，或上传带框线的表格。"))
    if glued:
        message = f"有数字在行末被断开，已接为 {'、'.join(glued[:10])}。"
        doubts.append(Doubt("pdf_number_joined", "sources", message, "请对照原件。", Loudness.NOTE))
    return tuple(doubts)
