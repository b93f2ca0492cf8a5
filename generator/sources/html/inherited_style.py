"""The looks that an element takes over from what is around it."""

from __future__ import annotations

from dataclasses import dataclass

from generator.sources.html.css_values import (
    BLACK,
    ROOT_SIZE,
    AlphaColour,
)
from generator.text.visible import LEAST_CONTRAST, TINY_POINTS, Colour, contrast

PAPER: Colour = (255, 255, 255)
TINY = TINY_POINTS * 4 / 3
"""Pixels."""
DIGIT_WIDTH = 0.62
"""Of the letters' size, with some air."""
NO_LIMIT = 100_000.0
AIR = 2
"""Digits that other runs of the same cell, or padding, may take of the room."""


@dataclass(frozen=True, slots=True)
class InheritedStyle:
    """Inherited looks. The first of ``inks`` and ``grounds`` holds where no rule holds that only may; None: unknown."""

    inks: tuple[AlphaColour | None, ...] = (BLACK,)
    grounds: tuple[Colour | None, ...] = (PAPER,)
    opacity: float = 1.0
    size: float = ROOT_SIZE
    tiny: bool = False
    """Perhaps too small to be read, by a rule that holds perhaps or a size that is not known."""
    room: float = NO_LIMIT
    """Pixels of width beyond which text is cut off."""
    linked_ground: bool = False
    """A picture that is not at hand lies under the letters; sites put white headings on blue ones."""

    @property
    def nothing(self) -> bool:
        """Letters of no size."""
        return self.size <= 0

    @property
    def faint(self) -> bool:
        """Perhaps not to be seen on its ground, or too small."""
        return self.tiny or self.size <= TINY or self._is_pale()

    def is_cut(self, text: str) -> bool:
        """Whether ``text`` is wider than its room."""
        return self.room < NO_LIMIT and (len(text.strip()) + AIR) * self.size * DIGIT_WIDTH > self.room

    def _is_pale(self) -> bool:
        if not self._reads(self.inks[0], self.grounds[0]):
            return True
        for ink in self.inks[1:]:
            if not any(self._reads(ink, ground) for ground in self.grounds):
                return True
        return any(not any(self._reads(ink, ground) for ink in self.inks) for ground in self.grounds[1:])

    def _reads(self, ink: AlphaColour | None, ground: Colour | None) -> bool:
        if ink is None or ground is None:
            return False
        seen = AlphaColour(ink.colour, ink.alpha * self.opacity).over(ground)
        return contrast(seen, ground) >= LEAST_CONTRAST


PLAIN = InheritedStyle()
