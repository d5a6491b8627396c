"""Content that hangs elsewhere than on its verb, and subjects that stand elsewhere, on hand-built parses."""

from __future__ import annotations

from ingest.nlp.draft import Subject

from .reader import drafts, roles


def test_clause_on_a_word_of_time_is_the_verbs() -> None:
    text = "The Post reported at noon that Dolan fell."
    rows = """
The      the    DET   DT  det    1
Post     post   PROPN NNP nsubj  2
reported report VERB  VBD ROOT   2
at       at     ADP   IN  prep   2
noon     noon   NOUN  NN  pobj   3
that     that   SCONJ IN  mark   7
Dolan    dolan  PROPN NNP nsubj  7
fell     fall   VERB  VBD acl    4
.        .      PUNCT .   punct  2
"""
    (draft,) = drafts(text, rows)
    assert roles(text, draft) == ("reported", "The Post", ["Dolan fell"])
    assert draft.rule == "clause:misplaced"


def test_echo_gives_the_sentence_to_whom_it_names() -> None:
    text = "As Dolan said, it fell."
    rows = """
As    as    SCONJ IN  mark  2
Dolan dolan PROPN NNP nsubj 2
said  say   VERB  VBD advcl 5
,     ,     PUNCT ,   punct 5
it    it    PRON  PRP nsubj 5
fell  fall  VERB  VBD ROOT  5
.     .     PUNCT .   punct 5
"""
    (draft,) = drafts(text, rows)
    assert roles(text, draft) == ("said", "Dolan", ["it fell"])
    assert draft.rule == "clause:echo"


def test_aside_takes_both_sides_though_the_parse_gives_one() -> None:
    text = "Though quiet it was, he said, they fell."
    rows = """
Though though SCONJ IN  mark  3
quiet  quiet  ADJ   JJ  acomp 3
it     it     PRON  PRP nsubj 3
was    be     AUX   VBD ccomp 6
,      ,      PUNCT ,   punct 6
he     he     PRON  PRP nsubj 6
said   say    VERB  VBD ROOT  6
,      ,      PUNCT ,   punct 6
they   they   PRON  PRP nsubj 9
fell   fall   VERB  VBD conj  6
.      .      PUNCT .   punct 6
"""
    (draft,) = drafts(text, rows)
    assert roles(text, draft) == ("said", "he", ["Though quiet it was", "they fell"])


def test_verb_at_the_end_of_its_sentence_reports_what_comes_before_the_comma() -> None:
    text = "The dam fell, the office reported today."
    rows = """
The      the    DET   DT  det    1
dam      dam    NOUN  NN  nsubj  2
fell     fall   VERB  VBD ROOT   2
,        ,      PUNCT ,   punct  2
the      the    DET   DT  det    5
office   office NOUN  NN  nsubj  6
reported report VERB  VBD conj   2
today    today  NOUN  NN  npadvmod 6
.        .      PUNCT .   punct  2
"""
    (draft,) = drafts(text, rows)
    assert roles(text, draft) == ("reported", "the office", ["The dam fell"])
    assert draft.rule == "clause:closing"


def test_words_without_a_clause_are_no_rest() -> None:
    text = "She explained twice."
    rows = """
She       she     PRON PRP nsubj  1
explained explain VERB VBD ROOT   1
twice     twice   ADV  RB  advmod 1
.         .       PUNCT . punct   1
"""
    assert drafts(text, rows) == ()


def test_infinitive_on_an_object_has_the_verbs_subject() -> None:
    text = "Both signed a deal to deny it."
    rows = """
Both   both PRON PRP nsubj 1
signed sign VERB VBD ROOT  1
a      a    DET  DT  det   3
deal   deal NOUN NN  dobj  1
to     to   PART TO  aux   5
deny   deny VERB VB  acl   3
it     it   PRON PRP dobj  5
.      .    PUNCT . punct  1
"""
    (draft,) = drafts(text, rows)
    assert roles(text, draft) == ("to deny", "Both", ["it"])
    assert draft.subject is Subject.PRONOUN


def test_what_is_refused_is_no_finding_of_its_own() -> None:
    text = "The judge refused to dismiss it."
    rows = """
The     the     DET  DT  det   1
judge   judge   NOUN NN  nsubj 2
refused refuse  VERB VBD ROOT  2
to      to      PART TO  aux   4
dismiss dismiss VERB VB  xcomp 2
it      it      PRON PRP dobj  4
.       .       PUNCT . punct  2
"""
    (draft,) = drafts(text, rows)
    assert roles(text, draft) == ("refused", "The judge", ["to dismiss it"])


def test_purpose_of_nobody_is_no_statement() -> None:
    text = "It was built to deny access."
    rows = """
It     it     PRON PRP nsubjpass 2
was    be     AUX  VBD auxpass   2
built  build  VERB VBN ROOT      2
to     to     PART TO  aux       4
deny   deny   VERB VB  dep       2
access access NOUN NN  dobj      4
.      .      PUNCT . punct      2
"""
    assert drafts(text, rows) == ()
