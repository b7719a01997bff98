"""Pages copied as plain text, and mails: what is the article, and what only stood beside it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from reader.extract import extract_text
from reader.model import Document

QUAY = """\
The harbour office of Penrow will close its last paper ledger in April, four years after it bought the \
computers meant to replace it.

Clerks have written every arrival into the ledger by hand since 1871, and the newest volume still lies open \
on the desk by the window.

“The screen goes dark when the gulls sit on the cable,” said Edwin Tarr, the harbour master. “The book never \
has.”
"""


def _kinds(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, block.text[:24]) for block in document.blocks]


def test_a_copied_page_gives_title_writer_caption_and_text_and_none_of_its_widgets() -> None:
    document = extract_text(f"""\
Harbour Office Closes Its Last Ledger

By Nell Ashby
Published 12 March 2026, 7:05 AM

Share this article

{QUAY}
Penrow Harbour Office
In this photo the last volume of the ledger lies on its desk by the window, where the clerks have kept it... \
Coastal Photo Agency

The ledgers will go to the county archive, which has asked for a van with good springs.

Gazette Logo

trust meter

Rate this article and tell us how we are doing.

Made with Datawrapper
Not at all
A little
Mostly
Entirely

About the author

Nell Ashby is a reporter for The Penrow Gazette based in Penrow. She covers harbours, fishing and the \
weather. You can write to her at nell@gazette.example.

Nell Ashby is a reporter for The Penrow Gazette based in Penrow. She covers harbours ... Read more
""")
    assert document.title == "Harbour Office Closes Its Last Ledger"
    assert document.published == datetime(2026, 3, 12, 7, 5, tzinfo=UTC)
    assert [kind for kind, _ in _kinds(document)] == ["paragraph"] * 3 + ["caption", "paragraph"]
    (picture,) = document.pictures
    assert picture.credit == "Coastal Photo Agency"
    assert picture.caption.startswith("In this photo the last volume")
    (author,) = document.authors
    assert author.name == "Nell Ashby"
    assert author.bio is not None
    assert author.bio.endswith("nell@gazette.example.")


def test_a_bio_that_is_only_there_cut_off_is_kept_as_far_as_it_goes() -> None:
    box = "Meet the writer\n\nNell Ashby is a reporter who covers the ... See more\n"
    document = extract_text(f"A Ledger Closes\n\n{QUAY}\n\n{box}")
    assert [(a.name, a.bio) for a in document.authors] == [
        ("Nell Ashby", "Nell Ashby is a reporter who covers the…")
    ]


def test_a_text_without_a_title_has_none_and_loses_no_paragraph() -> None:
    document = extract_text(QUAY)
    assert document.title == ""
    assert document.text.startswith("The harbour office of Penrow")
    assert len(document.blocks) == 3


def test_a_mail_gives_its_subject_and_sender_and_no_signature_of_anyone() -> None:
    document = extract_text("""\
From: "Nell Ashby" <nell@gazette.example>
To: desk@gazette.example
Subject: Fwd: The ledger
Date: Thu, 12 Mar 2026 07:05:00 +0000

The clerks are happy to be photographed on Monday, but not before they have had
their tea, which is at ten, and not in the room where the ledger is, which is
too dark for it.

On Wed, 11 Mar 2026 at 16:20, Edwin Tarr wrote:
> You may come and see the book whenever you like, as long as somebody with
> clean hands turns the pages for you.
>
> --
> Edwin Tarr, Harbour Master
> Telephone 5550 112

--
Nell Ashby
The Penrow Gazette
""")
    assert (document.title, [author.name for author in document.authors]) == ("The ledger", ["Nell Ashby"])
    assert document.published == datetime(2026, 3, 12, 7, 5, tzinfo=UTC)
    assert _kinds(document) == [
        ("paragraph", "The clerks are happy to b"[:24]),
        ("quote", "You may come and see the"[:24]),
    ]
    assert "their tea, which is at ten" in document.text


def test_lines_broken_at_a_width_are_joined_and_lists_are_not() -> None:
    document = extract_text("""\
What to bring to the archive

The reading room of the archive is open on two mornings of the week, and those
who want to see a ledger have to say so a day before they come, in writing or
by telephone.

- a pencil, because ink is not allowed
- a card that shows who you are
1. Ring the bell once
2. Wait for the clerk
""")
    assert [(b.kind, b.marker) for b in document.blocks] == [
        ("paragraph", ""), ("list_item", "•"), ("list_item", "•"), ("list_item", "1."), ("list_item", "2."),
    ]  # fmt: skip
    assert "those who want to see a ledger have to say so a day" in document.text


def test_subheads_stay_and_related_links_between_paragraphs_go() -> None:
    first, second, third = QUAY.strip().split("\n\n")
    document = extract_text(
        f"A Ledger Closes\n\n{first}\n\nREAD MORE: Ten piers that the sea took back\n\n"
        f"A book by the window\n\n{second}\n\nAdvertisement\n\nStory continues below\n\n{third}\n\n"
        "Sign up for our daily newsletter and never miss a story.\n\n"
        "Related articles\n\nThe pier that walked\n\nTen storms of the century\n\nTags: harbour, Penrow\n"
    )
    assert [block.kind for block in document.blocks] == ["paragraph", "heading", "paragraph", "paragraph"]


def test_lines_that_come_twice_are_a_widgets_and_a_paragraph_that_comes_twice_is_kept_once() -> None:
    first, second, third = QUAY.strip().split("\n\n")
    widget = "The Gazette is owned by those who read it"
    document = extract_text(
        f"A Ledger Closes\n\n{first}\n\n{widget}\n\n{second}\n\n{first}\n\n{widget}\n\n{third}\n"
    )
    assert document.text.split("\n\n") == [first, second, third]


def test_a_page_in_japanese_keeps_its_text_as_it_is() -> None:
    first = "港の事務所は四月に最後の台帳を閉じる。一八七一年から手で書かれ、いまも窓ぎわの机に開かれている。"
    second = "「画面はかもめが電線にとまると消えるが、台帳は一度も消えたことがない」と港長は話した。"
    paragraphs = [first + second, second + "台帳は県の公文書館に移され、来年の春から公開される予定だ。"]
    document = extract_text(
        "港の台帳、百五十年で幕\n\n" + "\n\n".join(paragraphs) + "\n\nこの記事をシェア\n\n関連記事\n"
    )
    assert document.title == "港の台帳、百五十年で幕"
    assert document.text.split("\n\n")[:2] == paragraphs


def test_a_right_to_left_text_keeps_its_letters_and_loses_what_would_turn_the_terminal() -> None:
    text = "يغلق مكتب الميناء آخر دفاتره الورقية في أبريل بعد أربع سنوات من شراء الحواسيب التي كان "
    text += "يفترض أن تحل محله."
    more = f"{text[:60]} ثم عاد العمال إلى بيوتهم في المساء بعد يوم طويل."
    document = extract_text(f"آخر دفاتر الميناء\n\n\u202e{text}\u202c\n\n{more}\n")
    assert document.text.split("\n\n")[0] == text


def test_a_credit_is_parted_from_a_caption_however_it_is_written() -> None:
    ways = {
        "The ledger on its desk. Photo: Pia Quill": "Pia Quill",
        "The ledger on its desk. (Photo by Pia Quill/Getty Images)": "Pia Quill/Getty Images",
        "The ledger on its desk. Pia Quill/AFP": "Pia Quill/AFP",
        "The ledger on its desk. © Harbour Press 2026": "Harbour Press 2026",
        "This photo shows the ledger on its desk. Harbour Press": "Harbour Press",
    }
    first, second, third = QUAY.strip().split("\n\n")
    for line, credit in ways.items():
        document = extract_text(f"A Ledger Closes\n\n{first}\n\n{line}\n\n{second}\n\n{third}\n")
        assert [(p.caption[-19:], p.credit) for p in document.pictures] == [("ledger on its desk.", credit)]
        assert [block.kind for block in document.blocks] == ["paragraph", "caption", "paragraph", "paragraph"]


def test_a_line_of_nothing_but_white_space_costs_nothing() -> None:
    document = extract_text(
        "Night boat\n\nThe boat left at eleven with forty people.\n\n" + "\t" * 200_000 + "\n"
    )
    assert [block.text for block in document.blocks] == ["The boat left at eleven with forty people."]


MAILS = {
    "a raw mail of a list": """\
Return-Path: <list@penrow.example>
Received: from mx.example (mx.example [192.0.2.1])
    by post.example with ESMTP
Content-Type: text/plain; charset=UTF-8; format=flowed
From: =?utf-8?q?Nell_Ashby?= <nell@gazette.example>
To: friends@penrow.example
Subject: [harbour] Re: The ledger of the
 harbour office
Date: Thu, 12 Mar 2026 07:05:00 +0000

The clerks are happy to be photographed on Monday, but not before they have\x20
had their tea.

On Wed, Mar 11, 2026 at 4:20 PM Edwin Tarr <edwin@harbour.example>
wrote:
> You may come and see the book, as long as somebody with clean hands turns
> the pages for you.
>
>> When may we come?

Sent from my telephone
_______________________________________________
harbour mailing list
https://penrow.example/mailman/listinfo/harbour
""",
    "a forwarded mail": """\
-----Original Message-----
From: Nell Ashby
Sent: Thursday, 12 March 2026 07:05
To: Edwin Tarr
Subject: The ledger of the harbour office

The clerks are happy to be photographed on Monday, but not before they have had their tea.

From: Edwin Tarr
Sent: Wednesday, 11 March 2026 16:20
To: Nell Ashby

> You may come and see the book, as long as somebody with clean hands turns the pages for you.

>> When may we come?
""",
}  # fmt: skip


@pytest.mark.parametrize("mail", MAILS.values(), ids=MAILS)
def test_a_mail_gives_its_words_and_its_quotes_and_nothing_of_its_machinery(mail: str) -> None:
    document = extract_text(mail)
    assert document.title == "The ledger of the harbour office"
    assert [author.name for author in document.authors] == ["Nell Ashby"]
    assert document.published is not None
    assert document.published.day == 12
    assert [(block.kind, block.level, block.text[:24]) for block in document.blocks] == [
        ("paragraph", 0, "The clerks are happy to "),
        ("quote", 0, "You may come and see the"),
        ("quote", 1, "When may we come?"),
    ]
    assert document.text.split("\n\n")[0].endswith("before they have had their tea.")


def test_an_attribution_in_another_language_parts_the_answer_from_the_quote() -> None:
    document = extract_text("""\
Am 11.03.2026 um 16:20 schrieb Edwin Tarr <edwin@harbour.example>:
> Sie können das Buch ansehen, wann immer Sie mögen, solange jemand mit
> sauberen Händen die Seiten für Sie umblättert.

Danke, wir kommen am Montag um zehn und bringen einen Fotografen mit sauberen Händen mit.
""")
    assert [block.kind for block in document.blocks] == ["quote", "paragraph"]
    assert "schrieb" not in document.text


def _whole_page(title: str, article: str, language: str = "en") -> str:
    """All that a page shows, as a browser copies it: its menu, widgets, teasers and footer too."""
    menu = "\n".join(
        f"{name} {number}" for number in range(4) for name in ("News", "Sport", "Weather", "Culture")
    )
    teasers = "\n\n".join(
        f"{place} council to vote on the {thing}\n{number} hours ago"
        for number, (place, thing) in enumerate(
            [("Larkholm", "bridge"), ("Penrow", "pier"), ("Oddness", "mill")], 2
        )
    )
    footer = "\n".join(
        ["About us", "Contact", "Privacy policy", "Terms of use", "Jobs", "Advertise", "Cookies"]
    )
    return (
        f"Skip to content\nThe Gazette\n{menu}\nSubscribe\nLog in\n\nHome > Harbour\n\n{title}\n\n"
        f"By Nell Ashby\n12 March 2026, 7:05 AM\nShare\nTweet\nPrint\n\n{article}\n\n"
        f"Share this article\nMore on this story\n\n{teasers}\n\nMost read\n\n{teasers}\n\n"
        f"Sign up for our newsletter\nYour e-mail address\nSign up\n\n{footer}\n\n"
        "© 2026 The Gazette. All rights reserved.\n"
    )


def test_the_article_is_found_in_all_that_a_page_shows() -> None:
    title = "Harbour office closes its last ledger after 150 years"
    document = extract_text(_whole_page(title, QUAY))
    assert document.text.split("\n\n") == QUAY.strip().split("\n\n")
    assert (document.title, [author.name for author in document.authors]) == (title, ["Nell Ashby"])
    assert document.published == datetime(2026, 3, 12, 7, 5, tzinfo=UTC)


def test_an_article_in_another_script_is_found_in_all_that_a_page_shows() -> None:
    first = "港の事務所は四月に最後の台帳を閉じる。一八七一年から手で書かれ、いまも窓ぎわの机に開かれている。"
    second = "「画面はかもめが電線にとまると消えるが、台帳は一度も消えたことがない」と港長は話した。"
    second += "台帳は県に移される。"
    document = extract_text(_whole_page("港の台帳、百五十年で幕", f"{first}\n\n{second}"))
    assert document.text.split("\n\n") == [first, second]


def test_a_subject_in_an_encoding_that_cannot_be_leaves_the_mail_to_be_read() -> None:
    mail = "From: Ana Ruiz <ana@a.example>\nTo: b@b.example\nSubject: =?utf\u0151-8?q?The_port?=\n\n"
    assert "reopened" in extract_text(f"{mail}The port of Aveiro reopened on Friday, its director said.").text
