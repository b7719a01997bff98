"""Write the tables of docs/ and the man page anew: `python -m tests.reference`."""

from __future__ import annotations

from tests.reference.written import made

for path, text in made().items():
    path.write_text(text, encoding="utf-8")
