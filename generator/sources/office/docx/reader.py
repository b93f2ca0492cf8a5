"""Reads Word files: .docx."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress

from generator.model.documents import Document, Source
from generator.model.doubts import Doubt
from generator.model.sidecars import Sidecar
from generator.sources.archives import Package, UnreadableError
from generator.sources.base import Refused, note
from generator.sources.extract import Extract
from generator.sources.office.docx.blocks import Blocks
from generator.sources.office.docx.body import Story
from generator.sources.office.docx.boxes import boxes
from generator.sources.office.docx.colours import ThemePalette, page_paper, theme_fonts
from generator.sources.office.docx.fields import Fields
from generator.sources.office.docx.floating import covered
from generator.sources.office.docx.grounds import darkens
from generator.sources.office.docx.heights import Paged
from generator.sources.office.docx.names import A, W, on
from generator.sources.office.docx.numbering import Numbering
from generator.sources.office.docx.overprint import overprints
from generator.sources.office.docx.page_margins import Margins
from generator.sources.office.docx.parts import (
    MAX_FURNITURE,
    find_part,
    furniture,
    furniture_parts,
    is_odd_page,
    notes,
    strange_fonts,
)
from generator.sources.office.docx.places import Container, Frames
from generator.sources.office.docx.properties import PropertyReader
from generator.sources.office.docx.room import Room
from generator.sources.office.docx.sheets import sheets
from generator.sources.office.docx.styles import RunContext, StyleFormats
from generator.sources.office.docx.text_parts import too_deep
from generator.sources.office.ooxml import Element, PartRelation, R, main_part, open_office, parse, relations
from generator.sources.pictures.inside import read_inside


def read_docx(source: Source, data: bytes, sidecar: Sidecar) -> Document | Refused:
    """One document, its tables with merged cells and addresses. Nothing outside the file is ever asked for."""
    try:
        return _read(source, open_office(data), sidecar)
    except UnreadableError as error:
        return Refused(source, (error.doubt,), keep=error.keep)
    except RecursionError:
        return Refused(source, (too_deep().doubt,))


def _read(source: Source, package: Package, sidecar: Sidecar) -> Document:
    main = main_part(package, "word/document.xml")
    named = relations(package, main)
    document = parse(package, main)
    body = document.find(f"{W}body")
    if body is None:
        raise UnreadableError("not_a_package", "文件里没有 Word 正文。", "请用 Word 或 WPS 另存为 .docx 后上传。")
    theme, settings = find_part(package, named, "theme"), find_part(package, named, "settings")
    palette = ThemePalette.read(theme, settings)
    fonts = frozenset(strange_fonts(find_part(package, named, "fontTable")))
    own = find_part(package, named, "styles")
    styles = StyleFormats.read(own, PropertyReader(palette, dict(theme_fonts(theme)), fonts))
    paper = page_paper(document, settings, palette)
    pages, room = Paged.read(body), Room.read(body, styles)
    story = Story(
        Extract(),
        Blocks(Numbering.read(find_part(package, named, "numbering"), own)),
        dict(notes(package, named, styles)),
        styles,
        Fields.read(body, refreshed=on(settings, "updateFields")),
        Frames(covered(body, styles), boxes(body, palette, pages), room, sheets(body)),
    )
    for line in "\n".join(furniture(package, named))[:MAX_FURNITURE].splitlines():
        story.extract.furniture(line)
    margins = Margins.read(body)
    doubt = any(is_odd_page(section) for section in body.iter(f"{W}sectPr"))
    around = furniture_parts(package, named)
    doubt = doubt or any(darkens(part, pages) or overprints(part, margins, room) for part in around)
    story.flow(body, Container(RunContext((((), paper),)), (), paper, doubt))
    inside = read_inside(story.extract, list(_pictures(package, named, body)) if story.pictures else [])
    text, grids = story.extract.finish()
    if not text.repaired.strip():
        raise _without_text(story.pictures)
    story.pictures -= len(inside.pictures)
    doubts = (*_doubts(story), *inside.doubts)
    return Document((source,), text, sidecar, grids, doubts, inside.recognised, inside.pictures, inside.engine)


def _pictures(package: Package, named: Mapping[str, PartRelation], body: Element) -> Iterator[bytes]:
    """The pictures on the pages, in order; those of other programs' formats among them."""
    for blip in body.iter(f"{A}blip"):
        relation = named.get(blip.get(f"{R}embed", ""))
        if relation is not None and relation.kind == "image":
            with suppress(UnreadableError):
                yield package.read(relation.target)


def _without_text(pictures: int) -> UnreadableError:
    if pictures:
        message = f"文件里只有图片（{pictures} 幅），没有可读的文字。"
        return UnreadableError("image_only", message, "请上传文字版；原件照样公布。", keep=True)
    return UnreadableError("empty_file", "文件里没有文字。", "请重新上传完整的文件。")


def _doubts(story: Story) -> Iterator[Doubt]:
    if story.blocks.revised:
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
    if story.blocks.numbering.unknown:
        yield note("number_format_unknown", "有自动编号的样式没有读出。", "请把自动编号转为文字后上传。")
    if story.blocks.foreign:
        yield Doubt(
            "embedded_file", "sources", "文件里嵌有另一份文档，没有读取。", "请用 Word 或 WPS 打开另存为 .docx 后上传。"
        )
