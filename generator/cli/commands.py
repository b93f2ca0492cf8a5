"""Which commands there are. A command's module is imported when it is called, or its options are shown: a command needs
little of what the others do, and to import all of it takes a second.

Statements import, so that import-linter sees them.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import version

from generator.cli.parsing import CommandParser, add_common, localise


def make_parser() -> CommandParser:
    """The parser of all commands, in the language that is spoken."""
    parser = CommandParser(prog="gongkai", description="An archive of OGI annual reports as a static site.")
    parser.add_argument("--version", action="version", version=f"gongkai {version('gongkai')}")
    parser.set_defaults(lang=None, quiet=False, verbose=False, only_shows=False)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, (told, options) in COMMANDS.items():
        commands.add_parser(name, help=told, options=options)
    add_common(parser)
    localise(parser)
    return parser


def _init(command: CommandParser) -> None:
    from generator.cli.starting import init_options

    init_options(command)


def _build(command: CommandParser) -> None:
    from generator.cli.site import build_options

    build_options(command)


def _serve(command: CommandParser) -> None:
    from generator.cli.serving import serve_options

    serve_options(command)


def _inspect(command: CommandParser) -> None:
    from generator.cli.reports import inspect_options

    inspect_options(command)


def _check(command: CommandParser) -> None:
    from generator.cli.reports import check_options

    check_options(command)


def _review(command: CommandParser) -> None:
    from generator.cli.reviewing import review_options

    review_options(command)


def _add(command: CommandParser) -> None:
    from generator.cli.filing import add_options

    add_options(command)


def _place(command: CommandParser) -> None:
    from generator.cli.filing import place_options

    place_options(command)


def _correct(command: CommandParser) -> None:
    from generator.cli.correcting import correct_options

    correct_options(command)


def _confirm(command: CommandParser) -> None:
    from generator.cli.confirming import confirm_options

    confirm_options(command)


def _withhold(command: CommandParser) -> None:
    from generator.cli.amending import withhold_options

    withhold_options(command)


def _reply(command: CommandParser) -> None:
    from generator.cli.amending import reply_options

    reply_options(command)


def _schema(command: CommandParser) -> None:
    from generator.cli.amending import schema_options

    schema_options(command)


def _export(command: CommandParser) -> None:
    from generator.cli.exporting import export_options

    export_options(command)


def _cache(command: CommandParser) -> None:
    from generator.cli.caching import cache_options

    cache_options(command)


def _ledger(command: CommandParser) -> None:
    from generator.cli.ledger import ledger_options

    ledger_options(command)


def _explain(command: CommandParser) -> None:
    from generator.cli.explaining import explain_options

    explain_options(command)


def _completion(command: CommandParser) -> None:
    from generator.cli.completing import completion_options

    completion_options(command, make_parser)


COMMANDS: dict[str, tuple[str, Callable[[CommandParser], None]]] = {
    "init": ("make a new archive that builds at once", _init),
    "build": ("build the site from content/", _build),
    "serve": ("show the built site under the headers of the real host", _serve),
    "inspect": ("show what is read from files, each by itself", _inspect),
    "check": ("check reports as a linter does", _check),
    "review": ("check the uploads that a pull request or a branch brings", _review),
    "add": ("file uploads under content/reports, by organ and year", _add),
    "place": ("look a place up in the gazetteer", _place),
    "correct": ("correct what was read, in the file's sidecar", _correct),
    "confirm": ("note that what was recognised in a scan agrees with the picture", _confirm),
    "withhold": ("keep words of a file, or all of the original, from being published", _withhold),
    "reply": ("note what the organ answered to a finding", _reply),
    "schema": ("print the JSON schema of sidecars, for editors", _schema),
    "export": ("write the data of all reports, of a region or of a year", _export),
    "cache": ("what is kept in .cache/ for the next build", _cache),
    "ledger": ("note what the built site added, changed and withdrew", _ledger),
    "explain": ("explain a check: its rule, its basis, its limits and an example", _explain),
    "completion": ("print the script by which a shell completes this command", _completion),
}
"""By their names, in the order of the help: what each does, and what adds its options to its parser."""
