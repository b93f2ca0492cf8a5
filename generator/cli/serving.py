"""``serve``: the site is shown as the host will."""

from __future__ import annotations

import argparse
import os
import webbrowser
from functools import partial

from generator.cli.options import OK, add_folders, tell
from generator.cli.parsing import CommandParser
from generator.cli.texts import t
from generator.cli.watching import Rebuilder, watch, watched
from generator.errors import GongkaiError
from generator.serve import Live, serve
from generator.settings import Settings, load_settings
from generator.terminal import make_console, say

PORTS = range(65536)


def serve_options(command: CommandParser) -> None:
    """What ``serve`` takes."""
    add_folders(command)
    command.add_argument("--port", type=_port, default=8000, help="0 takes a free one (default: 8000)")
    command.add_argument("--watch", action="store_true", help="build anew what changes, and reload pages")
    command.add_argument("--open", action="store_true", help="open the site in a browser")
    command.set_defaults(run=_serve)


def _port(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 6 and int(text) in PORTS):
        raise argparse.ArgumentTypeError(f"not a port from 0 to {PORTS.stop - 1}: {text!r}")
    return int(text)


def _serve(options: argparse.Namespace) -> int:
    def read() -> Settings:
        folders = {"root": options.root, "content": options.content, "output": options.output}
        return load_settings(os.environ, **folders, keep=options.watch)

    settings = read()
    live = Live() if options.watch else None
    rebuilder = None
    if live is not None:
        console = make_console(forgiving=True, quiet=not options.verbose)
        rebuilder = Rebuilder(read, console, live, partial(tell, options))
        rebuilder.first()
    if not settings.output.is_dir():
        raise GongkaiError("there is no site yet", file=settings.output, remedy="run: gongkai build")
    log = None if options.quiet else say
    server = serve(settings.output, settings.root / "netlify.toml", port=options.port, log=log, live=live)
    print(f"{server.url}  ({t('Ctrl-C ends')})", flush=True)
    if options.open:
        webbrowser.open(server.url)
    try:
        if rebuilder is not None:
            watch(server, rebuilder, watched(settings))
        else:
            server.serve_forever()
    except KeyboardInterrupt:
        print()
    return OK
