"""An invented article, and pages that show it as news sites do."""

from __future__ import annotations

import json
from html import escape

TITLE = "Ferry Union Votes to Keep the Night Boat Running"
WRITER = "Orla Fennimore"
PARAGRAPHS = tuple(
    """\
Deckhands on the Larkholm ferry voted on Thursday to keep the night boat running through the winter,
ending a dispute that had left 3,200 islanders without a late crossing for six weeks.

The vote, by 41 to 12, came after the company agreed to pay a supplement for every crossing that
leaves after ten in the evening, and to mend the heating in the crew's mess.

“We asked for a warm room and a fair night's pay,” said Tamsin Roe, who speaks for the crew. “It
should not have taken a month and a half to get them.”

The company said in a statement that it was glad to see the dispute end and that it had always
wanted the night boat to run.

Islanders had been sleeping on the floor of the mainland terminal when they missed the last boat at
half past seven, and the hospital had moved its evening clinics to the morning.

The first night boat leaves on Sunday at eleven. Captain Ivo Marsh said that he expected it to be
full.""".replace("\n\n", "\t")
    .replace("\n", " ")
    .split("\t")
)
CAPTION = "The night boat at the quay in Larkholm on the morning after the vote."
CREDIT = "Pia Quill/Harbour Press"
BIO = (
    "Orla Fennimore is a transport reporter for The Larkholm Post based in Port Merrow. She covers ferries, "
    "railways and the people who work on them."
)
FURNITURE = (
    "Share this article", "Read also: The bridge that nobody wanted", "Created with Plotmaker 3.1",
    "Get the headlines straight to your inbox", "About the writer", "Read more", "Was this article helpful?",
    "12 comments",
)  # fmt: skip


def linked_data() -> str:
    graph = [
        {"@type": "WebSite", "name": "The Larkholm Post"},
        {"@type": "Person", "@id": "#orla", "name": WRITER, "jobTitle": "Transport reporter"},
        {
            "@type": "NewsArticle",
            "headline": TITLE,
            "datePublished": "2026-03-05T21:40:00+01:00",
            "dateModified": "2026-03-06T08:00:00+01:00",
            "author": {"@id": "#orla"},
            "publisher": {"@type": "Organization", "name": "The Larkholm Post"},
        },
    ]
    data = json.dumps({"@context": "https://schema.org", "@graph": graph})
    return f'<script type="application/ld+json">{data}</script>'


def semantic(head: str = "") -> str:
    """The page with the elements that HTML has for its parts."""
    return f"""<!doctype html><html lang="en-GB"><head><title>{TITLE} | The Larkholm Post</title>{head}
<meta property="og:title" content="{TITLE}"><meta property="og:site_name" content="The Larkholm Post">
</head><body>
<header><nav><ul><li><a href="/news">News</a></li><li><a href="/sport">Sport</a></li></ul></nav></header>
<main><article><h1>{TITLE}</h1><p class="byline">By <a rel="author" href="/staff/orla">{WRITER}</a></p>
<time datetime="2026-03-05T21:40:00+01:00">5 March 2026</time><div class="share-bar">
<a href="#">Share this article</a></div>
<p>{PARAGRAPHS[0]}</p>
<figure><img src="/pictures/boat.jpg" alt="A white ferry">
<figcaption>{CAPTION} <span class="credit">{CREDIT}</span></figcaption></figure>
<p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p>
<aside class="related"><p><a href="/bridge">Read also: The bridge that nobody wanted</a></p></aside>
<p>{PARAGRAPHS[3]}</p><div class="newsletter"><h4>The Morning Tide</h4>
<p>Get the headlines straight to your inbox</p></div>
<p>{PARAGRAPHS[4]}</p><p>{PARAGRAPHS[5]}</p><div class="chart">Created with Plotmaker 3.1</div>
<div class="rating"><p>Was this article helpful?</p></div>
<section class="author-bio"><h3>About the writer</h3><p>{BIO}</p>
<p>{BIO[:70]} ... <a href="#">Read more</a></p></section>
</article><section id="comments"><h3>12 comments</h3></section></main><footer><p>© The Larkholm Post</p>
</footer></body></html>"""


def soup(head: str = "") -> str:
    """The same in nothing but divs, whose names say nothing."""
    body = "".join(f"<div>{escape(paragraph, quote=False)}</div>" for paragraph in PARAGRAPHS[1:])
    return f"""<html lang="en-GB"><head><title>{TITLE} - The Larkholm Post</title>{head}</head><body>
<div class="q1"><div>News</div></div>
<div class="q2"><div class="q3"><h1>{TITLE}</h1></div><div class="q4">By {WRITER}</div>
<div class="q5">Published 5 March 2026</div>
<div class="q6">Share this article</div><div class="q7"><div>{PARAGRAPHS[0]}</div>
<div class="q8"><img src="/pictures/boat.jpg" alt="A white ferry"><div>{CAPTION} {CREDIT}</div>
</div>{body}
<div>Read also: The bridge that nobody wanted</div></div><div class="q9">Was this article helpful?</div>
<div class="qa"><div>About the writer</div><div>{BIO}</div><div>{BIO[:70]} ... Read more</div></div>
<div class="qb"><div>12 comments</div></div></div></body></html>"""


def bare(*blocks: str, head: str = "") -> bytes:
    """A page with these blocks in its article, among enough text to be one."""
    first, *rest = (f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    inner = f"{first}{''.join(blocks)}{''.join(rest)}"
    top = f'<html><head><meta charset="utf-8">{head}</head><body><article><h1>{TITLE}</h1>'
    return f"{top}{inner}</article></body></html>".encode()
