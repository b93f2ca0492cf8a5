"""The files of /data/, as the data page lists them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ListedFile:
    """One file."""

    name: str
    """Its name without its folder."""
    url: str
    """Address within the site."""
    size: str
    """How large it is, in words."""
    lines: int | None
    """Lines without the head; None for what is no table."""
    about: str
    """What it holds, with its gloss."""


@dataclass(frozen=True, slots=True)
class DownloadLevel:
    """The files about one part of the archive."""

    name: str
    """The whole archive, a region or a year."""
    url: str
    """Address of the page about it; "" for the whole, and where there is none."""
    reports: int
    """Reports in the files."""
    files: tuple[ListedFile, ...]
    """The zip of all first."""


@dataclass(frozen=True, slots=True)
class DescribedTable:
    """A table of the data files, for the dictionary."""

    name: str
    """As in the files' names."""
    about: str
    """What a line is, with its gloss."""
    columns: tuple[DescribedColumn, ...]
    """In the order of the files."""


@dataclass(frozen=True, slots=True)
class DescribedColumn:
    """A column of a table."""

    name: str
    """As in the head of the file."""
    type: str
    """Of Frictionless Table Schema."""
    zh: str
    """What it means."""
    en: str
    """The same in English."""


@dataclass(frozen=True, slots=True)
class DataListing:
    """All that the data page says of the files of /data/."""

    levels: tuple[DownloadLevel, ...] = ()
    """The whole archive first, then regions and years."""
    tables: tuple[DescribedTable, ...] = ()
    """The dictionary."""
    about_reports: int = 0
    """How many of these tables are about reports; the others are about the archive as a whole."""
    county_reports: int = 0
    """From how many reports on a county has files of its own."""
    most_lines: int = 0
    """Lines beyond which a table is packed, for programs."""


def size_in_words(size: int) -> str:
    """``1.2 MB``: rounded down to three digits."""
    for unit, factor in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if size >= factor:
            places = 3 - len(str(size // factor))
            rounded = size * 10**places // factor / 10**places if places > 0 else size // factor
            return f"{rounded:g} {unit}"
    return f"{size} B"
