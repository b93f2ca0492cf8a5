"""Fetch what checks drafts in the browser (/draft/) into .draft/: ``make draft``.

Two things come from registries, by their ordinary clients (npm, pip) and only with the bytes that are pinned here:
Python in WebAssembly, and msgspec built for it. All else is pure Python that is installed here anyway. OpenCC, which is
not, is replaced by its own table of single characters. The build itself fetches nothing (generator/publish/engine.py).
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from importlib.metadata import distribution
from io import BytesIO
from pathlib import Path

from opencc import OpenCC

ROOT = Path(__file__).parents[1]
TARGET = ROOT / ".draft"
PYODIDE = "314.0.7", "66b7949e5a0cba2250b586d7e368bf12fb482800748d182c4618254b685ffaa0"
MSGSPEC = "0.23.0", "1836f50ad87e7c56600b648a1b75c3bbcce62835cb1f489435fc5fee8d068831"
"""Version and SHA-256 of the package. Both go together: a wheel is built for one version of Python."""
WHEELS_FOR = ("--platform", "pyemscripten_2026_0_wasm32", "--python-version", "3.14", "--implementation", "cp")
TAKEN = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
PURE = {
    "chardet": "0BSD",
    "cssselect2": "BSD-3-Clause",
    "pypinyin": "MIT",
    "PyYAML": "MIT",
    "RapidFuzz": "MIT",
    "tinycss2": "BSD-3-Clause",
    "webencodings": "BSD-3-Clause",
}
"""Installed packages of which the browser gets the modules in Python, and their licences."""
LEFT_OUT = (".so", ".pyd", ".pyi", ".pyc", ".typed", ".cmd", ".exe")
LONG_AGO = (1980, 1, 1, 0, 0, 0)
HAN = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000))
STAND_IN = '''"""OpenCC's table of single characters (t2s, Apache-2.0), where OpenCC itself cannot be."""
_TABLE = str.maketrans({old!r}, {new!r})


class OpenCC:
    def __init__(self, config):
        pass

    def convert(self, text):
        return text.translate(_TABLE)
'''


def main() -> None:
    """Fetch, pack, and note what is there."""
    with tempfile.TemporaryDirectory() as folder:
        files = _pyodide(Path(folder))
        files["packages.zip"] = _zipped([*_pure(), *_msgspec(Path(folder)), ("opencc.py", _stand_in())])
    shutil.rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir()
    for name, data in files.items():
        (TARGET / name).write_bytes(data)
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in sorted(files.items())}
    note = {"files": digests, "parts": _parts()}
    (TARGET / "engine.json").write_text(json.dumps(note, indent=1) + "\n")
    print(f"{TARGET}: {sum(map(len, files.values())) / 1e6:.1f} MB; the next build takes it into /draft/")


def _pyodide(folder: Path) -> dict[str, bytes]:
    version, digest = PYODIDE
    _run("npm", "pack", "--silent", f"pyodide@{version}", folder=folder)
    packed = _checked(next(folder.glob("pyodide-*.tgz")), digest)
    with tarfile.open(fileobj=BytesIO(packed)) as archive:
        files = {name: _member(archive, f"package/{name}") for name in TAKEN}
        lock = json.loads(_member(archive, "package/pyodide-lock.json"))
    # The list of all packages there are for it, of which none is asked for.
    files["pyodide-lock.json"] = json.dumps({"info": lock["info"], "packages": {}}).encode()
    return files


def _member(archive: tarfile.TarFile, name: str) -> bytes:
    found = archive.extractfile(name)
    assert found is not None, name
    return found.read()


def _msgspec(folder: Path) -> Iterator[tuple[str, bytes]]:
    version, digest = MSGSPEC
    pinned = folder / "pinned.txt"
    pinned.write_text(f"msgspec=={version} --hash=sha256:{digest}\n")
    options = ("--quiet", "--no-deps", "--only-binary=:all:", "--require-hashes", *WHEELS_FOR)
    _run(sys.executable, "-m", "pip", "download", *options, "-r", str(pinned), "-d", str(folder), folder=folder)
    with zipfile.ZipFile(BytesIO(_checked(next(folder.glob("msgspec-*.whl")), digest))) as wheel:
        yield from ((name, wheel.read(name)) for name in wheel.namelist() if not name.endswith((".pyi", "/")))


def _pure() -> Iterator[tuple[str, bytes]]:
    """The modules in Python of installed packages, their data, and their licences."""
    for name in PURE:
        for file in distribution(name).files or ():
            path = file.as_posix()
            wanted = ".dist-info/" not in path or "license" in path.lower() or "notice" in path.lower()
            if wanted and not path.startswith("..") and not path.endswith(LEFT_OUT) and "__pyinstaller" not in path:
                yield path, Path(str(file.locate())).read_bytes()


def _stand_in() -> bytes:
    converter = OpenCC("t2s")
    pairs = [(old, converter.convert(old)) for codes in HAN for old in map(chr, codes)]
    changed = [(old, new) for old, new in pairs if new != old and len(new) == 1]
    old, new = ("".join(column) for column in zip(*changed, strict=True))
    return STAND_IN.format(old=old, new=new).encode()


def _zipped(files: list[tuple[str, bytes]]) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, LONG_AGO), data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _parts() -> list[tuple[str, str, str]]:
    """Name, version and licence of all that is not ours."""
    return [
        ("Pyodide", PYODIDE[0], "MPL-2.0"),
        ("CPython", "3.14", "PSF-2.0"),
        ("msgspec", MSGSPEC[0], "BSD-3-Clause"),
        *((name, distribution(name).version, license_) for name, license_ in PURE.items()),
        ("OpenCC", distribution("OpenCC").version, "Apache-2.0"),
    ]


def _checked(file: Path, digest: str) -> bytes:
    data = file.read_bytes()
    if hashlib.sha256(data).hexdigest() != digest:
        raise SystemExit(f"{file.name} is not what is pinned in scripts/draft_engine.py")
    return data


def _run(*command: str, folder: Path) -> None:
    try:
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    except (OSError, subprocess.CalledProcessError) as error:
        raise SystemExit(f"could not be fetched ({error}); npm and pip are needed") from error


if __name__ == "__main__":
    main()
