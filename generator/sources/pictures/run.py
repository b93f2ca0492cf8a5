"""Has pictures looked at in a child process and brings back plain data, or the reason why there is none."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.model.pictures import PageImage
from generator.sources.children import ChildError, run_child

TIMEOUT = 240
"""Seconds of the clock after which a child is ended; its own limit of processor time is tighter."""


@dataclass(frozen=True, slots=True)
class Looked:
    """A page as the child tells it: plain data (see ``eye.pages``) and its picture as it is shown; ``file`` is the
    place of its file among those that were looked at, from 0."""

    plain: dict[str, Any]
    picture: bytes
    file: int = 0


def look(kind: str, files: Sequence[bytes], numbers: Sequence[int] = ()) -> tuple[Looked, ...]:
    """The pages of ``files``, which are ``picture``s, or of one ``pdf``; of that those ``numbers``, from 1, or all.

    Raises ChildError.
    """
    data = b"".join(len(file).to_bytes(8, "big") + file for file in files)
    script, wanted = Path(__file__).with_name("child.py"), ",".join(map(str, numbers))
    out = run_child(script, data, TIMEOUT, kind, wanted)
    try:
        return _answer(out)
    except (ValueError, KeyError, TypeError) as error:
        raise ChildError("crashed") from error


def _answer(out: bytes) -> tuple[Looked, ...]:
    at = 8 + int.from_bytes(out[:8], "big")
    answer = json.loads(out[8:at])
    if answer["trouble"]:
        raise ChildError(str(answer["trouble"]))
    pages = []
    for plain, size, file in zip(answer["pages"], answer["sizes"], answer["files"], strict=True):
        pages.append(Looked(plain, out[at : at + size], file))
        at += size
    return tuple(pages)


def shown(number: int, page: Looked) -> PageImage:
    """The page as it is published."""
    return PageImage(number, float(page.plain["width"]), float(page.plain["height"]), page.picture, "image/webp")
