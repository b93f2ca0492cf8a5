"""Under which keys digests and records of uploads are kept."""

from __future__ import annotations

from hashlib import sha256

from generator.cache import key_of, version_of
from generator.model.sidecars import Sidecar
from generator.reading.reader import Reader
from generator.sources.discover import Upload
from generator.sources.fetching import Fetched
from generator.sources.pictures import installed
from generator.workers.coding import ENCODER
from generator.workers.rooms import DIGEST_ROOMS

NOTHING_BESIDE = Fetched(b"", Sidecar(), ())
"""What is fetched of an upload that is one file, whose bytes are known."""


def recipe_of(reader: Reader) -> bytes:
    """All that reading depends on besides the upload: what reads pictures is a program of its own."""
    return key_of(version_of(DIGEST_ROOMS), repr(reader.forms).encode(), installed.engine().encode()).encode()


def key_of_upload(upload: Upload, fetched: Fetched, recipe: bytes, hashed: bytes | None = None) -> str:
    """All that a record is made from: the file, its path (which tells of place and year), what its sidecar says, and
    the files that belong to it. ``hashed`` is the SHA-256 of the file, where it is known."""
    beside = [(one.name, one.data is None) for one in fetched.beside]
    said = ENCODER.encode((upload.path, upload.suffix, fetched.sidecar, fetched.attention, beside))
    more = (sha256(one.data).digest() for one in fetched.beside if one.data is not None)
    return key_of(recipe, said, hashed or sha256(fetched.data).digest(), *more)
