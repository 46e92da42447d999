#!/usr/bin/env python3
"""Holds docs/pitfalls.md against the tests that it names: each must mention the pitfall's id."""

import os
import pathlib
import re
import sys

SOURCE = pathlib.Path(os.environ["EVOLVE_SOURCE_DIR"])
ALL = 97  # pitfalls that were collected


def mentions(text: str, pitfall: str) -> bool:
    """As `C05` in a comment, or as `_c05` in the name of a test."""
    return bool(
        re.search(rf"(?<![A-Za-z0-9]){pitfall}(?![A-Za-z0-9])", text)
        or re.search(rf"_{pitfall.lower()}(?![a-z0-9])", text)
    )


def main() -> int:
    document = (SOURCE / "docs/pitfalls.md").read_text()
    tested = re.findall(r"^\| ([A-J]\d\db?) \| .* \| `(.*)` \|$", document, re.MULTILINE)
    later = re.findall(r"\b[A-J]\d\db?\b", document.partition("## Not tested")[2])
    failures = []
    for pitfall, test in tested:
        path = SOURCE / test
        if not path.is_file() or not mentions(path.read_text(), pitfall):
            failures.append(f"{pitfall}: {test} does not mention it")
    ids = [pitfall for pitfall, _ in tested] + later
    if len(set(ids)) != ALL or len(ids) != ALL:
        failures.append(f"{len(ids)} ids, {len(set(ids))} different ones, instead of {ALL}")
    print("\n".join(failures) or f"{len(tested)} passed, 0 failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
