from __future__ import annotations

import gzip
import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from generator.places.extras import Extras
from generator.places.gazetteer import parse

SCRIPT = Path(__file__).parents[2] / "scripts" / "compile_gazetteer.py"
DIVISIONS = """code\tlevel\tname\tfirst_edition\tlast_edition
6403\tprefecture\t吴忠市\t2015\t2023
64\tprovince\t宁夏回族自治区\t2015\t2023
"""
HISTORY = """code\tprovince\tprefecture\tname\tlevel\tstatus\tsince\tuntil\tsuccessor
640301\t宁夏回族自治区\t吴忠市\t旧县\t县级\t弃用\t1983\t2009\t640302;640303[2005]
"""


@pytest.fixture
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("compile_gazetteer", SCRIPT)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def tables(folder: Path, divisions: str = DIVISIONS, history: str = HISTORY) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "divisions.tsv").write_text(divisions, encoding="utf-8")
    (folder / "county_history.tsv").write_text(history, encoding="utf-8")
    return folder


def test_what_goes_in_comes_out(script: ModuleType, tmp_path: Path) -> None:
    target = tmp_path / "deep" / "gazetteer.tsv.gz"
    assert script.main([str(tables(tmp_path / "src")), str(target)]) == 0
    gazetteer = parse(gzip.decompress(target.read_bytes()).decode(), Extras())
    assert [division.name for division in gazetteer.chain("6403")] == ["宁夏回族自治区", "吴忠市"]
    (record,) = gazetteer.history("640301")
    assert (record.name, record.until, record.successors) == (
        "旧县",
        2009,
        (("640302", None), ("640303", 2005)),
    )


def test_equal_tables_give_equal_bytes(script: ModuleType, tmp_path: Path) -> None:
    head, *rows = DIVISIONS.splitlines(keepends=True)
    one = script.compiled(tables(tmp_path / "a"))
    other = script.compiled(tables(tmp_path / "b", "".join([head, *reversed(rows)])))
    assert one == other
    assert one[4:8] == b"\0\0\0\0", "gzip carries the time of packing"


@pytest.mark.parametrize(
    ("divisions", "complaint"),
    [
        (DIVISIONS.replace("first_edition", "first"), "divisions.tsv:1: expected the header"),
        (DIVISIONS + "640399\tcounty\t新县\t2015\n", "divisions.tsv:4: 4 columns instead of 5"),
        (DIVISIONS + "640399\ttownship\t新镇\t2015\t2023\n", "640399 is not the code of a township"),
        (DIVISIONS + "640399\tcounty\t新县\t2023\t2015\n", "640399 needs a name and a first edition"),
        (DIVISIONS.splitlines()[0], "holds no division"),
    ],
)
def test_bad_tables_are_refused(
    script: ModuleType, tmp_path: Path, divisions: str, complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "out.gz"
    assert script.main([str(tables(tmp_path / "src", divisions)), str(target)]) == 1
    assert complaint in capsys.readouterr().err
    assert not target.exists()
