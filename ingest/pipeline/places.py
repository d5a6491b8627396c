"""The address of an article that has none but its file: the same on every machine, and silent on whose folder it lies in.

``file:examples/worked-example/article.txt``: the folder that was named and the way below it (for one file: its folder and
its name). It is the address of the article alone; the fetch log keeps the whole path.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from urllib.parse import quote

from graph.model import Article, Page
from graph.stores.base import Reader

SCHEME = "file:"


@dataclass(frozen=True, slots=True)
class Places:
    """Gives addresses during one run; two files never get one address unless they hold the same bytes."""

    reader: Reader
    given: dict[str, str] = field(default_factory=dict)

    def placed(self, page: Page, *, root: Path) -> str:
        """Address of ``page``, whose ``url`` is the whole ``file:`` URI; ``root`` is the folder that was named."""
        known = self._known(page.url)
        if known:
            return known
        short = _below(page.url, root.resolve().parent)
        if self.given.setdefault(short, page.url) == page.url and self._is_free(short, page):
            return short
        return f"{short}?{blake2b(page.url.encode(), digest_size=4).hexdigest()}"

    def _known(self, url: str) -> str:
        """What was read from here before keeps its address."""
        record = self.reader.fetch_record(url)
        version = self.reader.version(record.version_id) if record and record.version_id else None
        article = self.reader.article(version.article_id) if version else None
        return article.url if article and article.url.startswith(SCHEME) else ""

    def _is_free(self, short: str, page: Page) -> bool:
        """Nobody's yet, or that of the same bytes read from elsewhere."""
        held = self.reader.versions_of(Article.id_of(short))
        return not held or any(version.page_sha256 == page.sha256 for version in held)


def _below(url: str, parent: Path) -> str:
    """``file:///home/me/news/a.txt`` and ``/home/me`` → ``file:news/a.txt``; a record's ``#3`` stays."""
    prefix = parent.as_uri().rstrip("/") + "/"
    return SCHEME + url.removeprefix(prefix) if url.startswith(prefix) else SCHEME + quote(Path(url).name, safe="#%")
