"""Settings that make no sense are told with a remedy, before anything is built."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from generator.errors import GongkaiError
from generator.licenses import licenses
from generator.settings import KNOWN, MAX_TITLE, SHARD_SIZES, is_example, is_stray, load_settings


def project(tmp_path: Path, text: str) -> Path:
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "setting",
    [
        'shard_size = "x"',
        "shard_size = 0",
        "shard_size = -1",
        "shard_size = true",
        "shard_size = 1.5",
        "shard_size = 1_000_000_000_000",
        "title = 1",
        'title = ""',
        'title = "a\\u001bb"',
        'title = "a\\nb"',
        "title = [1]",
        "site_url = 1",
        'site_url = "gongkai.example"',
        'site_url = "https://"',
        'site_url = "https://a b"',
        'site_url = "https://u:p@a.example"',
        'site_url = "https://a.example/?x"',
        'site_url = "https://["',
        "ledger = 1",
        'ledger = " "',
        'ledger = "/etc"',
        'ledger = "../x"',
        'ledger = "a/../../x"',
        'ledger = "a\\u001bb"',
        "colour = 1",
        "license = 1",
        'license = "MIT"',
        "report_errors = 1",
        'report_errors = "nobody"',
        'report_errors = "http://a.example/form"',
        'report_errors = "https://a.example/form#x"',
        'report_errors = "a b@c.example"',
        'report_errors = "a?subject=x@c.example"',
        'report_errors = "a..b@c.example"',
        'report_errors = "a@localhost"',
        'report_errors = "a@b@c.example"',
    ],
)
def test_settings_that_make_no_sense(setting: str, tmp_path: Path) -> None:
    with pytest.raises(GongkaiError) as caught:
        load_settings({}, root=project(tmp_path, f"[tool.gongkai]\n{setting}\n"))
    assert caught.value.remedy and setting.split()[0] in caught.value.message + str(caught.value.place)


@pytest.mark.parametrize("text", ["tool = 1", "[tool]\ngongkai = 1", "[tool.gongkai", "x = " + "[" * 5000])
def test_a_project_file_that_is_none(text: str, tmp_path: Path) -> None:
    if text == "tool = 1":
        assert load_settings({}, root=project(tmp_path, text)).shard_size == 1000
        return
    with pytest.raises(GongkaiError):
        load_settings({}, root=project(tmp_path, text))


def test_a_project_file_in_another_encoding(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_bytes('[tool.gongkai]\ntitle = "公开"'.encode("gb18030"))
    with pytest.raises(GongkaiError, match="not valid TOML"):
        load_settings({}, root=tmp_path)


@pytest.mark.parametrize("epoch", ["abc", "-1", "1e99", "1.5", " 1", "１", "9" * 30, "253402300800", "0x10"])
def test_a_clock_that_makes_no_sense(epoch: str, tmp_path: Path) -> None:
    with pytest.raises(GongkaiError, match="SOURCE_DATE_EPOCH") as caught:
        load_settings({"SOURCE_DATE_EPOCH": epoch}, root=tmp_path)
    assert caught.value.remedy


@pytest.mark.parametrize(("epoch", "day"), [("0", "1970-01-01"), ("1700000000", "2023-11-14")])
def test_a_clock_that_does(epoch: str, day: str, tmp_path: Path) -> None:
    assert load_settings({"SOURCE_DATE_EPOCH": epoch}, root=tmp_path).today.isoformat() == day


@pytest.mark.parametrize("url", ["x", "javascript:1", "https://[", "https://a.example/\n", "https://a@b.example"])
def test_an_address_of_the_host_that_makes_no_sense(url: str, tmp_path: Path) -> None:
    with pytest.raises(GongkaiError, match="not the address"):
        load_settings({"URL": url}, root=tmp_path)


def test_a_stray_variable_of_the_environment_is_named(tmp_path: Path) -> None:
    with pytest.raises(GongkaiError, match="not the address") as caught:
        load_settings({"URL": "x"}, root=tmp_path)
    assert (caught.value.file, caught.value.place) == ("the environment", "URL") and "unset" in caught.value.remedy
    assert is_stray({"URL": "https://a.org"}) and not is_stray({"URL": "https://a.org", "NETLIFY": "true"})
    assert not is_stray({"URL": ""})


@pytest.mark.parametrize("url", ["https://example.org/gongkai/", "https://example.org/gongkai", "https://a.org//b"])
def test_a_site_below_a_path_is_refused_with_the_reason(url: str, tmp_path: Path) -> None:
    with pytest.raises(GongkaiError, match="a site below a path cannot work") as caught:
        load_settings({"URL": url}, root=tmp_path)
    assert "host of its own" in caught.value.remedy
    with pytest.raises(GongkaiError, match="from the root"):
        load_settings({}, root=project(tmp_path, f'[tool.gongkai]\nsite_url = "{url}"\n'))


@pytest.mark.parametrize(("url", "example"), [
    ("https://gongkai.example", True), ("https://a.test/", True), ("http://localhost:8000", True),
    ("https://example.org", False), ("https://gongkai.netlify.app/", False),
])  # fmt: skip
def test_an_address_that_is_nobodys(url: str, example: bool, tmp_path: Path) -> None:
    assert is_example(load_settings({"URL": url}, root=tmp_path).site_url) is example


@pytest.mark.parametrize("path", ["a\0b", "x" * 300])
def test_paths_that_are_none(path: str, tmp_path: Path) -> None:
    try:
        load_settings({}, root=tmp_path, content=Path(path), output=Path(path))
    except GongkaiError as error:
        assert error.remedy


def test_the_ledger_stands_in_content_or_where_the_project_says(tmp_path: Path) -> None:
    found = load_settings({}, root=project(tmp_path, "[tool.gongkai]\n"), content=tmp_path / "other")
    assert found.ledger == tmp_path / "other" / "ledger"
    named = load_settings({}, root=project(tmp_path, '[tool.gongkai]\nledger = "published"\n'))
    assert named.ledger == tmp_path / "published"


@pytest.mark.parametrize("target", ["", "errors+archive@a.example", "https://a.example/issues/new?template=error.yml"])
def test_where_errors_are_reported(target: str, tmp_path: Path) -> None:
    root = project(tmp_path, f'[tool.gongkai]\nreport_errors = "{target}"\n')
    assert load_settings({}, root=root).report_errors == target


SETTINGS = (Path(__file__).parents[1] / "docs/settings.md").read_text(encoding="utf-8")
DOCUMENTED = dict(re.findall(r"^\| `(\w+)` \| `([^`]*)` \|", SETTINGS, re.MULTILINE))


def test_every_setting_is_documented_with_its_default(tmp_path: Path) -> None:
    assert set(DOCUMENTED) == KNOWN
    (tmp_path / "none").mkdir()
    (tmp_path / "all").mkdir()
    lines = "\n".join(f"{key} = {value}" for key, value in DOCUMENTED.items())
    none = load_settings({}, root=project(tmp_path / "none", "[tool.gongkai]\n"))
    every = load_settings({}, root=project(tmp_path / "all", f"[tool.gongkai]\n{lines}\n"))
    moved = {name: getattr(none, name) for name in ("root", "content", "output", "templates", "today")}
    assert replace(every, **moved, ledger=none.ledger) == none
    assert every.ledger.relative_to(tmp_path / "all") == none.ledger.relative_to(tmp_path / "none")


def test_documented_values_are_the_known_ones(tmp_path: Path) -> None:
    row = next(line for line in SETTINGS.splitlines() if line.startswith("| `license`"))
    assert set(re.findall(r"`([\w.-]+)`", row.rpartition(" | ")[2])) == set(licenses())
    assert f"at most {MAX_TITLE} characters" in SETTINGS
    assert f"from {SHARD_SIZES.start} to {SHARD_SIZES.stop - 1}" in SETTINGS
    example = SETTINGS.partition("```toml\n")[2].partition("```")[0]
    assert load_settings({}, root=project(tmp_path, example)).report_errors == "errors@hedong.example"


def test_variables_of_the_environment_are_documented() -> None:
    """Those that are asked for by name, in settings and in temporary folders."""
    text = (Path(__file__).parents[1] / "generator/settings.py").read_text(encoding="utf-8")
    asked = set(re.findall(r'environment\.get\("(\w+)"\)', text)) | {"TMPDIR"}
    assert asked == set(re.findall(r"^\| `([A-Z_]+)` \|", SETTINGS, re.MULTILINE))
