"""Measuring what is found against gold: reading gold, aligning, counting, reporting. ``claimline eval`` runs it.

::

    gold folder or file ── gold.load ──▶ GoldText ──┐
      *.toml + *.txt   (annotation)                 ├─ scoring.count ─▶ Counts ─ scoring.score ─▶ Score ─ report
      *.jsonl          (the published form)         │
    texts ── running.found ──▶ Found ───────────────┘
"""
