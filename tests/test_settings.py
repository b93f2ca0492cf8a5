"""Settings that make no sense are told with a remedy, before anything is built."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import GongkaiError
from generator.settings import load_settings


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
