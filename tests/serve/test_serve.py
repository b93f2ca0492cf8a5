"""The server for looking and for tests: it answers as the host would, and never from outside the site."""

from __future__ import annotations

import gzip
import http.client
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from generator.errors import GongkaiError
from generator.serve import answer, running, serve

NETLIFY = Path(__file__).parents[2] / "netlify.toml"
PAGE = "<!doctype html><title>公开</title>" + "<p>信息</p>" * 50

Response = tuple[int, dict[str, str], bytes]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("served")
    (root / "secret.txt").write_text("outside")
    site = root / "site"
    files = {
        "index.html": PAGE,
        "404.html": "<!doctype html><title>没有</title>",
        "region/64/index.html": PAGE,
        "bare/data.json": "{}",
        "新/index.html": PAGE,
        "assets/s.1a2b3c4d.css": "a{}",
        "originals/0a.html": "<script>alert(1)</script>",
        "originals/0a.bin": "bytes",
        "originals/0a.unknown.kind": "bytes",
        "search/index/x.wasm": "bytes",
        ".gongkai": "marker",
        ".well-known/security.txt": "Contact:",
    }
    for name, text in files.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, encoding="utf-8")
    (site / "link.txt").symlink_to(root / "secret.txt")
    return site


@pytest.fixture(scope="module")
def url(site: Path) -> Iterator[str]:
    with running(site, NETLIFY) as url:
        yield url


def ask(url: str, path: str, method: str = "GET", **headers: str) -> Response:
    parts = urlsplit(url)
    assert parts.hostname is not None
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=10)
    try:
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, headers=names)
        response = connection.getresponse()
        return response.status, dict(response.getheaders()), response.read()
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("/", "text/html; charset=UTF-8"),
        ("/index.html", "text/html; charset=UTF-8"),
        ("/region/64/?q=1", "text/html; charset=UTF-8"),
        ("/%E6%96%B0/", "text/html; charset=UTF-8"),
        ("/bare/data.json", "application/json"),
        ("/assets/s.1a2b3c4d.css", "text/css; charset=UTF-8"),
        ("/originals/0a.bin", "application/octet-stream"),
        ("/originals/0a.unknown.kind", "application/octet-stream"),
        ("/search/index/x.wasm", "application/wasm"),
        ("/.well-known/security.txt", "text/plain; charset=UTF-8"),
    ],
)
def test_files_and_their_types(url: str, path: str, media_type: str) -> None:
    status, headers, body = ask(url, path)
    assert (status, headers["Content-Type"]) == (200, media_type)
    assert len(body) == int(headers["Content-Length"])


def test_headers_come_from_netlify_toml(url: str) -> None:
    _, page, _ = ask(url, "/")
    assert page["Content-Security-Policy"].startswith("default-src 'none'")
    assert page["Cache-Control"] == "public, max-age=0, must-revalidate"
    _, original, _ = ask(url, "/originals/0a.html")
    assert original["Content-Disposition"] == "attachment"
    assert "sandbox" in original["Content-Security-Policy"]
    assert original["X-Content-Type-Options"] == "nosniff"
    _, asset, _ = ask(url, "/assets/s.1a2b3c4d.css")
    assert asset["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize("path", ["/none", "/none/", "/region", "/bare/", "/region/64/index.html/", "/a//b"])
def test_what_is_not_there_gets_the_404_page(url: str, path: str) -> None:
    status, headers, body = ask(url, path)
    assert status == 404
    assert "没有" in body.decode()
    assert "Content-Security-Policy" in headers and "ETag" not in headers


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/region/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/region/..%5c..%5csecret.txt",
        "/link.txt",
        "/.gongkai",
        "/index.html%00.txt",
        "//etc/passwd",
        "/%ff",
        "/" + "x" * 3000,
        "http://elsewhere/secret.txt",
    ],
)
def test_nothing_leaves_the_folder(url: str, path: str) -> None:
    status, _, body = ask(url, path)
    assert status == 404
    assert b"outside" not in body and b"marker" not in body


def test_a_folder_without_its_slash_is_redirected(url: str) -> None:
    status, headers, body = ask(url, "/region/64?q=%E4%B8%80")
    assert (status, headers["Location"], body) == (301, "/region/64/?q=%E4%B8%80", b"")
    assert ask(url, "/%E6%96%B0")[1]["Location"] == "/%E6%96%B0/"


def test_redirects_never_leave_the_host(url: str) -> None:
    assert ask(url, "//region/64")[1]["Location"] == "/region/64/"
    for path in ("//elsewhere.example/..", "/\\elsewhere.example", "/%2f/elsewhere.example", "/region%2f64"):
        status, headers, _ = ask(url, path)
        assert not headers.get("Location", "/x").startswith(("//", "/\\"))
        assert status == (301 if path == "/region%2f64" else 404)


def test_text_is_compressed_for_those_who_take_it(url: str) -> None:
    _, plain, body = ask(url, "/")
    status, packed, small = ask(url, "/", Accept_Encoding="br, gzip;q=0.8")
    assert status == 200 and packed["Content-Encoding"] == "gzip" and "Content-Encoding" not in plain
    assert gzip.decompress(small) == body and len(small) < len(body)
    assert packed["ETag"] != plain["ETag"] and packed["Vary"] == "Accept-Encoding"
    assert "Content-Encoding" not in ask(url, "/", Accept_Encoding="gzip;q=0")[1]
    assert "Content-Encoding" not in ask(url, "/originals/0a.bin", Accept_Encoding="gzip")[1]
    assert ask(url, "/none", Accept_Encoding="gzip")[1]["Content-Encoding"] == "gzip"


def test_an_unchanged_file_is_not_sent_again(url: str) -> None:
    tag = ask(url, "/")[1]["ETag"]
    status, headers, body = ask(url, "/", If_None_Match=f'"other", W/{tag}')
    assert (status, body, headers["ETag"]) == (304, b"", tag)
    assert "Content-Security-Policy" in headers
    assert ask(url, "/", If_None_Match='"other"')[0] == 200
    assert ask(url, "/", If_None_Match=tag, Accept_Encoding="gzip")[0] == 200


def test_head_is_get_without_a_body(url: str) -> None:
    for path in ("/", "/none", "/region/64"):
        got, asked = ask(url, path), ask(url, path, "HEAD")
        got[1].pop("Date"), asked[1].pop("Date")
        assert (asked[0], asked[1], asked[2]) == (got[0], got[1], b"")


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_only_get_and_head(url: str, method: str) -> None:
    status, headers, _ = ask(url, "/", method)
    assert (status, headers["Allow"]) == (405, "GET, HEAD")


def test_connections_are_kept(url: str) -> None:
    parts = urlsplit(url)
    assert parts.hostname is not None
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=10)
    try:
        for path in ("/", "/none", "/region/64", "/bare/data.json"):
            connection.request("GET", path)
            connection.getresponse().read()
            assert connection.sock is not None
    finally:
        connection.close()


def test_without_a_404_page_there_is_a_word(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(PAGE)
    found = answer(tmp_path, "/none")
    assert (found.status, found.body) == (404, b"Not found\n")


def test_requests_are_logged_only_where_asked(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines: list[str] = []
    server = serve(site, NETLIFY, log=lines.append)
    try:
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        ask(server.url, "/none")
        thread.join(10)
    finally:
        server.server_close()
    assert capsys.readouterr() == ("", "")
    assert [line.split('"')[1] for line in lines] == ["GET /none HTTP/1.1"]


def test_errors_say_what_to_do(site: Path, tmp_path: Path) -> None:
    with pytest.raises(GongkaiError, match="no site") as caught:
        serve(tmp_path, NETLIFY)
    assert "gongkai build" in caught.value.remedy
    server = serve(site, NETLIFY)
    try:
        with pytest.raises(GongkaiError, match="cannot listen"):
            serve(site, NETLIFY, port=server.server_address[1])
    finally:
        server.server_close()
