"""Options that several commands share, the checks of their values, and the exit codes."""

from __future__ import annotations

import argparse
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from rich.cells import cell_len

from generator.model.doubts import Attention
from generator.terminal import say

OK, FAILED, USAGE = 0, 1, 2
"""Exit codes: done; something needs attention under --strict, or nothing to show; wrong call or broken set-up."""
MOST_JOBS = 256


def add_folders(command: argparse.ArgumentParser) -> None:
    command.add_argument("--root", type=Path, help="the project (default: the nearest pyproject.toml)")
    command.add_argument("--content", type=Path, help="uploads and pages (default: content/)")
    command.add_argument("--output", type=Path, help="the site (default: site/)")


def add_jobs(command: argparse.ArgumentParser) -> None:
    told = "read with N processes (default: one a core); same output"
    command.add_argument("--jobs", type=_count, metavar="N", help=told)


def add_scheduler(command: argparse.ArgumentParser) -> None:
    told = "hand the work to the machines of a Dask cluster, such as tcp://192.0.2.1:8786; same output"
    command.add_argument("--scheduler", type=_scheduler, metavar="ADDRESS", help=told)


def _scheduler(text: str) -> str:
    with suppress(ValueError):  # no port, or none that there is
        parts = urlsplit(text)
        if parts.scheme in ("tcp", "tls") and parts.hostname and parts.port and not parts.path:
            return text
    raise argparse.ArgumentTypeError(f"not an address such as tcp://192.0.2.1:8786: {text!r}")


def _count(text: str) -> int:
    if not text.isdecimal() or len(text) > 3 or not 1 <= int(text) <= MOST_JOBS:
        raise argparse.ArgumentTypeError(f"not a number from 1 to {MOST_JOBS}: {text!r}")
    return int(text)


def attention_line(item: Attention) -> str:
    """``file:line: loudness [code] message remedy``."""
    where = f"{item.path}:{item.line}" if item.line else item.path
    doubt = item.doubt
    return f"{where}: {doubt.loudness.value} [{doubt.code}] {doubt.message} {doubt.remedy}"


def tell(options: argparse.Namespace, text: str) -> None:
    """Print a line that is no result, unless -q was given."""
    if not options.quiet:
        say(text)


def padded(text: str, width: int, *, right: bool = False) -> str:
    """``text`` with blanks up to ``width`` columns of a terminal, where characters of Chinese take two."""
    blanks = " " * max(0, width - cell_len(text))
    return blanks + text if right else text + blanks
