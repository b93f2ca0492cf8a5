"""Reads web pages: .html and .htm, saved whole with their menus and footers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

from generator.model.documents import Document, Source
from generator.model.doubts import Doubt, Loudness
from generator.model.sidecars import Sidecar
from generator.sources.base import OpenedFile, Refused
from generator.sources.decode import GARBLED, MAX_CHARACTERS, decode, garbled
from generator.sources.extract import Extract
from generator.sources.html.article import PageArticle, find_article
from generator.sources.html.boxes import DataTable, SeenLine, flat
from generator.sources.html.charset import declared_charset
from generator.sources.html.events import TooDeepError, TooMuchError
from generator.sources.html.page import HtmlPage
from generator.sources.html.pictures_beside import PagePictures, further
from generator.sources.html.scripts import MARKUP, hidden_markup
from generator.sources.html.spans import TableTooLargeError, spread
from generator.sources.html.walk import walk
from generator.sources.pictures.inside import read_inside

MAX_MARKUP = 16_000_000
"""Characters of a page with its markup; saved pages with pictures inside have up to 5 million."""
MAX_INNER = 3
"""So many strings of a page are tried for an article, the longest first."""
MAX_AROUND = 300
HIDDEN_ARTICLE = 500
"""So many hidden characters may be an article that a script shows later."""


def read_html(source: Source, data: bytes, sidecar: Sidecar) -> Document | Refused:
    """The report on a page with its tables; the page around it becomes furniture. Nothing is run or fetched."""
    return read_saved_page(source, data, sidecar, ())


def read_saved_page(source: Source, data: bytes, sidecar: Sidecar, beside: Sequence[OpenedFile]) -> Document | Refused:
    """The same, with the pictures that lie ``beside`` the page."""
    decoded = decode(data, declared_charset(data), MAX_MARKUP)
    if decoded.text is None:
        return Refused(source, decoded.doubts)
    # Spans are those of the extracted text; garbled lines are looked for there.
    doubts = [replace(doubt, span=None) for doubt in decoded.doubts if doubt.code != GARBLED]
    try:
        page, inner, found = _pages(decoded.text)
    except TooDeepError:
        return Refused(source, (_doubt("too_deep", "网页标签嵌套过深，不像正常网页。", Loudness.REFUSED),))
    except TooMuchError:
        message = "网页里的行、单元格、样式或属性远多于任何正常网页。"
        return Refused(source, (_doubt("too_large", message, Loudness.REFUSED),))
    read = inner or page
    doubts += [*found, *_unread_words(read, page.moves_on)]
    extract = Extract()
    doubts += _write(find_article(read), find_article(page) if inner else None, extract)
    if extract.length > MAX_CHARACTERS:
        message = f"网页中的文字超过 {MAX_CHARACTERS:,} 字。"
        return Refused(source, (_doubt("too_long", message, Loudness.REFUSED),))
    pictures = PagePictures.of(read.addresses, beside)
    doubts += pictures.doubts(extract.tables)
    inside = read_inside(extract, pictures.files)
    text, grids = extract.finish()
    if not text.decoded.strip():
        return Refused(source, (_doubt("empty_page", "网页里没有正文。", Loudness.REFUSED),))
    if not grids and read.pictures:
        doubts.append(_doubt("pictures_only", "网页中没有表格，只有图片；表格可能是图片，未作识别。", Loudness.NOTE))
    source = replace(source, encoding=decoded.encoding, encoding_confidence=decoded.confidence)
    doubts += [*garbled(text.decoded), *inside.doubts]
    seen = inside.recognised, inside.pictures, inside.engine
    return Document((source, *further(source, beside, inside)), text, sidecar, grids, tuple(doubts), *seen)


def _unread_words(page: HtmlPage, moves_on: bool) -> Iterator[Doubt]:
    """Doubts about words of ``page`` that its reader may not see as they are written."""
    if page.struck:
        yield _doubt("struck_out", f"有 {page.struck} 处文字被划去，未读。", Loudness.NOTE)
    if page.faint:
        message = f"文中有 {page.faint} 处数字是白色、透明、极小或在页面之外，读者未必看得见，未读。"
        yield _doubt("faint_digits", message, Loudness.NOTE)
    if moves_on:
        message = "网页打开后几秒内自动转到另一地址，读者看到的可能不是这一页，表中数字未读。"
        yield _doubt("page_moves_on", message, Loudness.NOTE)


def _pages(markup: str) -> tuple[HtmlPage, HtmlPage | None, list[Doubt]]:
    """The page as a reader sees it, and the page inside one of its strings where the report is there."""
    page = walk(markup)
    doubts: list[Doubt] = []
    if page.root.tally.anchors >= 2:
        return page, None, doubts
    if page.hidden >= HIDDEN_ARTICLE:
        revealed = walk(markup, reveal=True)
        if revealed.root.tally.anchors > page.root.tally.anchors:
            doubts.append(_doubt("hidden_article", "正文在网页中原是隐藏的，已读出。", Loudness.NOTE))
            page = revealed
    lines = "\n".join(i.text for i in flat(page.root) if isinstance(i, SeenLine) and MARKUP.search(i.text))
    strings = sorted(hidden_markup([*page.scripts, lines]), key=len, reverse=True)[:MAX_INNER]
    inner = max(_walked(strings), key=lambda found: found.root.tally.anchors, default=None)
    if inner is None or inner.root.tally.anchors <= page.root.tally.anchors:
        return page, None, doubts
    message = "正文写在网页脚本的字符串里，已按网页读出，脚本没有运行。"
    doubts.append(_doubt("article_in_script", message, Loudness.NOTE))
    return page, inner, doubts


def _walked(strings: Iterable[str]) -> Iterator[HtmlPage]:
    for text in strings:
        with suppress(TooDeepError, TooMuchError):
            yield walk(text)


def _write(article: PageArticle, outer: PageArticle | None, extract: Extract) -> list[Doubt]:
    """Title, date of publication, the article, and then the page around it."""
    doubts: list[Doubt] = []
    title, dated = _heading(article, outer)
    if title:
        extract.paragraph(title)
    head = 0 if title else _head(article)
    for item in article.body[:head]:
        doubts += _item(item, extract)
    for line in dated:
        extract.paragraph(line)
    for item in article.body[head:]:
        doubts += _item(item, extract)
        if extract.length > MAX_CHARACTERS:
            return doubts
    around = (*article.around, *(outer.around + _texts(outer) if outer else ()))
    for line in around[:MAX_AROUND]:
        extract.furniture(line)
    return doubts


def _heading(article: PageArticle, outer: PageArticle | None) -> tuple[str, tuple[str, ...]]:
    """Title and dates of publication; where the article has none, those of the page around it."""
    if outer is None:
        return article.title, article.dated
    return article.title or outer.title, article.dated or outer.dated


def _head(article: PageArticle) -> int:
    """How many lines the article's own title ends after."""
    return next((at + 1 for at, item in enumerate(article.body) if isinstance(item, SeenLine) and item.title), 0)


def _item(item: SeenLine | DataTable, extract: Extract) -> list[Doubt]:
    if isinstance(item, SeenLine):
        extract.paragraph(item.text)
        return []
    try:
        extract.table(spread(item), "html")
    except TableTooLargeError:
        extract.paragraph("〔表格过大，未读〕")
        return [_doubt("table_too_large", "有一张表格的行列数远超正常表格，未读。", Loudness.WARNING)]
    return []


def _texts(article: PageArticle) -> tuple[str, ...]:
    return tuple(item.text for item in article.body if isinstance(item, SeenLine) and not MARKUP.search(item.text))


def _doubt(code: str, message: str, loudness: Loudness) -> Doubt:
    return Doubt(code, "sources", message, "请对照原网页；如有更完整的原件，请重新上传。", loudness)
