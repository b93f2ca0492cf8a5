"""``gongkai check``: findings in uploads, and output formats; beside them :mod:`.requests`, for ``gongkai review``."""

from generator.checking.findings import Checked, FailOn, check_paths, choose
from generator.checking.formats import as_github, as_json, as_text

__all__ = ["Checked", "FailOn", "as_github", "as_json", "as_text", "check_paths", "choose"]
