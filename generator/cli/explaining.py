"""``explain``: what a check asks, on which law or form it rests, where it gives no verdict, and an example."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping

from rich.text import Text

from generator.checks.catalogue import CheckInfo, load_catalogue
from generator.cli.options import OK, Commands, unknown
from generator.cli.texts import is_chinese, t
from generator.terminal import make_console

SEVERITY_STYLES = {"error": "bold red", "warning": "yellow", "info": "cyan"}


def add_explain_command(commands: Commands) -> None:
    """Add ``explain``."""
    command = commands.add_parser(
        "explain",
        help="explain a check: its rule, its basis, its limits and an example",
        description="Explain a check: its rule, its basis in law or form, when it gives no verdict, and an example.",
    )
    command.add_argument("code", nargs="+", metavar="CODE", help="a check (A07), or all of a family (A)")
    command.set_defaults(run=_explain, only_shows=True)


def _explain(options: argparse.Namespace) -> int:
    catalogue = load_catalogue()
    infos = [info for word in options.code for info in _named(word, catalogue)]
    console = make_console()
    for number, info in enumerate(infos):
        if number:
            console.print()
        for line in _lines(info):
            console.print(line, soft_wrap=True)
    return OK


def _named(word: str, catalogue: Mapping[str, CheckInfo]) -> list[CheckInfo]:
    """The check of a code (A07) or an id (A07_…), or all of a family. Raises GongkaiError for what is neither."""
    wanted = word.strip().upper()
    found = [info for code, info in catalogue.items() if wanted in (code, code[0], info.id.upper())]
    if not found:
        raise unknown(t("no such check"), word, catalogue)
    return found


def _lines(info: CheckInfo) -> Iterator[Text]:
    """The check as its page on the site says it; in English what exists in English."""
    chinese = is_chinese()
    severity = info.severity.value
    style = SEVERITY_STYLES.get(severity, "")
    yield Text.assemble((info.code, "bold"), " ", info.name_zh if chinese else info.name_en, " ", (severity, style))
    told = (
        ("fails where", info.fails_zh if chinese else info.fails_en),
        ("rule", info.formula_zh if chinese else info.formula_en),
        ("meaning", info.reader_zh if chinese else info.reader_en),
        ("basis", info.basis),
        ("no verdict", info.not_checkable_zh),
        ("example", info.example),
        ("page", f"/checks/{info.code}/"),
    )
    for name, text in told:
        yield Text.assemble((f"{t(name)}{'：' if chinese else ': '}", "dim"), text)
