"""Pages of a PDF with running text, over reportlab's canvas: the same to the byte every time."""

from __future__ import annotations

import io

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from benchmarks.corpus.pdf_style import Style

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
TOP = 72.0
CLOSING = "，。；：、）”！,;:)"


def printable(text: str) -> bool:
    """The font has a glyph for every character: its collection is that of GBK."""
    try:
        text.encode("gbk")
    except UnicodeEncodeError:
        return False
    return True


class Pages:
    """``y`` is the distance from the top of the page that is being written."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self.number = 1
        self.width: float
        self.height: float
        self.lying = style.orientation in ("landscape", "turned")
        self._buffer = io.BytesIO()
        self.canvas = Canvas(self._buffer, pagesize=A4, invariant=1)
        self._begin()

    def _begin(self) -> None:
        self.width, self.height = (A4[1], A4[0]) if self.lying else A4
        if self.style.orientation == "turned":
            # reportlab swaps the sides of a turned page itself
            self.canvas.setPageSize((A4[1], A4[0]))
            self.canvas.setPageRotation(90)
            self.canvas.translate(A4[0], 0)
            self.canvas.rotate(90)
        else:
            self.canvas.setPageSize((self.width, self.height))
        self.y = TOP
        if self.style.page_numbers:
            words, size = self.style.page_numbers.format(self.number), self.style.number_size
            self.text(words, (self.width - self.length(words, size)) / 2, self.height - 36, size)

    @property
    def fresh(self) -> bool:
        """Nothing is on the page yet."""
        return self.y == TOP

    @property
    def room(self) -> float:
        """What is left above the bottom margin."""
        return self.height - self.style.bottom - self.y

    @property
    def measure(self) -> float:
        """Width between the margins."""
        return self.width - 2 * self.style.margin

    def turn(self, *, lying: bool | None = None) -> None:
        """Begin the next page."""
        self.canvas.showPage()
        self.number += 1
        self.lying = self.lying if lying is None else lying
        self._begin()

    def finish(self) -> bytes:
        self.canvas.save()
        return self._buffer.getvalue()

    def text(self, text: str, x: float, base: float, size: float) -> None:
        """Print ``text``; ``base`` is its base line's distance from the top."""
        self.canvas.setFont(self._font(text), size)
        self.canvas.drawString(x, self.height - base, text)

    def length(self, text: str, size: float) -> float:
        return float(pdfmetrics.stringWidth(text, self._font(text), size))

    def _font(self, text: str) -> str:
        return self.style.digits if text.isascii() else FONT

    def prose(self, text: str, size: float, *, align: str = "left", indent: float = 2.0) -> None:
        """One paragraph; ``align`` is ``left``, ``center`` or ``right``."""
        text = text.strip()
        first = indent * size if align == "left" else 0.0
        lines = wrap(text, self.measure, size, first)
        for at, line in enumerate(lines):
            if self.room < size * 1.8:
                self.turn()
            x = self.style.margin + (first if at == 0 else 0.0)
            if align != "left":
                x += (self.measure - self.length(line, size)) / (2 if align == "center" else 1)
            self.text(line, x, self.y + size, size)
            self.y += size * 1.8


def wrap(text: str, width: float, size: float, first: float = 0.0) -> list[str]:
    """``text`` in lines of ``width``, the first shorter by ``first``; words and numbers stay whole where they can."""
    lines: list[str] = []
    while text:
        end = _end(text, width - (0.0 if lines else first), size)
        lines.append(text[:end].rstrip())
        text = text[end:].lstrip()
    return [line for line in lines if line]


def _end(text: str, width: float, size: float) -> int:
    end = len(text)
    while end > 1 and length(text[:end], size) > width:
        end -= 1
    cut = end
    while 0 < cut < len(text) and _word(text[cut - 1]) and _word(text[cut]):
        cut -= 1
    while 1 < cut < len(text) and text[cut] in CLOSING:
        cut -= 1
    return cut or end


def length(text: str, size: float) -> float:
    """How wide ``text`` is in the Chinese font, the widest that is used."""
    return float(pdfmetrics.stringWidth(text, FONT, size))


def _word(character: str) -> bool:
    return character.isascii() and not character.isspace()
