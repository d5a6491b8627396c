"""Headline, body, teasers and notices of a text, as spans."""

from ingest.zones.finding import zones_of

__all__ = ["zones_of"]
