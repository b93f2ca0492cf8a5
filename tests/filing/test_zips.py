"""Zips as people and attackers make them: told file by file, bounded, and never unpacked by their names."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path

import pytest

from generator.filing import zips
from tests.filing.calling import BUDGET, PHOTO, SHELF, Archive, archive, report

__all__ = ["archive"]


def packed(folder: Path, files: dict[str, bytes | str], name: str = "邮件.zip") -> Path:
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for inner, data in files.items():
            made.writestr(inner, data)
    return path


def as_windows(path: Path) -> Path:
    """The zip as Chinese Windows writes it: names in GBK, without the mark of UTF-8."""
    data = bytearray(path.read_bytes())
    for signature, flags, length, name in ((b"PK\x03\x04", 6, 26, 30), (b"PK\x01\x02", 8, 28, 46)):
        at = data.find(signature)
        while at >= 0:
            size = int.from_bytes(data[at + length : at + length + 2], "little")
            spelt = data[at + name : at + name + size].decode().replace("甲乙丙", "").replace("PAD", "")
            raw = spelt.encode("gbk").ljust(size, b"_")[:size]
            data[at + name : at + name + size] = raw
            data[at + flags + 1] &= ~0x08
            at = data.find(signature, at + 4)
    path.write_bytes(data)
    return path


def test_ten_files_of_all_kinds(archive: Archive, tmp_path: Path) -> None:
    path = packed(
        tmp_path,
        {
            "报告/2020.txt": report(2020),
            "报告/2021.txt": report(2021),
            "报告/深/深/2022.txt": report(2022),
            "报告/2021副本.txt": report(2021),
            "报告/2021修订.txt": report(2021, "补充。"),
            "报告/预算.txt": BUDGET,
            "报告/照片.jpg": PHOTO,
            "报告/2019.txt": report(2019),
            "报告/2019.yaml": "note: 由读者寄来\n",
            "报告/孤.yaml": "note: x\n",
            "__MACOSX/报告/._2020.txt": b"x",
            "报告/.DS_Store": b"x",
        },
    )
    called = archive.add(path)
    assert called.code == 1
    shelved = {f"{SHELF}/{name}" for name in ("2019", "2020", "2021", "2021-2", "2022")}
    assert {name.removesuffix(".txt") for name in archive.files if name.endswith(".txt")} == shelved
    assert archive.read(f"{SHELF}/2019.yaml") == "note: 由读者寄来\n"
    assert "received_as: 2020.txt" in archive.read(f"{SHELF}/2020.yaml")
    assert called.said("邮件.zip: 报告/预算.txt: refused") and called.said("邮件.zip: 报告/照片.jpg: refused")
    assert called.said("a sidecar without its report")
    assert called.said("filed in", ": 4") and called.said("beside a report of the same organ and year: 1")
    assert called.said("there already: 1") and called.said("refused: 3")
    assert not any("MACOSX" in line or "DS_Store" in line for line in called.out)


def test_names_of_chinese_windows(archive: Archive, tmp_path: Path) -> None:
    path = as_windows(packed(tmp_path, {"报告/天荒坪甲乙丙.txt": report()}))
    called = archive.add(path)
    assert called.code == 1 and called.said(
        "报告/天荒坪.txt__"
    )  # padded, so of no known format: the name is what counts


@pytest.mark.parametrize(("name", "read"), [("报告.txt".encode("gbk"), "报告.txt"), ("报告.txt".encode(), "报告.txt")])
def test_names_without_a_mark_of_their_encoding(name: bytes, read: str) -> None:
    info = zipfile.ZipInfo(name.decode("cp437"))
    info.flag_bits = 0
    assert zips.name_of(info) == read


@pytest.mark.parametrize("name", ["../x.txt", "/etc/x.txt", "a/../../x.txt", "C:\\x.txt", "..\\x.txt"])
def test_names_that_lead_out_are_refused(name: str, archive: Archive, tmp_path: Path) -> None:
    called = archive.add(packed(tmp_path, {name: report(), "a.txt": report(2020)}))
    assert called.code == 1 and called.said("leads out of the folder")
    assert archive.files == {f"{SHELF}/2020.txt", f"{SHELF}/2020.yaml"}
    assert not list(tmp_path.parent.glob("x.txt"))


def test_a_bomb_is_not_unpacked(archive: Archive, tmp_path: Path) -> None:
    called = archive.add(packed(tmp_path, {"a.txt": b"0" * (8 * 2**20), "b.txt": report()}))
    assert called.code == 1 and called.said("unpacks to much more than any report holds")
    assert f"{SHELF}/2021.txt" in archive.files


@pytest.mark.parametrize(
    ("limit", "value", "said"),
    [
        ("MAX_TOTAL", 4000, "unpacked it is larger than"),
        ("MAX_FILES", 1, "more than 1 files in one zip"),
        ("MAX_ENTRIES", 1, "files in one zip"),
        ("MAX_BYTES", 100, "larger than"),
    ],
)
def test_what_is_too_much_is_told(
    limit: str, value: int, said: str, archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = packed(tmp_path, {"a.txt": report(), "b.txt": report(2020)})
    monkeypatch.setattr(zips, limit, value)
    called = archive.add(path)
    assert called.code == 1 and called.said(said)
    assert len(archive.files) == (2 if limit == "MAX_TOTAL" else 0)


def with_flag(path: Path, flag: int) -> Path:
    data = bytearray(path.read_bytes())
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(signature) + at] |= flag
    path.write_bytes(data)
    return path


def test_a_password_a_link_a_zip_and_a_table_are_told(archive: Archive, tmp_path: Path) -> None:
    assert archive.add(with_flag(packed(tmp_path, {"a.txt": report()}), 1)).said("protected by a password")
    path = tmp_path / "odd.zip"
    with zipfile.ZipFile(path, "w") as made:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        made.writestr(link, "/etc/passwd")
        made.writestr("inner.zip", b"PK")
        made.writestr("rows.csv", "a,b")
    called = archive.add(path)
    assert called.code == 1 and called.said("no plain file") and called.said("unpack it and name the folder")
    assert called.said("name it by itself") and archive.files == set()


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x05\x06" + b"\0" * 18, b"PK\x05\x06" + b"\xff" * 18])
def test_what_is_no_zip_is_told(data: bytes, archive: Archive, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    called = archive.add(path)
    assert called.code == 1 and (called.said("not a sound zip") or called.said("there is nothing in it"))


def test_a_zip_that_lost_bytes_gives_what_is_whole(archive: Archive, tmp_path: Path) -> None:
    path = packed(tmp_path, {"a.txt": report(), "b.txt": report(2020)})
    data = bytearray(path.read_bytes())
    at = data.find(zlib.compress(report().encode())[2:20])
    data[at if at > 0 else 60] ^= 0xFF
    path.write_bytes(data)
    called = archive.add(path)
    assert called.code == 1 and called.said("not a sound zip") and f"{SHELF}/2020.txt" in archive.files


def test_odd_bytes_in_a_zip_give_no_traceback(archive: Archive, tmp_path: Path) -> None:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as made:
        made.writestr("a.txt", "x")
        made.writestr("b/c.txt", "y")
    codes = set()
    for at in range(0, len(whole.getvalue()), 7):
        data = bytearray(whole.getvalue())
        data[at] ^= 0x5A
        (tmp_path / "a.zip").write_bytes(data)
        codes.add(archive.add(tmp_path / "a.zip").code)
    assert codes == {1}
