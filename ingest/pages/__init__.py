"""What a page holds: ``Page`` → ``Document``, its text with zones and what it says of itself."""

from ingest.pages.page import Document, extractor_of, read_page

__all__ = ["Document", "extractor_of", "read_page"]
