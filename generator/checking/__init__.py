"""``gongkai check``: findings in uploads, and output formats; beside them :mod:`.requests`, for ``gongkai review``."""

from generator.checking.findings import Checked, FailOn, check_paths, choose
from generator.checking.formats import SCHEMA, as_github, as_json, as_text, statistics, total

__all__ = [
    "SCHEMA", "Checked", "FailOn", "as_github", "as_json", "as_text", "check_paths", "choose", "statistics", "total",
]  # fmt: skip
