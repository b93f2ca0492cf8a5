"""What the model's chances say: a text and how sure it is, among all characters or among those of figures."""

from __future__ import annotations

from typing import Any, NamedTuple

TWINS = {
    "0": "OoQ〇○口０Ｏ", "1": "Il|!丨｜１", "2": "２Z", "3": "３", "4": "４", "5": "５", "6": "６", "7": "７",
    "8": "８", "9": "９",
    "-": "—–－_一ー~‐−", ".": "。．·", ",": "，、", "/": "／", "%": "％", "+": "＋十",
}  # fmt: skip
"""Characters that nothing but their neighbours tell from a digit or sign. Among digits they are those."""
DIGITS = frozenset("0123456789０１２３４５６７８９〇一二三四五六七八九十")
FIGURE = frozenset("0123456789-+.,/%")
UNITS = frozenset("万元件条个项宗份亿 次人")
"""What may stand behind a figure in its cell."""


UNREAD = "\ufffd"
"""Stands for a character that is there and was not read."""
SURE_DIGIT = 0.9
"""A digit of running text that is less sure is unread: a year or date would be another."""


class Words(NamedTuple):
    """A text and how sure its least sure character is; ``each`` says it of every character, ``places`` where its
    middle is, in shares of the picture that was read."""

    text: str
    sure: float
    each: tuple[float, ...] = ()
    places: tuple[float, ...] = ()

    @property
    def careful(self) -> str:
        """The text without digits that are not sure."""
        pairs = zip(self.text, self.each, strict=True)
        return "".join(UNREAD if sure < SURE_DIGIT and char in DIGITS else char for char, sure in pairs)


class Alphabet:
    """The characters of the model, and which of them are twins."""

    def __init__(self, characters: list[str]) -> None:
        self.characters = characters
        number = {char: i for i, char in enumerate(characters)}
        self.groups = [
            (number[char], [number[twin] for twin in twins if twin in number])
            for char, twins in TWINS.items()
            if char in number
        ]
        self.plain = {twin: char for char, twins in TWINS.items() for twin in twins}

    def words(self, chances: Any) -> Words:
        """The text of one line; a figure is read with the chances of twins added to those of digits."""
        said = self._likeliest(chances)
        as_figure = "".join(self.plain.get(char, char) for char in said.text)
        if not is_figure(as_figure):
            return said
        joined = chances.copy()
        for char, twins in self.groups:
            joined[:, char] += joined[:, twins].sum(axis=1)
            joined[:, twins] = 0
        return self._likeliest(joined)

    def _likeliest(self, chances: Any) -> Words:
        best, most = chances.argmax(axis=1), chances.max(axis=1)
        found: list[tuple[str, float, int]] = []
        last = 0
        for at, (char, chance) in enumerate(zip(best.tolist(), most.tolist(), strict=True)):
            if char and char != last:
                found.append((self.characters[char], chance, at))
            elif char and chance > found[-1][1]:
                found[-1] = (found[-1][0], chance, at)
            last = char
        found = _trimmed(found)
        each = tuple(chance for _, chance, _ in found)
        places = tuple((at + 0.5) / len(best) for _, _, at in found)
        return Words("".join(char for char, _, _ in found), float(min(each, default=0.0)), each, places)


def _trimmed(found: list[tuple[str, float, int]]) -> list[tuple[str, float, int]]:
    """``found`` without blanks at its ends."""
    inked = [i for i, (char, _, _) in enumerate(found) if not char.isspace()]
    return found[inked[0] : inked[-1] + 1] if inked else []


def is_figure(text: str) -> bool:
    """Nothing but digits, signs and units? What has no digit may be a dash or a slash."""
    return bool(text) and all(char in FIGURE or char in UNITS for char in text) and any(char in FIGURE for char in text)


def is_whole(text: str) -> bool:
    """Could ``text``, a figure, stand in a cell as it is? A point at its end, a gap: dust, or a digit lost."""
    return not (text[0] in ".,%/" and len(text) > 1) and text[-1] not in ".,+" and " " not in text and ".." not in text
