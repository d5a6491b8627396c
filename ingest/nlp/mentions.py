"""Who and what is named in a version: mentions, entities, and the aliases learnt on the way.

::

    text ─ tokens ─┬─ gazetteer (longest match, declared names)          wins over
                   ├─ pairs (two scripts side by side: a learnt alias)   wins over
                   ├─ triggers and titles ("شركة …", "minister …")        wins over
                   └─ the parser's own names, when a parse is given
                          └─ back-references ("Sacks" after "David Sacks", "the FT") ─ Found

A span covers whole words: where a conjunction or preposition is written joined to a name (وبريطانيا), the span holds
the written word and the entity the bare name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.model import Entity, Judgement, Mention, Version

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Found:
    """Mentions in the order of the text, without overlaps; each entity once; judgements for learnt aliases."""

    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    judgements: tuple[Judgement, ...] = ()

    def entity_at(self, start: int, end: int) -> str | None:
        """Entity of the first mention that lies in, or overlaps, ``[start, end)``; None where nothing known is named."""
        for mention in self.mentions:
            if mention.span.start < end and start < mention.span.end and mention.entity_id is not None:
                return mention.entity_id
        return None

    def entities_at(self, start: int, end: int) -> tuple[str, ...]:
        """All entities named in ``[start, end)``, each once, in order: ``Frame.about``, ``target_ids``."""
        inside = (m for m in self.mentions if m.span.start < end and start < m.span.end)
        return tuple(dict.fromkeys(m.entity_id for m in inside if m.entity_id is not None))


class Finder:
    """Finds names. Make one and keep it: loading compiles the gazetteer (a few tenths of a second)."""

    @classmethod
    def load(cls) -> Finder:
        """With the gazetteer and the name patterns that ship with Claimline."""
        return cls()

    def find(self, version: Version, doc: Doc | None = None) -> Found:
        """Names in ``version.text``. ``doc`` is the parse of that same text where the language has one: it is not made twice."""
        return Found()
