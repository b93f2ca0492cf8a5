"""What a sidecar withholds is in no file of a site, whatever field, name or address it stood in, packed or not."""

from __future__ import annotations

import gzip
import io
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet
import pytest

from generator.cli import main
from tests.filled import filled
from tests.writing import write_report

NAME, NUMBER = "张三丰", "13812345678"
WORDS = (NAME, NUMBER)
OTHERWISE = ("１３８１２３４５６７８", "138 1234 5678", "138-1234-5678", "張三豐", "张 三丰")
ENCODINGS = ("utf-8", "gb18030", "utf-16-le")
ENCODED = ("%E5%BC%A0%E4%B8%89%E4%B8%B0", "%25E5%25BC%25A0", "%D5%C5%C8%FD", "\\u5f20\\u4e09", "xn--ehqpd223d")
SIDECAR = f"""source_url: https://example.gov.cn/{NUMBER}/%E5%BC%A0%E4%B8%89%E4%B8%B0.html
received_as: 年报 {NAME}{NUMBER}.txt
note: 由{NAME}提供，电话{NUMBER}，见 https://example.gov.cn/%25E5%25BC%25A0%25E4%25B8%2589%25E4%25B8%25B0
{NAME}: 不认识的键
corrections:
- {{target: requests.new_requests.total, value: 3, why: {NAME}说的}}
- {{target: {NAME}, value: {NUMBER}, why: {NAME}}}
- {{target: organ, value: 安吉县天荒坪镇{NAME}人民政府, why: {NUMBER}}}
confirmed:
- {{target: {NAME}, read: {NAME}, why: {NAME}看过}}
reply: {{text: 请致电{NUMBER}，{NAME}, source_url: "https://xn--ehqpd223d.example/%D5%C5%C8%FD%B7%E1"}}
withhold:
- {{text: {NAME}, why: {NAME}的姓名}}
- {{text: '{NUMBER}', why: {NUMBER}是私人电话}}
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory, project: Path) -> Path:
    """A project whose one report tells the words in its text, name, folder and sidecar; beside it files that fail."""
    folder = tmp_path_factory.mktemp("withheld")
    shutil.copytree(project / "content" / "pages", folder / "content" / "pages")
    shutil.copytree(project / "templates", folder / "templates")
    shutil.copy(project / "pyproject.toml", folder)
    reports = folder / "content" / "reports" / "330523" / NAME
    reports.mkdir(parents=True)
    title = f"安吉县天荒坪镇人民政府2021年政府信息公开工作年度报告（{NAME}）"
    overview = f"我镇认真落实各项要求，联系人{NAME}电话{NUMBER}。另有写法{'；'.join(OTHERWISE)}。"
    report = write_report("2021", {(3, "new_requests", "total"): NUMBER}, title=title, overview=overview)
    for name in (f"年报 {NAME}{NUMBER}.txt", f"空 {NAME}.txt", f"{NAME}.xyz"):
        (reports / name).write_text("" if name.startswith("空") else report, encoding="utf-8")
        (reports / name).with_suffix(".yaml").write_text(SIDECAR, encoding="utf-8")
    (reports / f"年报 {NAME}{NUMBER}.yml").write_text("note: 第二个说明文件\n", encoding="utf-8")
    return folder


def built(root: Path, output: Path) -> Path:
    assert main(["build", "--root", str(root), "--jobs", "1", "--no-cache", "--output", str(output)]) == 0
    return output


def opened(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """A file and all that is packed in it, each under a name."""
    yield name, data
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for inner in archive.namelist():
                yield from opened(f"{name}/{inner}", archive.read(inner))
    elif data.startswith(b"\x1f\x8b"):
        yield from opened(f"{name}#", gzip.decompress(data))
    elif data.startswith(b"PAR1"):
        yield f"{name}#", repr(pyarrow.parquet.read_table(io.BytesIO(data)).to_pylist()).encode()


def holding(site: Path, words: tuple[str, ...], under: str = "") -> set[str]:
    """Files below ``under`` of the site, packed ones included, that hold any of ``words`` or bear it in their name."""
    looked_for = {word.encode(encoding) for word in words for encoding in ENCODINGS}
    files = [path for path in (site / under).rglob("*") if path.is_file()]
    return {
        name
        for path in filled(files)
        for name, data in opened(path.relative_to(site).as_posix(), path.read_bytes())
        if any(word in data or word in name.encode() for word in looked_for)
    }


def test_withheld_words_are_in_no_byte_of_a_site(root: Path, tmp_path: Path) -> None:
    site = built(root, tmp_path / "site")
    assert "■" in (site / "attention" / "index.html").read_text(encoding="utf-8")
    assert not holding(site, (*WORDS, *ENCODED))
    assert not holding(site, OTHERWISE, "search"), "search sees through other writings"


def test_without_withholding_they_are_found_in_every_kind_of_file(root: Path, tmp_path: Path) -> None:
    """Else the test above would prove nothing."""
    other = tmp_path / "other"
    shutil.copytree(root, other)
    for sidecar in filled((other / "content" / "reports").rglob("*.yaml")):
        sidecar.write_text(SIDECAR.partition("withhold:")[0].replace(f"{NAME}: ", "key: "), encoding="utf-8")
    found = holding(built(other, tmp_path / "site"), (*WORDS, *ENCODED, *OTHERWISE))
    kinds = ("report.json", ".csv", ".sqlite", ".parquet#", ".jsonl.gz#", "/reports.csv", "attention/index.html")
    assert not [kind for kind in kinds if not any(name.endswith(kind) for name in found)]
    assert any(name.startswith("search/index/") for name in found)
