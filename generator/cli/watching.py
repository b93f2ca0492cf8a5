"""``serve --watch``: the site is built anew as files change, by a process that stays warm, and browsers are told."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from generator.cli.telling import tell_attention
from generator.cli.texts import error_text, t
from generator.errors import GongkaiError
from generator.inspection import load_resources
from generator.pipeline import Built, build, key_for, unchanged
from generator.progress import Progress
from generator.serve import Live, SiteServer
from generator.settings import Settings
from generator.terminal import make_console, say_error
from generator.workers.context import renderer

DEBOUNCE, STEP = 300, 50
"""Milliseconds: for how long at most changes are gathered, and how long nothing must change before."""
MOST_NEWS = 5
"""Reports whose addresses are told at once."""


class Rebuilder:
    """Builds one site again and again; forms, gazetteer and everything that is imported are loaded once.

    ``settings`` are read anew for each build. What fails is told in the pages; the site that stands is left alone.
    """

    def __init__(self, settings: Callable[[], Settings], progress: Progress, live: Live, say: Callable[[str], None]):
        self._settings = settings
        self._progress = progress
        self._live = live
        self._say = say
        self._resources = load_resources()

    def first(self) -> None:
        """Build the site if it does not stand as it should. Raises GongkaiError and OSError."""
        settings = self._settings()
        key = key_for(settings)
        if unchanged(settings, key) is None:
            build(settings, self._progress, resources=self._resources, key=key)

    def again(self, changed: Iterable[Path]) -> None:
        """Build what ``changed`` asks for; whatever goes wrong is told, and nothing is raised."""
        start = time.perf_counter()
        try:
            built = self._built(list(changed), start)
        except GongkaiError as error:
            self._fail(error_text(error))
        except Exception as error:  # a fault of ours must not end the server, nor hide
            self._fail(f"{type(error).__name__}: {error}")
        else:
            problems = "\n".join(map(str, built.problems))
            self._live.show(problems)
            tell_attention(make_console(forgiving=True), built.summary)
            self._say(t("built in {:.1f} s", time.perf_counter() - start))

    def _built(self, changed: list[Path], start: float) -> Built:
        settings = self._settings()
        renderer.cache_clear()  # templates may be other ones

        def placed(folder: Path, addresses: Mapping[str, str]) -> None:
            news = _addresses(changed, settings.reports, addresses)
            if news and all(path.is_relative_to(settings.reports) for path in changed):
                self._live.show_early(folder, news)
                seconds = time.perf_counter() - start
                self._say(t("to be seen after {:.1f} s: {}", seconds, " ".join(news)))

        return build(settings, self._progress, resources=self._resources, placed=placed)

    def _fail(self, text: str) -> None:
        self._live.fail(text)
        say_error(f"gongkai: {text}")


def _addresses(changed: Iterable[Path], reports: Path, addresses: Mapping[str, str]) -> tuple[str, ...]:
    """The addresses of reports whose upload or sidecar is among ``changed``."""
    inside = {path.relative_to(reports) for path in changed if path.is_relative_to(reports)}
    named = {path.as_posix() for path in inside} | {path.with_suffix("").as_posix() for path in inside}
    found = (url for path, url in addresses.items() if path in named or path.rpartition(".")[0] in named)
    return tuple(list(dict.fromkeys(found))[:MOST_NEWS])


def watched(settings: Settings) -> tuple[Path, ...]:
    """All that a build reads, as far as it is there."""
    paths = (settings.content, settings.templates, settings.root / "pyproject.toml", settings.root / "netlify.toml")
    return tuple(path for path in paths if path.exists())


def watch(server: SiteServer, rebuilder: Rebuilder, paths: Iterable[Path]) -> None:
    """Answer, and build anew whenever one of ``paths`` changes, until somebody ends it."""
    from watchfiles import watch as changes_of  # only here: no other command needs it

    answering = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    answering.start()
    try:
        for changes in changes_of(*paths, debounce=DEBOUNCE, step=STEP):
            rebuilder.again(sorted({Path(os.path.realpath(path)) for _, path in changes}))
    finally:
        server.shutdown()
        server.server_close()
