"""`gongkai correct`, `withhold` and `reply` write sidecars, keep what stands there, and say what changes with it."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.cli import main
from generator.errors import GongkaiError
from generator.filing.amending import correct, reply, withhold
from generator.filing.sidecar_schema import sidecar_schema
from generator.forms.loader import load_forms
from generator.model.sidecars import Correction, Reply, Withheld
from generator.reading.reader import Reader
from generator.sources.discover import Upload
from generator.sources.sidecars import FIELDS, read_sidecar
from generator.workers.results import UploadResult
from generator.workers.uploads import read_upload
from tests.filled import filled
from tests.inspecting import resources
from tests.writing import write_report

ROOT = Path(__file__).parents[2]
TITLE = "安吉县天荒坪镇人民政府2021年政府信息公开工作年度报告"
REPORT = write_report("2021", title=TITLE, ending="联系人：王某")
FIELD = "requests.new_requests.total"
KEPT = """# 第一行
received_as: 010   # 行末
note: no
corrections:   # 列表
  # 说明
  - {target: organ, value: 某镇, why: 010}
  - target: requests.new_requests.total
    value: 3
    why: 'x'

withhold: [{text: 138, why: z}]
# 末行
"""


def read_here(uploads: Iterable[Upload], reader: Reader, jobs: int) -> Iterator[UploadResult]:
    yield from (read_upload(upload, reader) for upload in uploads)


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A report in a folder of its own; read in this process, as every command here reads it twice."""
    for module in ("generator.cli.amending", "generator.filing.effects"):
        monkeypatch.setattr(f"{module}.read_uploads", read_here)
    for module in ("amending", "correcting"):
        monkeypatch.setattr(f"generator.cli.{module}.load_resources", resources)
    path = tmp_path / "2021.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def sidecar_of(file: Path, text: str) -> Path:
    path = file.with_suffix(".yaml")
    path.write_text(text, encoding="utf-8")
    return path


def upload_of(file: Path) -> Upload:
    path = file.with_suffix(".yaml")
    return Upload(file.name, file, path if path.exists() else None)


def test_a_correction_is_shown_with_what_changes_and_written(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call = ["correct", str(file), f"{FIELD}=5", "year=2020", "--why", "原件：a # b"]
    assert main([*call, "--dry-run"]) == 0
    dry = capsys.readouterr().out
    assert not file.with_suffix(".yaml").exists() and "--dry-run" in dry
    assert main(call) == 0
    wet = capsys.readouterr().out
    assert wet.splitlines()[:-1] == dry.splitlines()[:-1]
    assert f"{FIELD} (本年新收·总计): read 0, will be shown as 5" in wet
    assert "year (年度): read 2021, will be shown as 2020" in wet
    assert "check A01" in wet and "✓ → ✗" in wet
    assert "badge arithmetic consistency: consistent → inconsistent" in wet
    sidecar, wrong = read_sidecar("a", file.with_suffix(".yaml").read_bytes())
    why = "原件：a # b"
    assert not wrong and sidecar.corrections == (Correction(FIELD, 5, why), Correction("year", 2020, why))


def test_what_stands_there_is_kept(file: Path) -> None:
    path = sidecar_of(file, KEPT)
    written = correct(upload_of(file), {FIELD: None, "year": "2020"}, "原件").after.decode()
    expected = KEPT.replace("value: 3\n    why: 'x'\n", "value: null\n    why: '原件'\n")
    added = "  - target: year\n    value: 2020\n    why: 原件\n"
    assert [line for line in written.splitlines() if line not in added.splitlines()] == [
        line for line in expected.splitlines() if line not in added.splitlines()
    ]
    assert added in written
    more = withhold(upload_of(file), ["甲", "乙"], "w", original=True).after.decode()
    assert "[{text: 138, why: z}, {text: 甲, why: w}, {text: 乙, why: w}, {original: true, why: w}]" in more
    assert path.read_text(encoding="utf-8") == KEPT, "nothing is written before it was shown"


@pytest.mark.parametrize(
    "old", ["", "# 仅有说明\n", "# 无换行", "~\n", "{}\n", "---\nnote: a\n", "\ufeffnote: a\r\n", "note: >\n  a\n  b\n"]
)
def test_any_sidecar_can_be_added_to(old: str, file: Path) -> None:
    path = sidecar_of(file, "")
    path.write_bytes(old.encode())
    amended = correct(upload_of(file), {"year": "2020"}, "y")
    before, _ = read_sidecar("a", old.encode())
    after, wrong = read_sidecar("a", amended.after)
    assert not wrong and after == replace(before, corrections=(Correction("year", 2020, "y"),))
    assert (b"\r\n" in amended.after) == ("\r\n" in old)
    assert ("#" in old) == (b"#" in amended.after)


def test_a_sidecar_in_utf16_is_written_in_utf8(file: Path) -> None:
    sidecar_of(file, "").write_bytes("note: 说明\r\n".encode("utf-16"))
    after, wrong = read_sidecar("a", correct(upload_of(file), {"year": "2020"}, "y").after)
    assert (after.note, after.corrections, wrong) == ("说明", (Correction("year", 2020, "y"),), ())


def test_a_reply_takes_the_place_of_an_older_one(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sidecar_of(file, "note: a  # b\nreply: {text: 旧}\n")
    text = "已更正：\n第二行 # 不是注释"
    assert main(["reply", str(file), "--text", text, "--on", "2024-05-01", "--source-url", "https://b.example"]) == 0
    written = file.with_suffix(".yaml").read_bytes()
    sidecar, _ = read_sidecar("a", written)
    assert sidecar.reply == Reply(text, date(2024, 5, 1), "https://b.example")
    assert b"note: a  # b\n" in written
    assert "no figure, check or badge" in capsys.readouterr().out


def test_words_are_withheld_and_the_original_with_them(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["withhold", str(file), "--text", "王某", "--why", "姓名"]) == 0
    assert "the original file is not served any more" in capsys.readouterr().out
    sidecar, _ = read_sidecar("a", file.with_suffix(".yaml").read_bytes())
    assert sidecar.withhold == (Withheld("王某", "姓名"),)


def test_withholding_tells_where_the_words_stand_and_what_it_leaves(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sidecar_of(file, "received_as: 王某13800138000.txt\nsource_url: https://b.example/13800138000/\nnote: x\n")
    ending = "联系人：王某，电话１３８００１３８０００，13800138000"
    file.write_text(write_report("2021", title=TITLE, ending=ending), encoding="utf-8")
    assert main(["withhold", str(file), "--text", "13800138000", "--text", "王某", "--why", "个人信息"]) == 0
    told = capsys.readouterr().out
    line = len(file.read_text(encoding="utf-8").split("\n"))
    assert f"withheld “13800138000”: text, line {line}; received_as; source_url (the whole address)" in told
    assert f"withheld “王某”: text, line {line}; received_as\n" in told
    assert f"line {line} has it written otherwise and stays public: １３８００１３８０００" in told
    assert main(["withhold", str(file), "--text", "王某", "--why", "个人信息"]) == 0
    assert "withheld “王某”: nowhere that was not withheld already\n" in capsys.readouterr().out


def test_withholding_tells_of_the_name_of_the_file(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    named = file.rename(file.with_name("年报李四.txt"))
    assert main(["withhold", str(named), "--text", "李四", "--why", "姓名"]) == 0
    assert "withheld “李四”: the file's name or folder\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["correct", "requests.new_requests.totl=5", "--why", "x"], f"did you mean {FIELD}（本年新收·总计）"),
        (["correct", "本年新收·总记=5", "--why", "x"], f"did you mean {FIELD}（本年新收·总计）"),
        (["correct", "zzzzzz=5", "--why", "x"], "--fields"),
        (["correct", f"{FIELD}=约五", "--why", "x"], "约五 is no number"),
        (["correct", f"{FIELD}=约五", "--why", "x", "--force"], "约五 is no number"),
        (["correct", f"{FIELD}={'9' * 30}", "--why", "x"], "is no number"),
        (["correct", "year=99", "--why", "x"], "about 2008 to"),
        (["correct", "year=99", "--why", "x", "--force"], "无法采用"),
        (["correct", f"{FIELD}=-3", "--why", "x"], "below nought"),
        (["correct", f"{FIELD}=1.5", "--why", "x"], "no whole number"),
        (["correct", "disclosure.administrative_fees.amount=-1", "--why", "x"], "below nought"),
        (["correct", "year=2031", "--why", "x"], "about 2008 to"),
        (["correct", "organ=x", "--why", "x"], "organ: x has no place"),
        (["correct", "place=110101", "--why", "x"], "another province than what was read: 浙江省"),
        (["correct", "--undo", FIELD], "no correction of"),
        (["correct", f"{FIELD}=5", "--undo", FIELD], "takes no values"),
        (["reply", "--text", "x", "--on", "2099-01-01"], "still to come"),
        (["correct", "place=999999", "--why", "x"], "无法采用"),
        (["correct", f"{FIELD}=5"], "--why"),
        (["correct", f"{FIELD}=5", "--why", " "], "值不合要求"),
        (["correct", f"{FIELD}=5", "--why", "a\x1bb"], "控制字符"),
        (["correct", f"{FIELD}=5", "--why", "a\udcffb"], ""),
        (["correct", f"{FIELD}=", "--why", "x"], "null for a blank"),
        (["correct", "=5", "--why", "x"], "no field"),
        (["correct", FIELD, "--why", "x"], "no field"),
        (["correct", "year=2020", "year=2021", "--why", "x"], "twice"),
        (["correct", "--why", "x"], "nothing to correct"),
        (["withhold", "--why", "x"], "--text"),
        (["withhold", "--text", "不在文中", "--why", "x"], "没有找到"),
        (["withhold", "--text", "", "--why", "x"], "值不合要求"),
        (["reply", "--text", "x", "--on", "2024-13-01"], "值不合要求"),
        (["reply", "--text", "x", "--source-url", "javascript:1"], "网址"),
        (["reply", "--text", " "], "值不合要求"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_and_nothing_written(
    arguments: list[str], told: str, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command, *rest = arguments
    assert main([command, str(file), *rest]) == 2
    err = capsys.readouterr().err
    assert err.startswith("gongkai: ") and told in err and " — " in err
    assert not file.with_suffix(".yaml").exists()


@pytest.mark.parametrize(
    "text", ["note: [", "note: a\nnote: b\n", "colour: red\n", "corrections: 5\n", "- a\n", "note: &a b\n"]
)
def test_a_sidecar_that_is_not_understood_is_left_alone(
    text: str, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = sidecar_of(file, text)
    assert main(["correct", str(file), "year=2020", "--why", "x"]) == 2
    assert "mend that first" in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == text


def test_neither_a_sidecar_nor_a_link_is_written_through(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = sidecar_of(file, "note: a\n")
    assert main(["correct", str(path), "year=2020", "--why", "x"]) == 2
    assert "name the report" in capsys.readouterr().err
    other = path.rename(path.with_name("other"))
    path.symlink_to(other)
    with pytest.raises(GongkaiError, match="this sidecar is a symbolic link"):
        correct(Upload(file.name, file, path), {"year": "2020"}, "x")


def test_what_would_be_changed_beside_it_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the library might make of a file one day."""
    sidecar_of(file, "note: a\n")
    other = b"note: b\ncorrections: [{target: year, value: 2020, why: x}]\n"
    monkeypatch.setattr("generator.filing.amending.changed", lambda *_: other)
    with pytest.raises(GongkaiError, match="without harm"):
        correct(upload_of(file), {"year": "2020"}, "x")


ODD = ("year=2031", "organ=x", "place=110101", f"{FIELD}=-3", f"{FIELD}=1.5")


@pytest.mark.parametrize("value", ODD)
def test_what_seems_impossible_is_taken_from_whoever_insists(value: str, file: Path) -> None:
    assert main(["correct", str(file), value, "--why", "x"]) == 2
    assert main(["correct", str(file), value, "--why", "x", "--force"]) == 0


@pytest.mark.parametrize(
    "value",
    ["year=2008", f"year={date.today().year + 1}", "organ=安吉县供电公司", "organ=某某监测中心", "place=330522",
     "disclosure.administrative_fees.amount=1.5", "disclosure.administrative_fees.amount=134.2万元", f"{FIELD}=null"],
)  # fmt: skip
def test_what_is_possible_is_taken(value: str, file: Path) -> None:
    assert main(["correct", str(file), value, "--why", "x"]) == 0


def test_a_change_may_be_below_nought() -> None:
    forms = load_forms()
    signed = {column.id for form in forms.all for table in form.tables for column in table.columns.values()
              if column.domain == "signed"}  # fmt: skip
    assert signed == {"net_change"}


def test_a_change_below_nought_is_taken(file: Path) -> None:
    file.write_text(
        write_report("2019", title="安吉县天荒坪镇人民政府2019年政府信息公开工作年度报告"), encoding="utf-8"
    )
    assert main(["correct", str(file), "disclosure.administrative_licensing.net_change=-3", "--why", "x"]) == 0


def test_a_second_correction_tells_what_was_read(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for value in "67":
        assert main(["correct", str(file), f"{FIELD}={value}", "--why", "x"]) == 0
    again = "read 0, corrected to 6 until now, will be shown as 7"
    assert f"{FIELD} (本年新收·总计): {again}" in capsys.readouterr().out


def test_what_was_read_needs_no_correction(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call = ["correct", str(file), f"{FIELD}=0", "year=2021", "--why", "x"]
    assert main(call) == 0
    out = capsys.readouterr().out
    assert (
        f"{FIELD} (本年新收·总计): was read as 0, there is nothing to correct" in out and "nothing was written" in out
    )
    assert not file.with_suffix(".yaml").exists()
    assert main([*call[:2], "organ=安吉县财政局", *call[2:]]) == 0
    sidecar, _ = read_sidecar("a", file.with_suffix(".yaml").read_bytes())
    assert [one.target for one in sidecar.corrections] == ["organ"]


def test_a_correction_to_what_was_read_leads_to_undo(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["correct", str(file), f"{FIELD}=6", "--why", "x"]) == 0
    before = file.with_suffix(".yaml").read_bytes()
    assert main(["correct", str(file), f"{FIELD}=0", "--why", "x"]) == 0
    assert f"it is corrected to 6 at present; --undo {FIELD}" in capsys.readouterr().out
    assert file.with_suffix(".yaml").read_bytes() == before
    assert main(["correct", str(file), "--undo", FIELD]) == 0
    out = capsys.readouterr().out
    assert "corrected to 6 until now, will be shown as read: 0" in out and "✗ → ✓" in out
    assert file.with_suffix(".yaml").read_bytes() == b""


def test_only_the_correction_that_is_named_is_taken_back(file: Path) -> None:
    path = sidecar_of(file, KEPT)
    assert main(["correct", str(file), "--undo", FIELD, "--dry-run"]) == 0
    assert path.read_text(encoding="utf-8") == KEPT
    assert main(["correct", str(file), "--undo", FIELD]) == 0
    kept = KEPT.replace(f"  - target: {FIELD}\n    value: 3\n    why: 'x'\n", "")
    assert [line for line in path.read_text(encoding="utf-8").splitlines() if line] == [
        line for line in kept.splitlines() if line
    ]


def test_comments_above_stay_where_nothing_else_does(file: Path) -> None:
    path = sidecar_of(file, f"# 说明\ncorrections:\n- {{target: {FIELD}, value: 3, why: x}}\n")
    assert main(["correct", str(file), "--undo", FIELD]) == 0
    assert path.read_text(encoding="utf-8") == "# 说明\n"


def test_no_comment_goes_with_a_correction(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = f"corrections:\n- target: {FIELD}\n  value: 3\n  why: x\n# 关于答复\nreply: {{text: a}}\n"
    path = sidecar_of(file, text)
    code = main(["correct", str(file), "--undo", FIELD])
    assert "# 关于答复" in path.read_text(encoding="utf-8")
    assert code == 0 or "关于答复" in capsys.readouterr().err


def test_fields_are_listed_with_what_was_read(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["correct", str(file), "--fields"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "year (年度): 2021" and f"{FIELD} (本年新收·总计): 0" in lines
    assert len(lines) == 3 + sum(len(list(table.addresses())) for table in load_forms().get("2021").tables)


def test_a_file_without_a_report_can_be_helped(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text("我镇认真落实各项要求。" * 40, encoding="utf-8")
    assert main(["correct", str(file), f"{FIELD}=5", "--why", "x"]) == 2
    assert "no field" in capsys.readouterr().err
    assert main(["correct", str(file), "organ=安吉县天荒坪镇人民政府", "--why", "x"]) == 0
    assert "a report is read now where there was none" in capsys.readouterr().out


GUIDE = (ROOT / "docs/correcting.md").read_text(encoding="utf-8")
CALLS = re.findall(r"^gongkai (.+)$", GUIDE, re.MULTILINE)


def test_the_commands_of_the_guide_do_what_it_says(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file.with_name("2020.txt").write_text(REPORT + "，电话13800000000", encoding="utf-8")
    monkeypatch.chdir(file.parent)
    assert len(filled(CALLS)) > 5
    for call in CALLS:
        assert main(shlex.split(call)) == 0, call
    sidecar, wrong = read_sidecar("a", Path("2020.yaml").read_bytes())
    assert not wrong and (len(sidecar.corrections), len(sidecar.withhold), bool(sidecar.reply)) == (1, 2, True)
    capsys.readouterr()


def test_the_guide_shows_what_is_printed(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = GUIDE.partition("```\n2020.yaml\n")[2].partition("```")[0]
    file.with_name("2020.txt").write_text(REPORT, encoding="utf-8")
    sidecar_of(file.with_name("2020.txt"), "received_as: 000_79d26299125c6e6b.txt\n")
    monkeypatch.chdir(file.parent)
    assert main(["correct", "2020.txt", f"{FIELD}=5", "--why", "原件第 3 页为 5"]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert [line for line in shown.splitlines() if line not in printed] == []


@pytest.mark.parametrize("document", ["correcting", "architecture"])
def test_documents_name_every_key_of_a_sidecar(document: str) -> None:
    text = (ROOT / f"docs/{document}.md").read_text(encoding="utf-8")
    rows = text.partition("| key | value |\n|---|---|\n")[2].partition("\n\n")[0].splitlines()
    assert {row.split("`")[1] for row in rows} == set(FIELDS)


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp")), min_size=1, max_size=30
)


@settings(max_examples=40)
@given(WORDS, WORDS, st.sampled_from(["'", '"', "plain"]))
def test_whatever_is_said_is_kept_or_refused(note: str, why: str, quote: str) -> None:
    """Never a third thing: written otherwise than it was typed, or at the cost of what stood there."""
    text = f"note: {yaml.safe_dump(note, default_style=None if quote == 'plain' else quote, allow_unicode=True)}"
    folder = Path("/nowhere")
    before, wrong = read_sidecar("a", text.encode())
    upload = Upload("a.txt", folder / "a.txt", None)
    try:
        data = reply(upload, why, on=None, source_url=None).after
    except GongkaiError:
        assert not why.strip() or "\x85" in why or read_sidecar("a", yaml.safe_dump({"note": why}).encode())[1]
    else:
        assert read_sidecar("a", data)[0].reply == Reply(why.strip())
    assert wrong or before.note == note.strip()


def test_the_schema_is_the_one_that_is_published(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    printed = capsys.readouterr().out
    published = (ROOT / "docs/sidecar.schema.json").read_text(encoding="utf-8")
    assert printed == published, "run: gongkai schema > docs/sidecar.schema.json"
    jsonschema.Draft202012Validator.check_schema(json.loads(printed))


@pytest.mark.parametrize(
    "text",
    [
        "", "~", KEPT, "note: no", "retrieved_on: 2024-03-01", "retrieved_on: yesterday", "source_url: https://a.example",
        "source_url: ftp://a.example", "colour: red", "note: [a]", "note: ~", "note: ''", f"note: {'很' * 20_001}",
        "corrections: [{target: year, value: 1}]", "corrections: [{target: year, value: 1, why: x, who: y}]",
        "corrections: {target: year, value: 1, why: x}", "corrections: [{target: year, value: ~, why: x}]",
        "withhold: [{why: x}]", "withhold: [{text: a, original: true, why: x}]", "withhold: [{original: true, why: x}]",
        "withhold: [{original: false, why: x}]", "withhold: all", "reply: {on: 2024-01-01}", "reply: {text: x}",
        "reply: {text: x, source_url: b.example}", "reply: {text: x, on: 2024-05-01, source_url: 'http://b.example'}",
    ],
)  # fmt: skip
def test_the_schema_judges_as_the_reader_does(text: str) -> None:
    schema = sidecar_schema(load_forms())
    checker = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    good = checker.is_valid(yaml.load(text, _Editor))
    assert good == (not read_sidecar("a", text.encode())[1])


def test_the_schema_knows_the_fields_and_no_other() -> None:
    checker = jsonschema.Draft202012Validator(sidecar_schema(load_forms()))
    for target, good in (("year", True), (FIELD, True), ("fees.row.amount", False), ("requests.total", False)):
        assert checker.is_valid({"corrections": [{"target": target, "value": 1, "why": "x"}]}) is good


class _Editor(yaml.SafeLoader):
    """Reads YAML as editors do that check schemas: dates are text."""


_Editor.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith("timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    if first not in "oO"  # on is a key
}
