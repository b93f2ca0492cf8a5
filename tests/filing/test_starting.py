"""`gongkai init` makes an archive that builds at once, or nothing."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import distribution
from pathlib import Path

import pytest

from generator.cli import main
from generator.filing import starting
from generator.publish.headers import read_rules
from generator.settings import KNOWN, load_settings
from generator.shipped import shipped
from tests.filled import filled
from tests.writing import write_report

ROOT = Path(__file__).parents[2]


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_new_archive_builds_and_takes_a_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = tmp_path / "新/archive"
    assert main(["init", str(root), "--title", '某"县\\年报', "--site-url", "https://a.example"]) == 0
    told = capsys.readouterr().out
    assert all(str(root / path) in told for path in filled(files(root)))
    assert f"gongkai build --root {root}" in told and "site_url" not in told
    report = root / "content/reports/330523/tianhuangping-zhen/2021.txt"
    report.parent.mkdir(parents=True)
    report.write_text(write_report(title="安吉县天荒坪镇人民政府2021年政府信息公开工作年度报告"), encoding="utf-8")
    assert main(["build", "--root", str(root), "--strict", "--no-cache", "--jobs", "1"]) == 0
    page = (root / "site/region/330523/tianhuangping-zhen/2021/index.html").read_text(encoding="utf-8")
    assert "某&#34;县\\年报" in page and "https://a.example/region/" in page


def test_its_settings_are_the_known_ones_with_their_defaults(tmp_path: Path) -> None:
    main(["init", str(tmp_path / "a")])
    text = (tmp_path / "a/pyproject.toml").read_text(encoding="utf-8")
    named = tomllib.loads(re.sub(r"^# (\w+ = )", r"\1", text, flags=re.MULTILINE))["tool"]["gongkai"]
    assert set(named) == KNOWN
    assert load_settings({}, root=tmp_path / "a").title == "公开"
    (tmp_path / "b").mkdir()
    (tmp_path / "b/pyproject.toml").write_text(
        "[tool.gongkai]\n" + "".join(f"{key} = {value!r}\n" for key, value in named.items() if key != "report_errors"),
        encoding="utf-8",
    )
    with_all, with_none = (load_settings({}, root=tmp_path / name) for name in "ba")
    assert (with_all.license, with_all.shard_size) == (with_none.license, with_none.shard_size)
    assert (with_all.ledger.name, with_none.ledger.name) == ("ledger", "ledger")


def test_it_is_served_and_built_as_this_one(tmp_path: Path) -> None:
    main(["init", str(tmp_path / "a"), "--program", "gongkai @ git+https://a.example/gongkai@v1"])
    made, ours = (tmp_path / "a/netlify.toml").read_text(encoding="utf-8"), shipped("netlify.toml")
    assert read_rules(tmp_path / "a/netlify.toml") == read_rules(ours)
    assert made.splitlines() != ours.read_text(encoding="utf-8").splitlines()
    assert "requirements.txt" in tomllib.loads(made)["build"]["command"]
    wanted = (tmp_path / "a/requirements.txt").read_text(encoding="utf-8").splitlines()
    assert wanted[-2:] == ["-c constraints.txt", "gongkai @ git+https://a.example/gongkai@v1"]


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there/a.txt").write_text("a")
    (tmp_path / "file").write_text("a")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for name in ("there", "file", "link", "file/below"):
        assert main(["init", str(tmp_path / name)]) == 2
        assert " — " in capsys.readouterr().err
    assert files(tmp_path) == {"there/a.txt", "file"}
    (tmp_path / "empty").mkdir()
    assert main(["init", str(tmp_path / "empty")]) == 0


@pytest.mark.parametrize("name", ["a\0b", "x" * 300, "\udcff"])
def test_a_name_that_is_none(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", str(tmp_path / name)]) in (0, 2)
    assert "Traceback" not in capsys.readouterr().err


def test_the_folder_one_stands_in_stays_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    before = tmp_path.stat().st_ino
    assert main(["init", "."]) == 0
    assert tmp_path.stat().st_ino == before and Path("pyproject.toml").is_file()
    assert [path.name for path in tmp_path.parent.iterdir() if path.name.startswith(f".{tmp_path.name}")] == []


@pytest.mark.parametrize(
    "option", [("--title", ""), ("--title", "a\x1bb"), ("--site-url", "nowhere"), ("--site-url", 'a"\nb')]
)
def test_what_no_build_would_take_leaves_nothing(
    option: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", str(tmp_path / "a"), *option]) == 2
    assert " — " in capsys.readouterr().err and list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("told", "program"),
    [
        (None, ""),
        ('{"url": "file:///a", "dir_info": {"editable": true}}', ""),
        (
            '{"url": "https://a.example/g", "vcs_info": {"vcs": "git", "commit_id": "0a1b"}}',
            "gongkai @ git+https://a.example/g@0a1b",
        ),
    ],
)
def test_the_program_is_named_as_it_was_installed(
    told: str | None, program: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Told:
        def read_text(self, name: str) -> str | None:
            return told if name == "direct_url.json" else None

    monkeypatch.setattr(starting, "distribution", lambda _: Told())
    assert starting.installed_from() == program


def test_the_wheel_has_all_that_ships() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packed = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert packed == {name: f"generator/shipped/{name}" for name in packed}
    assert set(packed) >= {"templates", "content/pages"}
    assert [
        name for name in starting.COPIED if not any(name == one or name.startswith(f"{one}/") for one in packed)
    ] == []
    assert all((ROOT / name).exists() for name in packed) and distribution("gongkai")


def test_templates_of_its_own_come_first(tmp_path: Path) -> None:
    assert load_settings({}, root=tmp_path).templates == shipped("templates")
    (tmp_path / "templates").mkdir()
    assert load_settings({}, root=tmp_path).templates == tmp_path / "templates"
