"""Originals in their places, byte for byte as they were read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

from generator.publish.placing import PlacedFile, place, place_again
from generator.sources.discover import MAX_BYTES, Upload
from generator.sources.opening import read_plain_file
from generator.workers.context import MakingContext
from generator.workers.pool import Jobs, cores_for


class _Wanted(NamedTuple):
    path: str
    sha256: str
    upload: Upload


def placed_originals(
    wanted: Mapping[str, str], uploads: Mapping[str, Upload], context: MakingContext, jobs: Jobs = None
) -> Iterator[tuple[Upload, PlacedFile | None]]:
    """The originals that are ``wanted``, path in the site → sha256, each with its one of ``uploads``, which are by
    sha256; None of an upload that has changed since it was read. What is in no upload is left out."""
    left = []
    for one in (_Wanted(path, sha256, uploads[sha256]) for path, sha256 in wanted.items() if sha256 in uploads):
        standing = _standing(context, one)
        if standing is None:
            left.append(one)
        else:
            yield one.upload, standing
    with ThreadPoolExecutor(cores_for(jobs)) as threads:
        yield from zip((one.upload for one in left), threads.map(lambda one: _read(context, one), left), strict=True)


def _standing(context: MakingContext, one: _Wanted) -> PlacedFile | None:
    """The original from the site that stands; None where that has it not, or not as it was."""
    known = context.standing.files.get(one.path)
    if known is None or known.digest != one.sha256:
        return None
    placed = PlacedFile(one.path, known.size, known.digest)
    return placed if place_again(context.root, context.standing, placed) else None


def _read(context: MakingContext, one: _Wanted) -> PlacedFile | None:
    try:
        data = read_plain_file(one.upload.file, MAX_BYTES, follow=one.upload.follow)
    except (OSError, ValueError):
        return None
    return place(context.root, one.path, data) if hashlib.sha256(data).hexdigest() == one.sha256 else None
