"""The words that a sidecar withholds, sought in whatever else is published of an upload: its name and its sidecar.

Words are withheld as they are printed. They may also stand there written otherwise: in full-width digits, with blanks
or hyphens in them, in the other script. In the report's own text such writings stay, and are told (`withheld_variant`),
since blanking what only resembles the words could blank figures; in names, addresses and notes they go, too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from generator.model.doubts import Attention, Doubt
from generator.model.sidecars import Amount, Confirmation, Correction, Reply, Sidecar, Withheld
from generator.model.spans import Span
from generator.repairs.script import simple_character

BLOCK = "■"
"""Stands for every character that is withheld, so that lengths and places stay what they were."""
FEWEST_DIGITS = 5
"""Digits of a number that is sought in names, addresses, messages and other writings. Shorter ones are cells and years,
stand in every date and tell nobody anything there."""
FEWEST_LETTERS = 2
ADDRESSES = ("source_url", "reply.source_url")
"""Keys of sidecars whose values go as a whole."""
_SEPARATING = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf", "Pd"})
"""Categories of characters that part what is one word: blanks, breaks, invisible ones, hyphens."""
_ENCODED = re.compile(r"[^\s/]*%[0-9A-Fa-f]{2}[^\s/]*")
_ENCODINGS = ("utf-8", "gb18030")
"""What letters of an address are percent-encoded from."""


@dataclass(frozen=True, slots=True)
class Words:
    """What one sidecar withholds."""

    words: tuple[str, ...] = ()

    @staticmethod
    def of(sidecar: Sidecar) -> Words:
        return Words(tuple(item.text for item in sidecar.withhold if item.text))

    def text(self, text: str) -> str:
        """``text`` that somebody noted without the words, however they are written in it."""
        return self._without(text, [span for word in self.words for span in found(word, text)])

    def name(self, text: str) -> str:
        """``text`` as far as it is a name or a message, in which short numbers stand by themselves and stay."""
        return self._without(text, [])

    def _without(self, text: str, spans: list[Span]) -> str:
        if not self.words:
            return text
        shown = blanked(text, [*spans, *variants(self.words, text)])
        return _ENCODED.sub(lambda match: BLOCK if self.tells(match[0]) else match[0], shown)

    def tells(self, address: str) -> bool:
        """True if any of the words stands in ``address``, which may be encoded, even twice."""
        return bool(self.words) and any(any(variants(self.words, form)) for form in _decoded(address))

    def sidecar(self, known: Sidecar) -> Sidecar:
        """``known`` without the words but in ``withhold``, which nothing publishes.

        An address with one of them goes as a whole: with blocks in it, it would lead nowhere.
        """
        if not self.words:
            return known
        reply = known.reply
        urls = (known.source_url, reply.source_url if reply else None)
        new = tuple(key for key, url in zip(ADDRESSES, urls, strict=True) if url is not None and self.tells(url))
        back = (*known.addresses_withheld, *new)
        return replace(
            known,
            path=known.path and self.name(known.path),
            source_url=None if "source_url" in back else known.source_url,
            host=self._host(known.source_url or "") if "source_url" in back else known.host,
            received_as=known.received_as and self.text(known.received_as),
            note=known.note and self.text(known.note),
            pages=tuple(map(self.name, known.pages)),
            corrections=tuple(
                Correction(self.name(one.target), self._value(one.value), self.text(one.why))
                for one in known.corrections
            ),
            confirmed=tuple(
                Confirmation(self.name(one.target), self._cell(one.read), self.text(one.why)) for one in known.confirmed
            ),
            withhold=tuple(Withheld(one.text, self.text(one.why)) for one in known.withhold),
            reply=reply
            and Reply(self.text(reply.text), reply.on, None if "reply.source_url" in back else reply.source_url),
            addresses_withheld=back,
        )

    def doubt(self, doubt: Doubt) -> Doubt:
        return replace(doubt, message=self.name(doubt.message), remedy=self.name(doubt.remedy))

    def attention(self, items: Sequence[Attention]) -> tuple[Attention, ...]:
        """``items``, whose paths and messages may repeat what stands in names and sidecars."""
        return tuple(replace(one, path=self.name(one.path), doubt=self.doubt(one.doubt)) for one in items)

    def places(self, sidecar: Sidecar, path: str) -> tuple[str, ...]:
        """Where besides the text they stand: keys of ``sidecar``, and ``file`` for the file's own name."""
        shown = self.sidecar(sidecar)
        keys = ("received_as", "note", "pages", "corrections", "confirmed", "withhold")
        noted = [key for key in keys if getattr(shown, key) != getattr(sidecar, key)]
        answered = shown.reply is not None and sidecar.reply is not None and shown.reply.text != sidecar.reply.text
        addresses = [key for key in shown.addresses_withheld if key not in sidecar.addresses_withheld]
        return (*(["file"] if self.name(path) != path else []), *addresses, *noted, *(["reply.text"] * answered))

    def _value(self, value: str | int | Amount | None) -> str | int | Amount | None:
        if value is None:
            return None
        shown = self._cell(str(value))
        return value if shown == str(value) else shown

    def _cell(self, text: str) -> str:
        return BLOCK * len(text) if text.strip() in self.words else self.name(text)

    def _host(self, url: str) -> str:
        """Where the address leads to at all, which tells of the place; "" where that tells the words, too."""
        parts = urlsplit(url)
        host = f"{parts.scheme}://{parts.hostname or ''}/"
        return "" if self.tells(host) else host


def found(word: str, text: str) -> Iterator[Span]:
    """Where ``word`` stands in ``text``, letter by letter."""
    at = text.find(word)
    while at >= 0:
        yield Span(at, at + len(word))
        at = text.find(word, at + 1)


def variants(words: Sequence[str], text: str) -> Iterator[Span]:
    """Where any of ``words`` stands in ``text`` written in whatever way; as they are printed, too."""
    sought = [_folded(word)[0] for word in words if is_telling(word)]
    if not sought:
        return
    letters, places = _folded(text)
    for word in sought:
        for span in found(word, letters):
            yield Span(places[span.start], places[span.end - 1] + 1)


def is_telling(word: str) -> bool:
    """Long enough to tell something where it stands outside of the cell or sentence that it was withheld in."""
    letters = _folded(word)[0]
    return len(letters) >= (FEWEST_DIGITS if letters.isdigit() else FEWEST_LETTERS)


def blanked(text: str, spans: Sequence[Span]) -> str:
    """``text`` with blocks for what stands in ``spans`` of it."""
    if not spans:
        return text
    characters = list(text)
    for span in spans:
        for i in range(span.start, span.end):
            if not characters[i].isspace():
                characters[i] = BLOCK
    return "".join(characters)


def _folded(text: str) -> tuple[str, list[int]]:
    """The letters of ``text`` as they are compared, and the place of each in it."""
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for letter in _letters(character):
            letters.append(letter)
            places.append(place)
    return "".join(letters), places


@lru_cache(maxsize=16384)
def _letters(character: str) -> str:
    if unicodedata.category(character) in _SEPARATING:
        return ""
    return "".join(map(simple_character, unicodedata.normalize("NFKC", character).lower()))


def _decoded(address: str) -> Iterator[str]:
    """``address`` as it is, and as what it encodes, by whom and how often ever."""
    yield address
    for encoding in _ENCODINGS:
        once = unquote(address, encoding, "replace")
        yield once
        yield unquote(once, encoding, "replace")
    for label in re.findall(r"xn--[a-z0-9-]+", address.lower()):
        try:
            yield label.encode().removeprefix(b"xn--").decode("punycode")
        except UnicodeError:
            continue
