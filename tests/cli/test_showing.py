"""`show` and `inspect`: the same document in every form."""

from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from reader.demo import DemoServer
from tests.cli.test_commands import PAGE, Shell, shell

__all__ = ["shell"]


def numbers(shell: Shell) -> dict[str, int]:
    return {article["title"]: article["id"] for article in shell.json("list", "--limit", "0")}


@pytest.mark.parametrize("form", ["--markdown", ""])
@pytest.mark.parametrize("outlet", ["northwire", "meridian", "tidewater"])
def test_show_and_inspect_print_the_same_document(
    shell: Shell, demo: DemoServer, outlet: str, form: str
) -> None:
    page = next(article for article in demo.edition.articles if article.outlet.id == outlet)
    address = f"{demo.base_url}{page.path}"
    [added] = shell.json("add", address)
    code, shown, _ = shell("show", str(added["id"]), *[form] * bool(form))
    assert code == 0
    _, inspected, _ = shell("inspect", address, *[form] * bool(form))
    assert page.title in " ".join(shown.split())
    assert inspected.startswith(shown.rstrip("\n"))
    if form:
        assert inspected == shown


def test_markdown_is_read_back_as_the_blocks_that_json_names(shell: Shell, demo: DemoServer) -> None:
    page = next(article for article in demo.edition.articles if article.outlet.id == "meridian")
    [record] = shell.json("inspect", f"{demo.base_url}{page.path}")
    _, written, _ = shell("inspect", f"{demo.base_url}{page.path}", "--markdown")
    tokens = MarkdownIt("commonmark").enable("table").parse(written)
    texts = ["".join(t.content for t in token.children or ()) for token in tokens if token.type == "inline"]
    paragraphs = [block["text"] for block in record["blocks"] if block["kind"] == "paragraph"]
    assert paragraphs
    assert set(paragraphs) <= set(texts)
    assert record["title"] in texts


def test_markdown_of_several_articles_is_parted_by_form_feeds(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    code, out, _ = shell("inspect", "--markdown", str(path), str(path))
    assert code == 0
    first, second = out.split("\f\n")
    assert first == second
    assert first.startswith("# Harbour reopens after storm\n\n")


def test_a_stored_article_is_shown_as_markdown_without_a_network(shell: Shell) -> None:
    shell.stock()
    number = str(next(iter(numbers(shell).values())))
    _, online, _ = shell("show", number, "--markdown")
    assert shell("show", number, "--markdown", "--offline") == (0, online, "")
