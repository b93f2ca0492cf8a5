"""What ships with the program beside its code: templates, the pages of content/pages, netlify.toml, constraints.txt;
and the tables, in YAML, that stand in its packages."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The one in C takes a tenth of the time, which every command and every worker process spends; in a browser there is
none."""

PACKAGE = Path(__file__).parent
INSIDE = "shipped"
"""The folder of the package that a wheel has for them; see force-include in pyproject.toml."""


def shipped(name: str) -> Path:
    """The file or folder ``name`` of the program's own project, wherever it was installed from."""
    packed = PACKAGE / INSIDE / name
    return packed if packed.exists() else PACKAGE.parent / name


def shipped_table(package: str, name: str) -> Any:
    """What the YAML file ``name`` of ``package`` says."""
    return yaml_of(resources.files(package).joinpath(name).read_text(encoding="utf-8"))


def yaml_of(text: str) -> Any:
    """What ``text`` says, which is ours: what strangers write is read by ``sources.plain_yaml``."""
    return yaml.load(text, Loader=_LOADER)
