"""Broken uploads: the build goes on, nothing is lost, and the page of uploads that need attention says what to do."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import pytest

from generator.cli import main
from tests.writing import write_report

ROOT = Path(__file__).parents[1]
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00" + b"\x00" * 40
REPORT = write_report("2021")


@dataclass(frozen=True)
class Bad:
    """Files of one broken upload (name → bytes), the code of the doubt it brings and the file that is named."""

    code: str
    files: dict[str, bytes]
    line: int | None = None

    @property
    def named(self) -> str:
        return list(self.files)[-1]


BAD = {
    "empty": Bad("empty_file", {"x/empty.txt": b""}),
    "blank": Bad("empty_file", {"x/blank.txt": b" \n\t\n"}),
    "random": Bad("undecodable", {"x/random.txt": random.Random(7).randbytes(5000)}),
    "picture": Bad("not_text", {"x/picture.txt": PNG}),
    "cut": Bad("rows_missing", {"x/cut.txt": REPORT[: len(REPORT) // 2].encode()}),
    "long-line": Bad("too_long", {"x/long.txt": "政府信息公开".encode() * 300_000}),
    "no-table": Bad("table_not_found", {"x/none.txt": write_report("2021", tables=()).encode()}),
    "no-report": Bad("no_report_found", {"x/note.txt": "今天天气很好。".encode()}),
    "broken-sidecar": Bad(
        "broken_sidecar", {"x/a.txt": REPORT.encode(), "x/a.yaml": b"note: ok\nsource_url: [http://x\n"}, 3
    ),
    "unknown-key": Bad("unknown_key", {"x/b.txt": REPORT.encode(), "x/b.yaml": b"note: ok\ncolour: red\n"}, 2),
    "bad-value": Bad("bad_value", {"x/d.txt": REPORT.encode(), "x/d.yaml": b"source_url: javascript:1\n"}, 1),
    "alias-bomb": Bad("broken_sidecar", {"x/e.txt": REPORT.encode(), "x/e.yaml": b"note: &a [x]\ncorrections: *a\n"}),
    "lonely-sidecar": Bad("lonely_sidecar", {"x/alone.yaml": b"note: ok\n"}),
    "markup": Bad(
        "markup_in_text", {"x/markup.txt": REPORT.replace("我镇", "<script>alert(1)</script>我镇").encode()}, 4
    ),
    "unknown-format": Bad("unknown_format", {"x/report.xyz": REPORT.encode()}),
}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The real content, to be spoilt."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    return tmp_path / "content"


def spoil(content: Path, bad: Bad) -> None:
    for name, data in bad.files.items():
        path = content / "reports" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def build(content: Path, *options: str) -> tuple[int, Path]:
    site = content.parent / "site"
    code = main(["build", "--root", str(ROOT), "--content", str(content), "--output", str(site), *options])
    return code, site


def reports(site: Path) -> set[str]:
    return {path.parent.relative_to(site).as_posix() for path in site.rglob("report.json")}


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Iterator[set[str]]:
    folder = tmp_path_factory.mktemp("good")
    shutil.copytree(ROOT / "content", folder / "content")
    code, site = build(folder / "content", "--strict")
    assert code == 0, "the five by themselves need no attention that --strict minds"
    yield reports(site)


@pytest.mark.parametrize("name", BAD)
def test_one_broken_upload(name: str, content: Path, good: set[str], capsys: pytest.CaptureFixture[str]) -> None:
    bad = BAD[name]
    spoil(content, bad)
    code, site = build(content, "--strict")
    said = capsys.readouterr().out
    assert code == 1
    assert good <= reports(site), "a good report was lost"
    where = f"{bad.named}:{bad.line}" if bad.line else bad.named
    assert f"{where}: " in said and f"[{bad.code}]" in said
    page = unescape((site / "attention" / "index.html").read_text(encoding="utf-8"))
    assert bad.named in page


def test_everything_broken_at_once(content: Path, good: set[str], capsys: pytest.CaptureFixture[str]) -> None:
    for bad in BAD.values():
        spoil(content, bad)
    (content / "reports" / "x" / "link.txt").symlink_to(ROOT / "pyproject.toml")
    (content / "reports" / "loop").symlink_to(content / "reports")
    strict, _ = build(content, "--strict")
    listed = capsys.readouterr().out
    code, site = build(content)
    assert (strict, code) == (1, 0)
    assert good <= reports(site)
    page = unescape((site / "attention" / "index.html").read_text(encoding="utf-8"))
    for named in (*(bad.named for bad in BAD.values()), "x/link.txt", "loop"):
        assert named in page
    assert re.search(r"\n  … and \d+ more on /attention/\n$", listed)
    assert "gongkai" not in {p.stem for p in (site / "originals").iterdir()}


def test_markup_is_shown_as_text(content: Path) -> None:
    spoil(content, BAD["markup"])
    _, site = build(content)
    pages = [p.read_text(encoding="utf-8") for p in site.rglob("*.html") if "originals" not in p.parts]
    assert not any("<script>alert" in page for page in pages)
    assert any("&lt;script&gt;alert(1)&lt;/script&gt;" in page for page in pages)


def test_a_correction_of_a_cell_that_was_not_read_is_told_as_none(content: Path) -> None:
    """It was ignored, and says so: the page neither claims the value nor points at a cell that it does not have."""
    sidecar = "corrections: [{target: requests.granted.total, value: 54321, why: 按原件}]\n"
    files = {"x/none.txt": write_report("2021", tables=()).encode(), "x/none.yaml": sidecar.encode()}
    spoil(content, Bad("correction_without_target", files))
    code, site = build(content)
    assert code == 0
    pages = [p.read_text(encoding="utf-8") for p in site.rglob("*.html") if "originals" not in p.parts]
    assert not any("54321" in page for page in pages)
    assert any("requests.granted.total”无法采用" in page for page in pages)


def test_two_files_of_one_organ_and_year_are_both_published(content: Path, good: set[str]) -> None:
    (old,) = (content / "reports").rglob("2021.txt")
    newer = old.with_name("2021-newer.txt")
    newer.write_text(old.read_text(encoding="utf-8").replace("26条", "27条"), encoding="utf-8")
    newer.with_suffix(".yaml").write_text("retrieved_on: 2022-05-01\n", encoding="utf-8")
    code, site = build(content, "--strict")
    assert code == 0
    (version,) = reports(site) - good
    assert "/2021/versions/" in version
    assert "27" in (site / version).parents[1].joinpath("report.json").read_text(encoding="utf-8")


def test_the_same_file_twice_is_one_report(content: Path, good: set[str], capsys: pytest.CaptureFixture[str]) -> None:
    (old,) = (content / "reports").rglob("2021.txt")
    shutil.copy(old, old.with_name("copy.txt"))
    _, site = build(content)
    assert reports(site) == good
    assert "[same_file]" in capsys.readouterr().out


def test_no_report_at_all(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "content" / "pages", tmp_path / "content" / "pages")
    code, site = build(tmp_path / "content", "--strict")
    assert code == 0
    assert (site / "index.html").is_file()
