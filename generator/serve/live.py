"""What a watching server tells browsers: that a page was made anew, which reports are new, and why a build failed.

None of it is written into the site: the server adds a script to pages as it answers, and answers for three addresses of
its own, below a folder that no site has. All of it keeps to the site's own policy (scripts and styles from here only).
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from http import HTTPStatus
from importlib import resources
from pathlib import Path

from generator.serve.answers import MEDIA_TYPES, Answer

FOLDER = "/.gongkai/"
EVENTS = f"{FOLDER}events"
ORIGINALS = "/originals/"
FILES = ("live.js", "live.css")
ALIVE = 10.0
"""Seconds after which a silent stream says something, so that a browser that is gone is noticed."""
BODY_END = b"</body>"


@dataclass(frozen=True, slots=True)
class State:
    """``version`` grows with every build that changed the site; ``error`` is why the last one failed, else "".

    ``news`` are addresses of reports that the last change concerned, and ``notes`` what could not be read for sure in
    its files; ``early`` is a folder with their pages, while the rest of the site is still being made.
    """

    version: int = 0
    error: str = ""
    news: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    early: Path | None = None

    def event(self) -> bytes:
        told = {"version": self.version, "error": self.error, "news": self.news, "notes": self.notes}
        return f"data: {json.dumps(told)}\n\n".encode()


class Live:
    """The state that all requests see, and those that wait for it to change."""

    def __init__(self) -> None:
        self.state = State()
        self._changed = threading.Condition()

    def show_early(self, folder: Path, news: tuple[str, ...]) -> None:
        """Pages of reports stand in ``folder``; the rest of the site is still that of before."""
        self._become(replace(self.state, version=self.state.version + 1, error="", news=news, notes=(), early=folder))

    def show(self, error: str = "", notes: tuple[str, ...] = ()) -> None:
        """A build has ended, and its site stands; ``error`` says what does not hold together."""
        self._become(replace(self.state, version=self.state.version + 1, error=error, notes=notes, early=None))

    def fail(self, error: str) -> None:
        """A build has failed; the site that stood still does. Pages that were shown early are gone again."""
        grown = self.state.version + (self.state.early is not None)
        self._become(replace(self.state, version=grown, error=error, early=None, news=(), notes=()))

    def _become(self, state: State) -> None:
        with self._changed:
            self.state = state
            self._changed.notify_all()

    def events(self) -> Iterator[bytes]:
        """The state as server-sent events: now, and whenever it changes; comments in between."""
        told = self.state
        yield told.event()
        while True:
            now = self._after(told)
            yield b": alive\n\n" if now is told else now.event()
            told = now

    def _after(self, told: State) -> State:
        """The state as soon as it is not ``told`` any more, or after a while."""
        with self._changed:
            self._changed.wait_for(lambda: self.state is not told, timeout=ALIVE)
            return self.state

    def own_answer(self, path: str) -> Answer | None:
        """The script and the styles of the banner; None for other paths."""
        name = path.removeprefix(FOLDER)
        if not path.startswith(FOLDER) or name not in FILES:
            return None
        body = resources.files(__package__).joinpath(name).read_bytes()
        return Answer(HTTPStatus.OK, body, MEDIA_TYPES[f".{name.partition('.')[2]}"])

    def with_script(self, path: str, found: Answer) -> Answer:
        """A page with the script that waits for news; anything else, originals included, as it is."""
        if found.media_type != MEDIA_TYPES[".html"] or path.startswith(ORIGINALS):
            return found
        script = f'<script src="{FOLDER}live.js" data-version="{self.state.version}" defer></script>'.encode()
        before, end, after = found.body.rpartition(BODY_END)
        body = before + script + end + after if end else found.body + script
        return replace(found, body=body)
