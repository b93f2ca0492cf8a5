"""The watching server: what it adds to pages, what it tells, and that none of it reaches the site."""

from __future__ import annotations

import http.client
import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Set
from http import HTTPStatus
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import pytest

from generator.cli import main, watching
from generator.cli import serving as serving_command
from generator.cli.options import OK
from generator.cli.watching import Rebuilder, watch, watched
from generator.errors import GongkaiError
from generator.serve import Live, SiteServer, answer, serve
from generator.serve import live as live_module
from generator.settings import Settings, load_settings
from generator.terminal import make_console
from tests.filled import filled
from tests.inspecting import resources
from tests.writing import write_report

ROOT = Path(__file__).parents[2]
TITLE = "靖江市季市镇人民政府2021年政府信息公开工作年度报告"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    for path, text in (
        ("index.html", "<html><body>公开</body></html>"),
        ("404.html", "none"),
        ("originals/0a.html", "<body>x</body>"),
        ("data.json", "{}"),
        ("_redirects", "/old/* /new/:splat 302\n/gone/* /404.html 404\n/gone-too /index.html 404\n"),
    ):
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text, encoding="utf-8")
    return site


@pytest.fixture
def server(site: Path) -> Iterator[SiteServer]:
    server = serve(site, ROOT / "netlify.toml", live=Live())
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


def ask(server: SiteServer, path: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=10)
    connection.request("GET", path)
    return connection.getresponse()


def told(response: http.client.HTTPResponse) -> dict[str, Any]:
    """The next event."""
    line = next(line for line in iter(response.readline, b"") if line.startswith(b"data: "))
    found: dict[str, Any] = json.loads(line.removeprefix(b"data: "))
    return found


def test_pages_get_a_script_and_nothing_else_does(server: SiteServer, site: Path) -> None:
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    page = ask(server, "/")
    script = b'<script src="/.gongkai/live.js" data-version="0" defer></script></body>'
    assert script in page.read() and "script-src 'self'" in page.headers["Content-Security-Policy"]
    assert b"live.js" in ask(server, "/nowhere/").read(), "the page that nothing is there, too"
    assert ask(server, "/originals/0a.html").read() == b"<body>x</body>"
    assert ask(server, "/data.json").read() == b"{}"
    for name, kind in (("live.js", "text/javascript"), ("live.css", "text/css")):
        file = ask(server, f"/.gongkai/{name}")
        assert file.status == OK + 200 and file.headers["Content-Type"].startswith(kind) and file.read()
    assert ask(server, "/.gongkai/live.py").status == HTTPStatus.NOT_FOUND
    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == before


def test_without_watching_nothing_is_added(site: Path) -> None:
    server = serve(site, ROOT / "netlify.toml")
    assert server.answer("/").body == b"<html><body>\xe5\x85\xac\xe5\xbc\x80</body></html>"
    assert server.answer("/.gongkai/live.js").status == HTTPStatus.NOT_FOUND
    server.server_close()


def test_browsers_are_told_of_builds_and_errors(server: SiteServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_module, "ALIVE", 0.05)
    assert server.live is not None
    events = ask(server, "/.gongkai/events")
    assert events.headers["Content-Type"] == "text/event-stream"
    assert told(events) == {"version": 0, "error": "", "news": [], "notes": []}
    server.live.show_early(Path("/nowhere"), ("/region/1/",))
    assert told(events) == {"version": 1, "error": "", "news": ["/region/1/"], "notes": []}
    server.live.show()
    assert told(events) == {"version": 2, "error": "", "news": ["/region/1/"], "notes": []}
    server.live.fail("x: broken")
    assert told(events) == {"version": 2, "error": "x: broken", "news": [], "notes": []}, (
        "what is shown is what stood before"
    )


def test_what_is_made_already_is_shown_before_the_rest(server: SiteServer, tmp_path: Path) -> None:
    early = tmp_path / "early"
    (early / "region/1").mkdir(parents=True)
    (early / "region/1/index.html").write_text("neu", encoding="utf-8")
    assert server.live is not None
    server.live.show_early(early, ())
    assert ask(server, "/region/1/").read().startswith(b"neu")
    assert ask(server, "/region/1").status == HTTPStatus.MOVED_PERMANENTLY
    assert "公开" in ask(server, "/").read().decode(), "the rest is what stands"
    shutil.rmtree(early)
    assert ask(server, "/region/1/").status == HTTPStatus.NOT_FOUND
    server.live.show()
    assert server.live.state.early is None


def test_rules_that_say_that_nothing_is_there(site: Path) -> None:
    for path, body in (("/gone/x/", b"none"), ("/gone-too", (site / "index.html").read_bytes())):
        found = answer(site, path)
        assert (found.status, found.body, found.location) == (HTTPStatus.NOT_FOUND, body, "")
    assert answer(site, "/old/a").status == HTTPStatus.FOUND


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "pyproject.toml").write_text("[tool.gongkai]\n", encoding="utf-8")
    (tmp_path / "templates").symlink_to(ROOT / "templates")
    shutil.copy(ROOT / "netlify.toml", tmp_path)
    shutil.copytree(ROOT / "content/pages", tmp_path / "content/pages")
    (tmp_path / "content/reports").mkdir()
    return load_settings({}, root=tmp_path, keep=True)


@pytest.fixture
def rebuilder(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Rebuilder:
    monkeypatch.setattr(watching, "load_resources", resources)
    return Rebuilder(lambda: settings, make_console(quiet=True), Live(), print)


def test_a_build_that_fails_is_told_and_harms_nothing(
    rebuilder: Rebuilder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for error, said in (
        (GongkaiError("bad", file="a.md", remedy="mend it"), "a.md: bad — mend it"),
        (KeyError(1), "1"),
    ):

        def fails(*_: object, error: Exception = error, **__: object) -> None:
            raise error

        monkeypatch.setattr(watching, "build", fails)
        rebuilder.again([Path("x")])
        assert said in rebuilder._live.state.error and said in capsys.readouterr().err
        assert rebuilder._live.state.version == 0


def test_what_is_hurried(tmp_path: Path) -> None:
    def named(*changed: str) -> Set[str]:
        return watching._named([tmp_path / path for path in changed], tmp_path)

    assert named("1/a/2020.txt", "1/a/2020.yaml") == {"1/a/2020"}
    assert watching._is_of("1/a/2020.pdf", named("1/a/2020.yaml"))
    assert not watching._is_of("1/a/2021.pdf", named("1/a/2020.yaml"))
    assert named(*(f"{number}.txt" for number in range(watching.MOST_NEWS + 1))) == frozenset(), "too many to hurry"


def test_one_report_more_is_built_and_shown_early(
    rebuilder: Rebuilder, settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rebuilder.first()
    early: list[Any] = []
    show = Live.show_early

    def shown(live: Live, folder: Path, news: tuple[str, ...]) -> None:
        early.append((news, (folder / news[0][1:] / "index.html").is_file()))
        show(live, folder, news)

    monkeypatch.setattr(Live, "show_early", shown)
    file = settings.reports / "a.txt"
    file.write_text(write_report("2021", title=TITLE), encoding="utf-8")
    rebuilder.again([file])
    assert early == [(("/region/321282/jishi-zhen/2021/",), True)]
    state = rebuilder._live.state
    assert (state.version, state.error, state.early) == (2, "", None)
    assert (settings.output / "region/321282/jishi-zhen/2021/index.html").is_file()
    assert "to be seen after " in capsys.readouterr().out
    file.with_suffix(".yaml").write_text("source_url: [\n", encoding="utf-8")
    rebuilder.again([file.with_suffix(".yaml")])
    assert [note.partition("：")[0] for note in filled(rebuilder._live.state.notes)] == ["a.yaml:2"]
    file.with_suffix(".yaml").unlink()
    (settings.reports / "b.txt").write_bytes(file.read_bytes())
    file.write_bytes(b"")
    rebuilder.again([file])
    (note,) = rebuilder._live.state.notes
    assert note.startswith("a.txt：文件是空的。")
    page = settings.articles / "about.md"
    page.write_text("no front matter", encoding="utf-8")
    before = (settings.output / "index.html").read_bytes()
    rebuilder.again([page])
    assert "no front matter" in rebuilder._live.state.error
    assert (settings.output / "index.html").read_bytes() == before
    assert not any(b"live.js" in path.read_bytes() for path in settings.output.rglob("*.html"))


def test_changes_are_watched(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [path.name for path in watched(settings)]
    assert names == ["content", "templates", "pyproject.toml", "netlify.toml"]
    seen: list[list[Path]] = []
    ready = threading.Event()

    def again(changed: list[Path]) -> None:
        seen.append(changed)
        raise KeyboardInterrupt

    server: Any = SimpleNamespace(
        serve_forever=lambda **_: ready.set(), shutdown=lambda: None, server_close=lambda: None
    )
    file = settings.reports / "a.txt"

    def write() -> None:
        stop = threading.Event()
        while not seen and not stop.wait(0.1):  # until the watcher is there to see it
            file.write_text("x", encoding="utf-8")

    writing = threading.Thread(target=write)
    writing.start()
    with pytest.raises(KeyboardInterrupt):
        watch(server, SimpleNamespace(again=again), watched(settings))  # type: ignore[arg-type]
    writing.join()
    assert file in seen[0] and ready.is_set()


def test_serve_watches_opens_a_browser_and_logs(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    opened: list[str] = []
    watching_servers: list[SiteServer] = []
    monkeypatch.setattr(serving_command.webbrowser, "open", opened.append)
    monkeypatch.setattr(serving_command, "Rebuilder", lambda *_: SimpleNamespace(first=lambda: None))

    def ends(server: SiteServer, *_: object) -> None:
        watching_servers.append(server)
        raise KeyboardInterrupt

    monkeypatch.setattr(serving_command, "watch", ends)
    for quiet in ((), ("-q",)):
        call = ("serve", "--root", str(ROOT), "--output", str(site), "--port", "0", "--watch", "--open", *quiet)
        assert main(list(call)) == OK
        server = watching_servers.pop()
        assert opened.pop() == server.url and server.live is not None and (server.log is None) is bool(quiet)
        if server.log:
            server.log('"GET / HTTP/1.1" 200 -')
            assert '"GET / HTTP/1.1" 200 -' in capsys.readouterr().out
        server.server_close()


COLD = """
import sys
from pathlib import Path
from generator.inspection import load_resources
from generator.workers.context import renderer
from generator.workers.warming import warm
known = load_resources()
assert "pypinyin" not in sys.modules
warm(known.reader, known.catalogue, Path(sys.argv[1]))
assert "pypinyin" in sys.modules
print(len(renderer(Path(sys.argv[1])).environment.cache))
"""


def test_a_warm_process_has_what_its_workers_need() -> None:
    templates = ROOT / "templates"
    told = subprocess.run([sys.executable, "-c", COLD, templates], cwd=ROOT, capture_output=True, text=True, check=True)
    assert int(told.stdout) >= len(list(templates.glob("*.html")))
