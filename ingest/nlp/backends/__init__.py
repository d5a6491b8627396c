"""What finds who said what in a text: our own rules, or one of the optional back ends. Everything after is shared.

::

    Reading ── Backend.drafts ──▶ Drafted ── layout, continued, speakers, acts, certainty, dates, calibration ──▶ Attribution
                 │
                 ├── rules         the parse or the token grammar: the default, needs nothing
                 ├── transformer   labels of a token classifier in a local folder ─┐
                 └── endpoint      answers of a server of the user's choice ───────┴─▶ Proposal ── completing ──▶ Draft

``options`` is what the settings say of them, ``opening`` makes the one that is wanted. Nothing heavy is imported before.
"""
