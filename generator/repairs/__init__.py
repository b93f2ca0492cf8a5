"""Small pure repairs in one ordered list; each keeps the way back to the original."""

from __future__ import annotations

from functools import reduce

from generator.model.documents import Text
from generator.repairs.bookmarks import bookmarks, markdown
from generator.repairs.control import control
from generator.repairs.engine import Repair, apply
from generator.repairs.furniture import furniture
from generator.repairs.pinyin import pinyin_notes
from generator.repairs.question_marks import question_marks
from generator.repairs.script import traditional_to_simplified

REPAIRS: tuple[Repair, ...] = (
    control,
    bookmarks,
    pinyin_notes,  # before the script: a note names the traditional character it follows
    traditional_to_simplified,
    question_marks,
    markdown,
    furniture,  # last: its patterns are written in simplified script, without noise
)


def repair(decoded: str) -> Text:
    """``decoded`` and its repaired twin, with every edit listed."""
    return reduce(apply, REPAIRS, Text.plain(decoded))
