"""Reads Word files: .docx."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.model.documents import Document, Source
from generator.model.doubts import Doubt
from generator.model.sidecars import Sidecar
from generator.sources.archives import Package, UnreadableError
from generator.sources.base import Refused, note
from generator.sources.decode import MAX_CHARACTERS
from generator.sources.docx_body import Story, note_texts, plain_text
from generator.sources.docx_looks import Looks
from generator.sources.docx_names import W
from generator.sources.docx_numbering import Numbering
from generator.sources.docx_text import too_deep
from generator.sources.extract import Extract
from generator.sources.ooxml import Element, Relation, main_part, open_office, parse, relations

MAX_FURNITURE = 500
"""Characters of headers and footers that are kept as evidence of the place."""


def read_docx(source: Source, data: bytes, sidecar: Sidecar) -> Document | Refused:
    """One document, its tables with merged cells and addresses. Nothing outside the file is ever asked for."""
    try:
        return _read(source, open_office(data), sidecar)
    except UnreadableError as error:
        return Refused(source, (error.doubt,), keep=error.keep)
    except RecursionError:
        return Refused(source, (too_deep().doubt,))


def _read(source: Source, package: Package, sidecar: Sidecar) -> Document:
    part = main_part(package, "word/document.xml")
    named = relations(package, part)
    body = parse(package, part).find(f"{W}body")
    if body is None:
        raise UnreadableError("not_a_package", "文件里没有 Word 正文。", "请用 Word 或 WPS 另存为 .docx 后上传。")
    styles = _part(package, named, "styles")
    numbering, looks = Numbering.read(_part(package, named, "numbering"), styles), Looks.read(styles)
    story = Story(Extract(), numbering, dict(_notes(package, named, looks)), looks)
    for line in "\n".join(_furniture(package, named))[:MAX_FURNITURE].splitlines():
        story.extract.furniture(line)
    story.flow(body)
    if story.extract.length > MAX_CHARACTERS:
        message = f"文本长达 {story.extract.length:,} 字，上限为 {MAX_CHARACTERS:,} 字。"
        raise UnreadableError("too_long", message, "请只上传报告本身。")
    text, grids = story.extract.finish()
    if not text.repaired.strip():
        raise _without_text(story.pictures)
    return Document((source,), text, sidecar, grids, tuple(_doubts(story)))


def _without_text(pictures: int) -> UnreadableError:
    if pictures:
        message = f"文件里只有图片（{pictures} 幅），没有可读的文字。"
        return UnreadableError("image_only", message, "请上传文字版；原件照样公布。", keep=True)
    return UnreadableError("empty_file", "文件里没有文字。", "请重新上传完整的文件。")


def _part(package: Package, named: Mapping[str, Relation], kind: str) -> Element | None:
    target = next((relation.target for relation in named.values() if relation.kind == kind), None)
    return parse(package, target) if target else None


def _notes(package: Package, named: Mapping[str, Relation], looks: Looks) -> Iterator[tuple[tuple[str, str], str]]:
    for kind in ("footnotes", "endnotes"):
        part = _part(package, named, kind)
        if part is not None:
            yield from note_texts(part, kind, looks)


def _furniture(package: Package, named: Mapping[str, Relation]) -> Iterator[str]:
    for relation in sorted(named.values(), key=lambda relation: relation.target):
        if relation.kind in ("header", "footer"):
            yield plain_text(parse(package, relation.target))


def _doubts(story: Story) -> Iterator[Doubt]:
    if story.revised:
        yield note(
            "tracked_changes", "文件里有未处理的修订，按接受全部修订后的样子读取。", "请接受或拒绝修订后重新上传。"
        )
    if story.hidden:
        yield note("hidden_text", "文件里有隐藏的文字，没有读取。", "若应公开，请取消隐藏后重新上传。")
    if story.struck:
        yield note("struck_out", f"有 {story.struck} 处文字被划去，未读。", "请删去划去的文字后重新上传。")
    if story.faint:
        message = f"文中有 {story.faint} 处数字是白色或极小的，读者未必看得见，未读。"
        yield note("faint_digits", message, "请删去不应显示的数字，或改为正常的颜色和字号后重新上传。")
    if story.pictures:
        yield note(
            "pictures_unread",
            f"文中有 {story.pictures} 幅图片，图中的文字没有读取。",
            "若图中有表格，请改为文字后上传。",
        )
    if story.numbering.unknown:
        yield note("number_format_unknown", "有自动编号的样式没有读出。", "请把自动编号转为文字后上传。")
    if story.foreign:
        yield Doubt(
            "embedded_file", "sources", "文件里嵌有另一份文档，没有读取。", "请用 Word 或 WPS 打开另存为 .docx 后上传。"
        )
