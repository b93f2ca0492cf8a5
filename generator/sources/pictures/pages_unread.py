"""What is said of further pages that a sidecar lists, where they were not read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.model.doubts import Doubt
from generator.sources.names import MOST_PAGES, named
from generator.sources.pictures.remarks import TROUBLES as OF_PICTURES

SIZE = 64

TROUBLES: Mapping[str, tuple[str, str]] = {
    "missing": ("不在报告旁边，没有读到", "请补上文件，或改正 pages 中的文件名。"),
    "outside": ("不是同一文件夹里的文件名，没有读取", "请把图片放在报告旁边，pages 中只写文件名。"),
    "unclear": ("写得不合格式，不知道次序，没有读取", "请写成 pages: [文件名, 文件名]，按页序排列。"),
    "itself": ("就是报告自己的文件", "报告自己的文件不用写；要写，写在最前面。"),
    "twice": ("列了不止一次，只读了一次", "请删去重复的一项。"),
    "lists": ("自己也列有 pages，没有当作这份报告的一页", "请只在第一页的说明文件里依次列出其余各页。"),
    "shared": ("还被别的报告列出，两边都没有读取", "请只留在一份报告的 pages 中。"),
    "no_picture": ("不是图片，没有读取，也不再单独处理", "pages 只列图片；不是这份报告的一页，就请从中删去。"),
    "many": (f"超出了一份报告最多 {MOST_PAGES} 页的限度，没有读取", "请只上传报告本身，或合成一个 PDF 文件后拆开。"),
    "heavy": (f"连同前面的文件超过 {SIZE} MB，没有读取", "请以 150 至 300 dpi 重新扫描后上传。"),
    "unreadable": ("无法打开，没有读取", "请检查文件的权限，或重新上传。"),
    "first": ("没有读取，因为第一张图片读不了", "请先换好第一张图片。"),
    "empty": ("是空的", "请重新扫描或重新下载后上传。"),
    "small": ("小得看不出字，没有读取", "请重新扫描或重新下载后上传。"),
}
"""Code of the trouble -> (what it is, what would help)."""
REPEATED = ("itself", "twice")
"""Troubles of pages that are read in another place."""


def not_read(found: Iterable[tuple[str, str]]) -> Iterator[Doubt]:
    """The doubts about pages (name, trouble) that a sidecar lists and that were not read: one a trouble."""
    by: dict[str, list[str]] = {}
    for name, trouble in found:
        by.setdefault(trouble, []).append(name)
    for trouble, names in by.items():
        what, remedy = TROUBLES.get(trouble) or _of_picture(trouble)
        yield Doubt("page_not_read", "sources", f"pages 列出的 {named(names)} {what}。", remedy)


def _of_picture(trouble: str) -> tuple[str, str]:
    _, message, remedy = OF_PICTURES.get(trouble, OF_PICTURES["crashed"])
    return f"读不了：{message.rstrip('。')}", remedy


def own_sidecar(names: Sequence[str]) -> Doubt:
    """About pages that have sidecars of their own."""
    message = f"pages 列出的 {named(names)} 有自己的说明文件，只采用了其中的 withhold。"
    return Doubt("page_sidecar", "sources", message, "请把其余内容并入这份报告的说明文件，再删去各页自己的。")


def only_pictures() -> Doubt:
    """About ``pages`` beside a file of another kind."""
    message = "pages 只用于图片，这里没有采用。"
    return Doubt("page_not_read", "sources", message, "请把 pages 写在第一张图片的说明文件里。")
