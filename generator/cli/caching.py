"""``cache``: what earlier builds left for the next one, and what of it can go."""

from __future__ import annotations

import argparse
import os
import time
from pathlib import Path

from generator.cli.options import FAILED, OK, padded, tell
from generator.cli.parsing import CommandParser
from generator.cli.texts import t
from generator.errors import GongkaiError
from generator.settings import load_settings
from generator.terminal import say, say_error
from generator.workers.upkeep import StoreStats, in_use, last_begun, prune, stats

UNITS = (("d", 86400), ("h", 3600), ("min", 60), ("s", 1))


def cache_options(command: CommandParser) -> None:
    """What ``cache`` takes."""
    command.add_argument("--root", type=Path, help="the project (default: the nearest pyproject.toml)")
    command.add_argument("--stats", action="store_true", help="say what it holds (the default)")
    command.add_argument("--prune", action="store_true", help="forget what the last build did not use")
    command.set_defaults(run=_cache)


def _cache(options: argparse.Namespace) -> int:
    settings = load_settings(os.environ, root=options.root, keep=True)
    if not (settings.root / "pyproject.toml").is_file():
        raise GongkaiError("no Gongkai project here", file=settings.root, remedy="name its folder with --root")
    folder = settings.cache
    if folder is None or not folder.is_dir():
        tell(options, t("nothing is kept yet"))
        return OK
    code = _prune(folder, options) if options.prune else OK
    if options.stats or not options.prune:
        _say_stats(folder)
    return code


def _prune(folder: Path, options: argparse.Namespace) -> int:
    with in_use(folder, alone=True) as free:
        if not free:
            raise GongkaiError("a build is using the cache", file=folder, remedy="wait until it has ended")
        begun = last_begun(folder)
        if begun is None:
            say_error(t("no build has noted what it uses, so nothing was forgotten; run: gongkai build"))
            return FAILED
        before = stats(folder)
        prune(folder, begun)
        after = stats(folder)
    gone = sum(one.entries for one in before) - sum(one.entries for one in after)
    size = sum(one.size for one in before) - sum(one.size for one in after)
    kept = sum(one.entries for one in after)
    tell(options, t("forgotten: {} entries, {:.1f} MB; kept: {} entries", gone, size / 1e6, kept))
    return OK


def _say_stats(folder: Path) -> None:
    found = stats(folder)
    entries, size = sum(one.entries for one in found), sum(one.size for one in found)
    say(t("{}: {} entries, {:.1f} MB", folder, entries, size / 1e6))
    say(_row(t("store"), t("entries"), "MB", t("oldest use"), t("used by the last build")))
    for one in found:
        say(_row(one.name, str(one.entries), f"{one.size / 1e6:.1f}", _age(one), _used(one)))


def _row(name: str, entries: str, size: str, age: str, used: str) -> str:
    widths = ((entries, 8), (size, 9), (age, 12), (used, 25))
    return padded(name, 10) + "".join(" " + padded(text, width, right=True) for text, width in widths)


def _age(one: StoreStats) -> str:
    if one.oldest is None:
        return "-"
    seconds = max(0, int(time.time() - one.oldest))
    name, length = next((unit for unit in UNITS if seconds >= unit[1]), UNITS[-1])
    return t("{} {} ago", seconds // length, t(name))


def _used(one: StoreStats) -> str:
    return t("not known") if one.used is None or one.used_size is None else f"{one.used}, {one.used_size / 1e6:.1f} MB"
