"""Office files as LibreOffice prints them: many at once, since starting it takes longer than a page."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

PROGRAMS = ("soffice", "libreoffice")
BATCH = 40
SECONDS = 300


def installed() -> bool:
    return any(shutil.which(name) for name in PROGRAMS)


def as_pdf(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """PDF by file name; a file that LibreOffice does not open is left out."""
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        return {}
    done: dict[str, bytes] = {}
    names = sorted(files)
    with tempfile.TemporaryDirectory() as folder:
        profile = (Path(folder) / "profile").as_uri()
        for start in range(0, len(names), BATCH):
            batch = names[start : start + BATCH]
            for name in batch:
                (Path(folder) / name).write_bytes(files[name])
            command = [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir"]
            command += [f"{folder}/out", *(f"{folder}/{name}" for name in batch)]
            subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
            for name in batch:
                printed = Path(folder) / "out" / Path(name).with_suffix(".pdf").name
                if printed.is_file():
                    done[name] = printed.read_bytes()
    return done
