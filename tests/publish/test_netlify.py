"""netlify.toml itself: what it promises, and that it means the same however the host combines rules.

The host's documentation does not say whether equal headers of two matching rules are joined or one of them
wins, so no answer may depend on it.
"""

from __future__ import annotations

import os
import subprocess
import tomllib
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import playwright
import pytest

from generator.publish.headers import HeaderRule, headers_for, read_rules
from tests.filled import filled

NETLIFY = Path(__file__).parents[2] / "netlify.toml"
RULES = read_rules(NETLIFY)
SAMPLES = (
    "/",
    "/none",
    "/region/64/",
    "/search/",
    "/assets/site.1a2b3c4d.css",
    "/originals/0a1b.txt",
    "/originals/0a1b.html",
    "/search/index/manifest.1a2b.json",
    "/search/index/1a2b/table.json",
    "/search/index/1a2b/positions/0.json",
)


def directives(policy: str) -> dict[str, frozenset[str]]:
    parts = (part.split() for part in policy.split(";"))
    return {name: frozenset(values) for name, *values in parts}


def joined(path: str) -> dict[str, str]:
    return headers_for(RULES, path)


def last_wins(path: str) -> dict[str, str]:
    return {name: value for rule in RULES if rule.matches(path) for name, value in rule.values.items()}


def first_wins(path: str) -> dict[str, str]:
    backward = [rule for rule in reversed(RULES) if rule.matches(path)]
    return {name: value for rule in backward for name, value in rule.values.items()}


Combine = Callable[[str], dict[str, str]]
WAYS: tuple[Combine, ...] = (joined, last_wins, first_wins)


@pytest.mark.parametrize("combine", WAYS)
@pytest.mark.parametrize("path", SAMPLES)
def test_every_answer_is_guarded_and_public(path: str, combine: Combine) -> None:
    headers = combine(path)
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Strict-Transport-Security"].startswith("max-age=63072000")
    assert headers["Referrer-Policy"] and headers["Permissions-Policy"]
    policies = [directives(policy) for policy in headers["Content-Security-Policy"].split(", ")]
    for policy in filled(policies):
        assert policy["default-src"] == {"'none'"}
        assert policy["base-uri"] == policy["frame-ancestors"] == {"'none'"}
        allowed = frozenset().union(*(values for name, values in policy.items() if name != "script-src"))
        assert allowed <= {"'none'", "'self'"}
        # WebAssembly is for /draft/; all other pages forbid it themselves (tests/pages/test_draft_page.py).
        assert policy.get("script-src", frozenset()) <= {"'self'", "'wasm-unsafe-eval'"}


def test_pages_get_exactly_what_they_need() -> None:
    (rule,) = (rule for rule in RULES if rule.path == "/*")
    assert directives(rule.values["Content-Security-Policy"]) == {
        "default-src": {"'none'"},
        "style-src": {"'self'"},
        "img-src": {"'self'"},
        "script-src": {"'self'", "'wasm-unsafe-eval'"},
        "connect-src": {"'self'"},
        "manifest-src": {"'self'"},
        "form-action": {"'self'"},
        "base-uri": {"'none'"},
        "frame-ancestors": {"'none'"},
    }


@pytest.mark.parametrize("combine", WAYS)
def test_originals_are_attachments(combine: Combine) -> None:
    headers = combine("/originals/0a1b.html")
    assert headers["Content-Disposition"] == "attachment"
    if combine is not first_wins:
        assert "sandbox" in headers["Content-Security-Policy"]


@pytest.mark.parametrize("combine", WAYS)
@pytest.mark.parametrize("path", SAMPLES)
def test_only_what_is_named_after_its_content_is_kept_for_ever(path: str, combine: Combine) -> None:
    forever = path.startswith(("/assets/", "/search/index/"))
    expected = "public, max-age=31536000, immutable" if forever else None
    assert combine(path).get("Cache-Control") == expected


def test_rules_that_overlap_share_no_header_but_a_stricter_policy() -> None:
    for first, second in filled(combinations(RULES, 2)):
        if not overlap(first, second):
            continue
        common = first.values.keys() & second.values.keys()
        assert common <= {"Content-Security-Policy", "Cache-Control"}, (first.path, second.path)
        if "Cache-Control" in common:
            assert first.values["Cache-Control"] == second.values["Cache-Control"]
        if "Content-Security-Policy" in common:
            assert stricter(second, first), (first.path, second.path)


def overlap(first: HeaderRule, second: HeaderRule) -> bool:
    """Whether a sample path of either is one of the other's too (rules here have one ``*``)."""
    samples = [rule.path.replace("*", "x") for rule in (first, second)]
    return first.matches(samples[1]) or second.matches(samples[0])


def stricter(one: HeaderRule, other: HeaderRule) -> bool:
    allowed, limit = (directives(rule.values["Content-Security-Policy"]) for rule in (one, other))
    return all(
        sources == {"'none'"} or name == "sandbox" or sources <= limit.get(name, limit["default-src"])
        for name, sources in allowed.items()
    )


def test_the_build_installs_the_pinned_project_and_publishes_its_output() -> None:
    settings = tomllib.loads(NETLIFY.read_text())
    build = settings["build"]
    assert build["publish"] == "site"
    assert "-c constraints.txt" in build["command"]
    assert build["command"].endswith("python -m generator build")
    version = build["environment"]["PYTHON_VERSION"]
    assert isinstance(version, str), "a bare 3.10 would be read as 3.1"
    assert tuple(map(int, version.split("."))) >= (3, 11)


NODE = Path(playwright.__file__).parent / "driver/node"
"""Node comes with the driver of the browser tests."""
HOST = """
const { cpSync, existsSync } = require("node:fs");
const [plugin, step, store] = process.argv.slice(2);
const cache = {
  restore: async (path) => { if (store === "broken") throw new Error("no store"); existsSync(store) && cpSync(store, path); return existsSync(store); },
  save: async (path) => { if (store === "broken") throw new Error("no store"); cpSync(path, store); return true; },
};
require(plugin)[step]({ utils: { cache } });
"""  # noqa: E501


def hosted(folder: Path, step: str, store: Path | str) -> str:
    """What our plugin says at ``step`` of a build in ``folder``; the host keeps files in ``store``."""
    plugin = Path(__file__).parents[2] / tomllib.loads(NETLIFY.read_text("utf-8"))["plugins"][0]["package"][1:]
    (folder / "host.js").write_text(HOST, encoding="utf-8")
    call = [NODE, "host.js", plugin / "index.js", step, store]
    return subprocess.run(call, cwd=folder, check=True, capture_output=True, text=True).stdout


def test_what_is_kept_comes_back_with_its_times(tmp_path: Path) -> None:
    old, new, store = tmp_path / "old", tmp_path / "new", tmp_path / "store"
    for name in (".cache/gongkai/records/a", "site/index.html"):
        file = old / name
        file.parent.mkdir(parents=True)
        file.write_text(name)
        os.utime(file, (1_000_000_000, 1_000_000_000))
    new.mkdir()
    assert hosted(new, "onPreBuild", store) == "", "the first build has nothing to take"
    hosted(old, "onPostBuild", store)
    hosted(new, "onPreBuild", store)
    for name in (".cache/gongkai/records/a", "site/index.html"):
        assert (new / name).read_text() == name and (new / name).stat().st_mtime == 1_000_000_000
    assert not (new / ".cache/kept.tar").exists()


@pytest.mark.parametrize("step", ["onPreBuild", "onPostBuild"])
def test_a_cache_that_fails_costs_no_build(step: str, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    assert "no store" in hosted(tmp_path, step, "broken")
    (tmp_path / "rubbish").write_bytes(b"\0no archive")
    assert step == "onPostBuild" or "is used" in hosted(tmp_path, step, tmp_path / "rubbish")
