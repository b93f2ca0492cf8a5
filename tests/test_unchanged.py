"""A site that would come out the same is left as it is; any change of what it is made from, or of it, is seen."""

from __future__ import annotations

import os
import re
import shutil
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.cli import main
from generator.corpus import compared
from generator.publish.marker import MARKER
from generator.workers import digests, lists, organs
from generator.workers.limits import OutOfTime
from tests.filled import filled
from tests.writing import write_report

PYPROJECT = '[tool.gongkai]\nsite_url = "https://archive.example"\n'
SAME = "nothing has changed since this site was built"


@pytest.fixture
def root(tmp_path: Path, project: Path) -> Path:
    """A project of its own with one report and one page."""
    folder = tmp_path / "archive"
    report = folder / "content" / "reports" / "321282" / "2021.txt"
    report.parent.mkdir(parents=True)
    title = "靖江市季市镇人民政府2021年政府信息公开工作年度报告"
    report.write_text(write_report("2021", title=title), encoding="utf-8")
    shutil.copytree(project / "content" / "pages", folder / "content" / "pages")
    shutil.copytree(project / "templates", folder / "templates")
    (folder / "pyproject.toml").write_text(PYPROJECT)
    return folder


@pytest.fixture
def build(root: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    def run(*options: str, code: int = 0) -> str:
        assert main(["build", "--root", str(root), "--jobs", "1", *options]) == code
        return capsys.readouterr().out

    return run


def contents(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_what_stands_is_left_and_told_again(root: Path, build: Callable[..., str]) -> None:
    first = build()
    before, inode = contents(root / "site"), (root / "site").stat().st_ino
    again = build()
    assert SAME not in first and again.startswith(SAME)
    assert contents(root / "site") == before and (root / "site").stat().st_ino == inode
    told = re.compile(r"\d+ reports, \d+ organs, \d+ files, \d+\.\d MB")
    assert told.findall(first) == told.findall(again) != []
    assert first.partition("findings")[2] == again.partition("findings")[2]
    assert SAME not in build("--no-cache")


def change_content(root: Path) -> None:
    with (root / "content" / "reports" / "321282" / "2021.txt").open("a", encoding="utf-8") as file:
        file.write("完\n")


def add_sidecar(root: Path) -> None:
    (root / "content" / "reports" / "321282" / "2021.yaml").write_text("note: x\n")


def rename(root: Path) -> None:
    file = root / "content" / "reports" / "321282" / "2021.txt"
    file.rename(file.with_name("b.txt"))


def change_page(root: Path) -> None:
    page = next((root / "content" / "pages").rglob("*.md"))
    page.write_text(page.read_text() + "\n更多。\n")


def change_template(root: Path) -> None:
    template = root / "templates" / "404.html"
    template.write_text(template.read_text() + "\n")


def change_setting(root: Path) -> None:
    (root / "pyproject.toml").write_text(PYPROJECT + 'title = "别处"\n')


def note_in_a_ledger(root: Path) -> None:
    (root / "pyproject.toml").write_text(PYPROJECT + 'ledger = "published"\n')
    (root / "published").mkdir(exist_ok=True)
    (root / "published" / "changes.jsonl").write_text('{"date":"2026-03-01"}\n')


def fetch_an_engine(root: Path) -> None:
    engine = root / ".draft"
    engine.mkdir(exist_ok=True)
    (engine / "engine.json").write_text('{"files": {}, "parts": []}')


def damage_cache(root: Path) -> None:
    for entry in (root / ".cache" / "gongkai" / "sites").iterdir():
        entry.write_bytes(b"x")


@pytest.mark.parametrize(
    "change",
    [
        change_content,
        add_sidecar,
        rename,
        change_page,
        change_template,
        change_setting,
        note_in_a_ledger,
        fetch_an_engine,
        damage_cache,
    ],
    ids=lambda change: change.__name__,
)
def test_a_change_of_what_it_is_made_from_is_seen(
    change: Callable[[Path], None], root: Path, build: Callable[..., str]
) -> None:
    build()
    change(root)
    assert SAME not in build()
    assert SAME in build()


@pytest.mark.parametrize("folder", ["reports", "pages", "pages/en", "ledger"])
def test_a_change_behind_a_link_that_is_followed_is_seen(folder: str, root: Path, build: Callable[..., str]) -> None:
    link, changed = root / "content" / folder, "changes.jsonl" if folder == "ledger" else "321282/2021.txt"
    if folder == "ledger":
        link.mkdir(exist_ok=True)
        (link / changed).touch()
    elif folder != "reports":
        changed = sorted(link.glob("*.md"))[0].name
    link.rename(root / "elsewhere")
    link.symlink_to(root / "elsewhere")
    build()
    assert SAME in build()
    with (root / "elsewhere" / changed).open("a", encoding="utf-8") as file:
        file.write('{"date":"2026-03-01"}\n')
    assert SAME not in build()


@pytest.mark.parametrize("how", ["added", "changed", "removed", "another file of its size"])
def test_a_change_of_the_site_by_hand_is_mended(how: str, root: Path, build: Callable[..., str]) -> None:
    build()
    site = root / "site"
    whole, page = contents(site), site / "404.html"
    if how == "added":
        (site / "thesis.txt").write_text("x")
    elif how == "changed":
        page.write_text("x")
    elif how == "removed":
        page.unlink()
    else:
        data = page.read_bytes()
        page.write_bytes(data[:-1] + b" ")
        os.utime(page, ns=(0, 0))
    assert SAME not in build()
    assert contents(site) == whole and MARKER in whole


@pytest.mark.skipif(os.name != "posix", reason="links and modes")
@pytest.mark.parametrize("how", ["closed", "closed above all", "added", "moved"])
def test_a_change_of_a_folder_of_the_site_by_hand_is_mended(how: str, root: Path, build: Callable[..., str]) -> None:
    def folders() -> dict[str, int]:
        return {path.relative_to(site).as_posix(): path.lstat().st_mode for path in (site, *site.rglob("*"))}

    build()
    site = root / "site"
    whole, modes = contents(site), folders()
    if how == "added":
        (site / "checks" / "mine").mkdir()
    elif how == "moved":
        (site / "checks").rename(root / "elsewhere")
        (site / "checks").symlink_to(root / "elsewhere")
    else:
        (site / "checks" if how == "closed" else site).chmod(0o700)
    assert SAME not in build()
    assert contents(site) == whole and folders() == modes
    assert SAME in build()


def test_what_another_program_converts_is_never_taken_for_unchanged(root: Path, build: Callable[..., str]) -> None:
    (root / "content" / "reports" / "321282" / "old.rtf").write_text("{\\rtf1 x}")
    build()
    assert SAME not in build()


def test_strict_fails_again(root: Path, build: Callable[..., str]) -> None:
    (root / "content" / "reports" / "空.txt").write_bytes(b"")
    build()
    assert SAME in build("--strict", code=1)


# What another try may make otherwise is tried again.


def killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def ended() -> None:
    os._exit(3)


def full() -> None:
    raise MemoryError


def late() -> None:
    raise OutOfTime


def refused() -> None:
    raise OSError("no room")


LOSSES: dict[str, tuple[Any, str, Callable[[], None], str]] = {
    "upload killed": (digests, "read_fetched", killed, "reader_killed"),
    "upload ended": (digests, "read_fetched", ended, "reader_crashed"),
    "upload without memory": (digests, "read_fetched", full, "took_too_much_memory"),
    "upload out of time": (digests, "read_fetched", late, "took_too_long"),
    "not compared": (compared, "compared_of", refused, "comparison_failed"),
    "organ refused": (organs, "_made", refused, "page_failed"),
    "page killed": (lists, "_rendered", killed, "page_failed"),
}


@pytest.mark.parametrize("loss", LOSSES)
def test_a_loss_that_may_pass_is_not_taken_for_what_is_to_be(
    loss: str, root: Path, build: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was lost is made by the next build, and what was made well is not made again."""
    other = root / "content" / "reports" / "321282" / "2022.txt"
    other.write_text(write_report("2021", title="靖江市马桥镇人民政府2022年政府信息公开工作年度报告"), encoding="utf-8")
    build("--no-cache")
    whole, log = contents(root / "site"), root / "log"
    shutil.rmtree(root / "site")
    module, name, trouble, code = LOSSES[loss]
    work, whom = getattr(module, name), "2021" if module is digests else ""

    def troubled(*arguments: Any) -> Any:
        if whom in str(arguments[0])[:400]:
            trouble()
        return work(*arguments)

    def noted(*arguments: Any) -> Any:
        with log.open("a") as file:
            file.write("1")
        return work(*arguments)

    with monkeypatch.context() as patched:
        patched.setattr(module, name, troubled)
        assert main(["build", "--root", str(root), "--jobs", "1", "--quiet"]) in (0, 1)
    assert f'"{code}":' in (root / "site" / "build.json").read_text(encoding="utf-8")
    with monkeypatch.context() as patched:
        patched.setattr(module, name, noted)
        assert SAME not in build()
    assert SAME in build()
    site = contents(root / "site")
    for told in ("build.json", "data/SHA256SUMS"):
        del site[told], whole[told]
    assert filled(sorted(path for path in whole if site.get(path) == whole[path])) == sorted({*site, *whole})
    if module is digests:
        assert log.read_text() == "1", "the one that was lost"
