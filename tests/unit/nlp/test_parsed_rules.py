"""Constructions on hand-built parses: what each rule reads off a tree, whatever a model makes of the sentence."""

from __future__ import annotations

import pytest

from graph.model import Act
from ingest.nlp.draft import Construction, Subject

from .reader import drafts, roles

CLAUSE = """
The     the     DET   DT  det    1
mayor   mayor   NOUN  NN  nsubj  2
said    say     VERB  VBD ROOT   2
that    that    SCONJ IN  mark   6
the     the     DET   DT  det    5
bridge  bridge  NOUN  NN  nsubj  6
fell    fall    VERB  VBD ccomp  2
.       .       PUNCT .   punct  2
"""


def test_clause_leaves_out_the_complementiser() -> None:
    text = "The mayor said that the bridge fell."
    (draft,) = drafts(text, CLAUSE)
    assert roles(text, draft) == ("said", "The mayor", ["the bridge fell"])
    assert (draft.construction, draft.act, draft.subject) == (Construction.CLAUSE, Act.ASSERT, Subject.NAMED)


def test_cue_takes_auxiliary_negation_and_adverb() -> None:
    text = "She has not clearly said the bridge fell."
    rows = """
She      she     PRON  PRP nsubj  4
has      have    AUX   VBZ aux    4
not      not     PART  RB  neg    4
clearly  clearly ADV   RB  advmod 4
said     say     VERB  VBN ROOT   4
the      the     DET   DT  det    6
bridge   bridge  NOUN  NN  nsubj  7
fell     fall    VERB  VBD ccomp  4
.        .       PUNCT .   punct  4
"""
    (draft,) = drafts(text, rows)
    assert roles(text, draft) == ("has not clearly said", "She", ["the bridge fell"])
    assert draft.subject is Subject.PRONOUN
    assert draft.negated


def test_aside_has_its_content_on_both_sides() -> None:
    text = "The bridge, he said, is old."
    rows = """
The     the    DET   DT  det       1
bridge  bridge NOUN  NN  nsubj     6
,       ,      PUNCT ,   punct     6
he      he     PRON  PRP nsubj     4
said    say    VERB  VBD parataxis 6
,       ,      PUNCT ,   punct     6
is      be     AUX   VBZ ROOT      6
old     old    ADJ   JJ  acomp     6
.       .      PUNCT .   punct     6
"""
    (draft,) = drafts(text, rows)
    assert roles(text, draft) == ("said", "he", ["The bridge", "is old"])


def test_quotation_before_an_inverted_verb() -> None:
    text = '"We lost it all," said Ada Brandt.'
    rows = """
"       "     PUNCT `` punct    3
We      we    PRON  PRP nsubj   2
lost    lose  VERB  VBD dep     6
it      it    PRON  PRP dobj    2
all     all   PRON  DT  advmod  2
,"      ,"    PUNCT ,   punct   6
said    say   VERB  VBD ROOT    6
Ada     Ada   PROPN NNP compound 8
Brandt  Brandt PROPN NNP nsubj  6
.       .     PUNCT .   punct   6
"""
    (draft,) = drafts(text, rows)
    assert roles(text, draft) == ("said", "Ada Brandt", ["We lost it all,"])
    assert draft.construction is Construction.QUOTATION


def test_participle_and_coordinated_verb_inherit_the_subject() -> None:
    text = "He left and said it fell, adding it hurt."
    rows = """
He      he    PRON  PRP nsubj  1
left    leave VERB  VBD ROOT   1
and     and   CCONJ CC  cc     1
said    say   VERB  VBD conj   1
it      it    PRON  PRP nsubj  5
fell    fall  VERB  VBD ccomp  3
,       ,     PUNCT ,   punct  3
adding  add   VERB  VBG advcl  3
it      it    PRON  PRP nsubj  9
hurt    hurt  VERB  VBD ccomp  7
.       .     PUNCT .   punct  1
"""
    first, second = drafts(text, rows)
    assert roles(text, first) == ("said", "He", ["it fell"])
    assert roles(text, second) == ("adding", "He", ["it hurt"])


def test_relative_pronoun_points_at_its_antecedent() -> None:
    text = "The guard who said it fell left."
    rows = """
The    the   DET   DT  det   1
guard  guard NOUN  NN  nsubj 6
who    who   PRON  WP  nsubj 3
said   say   VERB  VBD relcl 1
it     it    PRON  PRP nsubj 5
fell   fall  VERB  VBD ccomp 3
left   leave VERB  VBD ROOT  6
.      .     PUNCT .   punct 6
"""
    (draft,) = drafts(text, rows)
    assert roles(text, draft) == ("said", "who", ["it fell"])
    assert draft.subject is Subject.PRONOUN
    assert draft.hint is not None
    assert text[slice(*draft.hint)] == "The guard"


def test_narrators_tail_is_cut() -> None:
    text = "He said it fell, although it stands."
    rows = """
He        he       PRON  PRP nsubj 1
said      say      VERB  VBD ROOT  1
it        it       PRON  PRP nsubj 3
fell      fall     VERB  VBD ccomp 1
,         ,        PUNCT ,   punct 3
although  although SCONJ IN  mark  7
it        it       PRON  PRP nsubj 7
stands    stand    VERB  VBZ advcl 3
.         .        PUNCT .   punct 1
"""
    (draft,) = drafts(text, rows)
    assert roles(text, draft) == ("said", "He", ["it fell"])


ACCUSED = """
They    they   PRON  PRP nsubj 1
accused accuse VERB  VBD ROOT  1
Norbank Norbank PROPN NNP dobj 1
of      of     ADP   IN  prep  {head}
theft   theft  NOUN  NN  pobj  3
.       .      PUNCT .   punct 1
"""


def test_charge_wherever_the_parse_hangs_it() -> None:
    text = "They accused Norbank of theft."
    for head in ("1", "2"):
        (draft,) = drafts(text, ACCUSED.format(head=head))
        assert roles(text, draft) == ("accused", "They", ["theft"])
        assert [text[slice(*t)] for t in draft.target] == ["Norbank"]
        assert draft.act is Act.ACCUSE


def test_passive_takes_the_agent_as_source() -> None:
    text = "The report was denied by Norbank."
    rows = """
The     the    DET   DT  det       1
report  report NOUN  NN  nsubjpass 3
was     be     AUX   VBD auxpass   3
denied  deny   VERB  VBN ROOT      3
by      by     ADP   IN  agent     3
Norbank Norbank PROPN NNP pobj     4
.       .      PUNCT .   punct     3
"""
    (draft,) = drafts(text, rows)
    assert roles(text, draft) == ("was denied", "Norbank", ["The report"])
    assert (draft.construction, draft.act) == (Construction.PASSIVE, Act.DENY)


def test_passive_without_agent_has_nobody() -> None:
    text = "The report was denied."
    rows = """
The     the    DET   DT  det       1
report  report NOUN  NN  nsubjpass 3
was     be     AUX   VBD auxpass   3
denied  deny   VERB  VBN ROOT      3
.       .      PUNCT .   punct     3
"""
    (draft,) = drafts(text, rows)
    assert (draft.source, draft.subject) == (None, Subject.NOBODY)


@pytest.mark.parametrize(
    ("word", "row", "party"), [("Hall", "Hall PROPN NNP dobj 1", ["Hall"]), ("him", "he PRON PRP dobj 1", [])]
)
def test_infinitive_names_the_party_asked(word: str, row: str, party: list[str]) -> None:
    """A pronoun names nobody."""
    text = f"They urged {word} to leave."
    rows = f"""
They  they  PRON  PRP nsubj 1
urged urge  VERB  VBD ROOT  1
{word} {row}
to    to    PART  TO  aux   4
leave leave VERB  VB  xcomp 1
.     .     PUNCT .   punct 1
"""
    (draft,) = drafts(text, rows)
    assert roles(text, draft) == ("urged", "They", [f"{word} to leave"])
    assert [text[slice(*t)] for t in draft.target] == party


def test_aspect_verb_belongs_to_the_cue() -> None:
    text = "They continued to demand answers."
    rows = """
They      they     PRON  PRP nsubj 1
continued continue VERB  VBD ROOT  1
to        to       PART  TO  aux   3
demand    demand   VERB  VB  xcomp 1
answers   answer   NOUN  NNS dobj  3
.         .        PUNCT .   punct 1
"""
    (draft,) = drafts(text, rows)
    assert roles(text, draft) == ("continued to demand", "They", ["answers"])


def test_preposition_ends_the_cue() -> None:
    text = "They called for answers."
    rows = """
They    they   PRON  PRP nsubj 1
called  call   VERB  VBD ROOT  1
for     for    ADP   IN  prep  1
answers answer NOUN  NNS pobj  2
.       .      PUNCT .   punct 1
"""
    (draft,) = drafts(text, rows)
    assert roles(text, draft) == ("called for", "They", ["answers"])
    assert draft.act is Act.DEMAND


def test_verb_that_needs_a_predicate_is_no_cue_without() -> None:
    rows = """
She    she    PRON  PRP nsubj 1
called call   VERB  VBD ROOT  1
home   home   NOUN  NN  dobj  1
.      .      PUNCT .   punct 1
"""
    assert drafts("She called home.", rows) == ()


def test_noun_with_its_owner() -> None:
    text = "Norbank's claim that it fell failed."
    rows = """
Norbank Norbank PROPN NNP poss  2
's      's      PART  POS case  0
claim   claim   NOUN  NN  nsubj 6
that    that    SCONJ IN  mark  5
it      it      PRON  PRP nsubj 5
fell    fall    VERB  VBD acl   2
failed  fail    VERB  VBD ROOT  6
.       .       PUNCT .   punct 6
"""
    (draft,) = drafts(text, rows)
    assert roles(text, draft) == ("claim", "Norbank's", ["it fell"])
    assert draft.construction is Construction.NOUN


def test_light_verb_and_its_noun_are_one_cue() -> None:
    text = "They issued a warning about floods."
    rows = """
They    they    PRON  PRP nsubj 1
issued  issue   VERB  VBD ROOT  1
a       a       DET   DT  det   3
warning warning NOUN  NN  dobj  1
about   about   ADP   IN  prep  3
floods  flood   NOUN  NNS pobj  4
.       .       PUNCT .   punct 1
"""
    (draft,) = drafts(text, rows)
    assert roles(text, draft) == ("issued a warning about", "They", ["floods"])
    assert (draft.construction, draft.act) == (Construction.LIGHT_VERB, Act.WARN)


def test_faced_charges_make_the_subject_the_target() -> None:
    text = "Norbank faces accusations of fraud."
    rows = """
Norbank     Norbank    PROPN NNP nsubj 1
faces       face       VERB  VBZ ROOT  1
accusations accusation NOUN  NNS dobj  1
of          of         ADP   IN  prep  2
fraud       fraud      NOUN  NN  pobj  3
.           .          PUNCT .   punct 1
"""
    (draft,) = drafts(text, rows)
    assert (draft.source, draft.subject, draft.act) == (None, Subject.NOBODY, Act.ACCUSE)
    assert [text[slice(*t)] for t in draft.target] == ["Norbank"]


def test_according_to_takes_the_other_side_of_the_sentence() -> None:
    text = "Two ships sank, according to Norbank."
    rows = """
Two       two    NUM   CD  nummod 1
ships     ship   NOUN  NNS nsubj  2
sank      sink   VERB  VBD ROOT   2
,         ,      PUNCT ,   punct  2
according accord VERB  VBG prep   2
to        to     ADP   IN  prep   4
Norbank   Norbank PROPN NNP pobj  5
.         .      PUNCT .   punct  2
"""
    (draft,) = drafts(text, rows)
    assert roles(text, draft) == ("according to", "Norbank", ["Two ships sank"])


def test_unknown_verb_is_nothing() -> None:
    assert drafts("The mayor ate that the bridge fell.", CLAUSE.replace("said    say ", "ate     eat ")) == ()
