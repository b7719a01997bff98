"""Threat 23: the program makes no program of what it reads; and it writes files in few places."""

from __future__ import annotations

import ast
from pathlib import Path

READER = Path(__file__).parents[2] / "reader"
MODULES = {
    "pickle", "cPickle", "_pickle", "marshal", "shelve", "dill", "cloudpickle", "joblib", "jsonpickle",
    "yaml", "code", "codeop", "runpy", "imp", "webbrowser", "pty",
}  # fmt: skip
CALLS = {
    "eval", "exec", "compile", "execfile", "__import__", "system", "popen", "execv", "execve", "execvp",
    "spawnl", "spawnlp", "spawnv", "getoutput", "getstatusoutput", "create_subprocess_shell",
    "subprocess_shell", "mktemp",
}  # fmt: skip
OF_OTHERS = {
    "re.compile", "_re.compile", "regex.compile", "re2.compile",
    "tags.rename", "library.editing.rename", "self.library.editing.rename", "self._library.editing.rename",
    "self.library.queries.rename",
    "self.rename", "self._server.rename",  # of subscriptions
}  # fmt: skip
WRITERS = {
    "reader/cli/commands.py",  # the demo's feeds.toml, in a folder of its own
    "reader/config/file.py",
    "reader/config/places.py",
    "reader/config/writing.py",
    "reader/destination.py",  # exports: in one folder, which nothing leads out of, by names of our making
    "reader/editor.py",  # a note while it is written: its folder is new, its name ours
    "reader/handing.py",  # an article for a program that wants a file: its folder is new, its name ours
    "reader/parts.py",  # downloads: their names are made by `file_names`, and nothing there is written over
    "reader/states.py",  # a library's state, where the person says
    "reader/storage/aside.py",
    "reader/storage/backups.py",
    "reader/storage/first_page.py",
    "reader/storage/mark.py",
    "reader/storage/place.py",
    "reader/storage/recovery.py",
    "reader/storage/restoring.py",
    "reader/storage/salvage.py",
}
STREAMS = {
    "reader/cli/__init__.py",
    "reader/cli/states.py",
    "reader/refresh_process.py",
    "reader/worker_process.py",
}
"""These open standard streams anew."""
WRITING = {
    "write_text", "write_bytes", "mkdir", "makedirs", "mkstemp", "mkdtemp", "rename", "replace_file",
    "symlink_to", "touch", "chmod", "hardlink_to", "link",
}  # fmt: skip


def sources() -> list[Path]:
    """The program, without the scripts that made its data, which are run by hand."""
    return [path for path in READER.rglob("*.py") if path.parent.name != "data"]


def name_of(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def test_nothing_that_is_read_is_run() -> None:
    found = []
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            found += [f"{path.name}:{node.lineno} {name}" for name in dangers(node)]  # type: ignore[attr-defined]
    assert found == []


def dangers(node: ast.AST) -> list[str]:
    """What of a statement or an expression could make a program of data."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names if alias.name.split(".")[0] in MODULES]
    if isinstance(node, ast.ImportFrom):
        names = {(node.module or "").split(".")[0], *(alias.name for alias in node.names)}
        return sorted(names & MODULES)
    if not isinstance(node, ast.Call):
        return []
    called = name_of(node.func) if ast.unparse(node.func) not in OF_OTHERS else ""
    if name_of(node.func) == "shellcode":  # which names a shell, and starts none
        return []
    flags = [word for word in node.keywords if word.arg in {"shell", "allow_pickle"}]
    asked = [word.arg or "" for word in flags if ast.unparse(word.value) != "False"]
    return [*asked, *({called} & CALLS)]


def test_files_are_written_in_few_places_whose_names_no_feed_chooses() -> None:
    """A new one has to say how it keeps what a title or an address says out of the file's name."""
    found = set()
    for path in sources():
        calls = (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call))
        if any(writes(call) for call in calls):
            found.add(path.relative_to(READER.parent).as_posix())
    assert found <= WRITERS | STREAMS
    assert found >= {"reader/config/file.py", "reader/storage/place.py"}


def writes(call: ast.Call) -> bool:
    """Whether a call makes, opens for writing or moves a file."""
    name = name_of(call.func)
    words = [arg.value for arg in call.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
    modes = {"w", "a", "x", "wb", "ab", "xb", "w+", "r+", "rb+", "r+b", "wb+", "xt", "wt"}
    opened = name in {"open", "fdopen"} and bool(modes & set(words))
    created = name == "open" and "O_CREAT" in ast.unparse(call)
    return opened or created or (name in WRITING and ast.unparse(call.func) not in OF_OTHERS)
