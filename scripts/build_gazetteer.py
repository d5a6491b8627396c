"""Write ingest/nlp/gazetteer/countries.toml from CLDR (through babel): the names of all countries in three languages.

    python scripts/build_gazetteer.py [--check]

Everyday names are in everyday.toml, by hand; a name listed there under ``drop`` is left out here. ``--check`` writes
nothing and fails when the file is not what would be written.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from pathlib import Path

from babel import Locale

FOLDER = Path(__file__).parent.parent / "ingest" / "nlp" / "gazetteer"
LANGUAGES = ("en", "ar", "fr")
# Regions of CLDR that are no countries or territories with a name of their own in the news.
NOT_COUNTRIES = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "AC", "BV", "CP", "CQ", "DG", "EA", "HM", "IC", "TA", "UM"}
HEADER = """\
# Names of countries, made by scripts/build_gazetteer.py from the Unicode CLDR through babel: do not edit.
# Everyday names are in everyday.toml.

[Place]
"""


def plain(name: str) -> list[str]:
    """ "Myanmar (Burma)" → without what stands in brackets, "Congo - Kinshasa" left out."""
    bare = name.split(" (", maxsplit=1)[0].strip().replace("’", "'").replace(" & ", " and ")
    return [] if " - " in bare or " – " in bare else [bare]


def entry(code: str, dropped: set[str]) -> str:
    """One TOML line for the country ``code``."""
    fields = []
    for language in LANGUAGES:
        names = [n for n in plain(Locale(language).territories[code]) if n not in dropped]
        if names:
            fields.append(f"{language} = {json.dumps(names, ensure_ascii=False)}")
    return f"{code.lower()} = {{ {', '.join(fields)} }}" if fields else ""


def render() -> str:
    """The whole file."""
    everyday = tomllib.loads((FOLDER / "everyday.toml").read_text(encoding="utf-8"))["Place"]
    codes = sorted(c for c in Locale("en").territories if len(c) == 2 and c.isalpha() and c not in NOT_COUNTRIES)
    lines = (entry(code, set(everyday.get(code.lower(), {}).get("drop", ()))) for code in codes)
    return HEADER + "\n".join(line for line in lines if line) + "\n"


def main() -> int:
    """Write the file, or compare it with what is there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare only")
    check = parser.parse_args().check
    target = FOLDER / "countries.toml"
    if check:
        same = target.read_text(encoding="utf-8") == render()
        print("up to date" if same else "countries.toml is not what CLDR gives: run scripts/build_gazetteer.py")
        return 0 if same else 1
    target.write_text(render(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
