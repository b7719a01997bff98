"""The colours of code: what its words are, in the languages that news and blogs show."""

from __future__ import annotations

from reader.model import Block
from reader.tui.widgets.overlays import Mark, Marks

_MOST = 20_000  # letters of one block; the rest stays plain
_LONGEST_LINE = 2_000
# Names that pages give their languages → Pygments' names. What is not here is not coloured: a lexer runs on
# foreign text in the screen's own process, so only those of well-known languages do.
_LANGUAGES = """
bash c clojure cmake console cpp css csharp dart diff docker elixir erlang fortran fsharp go graphql groovy
haskell html http ini java javascript json julia kotlin lua make nginx nix ocaml perl php powershell prolog
protobuf pycon python r ruby rust scala scheme scss sql swift terraform toml typescript vim xml yaml zig
sh=bash shell=bash zsh=bash shell-session=console shellsession=console terminal=console py=python
python3=python js=javascript jsx=javascript mjs=javascript node=javascript ts=typescript tsx=typescript
c++=cpp cc=cpp hpp=cpp h=c c#=csharp cs=csharp golang=go hs=haskell kt=kotlin rb=ruby rs=rust yml=yaml
jsonc=json json5=json htm=html svg=xml dockerfile=docker makefile=make patch=diff postgresql=sql mysql=sql
sqlite=sql ps1=powershell pl=perl ex=elixir erl=erlang hcl=terraform proto=protobuf ml=ocaml clj=clojure
conf=ini cfg=ini
"""
_LEXERS = {name: lexer or name for name, _, lexer in (pair.partition("=") for pair in _LANGUAGES.split())}
# Where a token's type begins with the first, its ink is the second; the first that fits counts.
_INKS = (
    ("Token.Comment.Preproc", "code-keyword"),
    ("Token.Comment", "code-comment"),
    ("Token.Keyword", "code-keyword"),
    ("Token.Operator.Word", "code-keyword"),
    ("Token.Literal.String", "code-string"),
    ("Token.Literal.Number", "code-number"),
    ("Token.Name.Function", "code-name"),
    ("Token.Name.Class", "code-name"),
    ("Token.Name.Decorator", "code-name"),
    ("Token.Name.Tag", "code-keyword"),
    ("Token.Name.Attribute", "code-name"),
    ("Token.Name.Builtin", "code-name"),
    ("Token.Generic.Prompt", "code-comment"),
    ("Token.Generic.Inserted", "code-string"),
    ("Token.Generic.Deleted", "code-deleted"),
    ("Token.Generic.Heading", "code-keyword"),
    ("Token.Generic.Subheading", "code-keyword"),
    ("Token.Generic.Output", "code-output"),
)


def code_marks(block: Block, place: int) -> Marks:
    """Return the inks of a code block whose text begins at offset `place`; none for unknown languages."""
    name = _LEXERS.get((block.language or "").strip().casefold())
    text = block.text[:_MOST]
    if name is None or any(len(line) > _LONGEST_LINE for line in text.split("\n")):
        return Marks()
    # This costs 20 ms, so it is done only where there is code to be seen.
    from pygments.lexers import get_lexer_by_name  # type: ignore[import-untyped]

    lexer = get_lexer_by_name(name)
    marks = []
    for start, kind, words in lexer.get_tokens_unprocessed(text):
        ink = next((ink for begins, ink in _INKS if str(kind).startswith(begins)), None)
        if ink is not None and words.strip():
            marks.append(Mark(place + start, place + start + len(words), ink))
    return Marks.of(marks)
