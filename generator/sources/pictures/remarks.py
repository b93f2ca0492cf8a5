"""What is said of pictures that were read, or could not be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.model.documents import Source
from generator.model.doubts import Doubt, Loudness
from generator.sources.base import Refused
from generator.sources.children import ENDED
from generator.sources.pictures.installed import EXTRA

WHOLE = "请重新扫描或重新下载后上传，或上传文字版。"
PARTS = "请以 150 至 300 dpi 重新扫描，只上传报告本身，或上传文字版。"
TEXT = "请另传文字版（网页、Word 或可复制文字的 PDF）。"

MISSING = f"维护者安装识别程序（{EXTRA}）后，可以识别图片。"

TROUBLES: dict[str, tuple[str, str, str]] = {
    "broken": ("picture_broken", "图片已损坏，无法解码。", WHOLE),
    "truncated": ("picture_broken", "图片不完整，文件在中途断开，没有读取。", WHOLE),
    "too_large": ("picture_too_large", "图片的像素过多，没有解码。", PARTS),
    "too_many_pages": ("picture_too_large", "图片过多，没有读取。", PARTS),
    "too_slow": ("picture_too_slow", "未能在限定时间内读完图片。", PARTS),
    "crashed": ("picture_broken", "读取图片的程序中断，没有读出内容。", WHOLE),
    "no_library": ("image_only", "读取图片的程序无法运行，只公布原件。", TEXT),
}
"""Code of the trouble -> (code of the doubt, what it is, what would help)."""


def unreadable(source: Source, trouble: str) -> Refused:
    """A file that is refused as a whole; whoever opens it may see more than we, so it is published."""
    code, message, remedy = TROUBLES.get(trouble, TROUBLES["crashed"])
    doubt = Doubt(code, "sources", message, remedy, Loudness.REFUSED, passing=trouble in ENDED)
    return Refused(source, (doubt,), keep=True)


def unseen(trouble: str) -> tuple[Doubt, ...]:
    """What a document of text has that got nothing of its pictures since whoever looked at them was ended."""
    code, message, remedy = TROUBLES.get(trouble, TROUBLES["crashed"])
    return (Doubt(code, "sources", f"文中的图片没有读：{message}", remedy, passing=True),) if trouble in ENDED else ()


def image_only(source: Source, what: str, *, extra: bool) -> Refused:
    """A sound original in which nothing was read: published, and listed with the remedy. ``extra``: is the program
    that reads pictures missing?"""
    message = f"{what}里没有可读的文字，只公布原件。"
    remedy = TEXT + MISSING if extra else TEXT
    return Refused(source, (Doubt("image_only", "sources", message, remedy, Loudness.REFUSED),), keep=True)


def named_extra(refused: Refused) -> Refused:
    """``refused``, a scan, where the program that reads pictures is missing: the remedy names it."""
    return replace(refused, doubts=tuple(replace(doubt, remedy=doubt.remedy + MISSING) for doubt in refused.doubts))


def recognised(pages: int) -> Doubt:
    """What every report has that was read from pictures."""
    message = f"报告是从 {pages} 页图片中由程序识别的，数据均标为“识别”。"
    return Doubt("recognised", "sources", message, TEXT)


def recognised_inside(pictures: int) -> Doubt:
    """What a document of text has whose tables are pictures."""
    message = f"文中有 {pictures} 幅图片里的文字和表格由程序识别，置于文末，数据均标为“识别”。"
    return Doubt("recognised", "sources", message, "请上传表格为文字的版本。")


def recognised_pages(numbers: Sequence[int]) -> Doubt:
    """What a PDF has of which some pages are pictures."""
    pages = "、".join(map(str, numbers))
    message = f"第 {pages} 页是图像，由程序识别，置于文末，数据均标为“识别”。"
    return Doubt("recognised", "sources", message, "请上传各页都有文字的版本。")
