"""Forms that nobody has issued yet, written from those that exist."""

from __future__ import annotations

from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from generator.forms.loader import Forms, load_forms

Data = dict[str, Any]


def revised(folder: Path, change: Callable[[Data], None], old: str = "2021.yaml") -> Path:
    """The file of form ``old`` with ``change`` made to it."""
    data = yaml.safe_load((resources.files("generator.forms") / old).read_text(encoding="utf-8"))
    change(data)
    path = folder / f"{data['form']}-revised.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path


def revised_2021(folder: Path, change: Callable[[Data], None]) -> Forms:
    """The forms with ``change`` made to that of 2021."""
    return load_forms(("2019.yaml", revised(folder, change)))
