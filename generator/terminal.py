"""The streams that commands print to: control characters from outside are removed; a closed stream stops no work."""

from __future__ import annotations

import atexit
import os
import re
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any, NoReturn, TextIO, cast

from rich.console import Console, ConsoleOptions, ConsoleRenderable, RenderableType, RenderHook
from rich.highlighter import Highlighter
from rich.segment import Segment
from rich.text import Text

from generator.printable import printable, printable_json, printable_lines

_COMMAND = re.compile(r"^(?P<before>\s*):(?=:)|#(?=#\[)")
"""Where a line of a log becomes a command of the service that runs us: at ``::``, and at ``##[`` anywhere."""


class Terminated(BaseException):
    """The process was asked to end (SIGTERM); raised where it stands, so that everything is cleared away."""


def prepare_streams() -> None:
    """Make stdout and stderr exist and take every character, escaped where their encoding lacks it."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed before we began
            setattr(sys, name, _nowhere())
        elif hasattr(stream, "reconfigure"):
            with suppress(OSError, ValueError):
                stream.reconfigure(errors="backslashreplace")


def _nowhere() -> TextIO:
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123


def silence(stream: TextIO) -> None:
    """Lead a stream that takes no more to nowhere, what is still in its buffer included."""
    if stream is sys.stdout:
        sys.stdout = _nowhere()
    with suppress(OSError, ValueError, AttributeError):
        descriptor = os.open(os.devnull, os.O_WRONLY)
        os.dup2(descriptor, stream.fileno())
        os.close(descriptor)
        stream.flush()


def flush_or_silence(stream: TextIO) -> None:
    """Send what is in the buffer of a stream; one that takes it no more is silenced."""
    try:
        stream.flush()
    except (OSError, ValueError):
        silence(stream)


def end_at_once(code: int) -> None:
    """End this process with ``code``, without taking apart what it holds: of a large archive that takes a second, and
    the system has all memory back at once. Returns where another thread is at work, which is to come to its end."""
    if threading.active_count() > 1:
        return
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        flush_or_silence(stream)
    os._exit(code)


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """Within the block SIGTERM raises Terminated, as Ctrl-C raises KeyboardInterrupt."""
    try:
        before = signal.signal(signal.SIGTERM, _terminate)
    except ValueError:  # not the main thread: signals are somebody else's
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _terminate(number: int, frame: FrameType | None) -> None:
    raise Terminated


def safe_line(text: str) -> str:
    """``text`` as one line of a log that is nothing but text."""
    return _COMMAND.sub(lambda match: f"{match['before'] or ''}\\x{ord(match[0][-1]):02x}", printable(text))


def say(text: str) -> None:
    """Print one line."""
    print(safe_line(text))


def say_error(text: str) -> None:
    """Print one line to stderr."""
    with suppress(OSError, ValueError):  # nobody can be told
        line = safe_line(text)
        if sys.stderr.isatty():
            highlighter = _Styling({r"^gongkai[\w ]*:": "bold red"})
            console = Console(stderr=True, emoji=False, markup=False, highlighter=highlighter)
            console.print(line, soft_wrap=True)
        else:
            print(line, file=sys.stderr, flush=True)


def say_command(line: str) -> None:
    """Print a line that is a command to the service that runs us, made by us."""
    print(printable(line))


def say_json(text: str) -> None:
    """Print JSON; where a character could steer a terminal it becomes an escape, so it says the same."""
    print(printable_json(text))


class _Escaping(RenderHook):
    """Escapes what is rendered, after rich has laid it out: control codes of rich's own are left."""

    def process_renderables(self, renderables: list[ConsoleRenderable]) -> list[ConsoleRenderable]:
        return [_Escaped(renderable) for renderable in renderables]


class _Escaped:
    def __init__(self, renderable: RenderableType) -> None:
        self._renderable = renderable

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterable[Segment]:
        for segment in console.render(self._renderable, options):
            yield segment if segment.control else Segment(printable_lines(segment.text), segment.style)


class _Deferring:
    """A stdout whose errors wait: the first is kept, and what comes after it goes nowhere."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.error: OSError | None = None
        self.forgives = False

    def write(self, text: str) -> int:
        self._try(lambda: self.stream.write(text))
        return len(text)

    def flush(self) -> None:
        self._try(self.stream.flush)

    def _try(self, step: Callable[[], object]) -> None:
        try:
            step()
        except OSError as error:
            self.error = self.error or error
            silence(self.stream)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)


@contextmanager
def told_to_the_end() -> Iterator[None]:
    """Within the block no error of stdout stops the work. In the end it is raised, unless the reader only left, or
    a console is forgiving."""
    stream, before = _Deferring(sys.stdout), sys.stdout
    sys.stdout = cast(TextIO, stream)
    try:
        yield
        stream.flush()
    finally:
        sys.stdout = before
    if stream.error is not None and not (stream.forgives or isinstance(stream.error, BrokenPipeError)):
        raise stream.error


class _Styling(Highlighter):
    """Gives what matches a pattern its style."""

    def __init__(self, styles: Mapping[str, str]) -> None:
        self._styles = styles

    def highlight(self, text: Text) -> None:
        for pattern, style in self._styles.items():
            text.highlight_regex(pattern, style)


class _PlainConsole(Console):
    """Leaves it to the command what is done where the reader has gone: rich's own would end the process with 1."""

    def on_broken_pipe(self) -> NoReturn:
        raise  # the error that is being handled where this is called


def make_console(*, forgiving: bool = False, quiet: bool = False, styles: Mapping[str, str] | None = None) -> Console:
    """A console on stdout without emoji or markup of what comes from outside; a ``quiet`` one prints nothing. Where one
    is ``forgiving``, the command has done its work whether anybody can be told or not.

    Where stdout is a terminal and NO_COLOR is not set, what matches a pattern of ``styles`` is shown in its style.
    """
    if forgiving and isinstance(sys.stdout, _Deferring):
        sys.stdout.forgives = True
    highlighter = _Styling(styles) if styles else None
    console = _PlainConsole(highlight=bool(styles), highlighter=highlighter, emoji=False, markup=False, quiet=quiet)
    console.push_render_hook(_Escaping())
    return console
