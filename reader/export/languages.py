"""The languages that a listing may say it is in.

A page chooses what stands there, and programs for notes run or fetch what some names stand for ("dataviewjs",
"plantuml", "query"): only the usual names of languages that people program in are kept, and those of data.
"""

from __future__ import annotations

LANGUAGES = frozenset(
    """
    ada apl arduino asm assembly awk bash basic bat batch batchfile bibtex brainfuck c c# c++ cfg clj
    clojure cmake cmd cobol coffee coffeescript common-lisp conf console cpp crystal cs csharp css cuda cxx
    cython d dart delphi diff docker dockerfile elisp elixir elm emacs-lisp erl erlang ex exs f# fish forth
    fortran fsharp gdscript gherkin git gitignore glsl go golang gql gradle graphql groovy h haml handlebars
    haskell haxe hcl hlsl hpp hs htm html http idris ini java javascript jinja jinja2 jl js json json5 jsonc
    jsonl jsx julia kotlin kt kts latex less liquid lisp llvm lua m4 make makefile markdown markup
    mathematica matlab md mips mjs nasm nginx nim nix none objc objective-c objectivec ocaml octave pascal
    patch perl php php-template pl plain plaintext plpgsql postgresql powershell prolog properties proto
    protobuf ps1 pug purescript py py3 pycon python python-repl python3 r racket raku rb reason regex rs rst
    ruby rust sas sass scala scheme scss sed sh shell shell-session shellsession smalltalk sml solidity
    sparql sql stata stylus svelte swift systemverilog tcl terraform tex text tf toml ts tsx twig txt
    typescript v vala vb vba vbnet verilog vhdl vim viml visual-basic vue wasm wast wat wgsl xhtml xml
    xquery xsl xslt yaml yml zig zsh
    """.split()  # noqa: SIM905
)
