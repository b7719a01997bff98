"""What the main screen does about those whom articles name: their pages, and the way back to them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.acquaintance import Known, Place
from reader.model import Span
from reader.text import safe_line
from reader.tui.actions.assistant import Assistant
from reader.tui.screens.surveying import SurveyingScreen
from reader.tui.widgets.overlays import Trail

if TYPE_CHECKING:
    from reader.library import Library
    from reader.tui.screens.who_trail import Left, Pages

_NAMES = frozenset({"person", "organisation", "place", "other"})


class AcquaintingScreen(SurveyingScreen):
    """Goes to the page of a name, and from there into articles."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self._left: tuple[int, Pages, Trail | None] | None = None

    def action_who(self) -> None:
        """Show the page of the name under the panel's cursor, of the one gone to in the text, else ask."""
        known = self._named_here()
        if known is None and self.at == "sidebar":
            self.say("Put the cursor on a name.")
        elif known is None:
            self.ask("Who ", self.who, assistant=Assistant(partial(self.offered_names, "who")))
        else:
            self._show_page(known)

    def who(self, name: str) -> None:
        """Show the page of whoever is meant by a name."""
        found = self.library.acquaintances.known_as(name)
        if not found:
            self.say(f"“{safe_line(name, 80)}” is named in no article that was understood.", trouble=True)
            return
        self._show_page(found[0])
        if len(found) > 1:
            self.say(f"Also: {', '.join(safe_line(one.label, 60) for one in found[1:6])}.")

    def action_writer(self) -> None:
        """Show the page of who wrote the article."""
        article, understanding = self.article, self.reader.understanding
        if article is None:
            return
        told = understanding.authors if understanding is not None and self.at != "list" else ()
        names = [one.name for one in told if one.name and one.kind == "person"] or list(article.authors)
        known = next(filter(None, map(self.library.acquaintances.author, names)), None)
        if known is None:
            self.say("Nothing more is known of who wrote this.")
        else:
            self._show_page(known)

    def writer(self, name: str) -> None:
        """Show the page of an author, by a name or a part of one."""
        acquaintances = self.library.acquaintances
        found = [*filter(None, [acquaintances.author(name)]), *acquaintances.authors_like(name)]
        if not found:
            self.say(f"Nothing here is by “{safe_line(name, 80)}”.", trouble=True)
            return
        self._show_page(found[0])
        if others := [one.label for one in found[1:] if one.key != found[0].key]:
            self.say(f"Also: {', '.join(safe_line(one, 60) for one in others[:5])}.")

    def _named_here(self) -> Known | None:
        article, understanding = self.reader.article, self.reader.understanding
        if article is None or understanding is None or self.at not in {"sidebar", "reader"}:
            return None
        row, trail = self.sidebar.insights.row, self.reader.trail
        if self.at == "sidebar":
            label = row.label if row is not None and row.section in _NAMES else ""
        else:
            label = trail.label if trail is not None else ""
        entity = next(
            (one for one in understanding.entities if label and safe_line(one.name, 200) == label), None
        )
        if entity is None:
            return None
        acquaintances = self.library.acquaintances
        known = acquaintances.known_in(article.id, entity.name, entity.kind)
        return known or next(iter(acquaintances.known_as(entity.name, entity.kind)), None)

    def _show_page(self, known: Known) -> None:
        from reader.tui.screens.who_trail import Pages

        self._show_pages(Pages((known,)))

    def _show_pages(self, pages: Pages) -> None:
        from reader.tui.screens.who import WhoScreen

        self._left = None
        self.app.push_screen(WhoScreen(self.library, pages), self._who_answered)

    def _who_answered(self, left: Left | None) -> None:
        self.reload()
        if left is None or left.to is None:
            self.articles.reload()
        elif isinstance(left.to, Place):
            self._open_at(left.to, left.label)
            if left.pages is not None:
                self._left = (left.to.article_id, left.pages, self.reader.trail)
                self.say("Esc goes back to the page.")
        else:
            self.visit(left.to)

    def _open_at(self, place: Place, label: str) -> None:
        """Open an article at a place: the mention there marked among the others, or the place alone."""
        self.open_article(place.article_id)
        if self.reader.article is None or self.reader.article.id != place.article_id or not place.end:
            return
        self._stopped_at = None  # it is opened for this place, not for where it was left
        understanding, span = self.reader.understanding, Span(place.start, place.end)
        entities = understanding.entities if understanding is not None else ()
        entity = next((one for one in entities if span in one.mentions), None)
        places = self.reader.as_read(entity.mentions if entity is not None else (span,))
        if not places:
            return
        self.go_to("reader")
        words = safe_line(self.reader.document.analysed_text[place.start : place.end], 60)
        name = safe_line(entity.name, 200) if entity is not None else words or label
        self.follow(Trail(name, places, places.index(span) if span in places else 0))

    def return_to_page(self) -> bool:
        """Go back to the page from which the article being read was opened; say whether there is one."""
        left, article, trail = self._left, self.reader.article, self.reader.trail
        if left is None or self.at != "reader" or article is None or article.id != left[0]:
            return False
        if trail is not None and (left[2] is None or trail.places != left[2].places):
            return False  # something else was looked for in the text
        self._show_pages(left[1])
        return True
