"""Write ingest/nlp/gazetteer/names/ar.toml: Arabic given names from the lists of Faker (MIT licence).

    uv run --with faker==40.63.0 python scripts/build_names.py

Vowel signs are dropped, names of two words left out. The finder takes these names only beside another name or behind a
title, because many of them are everyday words too.
"""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

TARGET = Path(__file__).parent.parent / "ingest" / "nlp" / "gazetteer" / "names" / "ar.toml"
LOCALES = ("ar_AA", "ar_DZ", "ar_PS", "ar_SA")
HEADER = """\
# Arabic given names, made by scripts/build_names.py from the lists of Faker (MIT licence): do not edit.
"""
_MARKS = re.compile("[\u064b-\u0652]")


def names() -> Iterator[str]:
    """Given names of one word, without vowel signs."""
    for locale in LOCALES:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for kind in ("first_names_male", "first_names_female", "first_names"):
            for name in getattr(provider, kind, ()):
                plain = _MARKS.sub("", name).strip()
                if plain.isalpha():
                    yield plain


def main() -> None:
    """Write the file."""
    lines = (f"  {json.dumps(name, ensure_ascii=False)}," for name in sorted(set(names())))
    TARGET.write_text(HEADER + "names = [\n" + "\n".join(lines) + "\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
