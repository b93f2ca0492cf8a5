"""``explain``: what a check asks, on which law or form it rests, where it gives no verdict, and an example."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping

from rich.text import Text

from generator.checks.catalogue import CheckInfo, load_catalogue
from generator.cli.options import OK
from generator.cli.parsing import CommandParser, near_names
from generator.cli.texts import is_chinese, t
from generator.errors import GongkaiError
from generator.terminal import make_console, say

SEVERITY_STYLES = {"error": "bold red", "warning": "yellow", "info": "cyan"}


def explain_options(command: CommandParser) -> None:
    """What ``explain`` takes."""
    command.description = (
        "Explain a check: its rule, its basis in law or form, when it gives no verdict, and an example."
    )
    told = "a check (A07), or all of a family (A); without one all are listed"
    command.add_argument("code", nargs="*", metavar="CODE", help=told)
    command.set_defaults(run=_explain, only_shows=True)


def _explain(options: argparse.Namespace) -> int:
    catalogue = load_catalogue()
    if not options.code:
        for info in catalogue.values():
            say(f"{info.code}  {_name(info)}")
        return OK
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
        near = [f"{code} {_name(catalogue[code])}" for code in near_names(wanted, list(catalogue))]
        listed = t("`gongkai explain` lists them all")
        remedy = f"{t('did you mean {}?', ', '.join(near))} {listed}" if near else listed
        raise GongkaiError(f"no such check: {word}", remedy=remedy)
    return found


def _name(info: CheckInfo) -> str:
    return info.name_zh if is_chinese() else info.name_en


def _lines(info: CheckInfo) -> Iterator[Text]:
    """The check as its page on the site says it; in English what exists in English."""
    chinese = is_chinese()
    severity = info.severity.value
    style = SEVERITY_STYLES.get(severity, "")
    yield Text.assemble((info.code, "bold"), " ", _name(info), " ", (severity, style))
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
