"""What happened, told from a widget to the screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from reader.model import Span, View


@dataclass
class ViewHighlighted(Message):
    """The cursor rests on a view in the feeds pane."""

    view: View
    note: str = ""


@dataclass
class ViewChosen(Message):
    """A view is to be shown and gone into."""

    view: View


@dataclass
class FoldersFolded(Message):
    """Folders of the feeds pane were opened or closed; these are closed now."""

    closed: frozenset[str]


@dataclass
class ArticleChosen(Message):
    """An article of the list is to be opened."""

    article_id: int


@dataclass
class MentionsChosen(Message):
    """A row of the sidebar was entered: its places in the text are to be shown, from `index` on."""

    label: str
    places: tuple[Span, ...]
    index: int = 0
    stay: bool = False


@dataclass
class LinkPressed(Message):
    """A link in the text was clicked."""

    href: str


@dataclass
class NotePressed(Message):
    """A footnote's sign was clicked: what it belongs to stands at this offset."""

    offset: int


@dataclass
class PromptAnswered(Message):
    """A line was typed; None when it was dropped."""

    value: str | None
