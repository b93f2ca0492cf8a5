"""What the benchmark gives Hugo are our templates: a word in them that it cannot say is found here, not on the day of
measuring."""

from __future__ import annotations

from pathlib import Path

from benchmarks.hugo_templates import hugo_template

TEMPLATES = Path(__file__).parents[2] / "templates"


def test_the_template_of_reports_can_be_said_in_the_language_of_hugo() -> None:
    told = hugo_template(TEMPLATES, "report.html")
    assert "{{ $c := .Params.page }}" in told and "{%" not in told
    assert '报告全文<i lang="en">Full text</i>' in told, "the words that ours says in English are not there"
