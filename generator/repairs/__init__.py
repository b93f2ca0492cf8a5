"""Small pure repairs in one ordered list; each keeps the way back to the original."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from generator.model.documents import EditKind, Text
from generator.model.spans import DecodedSpan, RepairedSpan
from generator.repairs.bookmarks import bookmarks, markdown
from generator.repairs.control import control
from generator.repairs.digits import unsure_digits
from generator.repairs.engine import Change, Repair, apply
from generator.repairs.furniture import furniture
from generator.repairs.headings import headings
from generator.repairs.mojibake import mojibake
from generator.repairs.pinyin import pinyin_notes
from generator.repairs.pinyin_cut import cut_pinyin_notes
from generator.repairs.question_marks import question_marks
from generator.repairs.script import traditional_to_simplified

REPAIRS: tuple[Repair, ...] = (
    mojibake,  # first: what looks like a control character may be part of a word
    unsure_digits,  # before what parts or turns digits is dropped
    control,
    bookmarks,
    pinyin_notes,  # before the script: a note names the traditional character it follows
    cut_pinyin_notes,
    traditional_to_simplified,
    question_marks,
    markdown,
    headings,  # known by simplified words, and before lines are judged as lines
    furniture,  # last: its patterns are written in simplified script, without noise
)


def repair(decoded: str, surroundings: Sequence[DecodedSpan] = ()) -> Text:
    """``decoded`` and its repaired twin, with every edit listed.

    ``surroundings`` are spans of ``decoded``, in order, that a reader knows to be the page around the report: their
    words become furniture, whatever they say.
    """
    text = Text.plain(decoded)
    for one in REPAIRS:
        if one is furniture and surroundings:
            text = apply(text, partial(_cut, spans=[text.forth(span) for span in surroundings]))
        text = apply(text, one)
    return text


def _cut(_: str, spans: Iterable[RepairedSpan]) -> list[Change]:
    return [Change(span, "", EditKind.FURNITURE) for span in spans if len(span)]
