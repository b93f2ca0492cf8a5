"""Labels whose characters are not what the page shows are unread: no figure moves into another row or column."""

from __future__ import annotations

import binascii
from pathlib import Path

import pytest

import generator.sources.pdf as pdf
from benchmarks.eyes import pdf_more
from benchmarks.eyes.pdf_report import Parts, write
from benchmarks.label_templates import FOLDER, dimensions, drawn, is_han, telling
from generator.model.documents import Document
from generator.model.sidecars import Sidecar
from generator.sources.fetching import read_bytes
from generator.sources.pdf.hanzi import Hanzi
from generator.sources.pdf.sprites import Sprite
from generator.sources.pdf.typefaces import lanes, scaled
from tests.filled import filled

LINES = Path(pdf.__file__).with_name("hanzi.txt").read_text(encoding="utf-8").splitlines()
UNREAD = "\ufffd"
needs_typefaces = pytest.mark.skipif(not FOLDER.is_dir(), reason="no typefaces for Chinese here")


def labels(parts: Parts) -> list[str]:
    outcome = read_bytes("报告.pdf", ".pdf", write(parts), Sidecar())
    assert isinstance(outcome, Document)
    return [row.cells[0].text for row in outcome.grids[0].rows]


@needs_typefaces
@pytest.mark.parametrize("pairs", [("许处", "可罚"), ("处强", "罚制")])
def test_a_label_that_shows_another_is_unread(pairs: tuple[str, ...]) -> None:
    found = labels(Parts(pdf_more.FOUR, objects=pdf_more.exchanged(*pairs)))
    plain = labels(Parts(pdf_more.FOUR))
    changed = [own for own, was in zip(found, plain, strict=True) if own != was]
    assert len(changed) >= 2
    assert all(UNREAD in label for label in changed)


@needs_typefaces
def test_the_characters_are_those_that_are_drawn() -> None:
    made = list(drawn())
    assert [line.split()[:2] for line in LINES] == [[char, "+" if own else "-"] for char, own, _ in made]
    for line, (_, _, shapes) in zip(LINES, made, strict=True):
        for stored, shape in filled(zip(line.split()[2:], shapes, strict=True)):
            assert max(abs(a - b) for a, b in zip(binascii.a2b_base64(stored), shape, strict=True)) <= 12


def test_each_label_has_a_character_by_which_it_is_told_from_each_other() -> None:
    looked_at = Hanzi(LINES, scaled, lanes).telling
    for dimension in filled(dimensions()):
        assert set(telling(dimension, looked_at)) == looked_at
    assert set(telling(["结果维持", "结果纠正"], [])) == {"持", "纠"}
    assert is_han("维") and not is_han("1")


def test_a_shape_lies_only_if_another_fits_clearly_better() -> None:
    rows = ["甲 + AAAA", "乙 - AAAA"]
    known = Hanzi(rows, lambda *_: bytes(64), lanes)
    assert not known.lies("甲", Sprite(0, 0, 1, 1, b"\1")), "a blank lies of nothing"


@needs_typefaces
def test_all_characters_are_compared_with_at_once() -> None:
    """A 处 drawn as it is fits itself; the same picture under the name of 强 is a lie."""
    shape = next(shapes[0] for char, _, shapes in drawn() if char == "处")
    known = Hanzi(LINES, lambda *_: shape, lanes)
    sprite = Sprite(0, 0, 1, 1, b"\1")
    assert known.fits("处", sprite) and not known.lies("处", sprite)
    assert known.lies("强", sprite) and not known.fits("强", sprite)
