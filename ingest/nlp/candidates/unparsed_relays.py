"""X, quoting Y: between a relaying verb and its content stands whose words they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.model import Act
from ingest.nlp.candidates.unparsed_anchors import Anchor, Cue
from ingest.nlp.candidates.unparsed_lines import Line
from ingest.nlp.candidates.unparsed_phrases import phrase_end
from ingest.nlp.draft import Construction, Draft

RELAYED = 0.6  # the statement is the quoted one's; a reader may count the relay alone


def relayed_drafts(line: Line, found: Sequence[tuple[Cue, Anchor]], verbs: Sequence[Draft]) -> Iterator[Draft]:
    """One draft for whom each relay quotes, with the relay's content."""
    for cue, anchor in found:
        at = _credit(line, cue, anchor) if cue.verb.lemma in line.grammar.data.relays else 0
        end = phrase_end(line, at + 1, anchor.edge) if at else 0
        relay = next((d for d in verbs if d.cue and d.cue.end == line.tokens[cue.at].end), None)
        if relay and end > at + 1:
            yield Draft(
                construction=Construction.ACCORDING,
                cue=line.range(at, at + 1),
                content=relay.content,
                lemma=line.word(at).key,
                act=Act.ASSERT,
                confidence=RELAYED,
                source=line.range(at + 1, end),
                detail="relay",
            )


def _credit(line: Line, cue: Cue, anchor: Anchor) -> int:
    """The token of "from" in "the agency quoted *from* the minister", 0 where there is none."""
    between = range(cue.at + 1, anchor.edge)
    return next((k for k in between if line.word(k).key in line.grammar.credits), 0)
