"""Declared outlets: TOML files in this folder (and the user's own), and their loader."""

from ingest.publishers.loader import Declaration, Publishers, check, load_publishers

__all__ = ["Declaration", "Publishers", "check", "load_publishers"]
