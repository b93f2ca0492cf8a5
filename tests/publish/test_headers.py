"""Reading the host's header rules: which paths a rule matches, and what several add up to."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import GongkaiError
from generator.publish.headers import HeaderRule, headers_for, read_rules


@pytest.mark.parametrize(
    ("rule", "matching", "others"),
    [
        ("/*", ["/", "/a", "/a/", "/a/b.html", "/新/"], []),
        ("/", ["/"], ["/a", "/a/"]),
        ("/a/*", ["/a", "/a/", "/a/b", "/a/b/c.txt", "/A/b"], ["/", "/ab", "/b/a/c"]),
        ("/a", ["/a", "/a/"], ["/a/b"]),
        ("/*.pf_meta", ["/x.pf_meta", "/search/index/x.pf_meta"], ["/x.pf_metas", "/pf_meta"]),
        ("/a/:year/b", ["/a/2020/b"], ["/a/b", "/a/1/2/b"]),
        ("/a.b", ["/a.b"], ["/axb"]),
        ("/a/*/c", ["/a/b/c", "/a/b/b/c"], ["/a/b"]),
    ],
)
def test_paths_of_a_rule(rule: str, matching: list[str], others: list[str]) -> None:
    assert [path for path in matching + others if HeaderRule(rule, {}).matches(path)] == matching


def test_rules_add_up_and_equal_names_are_joined() -> None:
    rules = (
        HeaderRule("/*", {"A": "1", "Policy": "x"}),
        HeaderRule("/b/*", {"policy": "y", "B": "2"}),
        HeaderRule("/c/*", {"C": "3"}),
    )
    assert headers_for(rules, "/b/x") == {"A": "1", "Policy": "x, y", "B": "2"}
    assert headers_for(rules, "/") == {"A": "1", "Policy": "x"}


def test_rules_are_read_in_order_and_long_values_are_folded(tmp_path: Path) -> None:
    toml = tmp_path / "netlify.toml"
    toml.write_text(
        '[build]\npublish = "site"\n[[headers]]\nfor = "/*"\n[headers.values]\nA = """\n  1;\n  2"""\n'
        '[[headers]]\nfor = "/b"\n[headers.values]\nB = "3"\n'
    )
    assert read_rules(toml) == (HeaderRule("/*", {"A": "1; 2"}), HeaderRule("/b", {"B": "3"}))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (None, "cannot be read"),
        ("[[headers]\n", "not valid TOML"),
        ('[[headers]]\nfor = "/*"\n', "not complete"),
        ('[[headers]]\n[headers.values]\nA = "1"\n', "not complete"),
        ('[[headers]]\nfor = "/*"\n[headers.values]\nA = 1\n', "not complete"),
        ("headers = 1\n", "not complete"),
    ],
)
def test_a_bad_file_is_named_with_a_remedy(tmp_path: Path, text: str | None, why: str) -> None:
    toml = tmp_path / "netlify.toml"
    if text is not None:
        toml.write_text(text)
    with pytest.raises(GongkaiError, match=why) as caught:
        read_rules(toml)
    assert caught.value.file == str(toml) and caught.value.remedy
