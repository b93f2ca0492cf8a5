"""Old addresses lead on in `gongkai serve` as on the host: the real rules of the site, and the rules' own grammar."""

from __future__ import annotations

import http.client
import shutil
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from generator.archive.lineage import redirect_file
from generator.cli import main
from generator.serve import answer, running
from generator.serve.redirects import Redirect, read_redirects, redirected
from tests.writing import write_report

OVERVIEW = "认真落实条例。"
RULES = """# comment
/region/1/old-town/* /region/1/town/:splat 301
/region/1/* /region/2/:splat 302   # why
/one /two
/away/* https://elsewhere.example/:splat 301
/away/* //elsewhere.example/:splat 301
/away/* /proxied/:splat 200
/away/* /x/:splat 301 Country=cn
"""


@pytest.fixture
def served(tmp_path: Path) -> Path:
    (tmp_path / "_redirects").write_text(RULES, encoding="utf-8")
    (tmp_path / "_headers").write_text("secret", encoding="utf-8")
    (tmp_path / "404.html").write_text("none", encoding="utf-8")
    (tmp_path / "region/1/kept").mkdir(parents=True)
    (tmp_path / "region/1/kept/index.html").write_text("kept", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("path", "status", "location"),
    [
        ("/region/1/old-town/", 301, "/region/1/town/"),
        ("/region/1/old-town", 301, "/region/1/town/"),
        ("/region/1/old-town/2020/", 301, "/region/1/town/2020/"),
        ("/region/1/old-town/新/", 301, "/region/1/town/%E6%96%B0/"),
        ("/region/1/old-town-hall/", 302, "/region/2/old-town-hall/"),
        ("/region/1/kept", 301, "/region/1/kept/"),
        ("/region/1/kept/", 200, ""),
        ("/region/10/", 404, ""),
        ("/one", 301, "/two"),
        ("/one/", 301, "/two"),
        ("/one/more", 404, ""),
        ("/away/x", 404, ""),
        ("//region/1/", 404, ""),
        ("/region/1/a\r\nX: y", 302, "/region/2/a%0D%0AX%3A%20y"),
        ("/_redirects", 404, ""),
        ("/_headers", 404, ""),
    ],
)
def test_an_old_address(served: Path, path: str, status: int, location: str) -> None:
    found = answer(served, path)
    assert (found.status, found.location) == (status, location)


def test_what_the_build_writes_is_what_is_read(tmp_path: Path) -> None:
    (tmp_path / "_redirects").write_bytes(redirect_file([("/region/1/a/", "/region/2/b/")]))
    assert read_redirects(tmp_path) == (Redirect("/region/1/a/*", "/region/2/b/:splat", HTTPStatus.MOVED_PERMANENTLY),)
    assert read_redirects(tmp_path / "none") == () and redirected((), "/x") is None


def test_every_old_address_of_a_site_leads_to_a_page(tmp_path: Path, project: Path) -> None:
    """A town that became a 街道 and a county that became a district with another code, built by the real command."""
    shutil.copytree(project / "content" / "pages", tmp_path / "content" / "pages")
    for name, year in (("贵州省遵义市凤冈县何坝镇人民政府", 2019), ("安徽省淮南市寿县人民政府", 2020)):
        file = tmp_path / "content" / "reports" / f"{name}.txt"
        file.parent.mkdir(exist_ok=True)
        text = write_report("2019", title=f"{name}{year}年政府信息公开工作年度报告", overview=OVERVIEW)
        file.write_text(text, encoding="utf-8")
    site = tmp_path / "site"
    assert main(["build", "--content", str(tmp_path / "content"), "--output", str(site), "--no-cache"]) == 0
    rules = read_redirects(site)
    assert {rule.old for rule in rules} >= {"/region/520327/heba-zhen/*", "/region/341521/*"}
    with running(site, project / "netlify.toml") as url:
        for rule in rules:
            old = http.client.HTTPConnection(urlsplit(url).netloc, timeout=10)
            old.request("GET", rule.old.removesuffix("*") + "?q=1")
            moved = old.getresponse()
            location = moved.getheader("Location", "")
            assert moved.status == rule.status and location.endswith("?q=1"), rule
            assert answer(site, location.partition("?")[0]).status == HTTPStatus.OK, rule
            old.close()
