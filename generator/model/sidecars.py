"""What people know of an upload that it does not say itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Amount:
    """A number that was written with a decimal point. A type of its own, so that records tell it from words."""

    value: Decimal

    def __str__(self) -> str:
        return str(self.value)


@dataclass(frozen=True, slots=True)
class Correction:
    """One value set by hand: ``target`` is a dotted path (``year``, ``requests.granted.total``)."""

    target: str
    value: str | int | Amount | None
    why: str


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What a person compared with the picture: ``target`` is ``all``, a table or the path of a cell; ``read`` what was
    read there then, a cell's text or the code that stands for all of it."""

    target: str
    read: str
    why: str


@dataclass(frozen=True, slots=True)
class Withheld:
    """Words that are not published, or the whole original file (``text`` is "" then), and why."""

    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What the organ answered to a finding; printed beside it."""

    text: str
    on: date | None = None
    source_url: str | None = None


@dataclass(frozen=True, slots=True)
class Sidecar:
    """The YAML beside an upload. ``path`` is None where there is no such file."""

    path: str | None = None
    source_url: str | None = None
    retrieved_on: date | None = None
    published_on: date | None = None
    received_as: str | None = None
    """The file's name when it was received."""
    note: str | None = None
    pages: tuple[str, ...] = ()
    """Names of the files beside a picture that hold the other pages of its report, in order."""
    corrections: tuple[Correction, ...] = field(default=())
    confirmed: tuple[Confirmation, ...] = field(default=())
    withhold: tuple[Withheld, ...] = field(default=())
    reply: Reply | None = None
    host: str = ""
    """The bare address of the host of ``source_url``, where that is withheld and its host tells nothing of it."""
    addresses_withheld: tuple[str, ...] = ()
    """Keys of addresses that are withheld as a whole, since words that are withheld stand in them."""

    def correction(self, target: str) -> Correction | None:
        return next((c for c in self.corrections if c.target == target), None)

    def withholds(self, address: str) -> bool:
        """True if the address of that key is withheld."""
        return address in self.addresses_withheld
