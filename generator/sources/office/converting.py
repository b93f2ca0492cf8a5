"""Old and other office formats, through LibreOffice where it is installed: .doc .wps .rtf .odt, .xls .et .ods."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from generator.errors import GongkaiError
from generator.model.documents import Document, Source
from generator.model.doubts import Doubt, Loudness
from generator.model.sidecars import Sidecar
from generator.scratch import scratch_folder
from generator.sources.archives import UnreadableError, open_package
from generator.sources.base import ReadFile, Refused
from generator.sources.images import read_image
from generator.sources.office.checks import RTF, check_ole, check_rtf
from generator.sources.office.docx.reader import read_docx
from generator.sources.office.ooxml import ENCRYPTED, OLE
from generator.sources.office.run import run
from generator.sources.office.xlsx.reader import read_xlsx
from generator.sources.pictures.headers import picture_kind

SECONDS = 20
"""A report converts in 2 to 5 seconds, the first one of a machine in 15."""
MAX_CONVERTED = 64 * 2**20
PROGRAMS = ("soffice", "libreoffice")

WORD_STREAM = "WordDocument".encode("utf-16-le")
WORKBOOK_STREAM = "Workbook".encode("utf-16-le")

PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
{items}
</oor:items>
"""
SETTINGS: tuple[tuple[str, str, str], ...] = (
    ("/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Common/Load", "UpdateDocMode", "0"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "2"),
    ("/org.openoffice.Office.Calc/Content/Update", "Link", "2"),
    ("/org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)
"""No macros, no linked files, and every way to the network leads to a closed door (port 9 of this machine)."""


@dataclass(frozen=True, slots=True)
class Route:
    """How one kind of file is converted: its name for LibreOffice, the target and who reads that."""

    suffix: str
    target: str
    read: ReadFile


RETRY = "请网站维护者腾出空间后重新生成。"
TEXT = "docx"
TABLES = "xlsx"


def read_office(source: Source, data: bytes, sidecar: Sidecar) -> Document | Refused:
    """One document, read from a converted copy that is thrown away. The original stays what was uploaded."""
    try:
        route = _route(Path(source.path).suffix.lower(), data)
        if route.suffix == f".{route.target}":
            return route.read(source, data, sidecar)
        if picture_kind(data):
            return read_image(source, data, sidecar)
        converted = convert(data, route.suffix, route.target)
    except UnreadableError as error:
        return Refused(source, (error.doubt,), keep=error.keep)
    except GongkaiError as error:
        message = f"转换要用的临时文件夹写不进去（{error.message}），没有读出内容；这是我们的问题。"
        return Refused(source, (Doubt("no_temporary_folder", "sources", message, RETRY, Loudness.REFUSED),))
    read = route.read(source, converted, sidecar)
    if isinstance(read, Refused):
        return read
    message = f"{route.suffix} 文件经 LibreOffice 转换为 .{route.target} 后读取。"
    note = Doubt("converted", "sources", message, f"如有 .{route.target} 原件，请上传原件。", Loudness.NOTE)
    return replace(read, doubts=(note, *read.doubts))


def convert(data: bytes, suffix: str, target: str, program: str | None = None) -> bytes:
    """``data`` as a ``target`` file. Raises UnreadableError where LibreOffice is missing, fails or takes too long.

    It runs alone in a temporary folder, with a profile of its own, without macros and without a network.
    """
    found = program or next((path for name in PROGRAMS if (path := shutil.which(name))), None)
    remedy = f"请用 Word 或 WPS 打开，另存为 .{target} 后上传。"
    if found is None:
        raise UnreadableError("converter_missing", f"读取 {suffix} 文件需要 LibreOffice，这里没有安装。", remedy)
    with scratch_folder("office") as folder:
        profile, out = folder / "profile", folder / "out"
        for needed in (profile / "user", out):
            needed.mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_profile(), encoding="utf-8")
        file = folder / f"in{suffix}"
        file.write_bytes(data)
        options = ("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck")
        command = [
            found,
            f"-env:UserInstallation={profile.as_uri()}",
            *options,
            "--convert-to",
            target,
            "--outdir",
            str(out),
            str(file),
        ]
        if not run(command, folder, SECONDS, _environment(folder, os.environ)):
            raise UnreadableError("conversion_slow", f"LibreOffice 在 {SECONDS} 秒内没有转换完。", remedy)
        made = out / f"in.{target}"
        if not made.is_file() or made.is_symlink():
            raise UnreadableError("conversion_failed", f"LibreOffice 打不开这个 {suffix} 文件。", remedy)
        if made.stat().st_size > MAX_CONVERTED:
            raise UnreadableError("too_large", "转换后的文件大得不像报告。", "请只上传报告本身。")
        return made.read_bytes()


def _environment(folder: Path, given: Mapping[str, str]) -> dict[str, str]:
    closed = dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy"), "http://127.0.0.1:9")
    return {
        "PATH": given.get("PATH", "/usr/bin:/bin"),
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "LANG": "C.UTF-8",
        "SAL_USE_VCLPLUGIN": "svp",
        **closed,
    }


def _profile() -> str:
    items = "\n".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in SETTINGS
    )
    return PROFILE.format(items=items)


def _route(suffix: str, data: bytes) -> Route:
    """By the content where it tells, since .doc is often something else: docx, RTF, a web page."""
    usual = _table_route(suffix) if suffix in (".xls", ".et", ".ods") else _text_route(suffix)
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not data.strip():
        raise UnreadableError("empty_file", "文件是空的。", "请重新上传完整的文件。")
    if data.startswith(OLE):
        return _ole_route(data) or usual
    if data.startswith(b"PK"):
        return _package_route(data) or usual
    if head.startswith(RTF):
        check_rtf(data)
        return _text_route(".rtf")
    if head.startswith((b"<!doctype html", b"<html", b"mime-version:")) or b"<html" in head:
        # LibreOffice would load what the page links to.
        raise UnreadableError("web_page", f"扩展名是 {suffix}，内容却是网页。", "请把扩展名改为 .html 后上传。")
    if suffix == ".rtf":
        check_rtf(data)
    return usual


def _text_route(suffix: str) -> Route:
    return Route(suffix, TEXT, read_docx)


def _table_route(suffix: str) -> Route:
    return Route(suffix, TABLES, read_xlsx)


def _ole_route(data: bytes) -> Route | None:
    """By the streams of an old Office file; None where they do not tell. Raises UnreadableError for one that is
    encrypted or refused."""
    if ENCRYPTED in data:
        raise UnreadableError("encrypted", "文件设了密码，无法读取。", "请取消密码后另存上传。")
    check_ole(data)
    if WORD_STREAM in data:
        return _text_route(".doc")
    return _table_route(".xls") if WORKBOOK_STREAM in data else None


def _package_route(data: bytes) -> Route | None:
    """By the parts of a ZIP package; None for one that is not of Office. Raises UnreadableError."""
    package = open_package(data)
    if package.has("xl/workbook.xml"):
        return _table_route(".xlsx")
    if package.has("[Content_Types].xml"):
        return _text_route(".docx")
    # Unpacked once within our limits, before another program does it without them.
    for name in package.names:
        package.read(name)
    return None


def read_with_macros(source: Source, data: bytes, sidecar: Sidecar) -> Refused:
    """Files whose very name says that they carry programs."""
    doubt = Doubt(
        "macros", "sources", "文件带有宏，不予读取。", "请另存为不带宏的 .docx 或 .xlsx 后上传。", Loudness.REFUSED
    )
    return Refused(source, (doubt,))
