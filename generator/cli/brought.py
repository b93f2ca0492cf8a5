"""What ``gongkai add`` prints: a paragraph for every file, and sums."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from generator.cli.options import attention_line
from generator.cli.texts import error_text
from generator.filing.notes import reason_text
from generator.filing.outcomes import Fate, Outcome
from generator.filing.said import ENGLISH, said
from generator.settings import Settings
from generator.terminal import say, say_error

CODES = {
    Fate.FILED: ("filed", "would_file"),
    Fate.VERSION: ("version", "would_version"),
    Fate.INBOX: ("inbox", "would_inbox"),
}
"""The sentence of a fate, and that of a dry run."""


SETTLED = (Fate.FILED, Fate.ALREADY, Fate.PARTED)
"""Fates of which nobody needs to know more where little is to be said."""


def tell_outcome(outcome: Outcome, dry_run: bool, language: str = ENGLISH, *, quiet: bool = False) -> None:
    """What became of a file, what it is, why, and what is in doubt; where ``quiet``, what became of it, and why it was
    not filed."""
    if outcome.error is not None:
        say_error(f"gongkai: {error_text(outcome.error)}")
        return
    if outcome.fate is not Fate.REMARK:
        code = CODES.get(outcome.fate, (outcome.fate.value,) * 2)[dry_run]
        near = {"path": _near(outcome.path), "other": _near(outcome.beside)}
        values = {"file": outcome.shown, "count": outcome.count, **near}
        say(said(code, **values).text(language))
    if quiet and outcome.fate in SETTLED:
        return
    for line in () if quiet else outcome.identity:
        say(line.text(language))
    for reason in outcome.reasons:
        say(f"  → {reason_text(reason, language)}")
    for line in outcome.told:
        say(line.text(language))
    for item in () if quiet else outcome.attention:
        say(f"  {attention_line(replace(item, path=outcome.shown))}")


def _near(path: Path | None) -> Path | None:
    """``path`` as seen from here, where it lies below."""
    here = Path.cwd()
    return path.relative_to(here) if path is not None and path.is_relative_to(here) else path


def tell_sums(fates: Mapping[Fate, int], settings: Settings, dry_run: bool, language: str = ENGLISH) -> None:
    """How many files met which fate."""
    say(said("sum_dry" if dry_run else "sum_head").text(language))
    folders = {Fate.FILED: _near(settings.reports), Fate.INBOX: _near(settings.inbox)}
    for fate in Fate:
        if fate is not Fate.REMARK and fates.get(fate):
            say(said(f"sum_{fate.value}", count=fates[fate], folder=folders.get(fate, "")).text(language))
