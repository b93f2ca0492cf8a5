"""SQLite and Parquet of the whole archive, from lines and texts that lie in stores on disk."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from generator.cache import ByteStore
from generator.exports.levels import RowsRef
from generator.exports.rows import ReportRows
from generator.exports.sqlite import Passage
from generator.exports.whole import whole_files
from generator.publish.placing import Sink
from generator.scratch import scratch_folder
from generator.search.folding import spaced
from generator.workers.indexing import open_document
from generator.workers.made import DocumentRef
from generator.workers.stored_rows import open_rows


@dataclass(frozen=True, slots=True)
class StoredLines:
    """The lines of reports, in the order of ``refs``, and the texts of those of them that have ``documents``."""

    refs: Sequence[RowsRef]
    documents: Sequence[DocumentRef]
    rows: ByteStore
    texts: ByteStore

    def reports(self) -> Iterator[ReportRows]:
        """Raises KeyError where the store has lost one."""
        return (open_rows(self.rows, ref) for ref in self.refs)

    def passages(self) -> Iterator[Passage]:
        """Raises KeyError where the store has lost one."""
        found = {one.url: one for one in self.documents}
        for ref in self.refs:
            if ref.url in found:
                document = open_document(self.texts, found[ref.url])
                for one in document.passages:
                    yield Passage(ref.url, one.anchor, one.heading, one.text)


def whole_writer(name: str, lines: StoredLines) -> Callable[[Sink], None]:
    """What writes the file with this name. SQLite needs a file that it can go back in, which is copied in the end."""
    (file,) = (one for one in whole_files(spaced) if one.name == name)

    def write(sink: Sink) -> None:
        with scratch_folder("data") as folder:
            file.write(folder / name, lines)
            with (folder / name).open("rb") as made:
                shutil.copyfileobj(made, sink, 1 << 20)

    return write
