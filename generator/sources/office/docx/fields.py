"""Fields of a Word file, over runs, paragraphs and cells: what is code, and whether a result is shown."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.sources.office.docx.names import FALSE, M, W, attribute, names
from generator.sources.office.ooxml import Element
from generator.text.visible import Visibility

CHARACTER, SIMPLE, CODE = f"{W}fldChar", f"{W}fldSimple", f"{W}instrText"
SHOWN = frozenset(("HYPERLINK", "MERGEFIELD", "FORMTEXT", "TOC", "QUOTE"))
"""Of these every program shows the result that the file holds. Others, sums among them, are reckoned anew
by one program or at one time and not by another, or show something of their own."""
SILENT = frozenset(("XE", "TC", "TA", "RD", "SET", "PRIVATE", "HYPERLINK", "TOC", "FORMTEXT"))
"""These print nothing where they have no result; others may show something of their own."""
LONGEST_CODE = 200
"""Characters of a field's code that are looked at."""
WORDS = frozenset((f"{W}t", f"{M}t"))
PRINTED = frozenset((f"{W}t", f"{M}t", *names(W, "sym tab br cr noBreakHyphen drawing pict object")))


@dataclass
class _Open:
    """A field that has begun."""

    code: str
    dirty: bool
    result: bool = False
    """Behind its separator."""
    says: bool = False
    """Holds words: a result that is more than blanks, where it is one."""

    def add(self, element: Element) -> None:
        """Take in a piece of its code, or of what it holds."""
        text = element.text or ""
        if element.tag == CODE and not self.result:
            self.code = (self.code + text)[:LONGEST_CODE]
        elif element.tag in WORDS:
            self.says |= bool(text.strip())


@dataclass(frozen=True, slots=True)
class Fields:
    """What the fields of a story do to its elements, found in one walk."""

    elements: dict[int, Visibility] = field(default_factory=dict)
    """Id of an element → how it is seen: a code is not, some results perhaps. Others stand outside."""
    strange: frozenset[int] = frozenset()
    """Ids of ``fldChar`` elements at which something is printed that the file does not say."""

    @staticmethod
    def read(story: Element, *, refreshed: bool = False) -> Fields:
        """``refreshed``: the file asks for all fields to be reckoned anew when it is opened."""
        paired = _paired(story)
        elements: dict[int, Visibility] = {}
        strange: set[int] = set()
        around: list[tuple[_Open, Visibility]] = []
        for element in story.iter():
            tag = element.tag
            if tag == CHARACTER:
                if id(element) not in paired or _is_strange(element, around, refreshed):
                    strange.add(id(element))
            elif around:
                own, seen = around[-1]
                own.add(element)
                if seen and tag in PRINTED:
                    elements[id(element)] = seen
        return Fields(elements, frozenset(strange))

    def of(self, element: Element) -> Visibility:
        return self.elements.get(id(element), Visibility.SEEN)


def simple(element: Element) -> Visibility:
    """Of the result of a ``fldSimple``."""
    shown = _name(attribute(element, "instr")) in SHOWN and attribute(element, "dirty") in ("", *FALSE)
    return Visibility.SEEN if shown else Visibility.UNSURE


def _is_strange(character: Element, around: list[tuple[_Open, Visibility]], refreshed: bool) -> bool:
    """Takes a ``fldChar`` of a whole field; what stands behind it is seen as the last of ``around`` says."""
    kind = attribute(character, "fldCharType")
    if kind == "begin":
        around.append((_Open("", attribute(character, "dirty") not in ("", *FALSE)), Visibility.UNSEEN))
    elif kind == "separate" and around:
        own = around[-1][0]
        own.result = True
        outer = around[-2][1] if len(around) > 1 else Visibility.SEEN
        shown = _name(own.code) in SHOWN and not (own.dirty or refreshed)
        around[-1] = own, max(outer, Visibility.SEEN if shown else Visibility.UNSURE)
    elif kind == "end" and around:
        return _ends_strangely(around)
    return False


def _ends_strangely(around: list[tuple[_Open, Visibility]]) -> bool:
    """Takes the last field off ``around``: whether something is printed for it that the file does not say."""
    ended, _ = around.pop()
    if around and around[-1][1] is Visibility.UNSEEN:
        return False
    if around:
        around[-1][0].says |= ended.says
    name = _name(ended.code)
    if name in SHOWN and ended.result and ended.says:
        return False
    return ended.dirty or name not in SILENT


def _name(code: str) -> str:
    words = code.split(maxsplit=1)
    return words[0].upper() if words else ""


def _paired(story: Element) -> frozenset[int]:
    """Ids of the ``fldChar`` elements that belong to fields which begin and end."""
    begun: list[list[int]] = []
    found: set[int] = set()
    for character in story.iter(CHARACTER):
        kind = attribute(character, "fldCharType")
        if kind == "begin":
            begun.append([id(character)])
        elif begun and kind == "separate":
            begun[-1].append(id(character))
        elif begun and kind == "end":
            found.update(begun.pop(), (id(character),))
    return frozenset(found)
