"""Pictures of reports: what is refused undecoded, how pages are straightened, grids, ink, whole reports."""

from __future__ import annotations

import ast
import io
import struct
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import cv2
import numpy as np
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from benchmarks.corpus.document import Block
from benchmarks.corpus.document import Document as Printed
from benchmarks.corpus.sheets import Box, Sheet
from benchmarks.pictures.faces import HAN, Face
from benchmarks.pictures.setting import Press
from benchmarks.pictures.spoiling import WAYS, spoiled
from generator.model.documents import Document
from generator.model.sidecars import Sidecar
from generator.sources.base import Refused
from generator.sources.fetching import read_bytes
from generator.sources.pictures import reader as room
from generator.sources.pictures.eye import ground, ink, pages, reading, rules, straight, words
from generator.sources.pictures.headers import PictureError, checked_sizes
from generator.sources.pictures.run import look

EYE = Path(str(room.__file__)).parent / "eye"
FACE = Face(HAN[1], HAN[1])
ROWS = (
    (Box("第二十条第（一）项", across=4),),
    (Box("信息内容"), Box("本年制发件数"), Box("本年废止件数"), Box("现行有效件数")),
    (Box("规章"), Box("0"), Box("17"), Box("")),
    (Box("行政规范性文件"), Box("/"), Box("-"), Box("3068")),
    (Box("第二十条第（八）项", across=4),),
    (Box("行政事业性收费", down=2), Box("12.5", across=3)),
    (Box("1"), Box("249"), Box("8")),
)
REPORT = Printed(
    (
        Block("title", "某某县人民政府2023年政府信息公开工作年度报告"),
        Block("p", "本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止，电子版可从网站下载。" * 3),
        Block("sheet", sheet=Sheet("disclosure", ROWS, 4)),
        Block("sign", "2024年1月18日"),
    )
)


def page(way: str = "clean-150") -> Image.Image:
    """The report as a picture that went ``way``."""
    (chosen,) = [one for one in WAYS if one.name == way]
    random = Random(7)
    (one,) = Press(FACE, chosen.dpi, random, chosen.rules).set(REPORT)
    return spoiled(one, chosen, random, FACE)


def packed(picture: Image.Image, kind: str, **how: Any) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **how)
    return file.getvalue()


def read(data: bytes, suffix: str) -> Document:
    document = read_bytes(f"a{suffix}", suffix, data, Sidecar())
    assert isinstance(document, Document), document
    return document


def code(data: bytes, suffix: str = ".png") -> str:
    refused = read_bytes(f"a{suffix}", suffix, data, Sidecar())
    assert isinstance(refused, Refused) and refused.keep
    return refused.doubts[0].code


def values(document: Document) -> list[list[str]]:
    (grid,) = document.grids
    return [[cell.text for cell in row.cells if not cell.covered] for row in grid.rows]


PRINTED = [[box.text for box in row] for row in ROWS]


@pytest.fixture(scope="module")
def clean() -> Document:
    return read(packed(page(), "PNG"), ".png")


def test_a_report_is_read_from_its_picture(clean: Document) -> None:
    assert values(clean) == PRINTED
    assert clean.grids[0].layout == "recognised"
    text = clean.text.decoded
    assert text.startswith("某某县人民政府2023年政府信息公开工作年度报告\n")
    assert "自2023年1月1日起至2023年12月31日止" in text and "\n2024年1月18日" in text
    assert len(text.splitlines()) < 20, "the lines of a paragraph are one"


def test_what_was_recognised_says_so(clean: Document) -> None:
    assert [stretch.of(clean.text.decoded) for stretch in clean.recognised] == [clean.text.decoded]
    assert [doubt.code for doubt in clean.doubts] == ["recognised"]
    assert clean.engine == room.engine() != ""


def test_cells_say_how_they_were_seen(clean: Document) -> None:
    rows = clean.grids[0].rows
    seen = {cell.text: cell.seen for row in rows for cell in row.cells if cell.seen is not None}
    assert seen["17"] is not None and seen["17"].agreed and seen["17"].confidence > 0.9
    assert seen[""] is not None and seen[""].empty
    cell = rows[2].cells[2]
    assert cell.text == "17" and cell.where is not None and cell.where.page == 1 and cell.where.box is not None
    left, top, right, bottom = cell.where.box
    assert 150 < left < right < 595 and 150 < top < bottom < 600
    assert all(cell.seen is None and cell.text == "" for row in rows for cell in row.cells if cell.covered)
    assert [cell.covered for cell in rows[0].cells] == [False, True, True, True]
    assert rows[6].cells[0].above, "a cell that begins in a row above"


def test_the_page_is_published_made_anew(clean: Document) -> None:
    (shown,) = clean.pictures
    assert (shown.number, round(shown.width), round(shown.height)) == (1, 595, 842)
    picture = Image.open(io.BytesIO(shown.data))
    assert picture.format == "WEBP" and picture.width <= 1600 and not picture.getexif()
    assert len(shown.data) < 150_000


@pytest.mark.parametrize("way", ["turned-150", "photographed-170", "sealed-150", "angled-170"])
def test_spoiled_pages_show_nothing_wrong(way: str) -> None:
    document = read(packed(page(way), "JPEG", quality=90), ".jpg")
    read_rows = values(document)
    assert [len(row) for row in read_rows] == [len(row) for row in PRINTED]
    pairs = [(a, b) for ours, theirs in zip(read_rows, PRINTED, strict=True) for a, b in zip(ours, theirs, strict=True)]
    figures = [(a, b) for a, b in pairs if not any(char.isalpha() for char in b)]
    assert len([1 for a, b in figures if a == b]) >= len(figures) - 1
    sure = [cell for row in document.grids[0].rows for cell in row.cells if cell.seen and cell.seen.agreed]
    told = {cell.text for cell in sure if cell.seen and cell.seen.confidence > 0.8 and cell.text.isdigit()}
    assert told and told <= {text for row in PRINTED for text in row}


def test_a_table_without_rules_between_its_cells_is_none() -> None:
    document = read(packed(page("framed-150"), "JPEG", quality=90), ".jpg")
    assert not document.grids and "3068" in document.text.decoded


def test_no_more_pages_are_decoded_than_are_looked_at() -> None:
    decoded: list[int] = []

    def scan() -> Iterator[tuple[Any, float]]:
        for number in range(6):
            decoded.append(number)
            yield np.full((300, 200 + 10 * number, 3), 255, np.uint8), 72.0

    looked = pages.pages_of(scan(), reading.Eyes())
    first, _ = next(looked)
    assert first["width"] == 200 and len(decoded) <= pages.SIDE_BY_SIDE + 1
    assert [one["width"] for one, _ in looked] == [210, 220, 230, 240, 250]


def test_the_same_comes_out_every_time(clean: Document) -> None:
    assert read(packed(page(), "PNG"), ".png") == clean


def test_a_scan_is_read_page_by_page(clean: Document) -> None:
    file = io.BytesIO()
    canvas = Canvas(file, invariant=1)
    for _ in range(2):
        canvas.drawImage(ImageReader(page()), 0, 0, 595, 842)
        canvas.showPage()
    canvas.save()
    document = read(file.getvalue(), ".pdf")
    assert [shown.number for shown in document.pictures] == [1, 2]
    cells = [cell for grid in document.grids for row in grid.rows for cell in row.cells if cell.where]
    assert {cell.where.page for cell in cells if cell.where} == {1, 2}
    wide = str.maketrans("()", "（）")
    assert [cell.text.translate(wide) for cell in cells] == 2 * [text for row in PRINTED for text in row]


def test_a_page_that_lies_on_its_head_is_turned() -> None:
    document = read(packed(page("clean-110").rotate(180), "PNG"), ".png")
    assert [len(row) for row in values(document)] == [len(row) for row in PRINTED]
    assert "2023年政府信息公开工作年度报告" in document.text.decoded


def png(wide: int, high: int, data: bytes = b"", end: bool = True) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", data) + (chunk(b"IEND", b"") if end else b"")


def test_hostile_pictures_are_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = png(30_000, 30_000, zlib.compress(bytes(10_000_000)))
    whole = packed(page("clean-110"), "JPEG")

    def never(*_: object) -> None:
        raise AssertionError("decoded")

    monkeypatch.setattr(room, "look", never)
    assert code(bomb) == "picture_too_large"
    assert code(png(30_000, 1)) == "picture_too_large"
    assert code(png(9_000, 9_000)) == "picture_too_large"
    assert code(whole[: len(whole) // 2], ".jpg") == "picture_broken"
    assert code(png(100, 100, end=False)) == "picture_broken"
    assert code(png(30, 30)) == "image_only"


def test_pages_know_which_file_they_are_of() -> None:
    blank = packed(Image.new("L", (60, 60), 255), "PNG")
    assert [one.file for one in look("picture", (blank, png(60, 60, b"no picture"), blank))] == [0, 2]


def test_what_cannot_be_decoded_costs_nothing_else() -> None:
    assert code(png(200, 200, b"no pixels")) == "picture_broken"


def test_a_picture_without_text_is_kept() -> None:
    assert code(packed(Image.new("L", (600, 600), 230), "PNG")) == "image_only"


def test_without_the_extra_all_is_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "engine", lambda: "")
    refused = read_bytes("a.png", ".png", png(100, 100), Sidecar())
    assert isinstance(refused, Refused) and refused.keep
    assert [doubt.code for doubt in refused.doubts] == ["image_only"] and "gongkai[ocr]" in refused.doubts[0].remedy
    assert "文字版" in refused.doubts[0].remedy


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "BMP", "WEBP", "TIFF"])
def test_sizes_are_told_without_decoding(kind: str) -> None:
    data = packed(Image.new("RGB", (123, 45)), kind)
    assert checked_sizes(data) == ((123, 45),)
    with pytest.raises(PictureError, match="truncated"):
        checked_sizes(data[: len(data) * 2 // 3])


def test_a_file_may_have_several_pictures() -> None:
    pictures = [Image.new("L", (100 + n, 50)) for n in range(3)]
    data = packed(pictures[0], "TIFF", save_all=True, append_images=pictures[1:])
    assert checked_sizes(data) == ((100, 50), (101, 50), (102, 50))
    many = packed(pictures[0], "TIFF", save_all=True, append_images=pictures[:1] * 40)
    with pytest.raises(PictureError, match="too_many_pages"):
        checked_sizes(many)


def drawn(wide: int = 1240, high: int = 1754) -> Any:
    """White paper and a table: two columns below one wide cell, the lower left cell two rows high."""
    paper = np.full((high, wide), 255, np.uint8)
    for y, x0, x1 in ((300, 200, 1000), (360, 200, 1000), (420, 600, 1000), (480, 200, 1000)):
        cv2.line(paper, (x0, y), (x1, y), 0, 2)
    for x, y0, y1 in ((200, 300, 480), (600, 360, 480), (1000, 300, 480)):
        cv2.line(paper, (x, y0), (x, y1), 0, 2)
    for x in range(220, 900, 40):
        cv2.putText(paper, "8", (x, 700), cv2.FONT_HERSHEY_SIMPLEX, 1, 0, 2)
    return paper


@pytest.mark.parametrize("degrees", [-4.2, -0.9, 0.0, 0.4, 3.0])
def test_pages_are_straightened(degrees: float) -> None:
    skewed = straight.turned(drawn(), -degrees)
    assert straight.turn_of(skewed) == pytest.approx(degrees, abs=0.06)


def test_two_pages_on_one_scan_are_parted() -> None:
    both = np.hstack([drawn(), drawn()])
    left, right = straight.straightened(both)
    assert abs(left.shape[1] - right.shape[1]) < 20 and left.shape[0] == right.shape[0] == 1754
    cv2.line(both, (500, 900), (2000, 900), 0, 2)
    assert len(straight.straightened(both)) == 1, "a rule that runs through: one wide page"


def test_rules_tell_merged_cells() -> None:
    found = rules.find_tables(rules.find_rules(drawn(), 150), 150)
    (table,) = found
    assert [(c.row, c.column, c.down, c.across, c.sure) for c in table.cells] == [
        (0, 0, 1, 2, True), (1, 0, 2, 1, True), (1, 1, 1, 1, True), (2, 1, 1, 1, True),
    ]  # fmt: skip
    left, top, right, bottom = table.cells[2].box
    assert (abs(left - 600) <= 2, abs(top - 360) <= 2, abs(right - 1000) <= 2, abs(bottom - 420) <= 2) == (True,) * 4


def test_a_border_half_drawn_leaves_both_cells_in_doubt() -> None:
    paper = drawn()
    paper[415:425, 750:850] = 255
    (table,) = rules.find_tables(rules.find_rules(paper, 150), 150)
    assert [(c.row, c.column) for c in table.cells if not c.sure] == [(1, 1), (2, 1)]


@pytest.mark.parametrize(
    ("shade", "radius", "empty", "doubtful"),
    [(0, 0, True, False), (0, 1, True, False), (0, 9, False, False), (185, 9, False, True), (235, 9, True, False)],
)
def test_empty_is_proved_by_ink(shade: int, radius: int, empty: bool, doubtful: bool) -> None:
    cell = np.full((50, 90), 250, np.uint8)
    if radius:
        cv2.circle(cell, (45, 25), radius, shade, -1)
    found = ink.ink_of(cell, 18.0)
    assert (found.empty, found.doubtful) == (empty, doubtful)


def test_a_point_between_digits_is_of_them_and_dust_is_not() -> None:
    cell = np.full((50, 120), 255, np.uint8)
    for x0, y0, x1, y1 in ((40, 15, 48, 33), (53, 31, 55, 33), (60, 15, 68, 33), (74, 31, 76, 33), (100, 5, 102, 7)):
        cv2.rectangle(cell, (x0, y0), (x1, y1), 0, -1)
    assert ink.ink_of(cell, 18.0).lines == ((40, 15, 69, 34),)
    cleaned = ink.without_dust(cell, 18.0)
    assert cleaned[32, 54] == 0, "the point between two digits"
    assert cleaned[32, 75] == cleaned[6, 101] == 255, "a dot behind the last digit, and one far off"
    cv2.rectangle(cell, (10, 10), (34, 34), 0, 2)
    assert ink.without_dust(cell, 18.0)[32, 75] == 0, "perhaps a stroke of a wider character"


@pytest.mark.parametrize(("apart", "torn"), [(6, False), (14, False), (20, True)])
def test_figures_far_apart_in_one_cell_are_perhaps_two(apart: int, torn: bool) -> None:
    cell = np.full((50, 120), 255, np.uint8)
    for x in (30, 38 + apart):
        cv2.rectangle(cell, (x, 15), (x + 8, 33), 0, -1)
    assert ink.ink_of(cell, 18.0).torn is torn


@pytest.mark.parametrize(("shade", "line", "minus"), [(0, 34, True), (190, 40, True), (255, 40, False)])
def test_a_minus_is_no_dust(shade: int, line: int, minus: bool) -> None:
    """Where it is too pale for ink, nobody is sure of the figure behind it."""
    cell = np.full((50, 90), 255, np.uint8)
    cv2.rectangle(cell, (40, 15), (48, 33), 0, -1)
    cv2.rectangle(cell, (34, 24), (37, 25), shade, -1)
    found = ink.ink_of(ink.without_dust(cell, 18.0), 18.0)
    assert found.lines[0][0] == line
    assert ink.has_minus(cell, 18.0) is minus
    alone = np.full((50, 90), 255, np.uint8)
    cv2.rectangle(alone, (34, 24), (39, 26), shade, -1)
    assert ink.ink_of(alone, 18.0).empty is (shade == 255)
    alone[:, 38:] = 255
    assert ink.ink_of(alone, 18.0).flat is False, "alone it may as well be dust"


def test_a_seal_is_taken_out_and_a_red_heading_is_not() -> None:
    paper = np.full((1754, 1240, 3), 255, np.uint8)
    cv2.circle(paper, (800, 1000), 120, (40, 30, 205), 8)
    cv2.rectangle(paper, (790, 1110), (810, 1130), (20, 20, 24), -1)
    cv2.rectangle(paper, (200, 100), (1000, 140), (40, 30, 205), -1)
    cv2.rectangle(paper, (200, 200), (500, 300), (40, 30, 205), -1)
    grey = ground.grey(paper)
    assert grey[1000, 680] > 200 and grey[1000, 920] > 200, "the seal"
    assert grey[1120, 800] < 60, "ink below it"
    assert grey[120, 600] < 120 and grey[250, 350] < 120, "a heading, of one line and of several"


def chances(alphabet: list[str], *spoken: tuple[str, float]) -> Any:
    found = np.full((2 * len(spoken), len(alphabet)), 1e-4, np.float32)
    for place, (char, sure) in enumerate(spoken):
        found[2 * place, alphabet.index(char)] = sure
        found[2 * place + 1, 0] = 0.99
    return found


def test_twins_are_digits_among_digits() -> None:
    alphabet = ["", *"0123456789OIl.—-件公开", " "]
    told = words.Alphabet(alphabet)
    assert told.words(chances(alphabet, ("1", 0.9), ("O", 0.8))).text == "10"
    assert told.words(chances(alphabet, ("I", 0.9), ("件", 0.8))).text == "1件"
    assert told.words(chances(alphabet, ("公", 0.9), ("O", 0.8))).text == "公O"
    both = chances(alphabet, ("0", 0.5))
    both[0, alphabet.index("O")] = 0.45
    assert told.words(both).sure == pytest.approx(0.95, abs=0.01)


def test_unsure_digits_of_running_text_are_unread() -> None:
    alphabet = ["", *"0123456789年", " "]
    told = words.Alphabet(alphabet).words(chances(alphabet, ("2", 0.99), ("8", 0.7), ("年", 0.6)))
    assert told.careful == "2\ufffd年"


@pytest.mark.parametrize(
    ("text", "whole"), [("12.5", True), ("0.", False), (".5", False), ("1 2", False), ("0", True), ("/", True)]
)
def test_figures_that_nobody_prints_are_doubtful(text: str, whole: bool) -> None:
    assert words.is_figure(text) and words.is_whole(text) is whole


def test_the_eye_stands_alone() -> None:
    """The child process loads nothing of the program."""
    modules = sorted(EYE.glob("*.py"))
    assert len(modules) > 5
    nodes = [node for module in modules for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))]
    outside = {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module}
    outside |= {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    rooms = {name.split(".")[0] for name in outside}
    assert rooms - set(sys.stdlib_module_names) == {"cv2", "numpy", "onnxruntime"}
