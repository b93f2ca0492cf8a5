"""Markdown pages: their front matter is checked, their HTML is not believed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.errors import GongkaiError
from generator.pages.markdown import in_order, read_article
from generator.sources.articles import read_articles

CONTENT = Path(__file__).parents[2] / "content" / "pages"
HEAD = "---\ntitle: 甲\npath: /about/jia/\ndescription: 乙\norder: 2\n---\n"


def test_an_article_is_read() -> None:
    article = read_article(
        "a.md", HEAD + "\n## 丙\n\n[丁](/x/) <script>alert(1)</script>\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
    )
    assert (article.title, article.path, article.description, article.order) == ("甲", "/about/jia/", "乙", 2)
    assert "<h2>丙</h2>" in article.html and "<td>1</td>" in article.html
    assert "<script>" not in article.html and "&lt;script&gt;" in article.html


@pytest.mark.parametrize(
    ("source", "trouble"),
    [
        ("## 无\n", "no front matter"),
        ("---\ntitle: 甲\n", "does not end"),
        ("---\ntitle: [\n---\n", "not YAML"),
        ("---\ntitle: 甲\n---\n", "other keys"),
        (HEAD.replace("order", "rank"), "other keys"),
        (HEAD.replace("/about/jia/", "about"), "not an address"),
    ],
)
def test_trouble_names_file_and_remedy(source: str, trouble: str) -> None:
    with pytest.raises(GongkaiError, match=trouble) as caught:
        read_article("b.md", source)
    assert caught.value.file == "b.md" and caught.value.remedy


def test_our_articles_are_in_order_and_describe_themselves() -> None:
    articles = in_order(read_articles(CONTENT))
    assert [a.path for a in articles] == [
        "/about/",
        "/about/method/",
        "/about/glossary/",
        "/about/corrections/",
        "/about/uploading/",
        "/en/",
        "/en/about/",
        "/en/method/",
        "/en/glossary/",
    ]
    assert all(20 <= len(a.description) + len(a.title) <= (80 if a.language == "zh-Hans" else 120) for a in articles)
    assert not [a.path for a in articles if re.search("<h1|<img", a.html)]
