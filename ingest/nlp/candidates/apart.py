"""Candidates of a language without a parser whose words are written apart (auxiliaries, articles, pronouns).

::

    paragraph ─ apart_words     tokens with their verb forms, sentences, quotations
              ─ apart_cues      verb groups: "no ha querido decir"
              ─ apart_contents  where what is said begins and how far it reaches
              ─ apart_phrases   who speaks, who is accused or asked
              ─ apart           drafts: content behind the verb, content before it, passives, according-to, nouns
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graph.model import Act, Label
from ingest.nlp.candidates import apart_contents as contents
from ingest.nlp.candidates import apart_phrases as phrases
from ingest.nlp.candidates.apart_contents import Anchor
from ingest.nlp.candidates.apart_cues import Group, groups
from ingest.nlp.candidates.apart_light import light_drafts
from ingest.nlp.candidates.apart_nouns import according_drafts, noun_drafts
from ingest.nlp.candidates.apart_words import OUTSIDE, Line, is_finite, line
from ingest.nlp.draft import Construction, Draft, Range, Subject
from ingest.nlp.lexicon import Sense
from ingest.nlp.reading import Reading

_SURE = {
    Construction.CLAUSE: 0.95,
    Construction.QUOTATION: 0.95,
    Construction.INFINITIVE: 0.8,
    Construction.PREPOSITION: 0.75,
    Construction.PASSIVE: 0.7,
    Construction.OBJECT: 0.6,
}
_DASHES = ("—", "–", "―")
_LONG = 8
"""Tokens of the speaker between a relative word and its verb."""
_LEAST = 2
"""Words before an inserted cue that can be what is said."""


def drafts(reading: Reading) -> tuple[Draft, ...]:
    """All possible attributions of one reading, in the order of the text."""
    grammar = reading.language.apart
    found: list[Draft] = []
    for paragraph in reading.paragraphs:
        found += line_drafts(line(reading.text, paragraph, reading.outermost, grammar))
    named = (_with_party(reading, draft) for draft in found)
    return tuple(sorted(named, key=lambda draft: (draft.start, draft.cue or (0, 0))))


def _with_party(reading: Reading, draft: Draft) -> Draft:
    """A pronoun as target ("la acusó") stands for the last person named before it who does not speak; else for nobody."""
    pronouns = reading.language.apart.data.object_clitics
    if len(draft.target) != 1 or reading.text[slice(*draft.target[0])].lower() not in pronouns:
        return draft
    place = draft.target[0].start
    people = [Range(m.span.start, m.span.end) for m in reading.mentions if m.label is Label.PER and m.span.end <= place]
    others = [p for p in people if draft.source is None or not p.overlaps(draft.source)]
    return replace(draft, target=(others[-1],) if others else ())


def line_drafts(here: Line) -> list[Draft]:
    """The drafts of one paragraph."""
    anchored = [(group, _anchor(here, group)) for group in groups(here)]
    starts = _statement_starts(here, anchored)
    made: list[Draft] = []
    for group, anchor in anchored:
        draft = _draft(here, group, anchor, starts, made)
        if draft is not None and not any(_same(draft, other) for other in made):
            made.append(draft)
    carried = tuple(light_drafts(here, starts))
    carried = tuple(noun for noun in carried if noun.content or not any(_shares_words(d, noun) for d in made))
    made = [d for d in made if not any(_carries(d, noun) or _shares_words(d, noun) for noun in carried)]
    made += carried
    return [*made, *according_drafts(here, starts), *noun_drafts(here, starts, made)]


def _shares_words(draft: Draft, noun: Draft) -> bool:
    """Both cues hold the same verb: "no quiso hacer", "no quiso hacer comentarios"."""
    return draft.cue is not None and noun.cue is not None and draft.cue.overlaps(noun.cue)


def _carries(draft: Draft, noun: Draft) -> bool:
    """The verb of ``draft`` only carries the noun that begins its object: "pidió disculpas"."""
    if draft.construction is not Construction.OBJECT or not draft.content or noun.cue is None:
        return False
    return draft.content[0].start < noun.cue.end <= draft.content[0].end and draft.lemma.split()[0] == noun.lemma


def _same(one: Draft, other: Draft) -> bool:
    return one.content == other.content


def _anchor(here: Line, group: Group) -> Anchor | None:
    """What stands behind the verb, unless the verb is inserted into what it reports."""
    if _inserted(here, group):
        return None
    return contents.anchor(here, group)


def _statement_starts(here: Line, anchored: Sequence[tuple[Group, Anchor | None]]) -> frozenset[int]:
    """Tokens at which another statement ends the content before it: ", y añadió que", ", añadiendo que"."""
    found = set()
    for group, anchor in anchored:
        before = group.first - 1
        joined = here.is_a(before, "coordinators")
        comma = here.mark(before) == "," or here.mark(before - 1) == ","
        if anchor is not None and (joined or (group.kind == "gerund" and comma)):
            found.add(before if joined else group.first)
        elif anchor is not None and group.kind == "infinitive" and here.is_a(before, "guards"):
            found.add(before)  # "al considerar que"
        elif anchor is not None:
            found.update(_contrasted(here, group))
    return frozenset(found)


def _contrasted(here: Line, group: Group) -> list[int]:
    """The "but" behind a comma, or the "and", with which the statement of ``group`` begins, its subject included."""
    subject = phrases.before(here, group)
    first = (subject[0] if subject else group.first) - 1
    if subject is not None and here.is_a(first, "coordinators") and not here.is_a(first + 1, "relatives"):
        return [first]
    return [first] if here.is_a(first, "openers") and here.mark(first - 1) == "," else []


def _draft(
    here: Line, group: Group, anchor: Anchor | None, starts: frozenset[int], earlier: Sequence[Draft]
) -> Draft | None:
    if group.passive:
        return _passive(here, group, anchor, starts)
    if anchor is None:
        return _content_first(here, group, earlier) or _of_antecedent(here, group)
    said = contents.content(here, anchor, starts)
    if not said or (group.negated and anchor.construction is Construction.OBJECT and anchor.sense.act == "assert"):
        return None
    found = _made(here, group, anchor, said, earlier)
    return _in_relative(here, group, anchor, found)


def _of_antecedent(here: Line, group: Group) -> Draft | None:
    """ "una acusación que el ministro niega": what is denied stands before the relative word, the speaker behind it."""
    sense = group.sense(here, Construction.OBJECT)
    near = range(group.first - 1, max(here.begins(group.at), group.first - _LONG), -1)
    link = next((k for k in near if here.is_a(k, "relatives")), None)
    if sense is None or group.passive or link is None or group.kind != "finite" or not phrases.begins(here, link + 1):
        return None
    noun = phrases.antecedent(here, link)
    whole = link + 1 < group.first and phrases.is_whole(here, link + 1, group.first)
    if noun is None or not whole or here.key(link - 1) in here.grammar.relative_after:
        return None
    anchor = Anchor(Construction.OBJECT, sense, noun[0], group.end, "relative")
    found = _made(here, group, anchor, here.spans(*noun), ())
    return replace(found, source=here.range(link + 1, group.first), subject=_kind_of(here, link + 1, group.first))


def _kind_of(here: Line, first: int, end: int) -> Subject:
    return Subject.PRONOUN if end == first + 1 and here.is_a(first, "pronouns") else Subject.NAMED


def _in_relative(here: Line, group: Group, anchor: Anchor, found: Draft) -> Draft:
    """ ", que pidió no ser nombrado,": what is said in a relative clause between commas ends with it."""
    at = group.first - 1
    between = found.subject is Subject.PRONOUN and here.is_a(at, "relatives") and here.mark(at - 1) == ","
    comma = next((k for k in range(anchor.at, here.ends[group.at]) if here.mark(k) == ","), None)
    if not between or comma is None:
        return found
    return replace(found, content=here.spans(anchor.at, comma) or found.content)


def _made(here: Line, group: Group, anchor: Anchor, said: tuple[Range, ...], earlier: Sequence[Draft]) -> Draft:
    silent = group.kind in ("gerund", "infinitive") or group.impersonal
    spoken = None if silent else _speaker(here, group, anchor)
    source = here.range(*spoken) if spoken else None
    pronoun = spoken is not None and spoken[1] - spoken[0] == 1 and here.is_a(spoken[0], "pronouns")
    return Draft(
        construction=anchor.construction,
        cue=group.cue(here),
        content=said,
        lemma=f"{anchor.sense.lemma} {anchor.sense.particle}".strip(),
        act=anchor.sense.act,
        confidence=round(_SURE[anchor.construction] * anchor.sense.group.weight, 3),
        source=source,
        subject=Subject.NOBODY if group.impersonal and spoken is None else _kind(here, spoken, pronoun),
        target=_target(here, group, anchor, spoken),
        negated=group.negated,
        number=group.form.number,
        hint=_hint(here, group, spoken, earlier),
        detail=anchor.detail,
    )


def _kind(here: Line, spoken: tuple[int, int] | None, pronoun: bool) -> Subject:
    if spoken is None:
        return Subject.DROPPED
    return Subject.PRONOUN if pronoun or here.is_a(spoken[1] - 1, "relatives") else Subject.NAMED


def _speaker(here: Line, group: Group, anchor: Anchor) -> tuple[int, int] | None:
    """Before the verb; behind it where what is said is set apart from the subject by a word or a mark."""
    found = phrases.before(here, group)
    apart = anchor.construction in (Construction.CLAUSE, Construction.QUOTATION) or anchor.detail == "charge"
    return found or (phrases.behind(here, group, anchor.edge) if apart or anchor.edge > group.end + 1 else None)


def _target(here: Line, group: Group, anchor: Anchor, spoken: tuple[int, int] | None) -> tuple[Range, ...]:
    """The party behind one of the sense's prepositions, or the pronoun before the verb."""
    if group.object >= 0 and anchor.sense.group.target:
        return (here.range(group.object, group.object + 1),)
    first = spoken[1] if spoken is not None and spoken[0] >= group.end else group.end
    limit = anchor.edge if anchor.edge > first else here.ends[group.at]
    found = phrases.led(here, anchor.sense.group.target, first, limit)
    if found is not None and anchor.sense.act is Act.DEMAND and found[0] >= anchor.at:
        return ()  # "llamó a la unidad": what is asked for, and of nobody
    return (here.range(*found),) if found else ()


def _hint(here: Line, group: Group, spoken: tuple[int, int] | None, earlier: Sequence[Draft]) -> Range | None:
    """The speaker of the statement that this one goes on with in the same sentence."""
    if spoken is not None:
        noun = phrases.antecedent(here, spoken[0]) if here.is_a(spoken[1] - 1, "relatives") else None
        return here.range(*noun) if noun else None
    begin = here.tokens[here.begins(group.at)].start
    last = next((d for d in reversed(earlier) if d.cue and d.cue.start >= begin and (d.source or d.hint)), None)
    if last is not None:
        return last.source or last.hint
    subject = _shared_subject(here, group)
    return here.range(*subject) if subject else None


def _shared_subject(here: Line, group: Group) -> tuple[int, int] | None:
    """ "El ministro salió al cruce y sostuvo que": the subject of the verb that a coordinated one goes on from."""
    if not here.is_a(group.first - 1, "coordinators"):
        return None
    before = range(here.begins(group.at), group.first)
    verb = next((k for k in before if here.quote(k) == OUTSIDE and is_finite(here, k)), None)
    if verb is None:
        return None
    first = verb
    while _is_light(here, first - 1):
        first -= 1
    found = phrases.before(here, replace(group, first=first, at=verb, end=verb + 1))
    return None if found is None or here.is_a(found[1] - 1, "relatives") else found


# ---------------------------------------------------------------- content before the cue


def _inserted(here: Line, group: Group) -> bool:
    """A finite verb right behind a comma, dash or quotation that follows what is said."""
    i = group.first - 1
    if i < 0 or group.kind != "finite" or group.passive:
        return False
    closes = here.quote(i) != OUTSIDE or here.mark(i) in (",", *_DASHES)
    if not closes or here.key(group.end) in here.grammar.complementisers or here.mark(group.end) == ":":
        return False
    if here.quote(i) == OUTSIDE and phrases.before(here, group) is not None:
        return False  # "X, its spokesman, said"
    return _sense(here, group) is not None and _words_before(here, group) >= _LEAST


def _sense(here: Line, group: Group) -> Sense | None:
    return group.sense(here, Construction.QUOTATION)


def _words_before(here: Line, group: Group) -> int:
    return here.words(_first_said(here, group), group.first)


def _first_said(here: Line, group: Group) -> int:
    """First token of what is said before the cue: its sentence's, or that of the quotation right before it."""
    i = group.first - 1
    while i > 0 and here.mark(i) and here.quote(i) == OUTSIDE:
        i -= 1
    if here.quote(i) == OUTSIDE:
        return here.begins(i)
    number = here.quote(i)
    while i > 0 and here.quote(i - 1) == number:
        i -= 1
    return i


def _content_first(here: Line, group: Group, earlier: Sequence[Draft]) -> Draft | None:
    """ "...", dijo X; X, dijo Y, Z."""
    sense = _sense(here, group)
    if sense is None or not _inserted(here, group):
        return None
    limit = _segment_end(here, group)
    first = _first_said(here, group)
    quoted = here.quote(first) != OUTSIDE
    clause = here.mark(0) in _DASHES or any(is_finite(here, k) for k in range(first, group.first))
    rest = limit + 1 if here.mark(limit) == "," else limit
    verb = next((k for k in range(rest, len(here)) if not _is_light(here, k)), rest)
    goes_on = limit < rest < len(here) and is_finite(here, verb)
    if not (quoted or clause or goes_on):
        return None
    said = here.spans(first, group.first)
    if goes_on:
        said += here.spans(rest, here.ends[group.at])
    elif quoted:
        said += _next_quotation(here, limit)
    anchor = Anchor(Construction.QUOTATION, sense, limit, limit, "inserted")
    who = phrases.behind(here, group, limit)
    if who is None and not quoted and not here.mark(group.end):
        return None
    return _made(here, group, anchor, said, earlier) if said else None


def _is_light(here: Line, i: int) -> bool:
    """A negation or a pronoun before a verb."""
    return here.is_a(i, "clitics") or here.key(i) in here.grammar.negations


def _segment_end(here: Line, group: Group) -> int:
    """Where the inserted clause ends: a comma that no apposition passes, a mark, a quotation, the sentence's end."""
    spoken = phrases.behind(here, group, here.ends[group.at])
    i = spoken[1] if spoken else group.end
    while i < here.ends[group.at] and here.quote(i) == OUTSIDE and here.mark(i) not in (",", ";", ":", "—", "–"):
        i += 1
    return i


def _next_quotation(here: Line, i: int) -> tuple[Range, ...]:
    """``"...", dijo X. "..."``: the quotation that follows with nothing but marks between."""
    while i < len(here) and here.mark(i) and here.quote(i) == OUTSIDE:
        i += 1
    return (here.quotes[here.quote(i)].inner,) if here.quote(i) != OUTSIDE else ()


# ---------------------------------------------------------------- passive


def _passive(here: Line, group: Group, anchor: Anchor | None, starts: frozenset[int]) -> Draft | None:
    """ "X fue acusado por Y de Z"; without a charge only where the accuser is named."""
    sense = group.sense(here, Construction.PASSIVE)
    if sense is None:
        return None
    agent = phrases.led(here, here.grammar.lexicon.noun_sources[:1], group.end, here.ends[group.at])
    about = phrases.before(here, group) or (phrases.behind(here, group, here.ends[group.at]) if not agent else None)
    said = contents.content(here, anchor, starts) if anchor is not None else ()
    if not said and (agent is None or about is None):
        return None
    party = here.range(*about) if about else None
    is_party = sense.group.object == "target"
    if agent is not None and anchor is not None and agent[1] > anchor.edge > agent[0]:
        agent = (agent[0], anchor.edge)
    return Draft(
        construction=Construction.PASSIVE,
        cue=group.cue(here),
        content=said if said and is_party else ((party,) if party else said),
        lemma=sense.lemma,
        act=sense.act,
        confidence=round(_SURE[Construction.PASSIVE] * sense.group.weight, 3),
        source=here.range(*agent) if agent else None,
        subject=Subject.NAMED if agent else Subject.NOBODY,
        target=(party,) if party and is_party else (),
        negated=group.negated,
    )
