"""The rules by which a cell of a picture is told: on arrays, with readings made up, without the models."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
import pytest

from generator.sources.pictures.eye import cells, ink
from generator.sources.pictures.eye.rules import Cell, Ruled
from generator.sources.pictures.eye.words import Words

DPI = 150
BOX = (20, 20, 140, 70)


class MadeUp:
    """Gives ``answers`` whatever is on the pictures, one for each time it is asked."""

    def __init__(self, *answers: tuple[str, float]) -> None:
        self.answers = list(answers)

    def read(self, pieces: Sequence[Any]) -> list[Words]:
        return [Words(*self.answers.pop(0)) for _ in pieces]


def told(*answers: tuple[str, float], sure: bool = True, draw: Any = None) -> cells.Told:
    page = np.full((100, 160), 255, np.uint8)
    if draw is not None:
        draw(page)
    table = Ruled(BOX, (20, 140), (20, 70), (Cell(0, 0, 1, 1, BOX, sure),), (0, 0), np.zeros((1, 1), bool))
    (one,) = cells.read_table(page, table, DPI, MadeUp(*answers))  # type: ignore[arg-type]
    return one


def digit(page: Any) -> None:
    cv2.rectangle(page, (70, 38), (78, 54), 40, 2)


def two_digits(page: Any) -> None:
    digit(page)
    cv2.rectangle(page, (100, 38), (108, 54), 40, 2)


def pale_minus(page: Any) -> None:
    digit(page)
    page[45:47, 62:66] = 190


def dash(page: Any) -> None:
    page[45:47, 70:80] = 40


def rule(page: Any) -> None:
    page[45:47, 50:110] = 40


def dust(page: Any) -> None:
    page[45:47, 70:73] = 40


def slash(page: Any) -> None:
    cv2.line(page, (70, 54), (79, 38), 40, 2)


def seven(page: Any) -> None:
    cv2.polylines(page, [np.array([(70, 38), (80, 38), (72, 54)], np.int32)], False, 40, 2)


def leaning(page: Any) -> None:
    cv2.line(page, (70, 54), (73, 38), 40, 2)


def upright(page: Any) -> None:
    page[38:55, 70:72] = 40


@pytest.mark.parametrize(
    ("answers", "texts", "sure"),
    [
        ([("8", 0.99), ("8", 0.95)], ("8",), 0.95),
        ([("8", 0.99), ("3", 0.99)], ("8", "3"), 0.99),
        ([("8", 0.99), ("", 0.0)], ("8",), 0.0),
        ([("8.", 0.99), ("8.", 0.99)], ("8.",), 0.0),
        ([("总计数", 0.97)], ("总计数",), 0.97),
    ],
)
def test_figures_are_read_twice_and_both_readings_count(
    answers: list[tuple[str, float]], texts: tuple[str, ...], sure: float
) -> None:
    one = told(*answers, draw=digit)
    assert (one.texts, one.sure, one.empty) == (texts, sure, False)


@pytest.mark.parametrize(
    ("draw", "said", "texts", "sure"),
    [
        (two_digits, "83", ("83",), 0.0),
        (pale_minus, "8", ("8",), 0.0),
        (pale_minus, "-8", ("-8",), 0.99),
        (dash, "一", ("-",), 1.0),
        (rule, "一", ("一",), 0.99),
        (slash, "1", ("/",), 0.99),
        (slash, "7", ("/",), 0.99),
        (seven, "7", ("7",), 0.99),
        (leaning, "1", ("1", "/"), 0.99),
        (upright, "1", ("1",), 0.99),
    ],
)
def test_ink_tells_what_the_model_does_not(draw: Any, said: str, texts: tuple[str, ...], sure: float) -> None:
    one = told((said, 0.99), (said, 0.99), draw=draw)
    assert (one.texts, one.sure) == (texts, sure)


def test_a_slash_is_as_sure_as_its_shape() -> None:
    assert told(("1", 0.5), ("/", 0.4), draw=slash).sure >= 0.8


@pytest.mark.parametrize(("draw", "sure", "empty"), [(None, True, True), (None, False, False), (dust, True, False)])
def test_only_a_whole_cell_without_ink_is_empty(draw: Any, sure: bool, empty: bool) -> None:
    one = told(sure=sure, draw=draw)
    assert (one.empty, one.texts) == (empty, ("",) if empty else ())


def test_nothing_is_sure_in_a_cell_whose_borders_are_not() -> None:
    assert told(("8", 0.99), ("8", 0.99), sure=False, draw=digit).sure == 0.0


def test_dust_that_is_as_short_as_no_dash_is_none() -> None:
    cell = np.full((50, 90), 255, np.uint8)
    cell[24:26, 40:45] = 40
    assert not ink.ink_of(cell, 18.0).lines and ink.ink_of(cell, 18.0).doubtful
    cell[24:26, 40:46] = 40
    assert ink.ink_of(cell, 18.0).flat
