"""``serve --watch``: the site is built anew as files change, by a process that stays warm, and browsers are told."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Set
from contextlib import suppress
from itertools import islice
from pathlib import Path

from jinja2 import TemplateError
from rich.console import Console

from generator.cli.telling import ConsoleProgress, tell_attention
from generator.cli.texts import error_text, t
from generator.errors import GongkaiError
from generator.inspection import load_resources
from generator.model.doubts import Loudness
from generator.pipeline import Built, build
from generator.serve import Live, SiteServer
from generator.settings import Settings
from generator.terminal import make_console, say_error
from generator.workers.context import renderer
from generator.workers.unchanged import BuildSummary, inputs_for, unchanged
from generator.workers.warming import warm

DEBOUNCE, STEP = 300, 50
"""Milliseconds: for how long at most changes are gathered, and how long nothing must change before."""
MOST_NEWS = 5
"""Reports whose addresses are told at once."""


class _Telling(ConsoleProgress):
    """Hurries pages of ``wanted`` uploads, and tells ``early`` when they stand."""

    def __init__(
        self, console: Console, wanted: Callable[[str], bool], early: Callable[[Path, Mapping[str, str]], None]
    ) -> None:
        super().__init__(console)
        self._wanted = wanted
        self._early = early

    def hurries(self, path: str) -> bool:
        return self._wanted(path)

    def placed(self, folder: Path, addresses: Mapping[str, str]) -> None:
        self._early(folder, addresses)


class Rebuilder:
    """Builds one site again and again; forms, gazetteer and everything that is imported are loaded once.

    ``settings`` are read anew for each build. What fails is told in the pages; the site that stands is left alone.
    """

    def __init__(self, settings: Callable[[], Settings], console: Console, live: Live, say: Callable[[str], None]):
        self._settings = settings
        self._console = console
        self._live = live
        self._say = say
        self._resources = load_resources()

    def first(self) -> None:
        """Build the site if it does not stand as it should. Raises GongkaiError and OSError."""
        settings = self._settings()
        inputs = inputs_for(settings)
        if unchanged(settings, inputs) is None:
            build(settings, ConsoleProgress(self._console), resources=self._resources, inputs=inputs)
        with suppress(TemplateError):  # the build says what is wrong with a template that it uses
            warm(self._resources.reader, self._resources.catalogue, settings.templates)

    def again(self, changed: Iterable[Path]) -> None:
        """Build what ``changed`` asks for; whatever goes wrong is told, and nothing is raised."""
        start = time.perf_counter()
        try:
            files, settings = list(changed), self._settings()
            built = self._built(settings, files, start)
        except GongkaiError as error:
            self._fail(error_text(error))
        except Exception as error:  # a fault of ours must not end the server, nor hide
            self._fail(f"{type(error).__name__}: {error}")
        else:
            problems = "\n".join(map(str, built.problems))
            self._live.show(problems, _doubts(built.summary, files, settings.content))
            tell_attention(make_console(forgiving=True), built.summary)
            self._say(t("built in {:.1f} s", time.perf_counter() - start))

    def _built(self, settings: Settings, changed: list[Path], start: float) -> Built:
        if any(path.is_relative_to(settings.templates.resolve()) for path in changed):
            renderer.cache_clear()
        # Where other things changed, too, pages of reports may need them.
        alone = all(path.is_relative_to(settings.reports) for path in changed)
        named = _named(changed, settings.reports) if alone else frozenset()

        def placed(folder: Path, addresses: Mapping[str, str]) -> None:
            news = tuple(sorted({url for path, url in addresses.items() if _is_of(path, named)}))[:MOST_NEWS]
            self._live.show_early(folder, news)
            self._say(t("to be seen after {:.1f} s: {}", time.perf_counter() - start, " ".join(news)))

        progress = _Telling(self._console, lambda path: _is_of(path, named), placed)
        return build(settings, progress, resources=self._resources)

    def _fail(self, text: str) -> None:
        self._live.fail(text)
        say_error(f"gongkai: {text}")


def _named(changed: Iterable[Path], reports: Path) -> frozenset[str]:
    """What ``changed`` files are called below ``reports``, without their endings: an upload and its sidecar share it.

    Nothing where they are many: the whole site is there sooner than the pages of all of them twice.
    """
    found = frozenset(path.relative_to(reports).with_suffix("").as_posix() for path in changed)
    return found if len(found) <= MOST_NEWS else frozenset()


def _doubts(summary: BuildSummary, changed: Iterable[Path], content: Path) -> tuple[str, ...]:
    """What needs attention in the ``changed`` uploads and beside them, a line each, for whoever looks at the site."""
    stems = {path.relative_to(content).with_suffix("").as_posix() for path in changed if path.is_relative_to(content)}
    told = (
        f"{item.path}{f':{item.line}' if item.line else ''}：{item.doubt.message}{item.doubt.remedy}"
        for item in summary.attention
        if item.doubt.loudness is not Loudness.NOTE
        and {item.path.rpartition(".")[0], f"reports/{item.path.rpartition('.')[0]}"} & stems
    )
    return tuple(islice(told, MOST_NEWS))


def _is_of(path: str, named: Set[str]) -> bool:
    return path.rpartition(".")[0] in named


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
