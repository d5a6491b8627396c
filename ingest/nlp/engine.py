"""``Analyser``: from a version to who said what in it. The one path of extraction.

::

    Version
      │ paragraphs.spoken      teasers and notices blanked out; a hole in a sentence splits the spans around it
      │ paragraphs.paragraphs  lines, each with its zone
      │ quotes.quotations      pairs of marks per paragraph
      │ Language.pipeline      the parse, where the language has one
      │ finder.find            mentions and entities                                mentions.py
      ▼
    Reading ── parsed.drafts | unparsed.drafts ──▶ Draft, Draft ...                  candidates/
                                                     │ speakers.resolve   who is "he", "the company"  → Claimant | None
                                                     │ acts.refine        verb's act + modality of the content
                                                     │ certainty.weigh    hedges + verb → Certainty
                                                     │ dates.said         "on Tuesday" → Moment
                                                     │ descriptors.describe  unnamed sources, typed
                                                     ▼
                                                   Attribution (nested ones know what they are ``within``)
                                                     │ evidence.grade     what is offered → Evidence
                                                     ▼
                                                   Analysis
"""
