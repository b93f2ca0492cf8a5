"""The model of visibility that all formats share."""

from __future__ import annotations

import pytest

from generator.text.visible import Colour, Visibility, contrast, of_colours, of_size

WHITE, BLACK = (255, 255, 255), (0, 0, 0)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast(BLACK, WHITE) == pytest.approx(21)
    assert contrast(WHITE, WHITE) == 1
    assert contrast((119, 119, 119), WHITE) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(
    ("ink", "paper", "seen"),
    [
        (BLACK, WHITE, Visibility.SEEN),
        ((192, 192, 192), WHITE, Visibility.SEEN),
        ((240, 240, 240), WHITE, Visibility.UNSURE),
        ((255, 255, 0), WHITE, Visibility.UNSURE),
        ((10, 10, 10), BLACK, Visibility.UNSURE),
        (WHITE, (0, 0, 128), Visibility.SEEN),
    ],
)
def test_ink_like_its_paper_is_unsure(ink: Colour, paper: Colour, seen: Visibility) -> None:
    assert of_colours(ink, paper) is seen


def test_tiny_letters_are_unsure() -> None:
    assert of_size(2.0) is Visibility.UNSURE
    assert of_size(5.5) is Visibility.SEEN


def test_the_strongest_doubt_holds() -> None:
    assert max(Visibility.SEEN, Visibility.UNSEEN, Visibility.UNSURE) is Visibility.UNSEEN
