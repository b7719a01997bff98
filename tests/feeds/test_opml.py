"""Lists of subscriptions are read from and written for other readers."""

from __future__ import annotations

import pytest

from reader.feeds import OpmlError, read_opml, write_opml
from reader.model import Subscription

LIST = b"""<?xml version="1.0"?><opml version="1.1"><head><title>mine</title></head><body>
<outline text="News"><outline text="Local"><outline type="rss" text="Harbour Post" xmlUrl="https://post.example/rss"
 category="/port,travel"/></outline><outline text="Hill Times" xmlurl="http://hill.example/?a=1&amp;b=2"/></outline>
<outline text="https://bare.example/feed" xmlUrl="https://bare.example/feed"/></body></opml>"""


def test_nested_outlines_become_folders() -> None:
    assert read_opml(LIST) == (
        Subscription(
            "https://post.example/rss", title="Harbour Post", folder="News / Local", tags=("port", "travel")
        ),
        Subscription("http://hill.example/?a=1&b=2", title="Hill Times", folder="News"),
        Subscription("https://bare.example/feed"),
    )


def test_what_is_written_is_read_back_the_same() -> None:
    subscriptions = (
        Subscription("https://a.example/?x=1&y=2", title='A "quoted" <name>', tags=("one", "two")),
        Subscription("https://b.example/", title="B", folder="News"),
        Subscription("https://c.example/", title="C", folder="News / Local / Port"),
    )
    assert read_opml(write_opml(subscriptions).encode()) == subscriptions


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "javascript:x", "exec:rm -rf /", "filter:x:http://a.example"]
)
def test_only_http_addresses_are_subscribed_to(url: str) -> None:
    assert read_opml(f'<opml><body><outline text="x" xmlUrl="{url}"/></body></opml>'.encode()) == ()


def test_a_bare_ampersand_does_not_cost_the_list() -> None:
    body = b'<opml><body><outline text="A & B" xmlUrl="https://a.example/?x=1&y=2"/></body></opml>'
    assert read_opml(body) == (Subscription("https://a.example/?x=1&y=2", title="A & B"),)


def test_entities_are_never_expanded() -> None:
    body = b'<!DOCTYPE opml [<!ENTITY a "ha">]><opml><body><outline text="&a;" xmlUrl="https://a.example/"/></body></opml>'
    assert read_opml(body)[0].title == "&a;"


def test_folders_nested_without_end_are_read() -> None:
    body = b'<outline text="f">' * 20_000 + b'<outline xmlUrl="https://a.example/"/>' + b"</outline>" * 20_000
    [subscription] = read_opml(b"<opml><body>" + body + b"</body></opml>")
    assert subscription.folder == " / ".join(["f"] * 8)


def test_control_characters_are_taken_out_of_names() -> None:
    body = b'<opml><body><outline text="a&#x202e;\x1bb" xmlUrl="https://a.example/"/></body></opml>'
    assert read_opml(body)[0].title == "ab"


@pytest.mark.parametrize("body", [b"", b"<rss/>", b"<opml><body>", b"\xff\xfe<"])
def test_what_is_no_list_is_said_in_a_sentence(body: bytes) -> None:
    with pytest.raises(OpmlError, match=r"^this "):
        read_opml(body)


def test_a_doctype_that_laughs_is_not_even_read() -> None:
    laughs = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    outside = '<!ENTITY x SYSTEM "file:///etc/passwd">'
    body = '<opml><body><outline text="&a9;&x;" xmlUrl="https://a.example/"/></body></opml>'
    assert read_opml(f"<!DOCTYPE opml [{laughs}{outside}]>{body}".encode())[0].title == "&a9;&x;"


def test_of_a_list_without_end_the_first_ten_thousand_are_taken() -> None:
    outlines = "".join(f'<outline text="n{n}" xmlUrl="https://a.example/{n}"/>' for n in range(50_000))
    subscriptions = read_opml(f"<opml><body>{outlines}</body></opml>".encode())
    assert len(subscriptions) == 10_000
    assert subscriptions[-1].url == "https://a.example/9999"


def test_a_list_that_names_another_list_is_not_followed() -> None:
    included = '<outline type="include" text="More" url="https://a.example/more.opml"/>'
    known = '<outline text="A" xmlUrl="https://a.example/" htmlUrl="javascript:x"/>'
    body = f"<opml><body>{included}{known}</body></opml>"
    assert read_opml(body.encode()) == (Subscription("https://a.example/", title="A"),)


def test_an_outline_with_thousands_of_attributes_costs_itself() -> None:
    attributes = " ".join(f'a{n}="x"' for n in range(40_000))
    known = '<outline text="A" xmlUrl="https://a.example/"/>'
    body = f'<opml><body><outline {attributes} xmlUrl="https://b.example/"/>{known}</body></opml>'
    assert [subscription.url for subscription in read_opml(body.encode())] == ["https://a.example/"]


def test_what_a_feed_calls_itself_and_tags_with_commas_come_back_as_they_were() -> None:
    subscriptions = (
        Subscription("https://a.example/feed", folder="News / Local", tags=("ports, ships", "/x/", "y")),
        Subscription("https://b.example/feed", title="Mine"),
        Subscription("https://c.example/feed"),
    )
    names = {"https://a.example/feed": "The A & Co", "https://b.example/feed": "The B"}
    sites = {"https://a.example/feed": "https://anna:secret@a.example/"}
    written = write_opml(subscriptions, "Mine", names, sites)
    by_address = {one.url: one for one in read_opml(written.encode())}
    assert by_address == {one.url: one for one in subscriptions}
    assert 'title="The A &amp; Co"' in written
    assert 'htmlUrl="https://a.example/"' in written
    assert "secret" not in written
    assert 'category="ports  ships,/x/,y"' in written  # which other readers read
