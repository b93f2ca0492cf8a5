"""`gongkai review` reads what a pull request brings, runs nothing of it, and says it to people and to the runner."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from generator.checking.comment import MARK, MAX_LINES, MAX_UPLOADS, as_comment, code
from generator.checking.requests import review
from generator.cli import main
from generator.errors import GongkaiError
from tests.filled import filled
from tests.inspecting import resources
from tests.writing import write_report

ROOT = Path(__file__).parents[1]
WRONG = {(3, "new_requests", "natural_person"): "3", (3, "new_requests", "total"): "4"}
TOWN = "content/reports/330523/tianhuangping-zhen"


def report(year: int, **more: object) -> str:
    return write_report("2021", title=f"安吉县天荒坪镇人民政府{year}年政府信息公开工作年度报告", **more)  # type: ignore[arg-type]


class Repository:
    """A git repository of a test, whose branch main has one report."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.git("init", "-q", "-b", "main")
        self.write(f"{TOWN}/2020.txt", report(2020))
        self.commit()
        self.git("checkout", "-q", "-b", "request")

    def git(self, *arguments: str) -> str:
        known = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        who = ("-c", "user.name=t", "-c", "user.email=t@a.example")
        call = ["git", "-C", str(self.folder), *who, *arguments]
        return subprocess.run(call, env={**os.environ, **known}, check=True, capture_output=True, text=True).stdout

    def write(self, path: str, text: str | bytes) -> None:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)

    def commit(self) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "x")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    monkeypatch.setattr("generator.cli.reviewing.load_resources", resources)
    folder = tmp_path / "clone"
    folder.mkdir()
    made = Repository(folder)
    monkeypatch.chdir(folder)
    return made


def called(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    capsys.readouterr()
    code = main(["review", "--base", "main", "--jobs", "1", "--comment", "../comment.md", *arguments])
    out, err = capsys.readouterr()
    return code, out, err


def comment() -> str:
    return Path("../comment.md").read_text(encoding="utf-8")


def test_what_a_request_brings_is_told(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.write(f"{TOWN}/2021.txt", report(2021, cells=WRONG))
    repository.write("content/inbox/扫描.txt", report(2022))
    repository.write("content/inbox/扫描.note.md", "- 不确定\n")
    repository.write("content/pages/about.md", "x")
    repository.commit()
    code, out, _ = called(capsys, "--format", "github", "--preview", "https://deploy-preview-7--a.example/")
    assert code == 0, "a true report with wrong arithmetic is a good upload"
    (line,) = [line for line in out.splitlines() if "title=A01" in line]
    assert line.startswith(f"::error file={TOWN}/2021.txt,line=") and "总计 4" in line
    assert "2020.txt" not in out and "about.md" not in out and "note.md" not in out
    text = comment()
    assert text.startswith(f"{MARK}\n### 收到 2 个文件，读出 2 个\n")
    for words in (
        f"#### ✅ `{TOWN}/2021.txt`",
        "- 机关：`安吉县天荒坪镇人民政府`；地区：`浙江省 湖州市 安吉县 天荒坪镇`",
        "- 年度：2021 年；表 3 张",
        "勾稽一致性 **勾稽不符**（报告自身的数字不一致）",
        "A01 ",
        "- 预览：<https://deploy-preview-7--a.example/region/330523/tianhuangping-zhen/2021/>",
        "- 在收件箱里，不会发布；维护者用 `gongkai add content/inbox` 归档",
        "不是上传的错",
        "及时性 **时限未核**",
    ):
        assert words in text, words
    assert text.count("预览") == 1 and "文本雷同" not in text


def test_what_cannot_be_filed_as_it_is_has_no_tick(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.write("content/inbox/下载.txt", report(2022).replace("2022年", "").replace("安吉县天荒坪镇人民政府", ""))
    repository.write("content/inbox/空.txt", "")
    repository.commit()
    called(capsys)
    text = comment()
    assert text.startswith(f"{MARK}\n### 收到 2 个文件，读出 1 个，其中 1 个还不能归档\n")
    assert "#### ⚠️ `content/inbox/下载.txt`\n- 不能确定报告年度" in text and "✅" not in text
    assert "#### ❌ `content/inbox/空.txt`\n- 没有读出报告，不会收录" in text and text.count("归档\n") == 2


def test_the_guide_shows_what_is_written(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.write("content/inbox/下载.txt", report(2021))
    repository.write("content/inbox/空.txt", "")
    repository.commit()
    assert called(capsys)[0] == 1
    guide = (ROOT / "docs/uploading.md").read_text(encoding="utf-8")
    shown = [line[2:] for line in guide.splitlines() if line.startswith("> ")]
    assert len(shown) > 3 and [line for line in shown if line not in comment().splitlines()] == []


def test_only_what_cannot_be_published_fails(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.write(f"{TOWN}/2021.txt", report(2021))
    repository.write(f"{TOWN}/2021.yaml", "colour: red\n")
    repository.commit()
    assert called(capsys)[0] == 0
    assert "⚠️ 第 1 行：`不认识的键" in comment() and "没有妨碍收录的问题" in comment()
    repository.write(f"{TOWN}/2022.txt", "")
    repository.commit()
    code, out, _ = called(capsys, "--format", "github")
    assert code == 1 and f"::error file={TOWN}/2022.txt" in out
    assert f"#### ❌ `{TOWN}/2022.txt`" in comment() and "**有文件无法收录**" in comment()


def test_a_changed_sidecar_has_its_report_read_again(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.write(f"{TOWN}/2020.yaml", "corrections: [{target: year, value: 2019, why: x}]\n")
    repository.commit()
    assert called(capsys)[0] == 0
    assert f"#### ✅ `{TOWN}/2020.txt`" in comment() and "- 年度：2019 年" in comment()


def test_what_is_taken_away_and_what_is_not_there(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    assert called(capsys)[0] == 0
    assert "没有增加或改动报告" in comment()
    repository.git("rm", "-q", f"{TOWN}/2020.txt")
    repository.commit()
    assert called(capsys)[0] == 0
    assert f"#### 删去 1 份报告\n- `{TOWN}/2020.txt`" in comment()


def test_links_are_not_followed(repository: Repository, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(report(2021, overview="机密机密"), encoding="utf-8")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder/2019.txt").write_text(report(2019), encoding="utf-8")
    (repository.folder / TOWN / "2021.txt").symlink_to(secret)
    (repository.folder / "content/reports/elsewhere").symlink_to(tmp_path / "folder")
    repository.commit()
    code, out, _ = called(capsys)
    assert code == 1 and out.count("symbolic_link") == 2
    assert "机密" not in comment() and "天荒坪镇人民政府" not in comment()
    (repository.folder / "content/inbox").symlink_to(tmp_path / "folder")
    repository.commit()
    assert called(capsys)[0] == 2


def test_nothing_of_a_request_is_run(repository: Repository, tmp_path: Path) -> None:
    """Attributes may name programs, modules may lie in the working folder, names may look like options."""
    repository.write(".gitattributes", "*.txt diff=evil filter=evil\n")
    for name in ("json.py", "generator/__init__.py", "sitecustomize.py"):
        repository.write(name, f"open({str(tmp_path / 'ran')!r}, 'w')")
    for name in ("--comment=x.txt", "$(touch ran).txt", "a;touch ran;.txt", "`touch ran`.txt", "甲\n::error::x.txt"):
        repository.write(f"content/reports/{name}", report(2021))
    repository.commit()
    done = subprocess.run(
        ["bash", str(ROOT / "scripts/check_request.sh"), "review"],
        env=runner(repository, tmp_path), capture_output=True, text=True, check=False, timeout=100,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr  # one name has a line break
    assert not list(tmp_path.rglob("ran"))
    assert not [line for line in done.stdout.splitlines() if line.startswith("::error::")]
    assert (tmp_path / "comment.md").read_text(encoding="utf-8").startswith(MARK)


def runner(repository: Repository, tmp_path: Path) -> dict[str, str]:
    """The environment of a runner, as far as our steps see it."""
    event = tmp_path / "event.json"
    event.write_text(json.dumps({"number": 7, "pull_request": {"title": "$(touch ran)"}}), encoding="utf-8")
    import sys

    return {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "PYTHONPATH": str(ROOT),
        "PYTHON": sys.executable,
        "PROGRAM": str(ROOT),
        "REQUEST": str(repository.folder),
        "BASE": "main",
        "FORMAT": "github",
        "COMMENT": str(tmp_path / "comment.md"),
        "PREVIEW": "",
        "CI": "true",
        "GITHUB_ACTIONS": "true",
        "GITHUB_EVENT_NAME": "pull_request",
        "GITHUB_EVENT_PATH": str(event),
        "GITHUB_WORKSPACE": str(tmp_path),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
    }


@pytest.mark.parametrize("base", ["--output=x", "nowhere", "", "a b", "HEAD; ls"])
def test_a_base_that_is_none(base: str, repository: Repository) -> None:
    with pytest.raises(GongkaiError) as caught:
        review(Path("content"), base, resources())
    assert caught.value.remedy and not Path("x").exists()


def test_where_it_is_called(
    repository: Repository, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert called(capsys, "--preview", "javascript:1")[0] == 2
    assert called(capsys, "--content", str(repository.folder / "content"))[0] == 2
    monkeypatch.chdir(repository.folder / "content")
    assert "top of the repository" in called(capsys)[2]
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert "git says" in called(capsys)[2]


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("@everyone #1 https://a.example", "`@everyone #1 https://a.example`"),
        ("a`b", "``a`b``"),
        ("``` </code><img src=x>", "```` ``` </code><img src=x> ````"),
        ("a\nb\x1b", r"`a\x0ab\x1b`"),
        ("", "` – `"),
    ],
)
def test_what_comes_from_an_upload_stands_in_code(text: str, span: str) -> None:
    assert code(text) == span


def test_a_comment_is_bounded(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(MAX_UPLOADS + 2):
        repository.write(f"content/reports/{'长' * 60}{number}.txt", f"不是报告 {number}")
    repository.write(f"{TOWN}/2021.yaml", "".join(f"{'k' * 40}{n}: 1\n" for n in range(MAX_LINES + 5)))
    repository.write(f"{TOWN}/2021.txt", report(2021))
    repository.commit()
    assert called(capsys)[0] == 1
    assert "另有 3 个文件" in comment() and len(comment()) < 60_000


WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))


def test_workflows_give_strangers_no_way_in() -> None:
    """No value of a request stands in a script; actions are pinned by commit; no token can write where requests are."""
    for file in filled(WORKFLOWS):
        text = file.read_text(encoding="utf-8")
        for script in re.findall(r"run: (?:\|\n((?:\s{10,}.*\n|\n)+)|(.*))", text):
            assert "${{" not in "".join(script), file.name
        for action in re.findall(r"uses: (\S+)", text):
            assert re.fullmatch(r"actions/[\w/-]+@[0-9a-f]{40}", action), file.name
        assert text.count("actions/checkout@") == text.count("persist-credentials: false")
        assert "pull_request_target" not in text and "secrets." not in text
        assert re.search(r"^permissions:( \{\}|\n  contents: read)$", text, re.MULTILINE), file.name
        assert ("write" in re.findall(r": (write)$", text, re.MULTILINE)) == (file.name == "comment.yml")
        assert "actions/checkout" not in text or file.name != "comment.yml"


def test_the_steps_of_the_workflow_are_those_of_the_script() -> None:
    text = (ROOT / ".github/workflows/uploads.yml").read_text(encoding="utf-8")
    steps = re.findall(r"check_request\.sh (\w+)", text)
    script = (ROOT / "scripts/check_request.sh").read_text(encoding="utf-8")
    assert steps == re.findall(r"^    (\w+)\) \(\w+\) ;;$", script, re.MULTILINE)
    assert 'startswith("' + MARK in (ROOT / ".github/workflows/comment.yml").read_text(encoding="utf-8")


def test_a_comment_of_nothing_is_one(repository: Repository) -> None:
    assert as_comment(review(Path("content"), "main", resources(), 1)).startswith(MARK)
