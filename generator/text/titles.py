"""What an annual report on open government information is called: the parts of patterns of its title.

Regular expressions for text in simplified characters. Blanks inside titles are for the caller to drop.
"""

from __future__ import annotations

SUBJECT = "(?:信息|政务)公开"
"""What the report is about: 政府信息公开, 信息公开, 政务公开."""
REPORT = "(?:报告|年报)"
REPORT_OR_SHEET = "(?:报告|年报|统计表)"
"""The statistics sheet of 2014 to 2018 is a report, too."""
TITLE = f"{SUBJECT}.{{0,14}}{REPORT}|{REPORT}.{{0,6}}{SUBJECT}"
"""信息公开工作年度报告, 年报(信息公开): subject and kind of document, in either order."""
