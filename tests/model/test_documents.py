"""Documents that come out of pictures, and parts of them."""

from __future__ import annotations

import pytest

from generator.model.documents import Document, Source, Text
from generator.model.pictures import PageImage, Seen
from generator.model.sidecars import Sidecar
from generator.model.spans import DecodedSpan, RepairedSpan, Span, Where
from generator.sources.extract import Extract, RawCell


def test_a_reading_tells_whether_all_agree() -> None:
    assert Seen(("3",), 0.98).agreed
    assert not Seen(("3", "8"), 0.6).agreed
    assert not Seen((), 0.0).agreed  # there is ink, and nobody could read it
    assert Seen(("",), 1.0, empty=True).agreed
    assert [Seen(("3", "8"), 0.6).text, Seen((), 0.0).text] == ["3", ""]


@pytest.mark.parametrize(
    ("candidates", "confidence", "empty"),
    [
        (("3",), 1.2, False),
        (("3",), -0.1, False),
        (("3", "3"), 0.9, False),
        (("",), 0.9, False),  # silence is no proof
        (("3",), 0.9, True),
        ((), 0.9, True),
    ],
)
def test_what_no_reading_can_say_is_refused(candidates: tuple[str, ...], confidence: float, empty: bool) -> None:
    with pytest.raises(ValueError, match=r"not a confidence|repeated|empty goes"):
        Seen(candidates, confidence, empty)


def test_cells_of_pictures_keep_how_they_were_read() -> None:
    story = Extract()
    seen, where = Seen(("17", "11"), 0.7), Where(page=1, box=(10, 20, 30, 40))
    story.table([[RawCell("规章"), RawCell("17", where=where, seen=seen)]], "recognised")
    _, (grid,) = story.finish()
    assert [cell.seen for cell in grid.rows[0].cells] == [None, seen]
    assert grid.rows[0].cells[1].where == where


@pytest.mark.parametrize(
    ("number", "width", "media_type"), [(0, 595.0, "image/png"), (1, 0.0, "image/png"), (1, 595.0, "image/tiff")]
)
def test_pages_that_no_browser_could_show_are_refused(number: int, width: float, media_type: str) -> None:
    with pytest.raises(ValueError, match="not a p"):
        PageImage(number, width, 842.0, b"", media_type)


def test_a_part_keeps_what_of_it_was_recognised() -> None:
    def stretch(start: int, end: int) -> DecodedSpan:
        return DecodedSpan(Span(start, end))

    whole = Document(
        (Source("a.html", "0" * 64, "text/html", 10),),
        Text.plain("0123456789"),
        Sidecar(),
        recognised=(stretch(0, 2), stretch(4, 7), stretch(8, 9)),
        pictures=(PageImage(1, 595.0, 842.0, b"x", "image/png"),),
        engine="eye 1",
    )
    part = whole.part(RepairedSpan(Span(5, 9)))
    assert part.recognised == (stretch(0, 2), stretch(3, 4))
    assert (part.pictures, part.engine) == (whole.pictures, "eye 1")
