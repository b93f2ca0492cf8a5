"""Pictures without the program that reads them: the original is published and listed with the remedy."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from generator.cli import main
from generator.model.sidecars import Sidecar
from generator.sources.base import Refused
from generator.sources.fetching import read_bytes
from generator.sources.pictures import reader as pictures
from generator.sources.sidecars import read_sidecar

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def without_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "engine", lambda: "")


PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(60)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        (".png", PNG),
        (".jpg", b"\xff\xd8\xff\xe0" + bytes(20)),
        (".jpeg", b"\xff\xd8\xff\xdb" + bytes(20)),
        (".gif", b"GIF89a" + bytes(20)),
        (".bmp", b"BM" + bytes(20)),
        (".tif", b"II*\x00" + bytes(20)),
        (".tiff", b"MM\x00*" + bytes(20)),
        (".webp", b"RIFF\x00\x00\x00\x00WEBPVP8 " + bytes(20)),
        (".png", b"\xff\xd8\xff\xe0" + bytes(20)),
    ],
)
def test_a_picture_is_kept(name: str, data: bytes) -> None:
    refused = read_bytes(f"a{name}", name, data, Sidecar())
    assert isinstance(refused, Refused) and refused.keep
    assert refused.source.media_type.startswith("image/")
    assert [doubt.code for doubt in refused.doubts] == ["image_only"]


@pytest.mark.parametrize(
    ("data", "code"), [(b"", "empty_file"), (b"<script>", "not_image"), (b"RIFFxxxxWAVE", "not_image")]
)
def test_what_is_no_picture_is_not_published(data: bytes, code: str) -> None:
    refused = read_bytes("a.png", ".png", data, Sidecar())
    assert isinstance(refused, Refused) and not refused.keep
    assert refused.doubts[0].code == code


def test_a_picture_is_not_published_where_anything_of_it_is_withheld() -> None:
    sidecar, _ = read_sidecar("a.yaml", "withhold: [{text: 张三, why: 个人信息}]\n".encode())
    assert sidecar.withhold
    refused = read_bytes("a.png", ".png", PNG, sidecar)
    assert isinstance(refused, Refused) and not refused.keep


def test_the_original_is_published_and_linked(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "content" / "pages", tmp_path / "content" / "pages")
    uploads = tmp_path / "content" / "reports" / "x"
    uploads.mkdir(parents=True)
    for name, data in (("scan.PNG", PNG), ("again.png", PNG), ("same.bmp", PNG), ("fake.png", b"<script>")):
        (uploads / name).write_bytes(data)
    site = tmp_path / "site"
    arguments = ["--root", str(ROOT), "--content", str(tmp_path / "content"), "--output", str(site)]
    assert main(["build", *arguments]) == 0
    digest = hashlib.sha256(PNG).hexdigest()
    assert {path.name for path in (site / "originals").iterdir()} == {f"{digest}.png", f"{digest}.bmp"}
    assert (site / "originals" / f"{digest}.png").read_bytes() == PNG
    page = (site / "attention" / "index.html").read_text(encoding="utf-8")
    assert page.count(f'href="/originals/{digest}.png"') == 2
    assert "x/fake.png" in page
