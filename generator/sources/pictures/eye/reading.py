"""Pieces of a page read in batches, on two threads: the batches, and with them the results, are the same every time."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Lock

from .ground import Picture
from .models import BATCH, BATCH_PIXELS, HEIGHT, Finder, Reader
from .words import Alphabet, Words

THREADS = 2


class Eyes:
    """The models, loaded when they are first asked for: a page without ink needs none. Pages that are looked at side by
    side share them."""

    def __init__(self) -> None:
        self._loading, self._finding = Lock(), Lock()
        self._reader: Reader | None = None
        self._finder: Finder | None = None
        self._alphabet: Alphabet | None = None
        self._pool = ThreadPoolExecutor(THREADS)

    def find(self, page: Picture) -> Picture:
        """Where text is likely on ``page``."""
        with self._finding:  # one page at a time: it takes more memory than all else
            self._finder = self._finder or Finder()
            return self._finder.chances(page)

    def read(self, pieces: Sequence[Picture]) -> list[Words]:
        """The words on each of ``pieces``, as ``models.fitted`` makes them."""
        if not pieces:
            return []
        with self._loading:
            reader = self._reader = self._reader or Reader()
            alphabet = self._alphabet = self._alphabet or Alphabet(reader.characters)
        batches = _batches(pieces)

        def work(batch: list[int]) -> list[Words]:
            return [alphabet.words(chances) for chances in reader.chances([pieces[i] for i in batch])]

        found: dict[int, Words] = {}
        for batch, words in zip(batches, self._pool.map(work, batches), strict=True):
            found.update(zip(batch, words, strict=True))
        return [found[i] for i in range(len(pieces))]


def _batches(pieces: Sequence[Picture]) -> list[list[int]]:
    """The places of ``pieces`` that are read together: equally wide ones, as many as memory allows."""
    widths: dict[int, list[int]] = {}
    for i, piece in enumerate(pieces):
        widths.setdefault(piece.shape[1], []).append(i)
    batches = []
    for wide, own in sorted(widths.items()):
        most = max(1, min(BATCH, BATCH_PIXELS // (HEIGHT * wide)))
        batches += [own[at : at + most] for at in range(0, len(own), most)]
    return batches
