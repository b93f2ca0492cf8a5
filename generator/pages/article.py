"""Pages of running text, written in Markdown under content/pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from generator.pages.page import INDEX, Frame, Link, Page
from generator.pages.site import HOME, Site


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """Context of article.html."""

    frame: Frame
    """Head, header and footer."""
    html: str
    """The rendered Markdown; HTML in the source was escaped."""
    siblings: tuple[Link, ...]
    """All articles in its language, in their order."""
    here: str
    """This article's address."""


def article_pages(site: Site) -> Iterator[Page]:
    """``/about/…``: one page an article."""
    articles = sorted(site.articles, key=lambda a: (a.order, a.path))
    for article in articles:
        siblings = tuple(Link(a.title, a.path) for a in articles if a.language == article.language)
        parents = tuple(s for s in siblings if s.url != article.path and article.path.startswith(s.url))
        frame = site.frame(
            article.path,
            article.title,
            article.description,
            crumbs=(HOME, *parents),
            area="about",
            lang=article.language,
        )
        yield Page(
            article.path.strip("/") + "/" + INDEX,
            "article.html",
            partial(ArticlePage, frame, article.html, siblings, article.path),
        )
