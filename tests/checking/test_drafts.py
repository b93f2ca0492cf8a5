"""A draft by itself: the same findings as `gongkai check`, and nothing loaded that a browser has not."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from generator.checking import check_paths
from generator.checking.drafts import SUFFIXES, check_draft
from generator.pages import draft as page
from generator.publish.engine import program
from tests.filled import filled
from tests.inspecting import resources
from tests.writing import write_report

ROOT = Path(__file__).parents[2]
REPORTS = sorted((ROOT / "content" / "reports").rglob("*.txt"))
WRONG = {(3, "new_requests", "natural_person"): "3", (3, "new_requests", "total"): "4"}
LACKING = ("numpy", "lxml", "pypdfium2", "pypdfium2_raw", "jinja2", "markupsafe", "rich", "pyarrow", "markdown_it")
IN_A_BROWSER = """
import json, sys
class Lacking:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in sys.argv[3].split():
            raise ImportError(name)
sys.meta_path.insert(0, Lacking())
sys.path.insert(0, sys.argv[1])
from generator.checking import drafts
from generator.inspection import load_resources
assert drafts.__file__.startswith(sys.argv[1])
found = drafts.check_draft("draft.txt", open(sys.argv[2], "rb").read(), load_resources())
print(json.dumps(found))
"""


@pytest.mark.parametrize("file", REPORTS, ids=lambda file: file.parent.name)
def test_a_draft_has_the_findings_of_the_command(file: Path, tmp_path: Path) -> None:
    alone = tmp_path / "draft.txt"  # without its sidecar
    alone.write_bytes(file.read_bytes())
    checked = check_paths([alone], resources(), frozenset(resources().catalogue), jobs=1)
    (report,) = check_draft("draft.txt", file.read_bytes(), resources())["reports"]
    assert {f["finding"]["message"] for f in report["findings"]} == {f.message for f in filled(checked.findings)}
    assert len(report["findings"]) == len(checked.findings)
    assert (report["passed"], len(report["unchecked"])) == (checked.summary.passed, checked.summary.not_checkable)
    assert all(one["reason"] for one in filled(report["unchecked"]))


def test_the_gravest_stands_first_with_its_kind_its_arithmetic_and_its_line() -> None:
    text = write_report("2021", WRONG)
    draft = check_draft("draft.txt", text.encode(), resources())
    (report,) = draft["reports"]
    first = report["findings"][0]
    assert (first["nature"], first["tone"], first["finding"]["code"]) == ("矛盾", "clash", "A01")
    assert "3" in first["finding"]["message"] and "4" in first["finding"]["message"]
    assert "本年新收" in text.split("\n")[first["finding"]["line"] - 1]
    assert (report["organ"], report["year"], report["converted"]) == ("测试县甲镇人民政府", 2021, False)
    assert [(one["number"], one["unread"]) for one in report["tables"]] == [(2, 0), (3, 0), (4, 0)]


def test_what_is_no_report_is_a_doubt_and_not_a_finding() -> None:
    draft = check_draft("draft.docx", b"no Word file", resources())
    assert draft["reports"] == [] and filled(draft["doubts"])[0]["loudness"] == "未能采用"


def test_a_cell_that_cannot_be_read_is_counted_as_unread() -> None:
    text = write_report("2021", {(3, "new_requests", "natural_person"): "1?"})
    (report,) = check_draft("draft.txt", text.encode(), resources())["reports"]
    assert sum(table["unread"] for table in report["tables"]) >= 1


def test_the_page_names_the_files_that_can_be_read() -> None:
    assert page.SUFFIXES == SUFFIXES


def test_nothing_is_loaded_that_a_browser_has_not(tmp_path: Path) -> None:
    zipfile.ZipFile(io.BytesIO(program())).extractall(tmp_path)
    # What scripts/draft_engine.py makes of OpenCC; this draft is in simplified script.
    stand_in = "class OpenCC:\n    def __init__(self, config): pass\n    def convert(self, text): return text\n"
    (tmp_path / "opencc.py").write_text(stand_in)
    file = next(file for file in REPORTS if "gucheng" in str(file))
    command = [sys.executable, "-c", IN_A_BROWSER, str(tmp_path), str(file), " ".join(LACKING)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == json.loads(json.dumps(check_draft("draft.txt", file.read_bytes(), resources())))
