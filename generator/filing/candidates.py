"""What people bring, one by one: files to be read, and what cannot even be tried."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from generator.errors import GongkaiError
from generator.filing.said import Said
from generator.model.doubts import Doubt
from generator.sources.discover import Upload

Reason: TypeAlias = "Said | Doubt"
"""Why something is not done: a sentence of ours, or a doubt of reading, which names its own remedy."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a file from outside: where and when it was fetched, and what it was called."""

    received_as: str
    source_url: str | None = None
    retrieved_on: date | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """That a file was cut out of one that holds several reports, and what was read there."""

    whole: str
    organ_id: str
    year: int


@dataclass(frozen=True, slots=True)
class Series:
    """That files lie together whose names are numbered from 1 to ``count``: perhaps they are pages of one report."""

    number: int
    count: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file to be read. ``shown`` names it to people; ``upload`` is the file, with the sidecar it is to have.

    ``staged``: the file is a copy in the temporary folder, and no longer needed once it is filed.
    ``brought_sidecar``: its sidecar came along, so that it may say more than an address.
    """

    shown: str
    upload: Upload
    sidecar: bytes
    known: Known
    staged: bool = False
    brought_sidecar: bool = False
    part: Part | None = None
    told: tuple[Said, ...] = field(default=())
    series: Series | None = None


@dataclass(frozen=True, slots=True)
class Setback:
    """What cannot be read at all. ``error``: a path or call that is wrong, rather than its content."""

    shown: str
    reasons: tuple[Reason, ...]
    error: GongkaiError | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """A line about a whole archive or crawl, which decides nothing."""

    told: Said


Brought: TypeAlias = "Candidate | Setback | Remark"
