"""What the styles of an element and of all around it say of how it is seen: plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from generator.sources.html import inherited_style
from generator.sources.html.inherited_style import InheritedStyle
from generator.sources.html.values import Variables
from generator.text.visible import Visibility


class View(NamedTuple):
    """How an element is seen, apart from what it inherits."""

    box: Visibility = Visibility.SEEN
    """UNSEEN where neither it nor what is in it is shown at all, and takes no room."""
    struck: bool = False
    block: bool = False
    """Set on lines of its own by a style."""
    gap: bool = False
    """Set apart from the words beside it."""
    moved: bool = False
    """Not where it is written: it may stand over other cells, or others may have taken its place."""
    afloat: bool = False
    """Outside of tables, where it may stand over them."""
    height: float = 0.0
    """Pixels below which the rest of it is cut off, around tables; 0: none is."""
    width: float = 0.0
    """Pixels beyond which the rest of it is cut off, around tables; 0: none is."""
    pictured: bool = False
    """In a table, with a picture of its own behind or beside the words."""
    painted: bool = False
    """A floating box with a ground of its own."""
    drawn: bool = False
    """In a cell, it draws something even where it holds no words."""
    over: bool = False
    """In a cell, it may lie over the words beside it, or draws a bar there."""
    loose: bool = False
    """A cell or a row that is shown as none."""
    far: bool = False
    """Outside of tables, what is drawn around it reaches far."""
    displayed: bool = False
    """Shown by the page's own styles, whatever browsers do with its like."""


PLAIN = View()


@dataclass(frozen=True, slots=True)
class VisibilityState:
    """What holds for the words at hand, from all that is around them."""

    looks: InheritedStyle = inherited_style.PLAIN
    variables: Variables | None = None
    struck: bool = False
    raised: bool = False
    shown: Visibility = Visibility.SEEN
    """By the property ``visibility``: the words take room and may not be seen."""
    doubtful: bool = False
    """Something around them may hide, move or distort them."""
    harms: frozenset[str] = frozenset()
    """Inherited properties that distort the words as long as nothing inside resets them."""
    judged: bool = False
    """In a cell, or in an element of a line: here faint words are no banner of the page."""
    in_table: bool = False
    in_cell: bool = False
    keeps_lines: bool = False
    """A line of the markup is one on the page."""
    cut: bool = False
    """A box in a table around them, or a cell, cuts off what goes beyond it."""
    bare: bool = False
    """Nothing stands before the items of a list."""
    indented: bool = False
    """Their lines begin before their box."""
    faint: bool = False
    """Their looks are; kept here since it is asked for every stretch of text."""
    veiled: bool = False
    """Something around them may hide, cover or replace even words, which are read when they are turned or spread."""
    flexed: bool = False
    """They stand in a box whose parts are laid out each by itself."""
