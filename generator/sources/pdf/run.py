"""Runs the extraction in a child process and brings back plain data, or the reason why there is none."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from generator.sources.pdf.page import PdfPage, page_of

TIMEOUT = 60
"""Seconds of the clock after which a child is ended; its own limit of processor time is tighter."""


class UnreadablePdfError(Exception):
    """``args[0]`` is a code of ``remarks.TROUBLES``."""


def extract_pages(data: bytes) -> tuple[PdfPage, ...]:
    """The pages of a PDF. Raises Unreadable; never runs for longer than ``TIMEOUT``."""
    # -I: the child sees neither our environment nor the folder we were started in.
    command = [sys.executable, "-I", str(Path(__file__).with_name("child.py"))]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=TIMEOUT, check=False)
    except subprocess.TimeoutExpired as error:
        raise UnreadablePdfError("too_slow") from error
    if done.returncode != 0:
        raise UnreadablePdfError("too_slow" if done.returncode in (-24, -9) else "crashed")
    try:
        answer = json.loads(done.stdout)
        if answer["trouble"]:
            raise UnreadablePdfError(str(answer["trouble"]))
        return tuple(page_of(number, plain) for number, plain in enumerate(answer["pages"], 1))
    except (ValueError, KeyError, TypeError) as error:
        raise UnreadablePdfError("crashed") from error
