"""Runs the extraction in a child process and brings back plain data, or the reason why there is none."""

from __future__ import annotations

import json
from pathlib import Path

from generator.sources.children import ChildError, run_child
from generator.sources.pdf.page import PdfPage, page_of

TIMEOUT = 60
"""Seconds of the clock after which a child is ended; its own limit of processor time is tighter."""


def extract_pages(data: bytes) -> tuple[PdfPage, ...]:
    """The pages of a PDF. Raises ChildError; never runs for longer than ``TIMEOUT``."""
    out = run_child(Path(__file__).with_name("child.py"), data, TIMEOUT)
    try:
        answer = json.loads(out)
        if answer["trouble"]:
            raise ChildError(str(answer["trouble"]))
        return tuple(page_of(number, plain) for number, plain in enumerate(answer["pages"], 1))
    except (ValueError, KeyError, TypeError) as error:
        raise ChildError("crashed") from error
