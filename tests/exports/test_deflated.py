"""Files that are put together of packed pieces open everywhere, and hold what the pieces held."""

from __future__ import annotations

import gzip
import random
import shutil
import subprocess
import zipfile
import zlib
from pathlib import Path

import pytest

from generator.exports.deflated import Piece, add_member, deflated, gzip_parts, inflated, joined, member
from tests.filled import filled

LINES = "报告,cells,granted,total,0\r\n".encode()
PARTS = (b"", b"a", LINES * 3000, b"", random.Random(7).randbytes(70_000), LINES, b"\x00" * 200_000)
"""Nothing, little, what packs well, what does not, and the like of what stood before."""
TOOLS = {
    "gzip": ("gzip", "-t", "all.gz"),
    "unzip": ("unzip", "-tqq", "all.zip"),
    "7z": ("7z", "t", "all.zip"),
}
"""Programs of others, asked where they are installed."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One .gz file of all parts, and a zip with the same and some more."""
    pieces, packed = zip(*map(deflated, PARTS), strict=True)
    found = tmp_path_factory.mktemp("packed")
    (found / "all.gz").write_bytes(b"".join(gzip_parts(joined(pieces), packed)))
    with zipfile.ZipFile(found / "all.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        add_member(archive, "all.csv", joined(pieces), packed)
        add_member(archive, "empty.csv", Piece(), ())
        archive.writestr(member("说明.txt"), "说明")
    return found


@pytest.mark.parametrize("number", range(len(PARTS)))
def test_a_piece_is_what_zlib_says_of_it(number: int) -> None:
    piece, packed = deflated(PARTS[number])
    assert inflated(packed) == PARTS[number]
    assert (piece.size, piece.packed, piece.crc) == (len(PARTS[number]), len(packed), zlib.crc32(PARTS[number]))


def test_the_checksum_of_pieces_is_that_of_all_they_hold() -> None:
    for end in filled(range(len(PARTS) + 1)):
        whole = joined(deflated(part)[0] for part in PARTS[:end])
        assert whole.crc == zlib.crc32(b"".join(PARTS[:end])) and whole.size == sum(map(len, PARTS[:end]))
        assert joined((whole, deflated(LINES)[0])).crc == zlib.crc32(b"".join((*PARTS[:end], LINES)))


def test_a_gz_file_is_one_stream_of_all(folder: Path) -> None:
    data = (folder / "all.gz").read_bytes()
    assert gzip.decompress(data) == b"".join(PARTS)
    stream = zlib.decompressobj(16 + zlib.MAX_WBITS)
    assert stream.decompress(data) == b"".join(PARTS) and stream.eof and not stream.unused_data


def test_a_zip_holds_all_under_their_names(folder: Path) -> None:
    archive = zipfile.ZipFile(folder / "all.zip")
    assert archive.testzip() is None
    assert {one.filename: archive.read(one) for one in archive.infolist()} == {
        "all.csv": b"".join(PARTS),
        "empty.csv": b"",
        "说明.txt": "说明".encode(),
    }
    assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("tool", TOOLS)
def test_programs_of_others_find_nothing_wrong(folder: Path, tool: str) -> None:
    if shutil.which(tool) is None:
        pytest.skip(f"{tool} is not installed")
    done = subprocess.run(TOOLS[tool], cwd=folder, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
