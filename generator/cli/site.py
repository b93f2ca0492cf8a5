"""``build`` and ``serve``: the site is made, and shown as the host will."""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.progress import track

from generator.archive.types import Archive
from generator.cli.options import FAILED, OK, Commands, add_folders, add_jobs, attention_line
from generator.errors import GongkaiError
from generator.model.doubts import Loudness
from generator.pipeline import Built, build
from generator.progress import Say
from generator.serve import serve
from generator.settings import load_settings
from generator.terminal import make_console, safe_line

T = TypeVar("T")
PORTS = range(65536)


def add_site_commands(commands: Commands) -> None:
    """Add ``build`` and ``serve``."""
    command = commands.add_parser("build", help="build the site from content/")
    add_folders(command)
    command.add_argument("--strict", action="store_true", help="exit 1 if an upload could not be read in full")
    command.add_argument("--no-cache", action="store_true", help="use and keep nothing of other builds")
    add_jobs(command)
    command.set_defaults(run=_build)

    command = commands.add_parser("serve", help="show the built site under the headers of the real host")
    add_folders(command)
    command.add_argument("--port", type=_port, default=8000, help="0 takes a free one (default: 8000)")
    command.set_defaults(run=_serve)


def _port(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 6 and int(text) in PORTS):
        raise argparse.ArgumentTypeError(f"not a port from 0 to {PORTS.stop - 1}: {text!r}")
    return int(text)


def _build(options: argparse.Namespace) -> int:
    settings = load_settings(
        os.environ, root=options.root, content=options.content, output=options.output, keep=not options.no_cache
    )
    console = make_console(forgiving=True)
    start = time.perf_counter()
    built = build(settings, ConsoleProgress(console), options.jobs)
    _tell(console, built, time.perf_counter() - start, options.output or Path("site"))
    serious = [a for a in built.archive.attention if a.doubt.loudness is not Loudness.NOTE]
    return FAILED if options.strict and (serious or built.problems) else OK


def _tell(console: Console, built: Built, seconds: float, folder: Path) -> None:
    archive = built.archive
    console.print(
        f"{safe_line(str(folder))}: {len(archive.entries)} reports, {len(archive.organs)} organs, "
        f"{built.files} files, {built.size / 1e6:.1f} MB, {seconds:.1f} s"
    )
    _tell_attention(console, archive)
    for problem in built.problems:
        console.print(f"our own page does not hold together: {problem}")


def _tell_attention(console: Console, archive: Archive) -> None:
    if not archive.attention:
        return
    console.print(f"needs attention ({len(archive.attention)}), also on /attention/:")
    for item in archive.attention:
        console.print(f"  {safe_line(attention_line(item))}", soft_wrap=True)


class ConsoleProgress:
    """Prints a line a stage with counts and seconds, and a bar while a long one runs on a terminal."""

    def __init__(self, console: Console) -> None:
        self._console = console

    @contextmanager
    def stage(self, name: str) -> Iterator[Say]:
        said: list[str] = []
        start = time.perf_counter()
        yield said.append
        seconds = time.perf_counter() - start
        self._console.print(f"{name:<10} {' '.join(said):<32} {seconds:6.2f} s")

    def track(self, items: Sequence[T], name: str) -> Iterable[T]:
        return track(items, name, console=self._console, transient=True, disable=not self._console.is_terminal)


def _serve(options: argparse.Namespace) -> int:
    settings = load_settings(os.environ, root=options.root, content=options.content, output=options.output)
    if not settings.output.is_dir():
        raise GongkaiError("there is no site yet", file=settings.output, remedy="run: gongkai build")
    server = serve(settings.output, settings.root / "netlify.toml", port=options.port)
    print(f"{server.url}  (Ctrl-C ends)", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print()
    return OK
