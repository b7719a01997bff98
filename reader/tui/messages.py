"""What happened, told from a widget to the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

from reader.values import dataclass

if TYPE_CHECKING:
    from reader.acquaintance import Named
    from reader.annotation import Annotated
    from reader.library import FeedLink
    from reader.model import Span, View
    from reader.tui.actions import Pane
    from reader.tui.widgets.brief_rows import BriefRow
    from reader.tui.widgets.fact_rows import FactRow
    from reader.tui.widgets.file_rows import FileRow
    from reader.tui.widgets.health_rows import HealthRow
    from reader.tui.widgets.insight_table import Record
    from reader.tui.widgets.rule_rows import RuleRow
    from reader.tui.widgets.subscription_rows import Row
    from reader.tui.widgets.welcome_list import WelcomeRow


@dataclass
class ScreenReady(Message):
    """The main screen is there, and keys mean something."""


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
class ListCame(Message):
    """The list has found so many articles; `whole` when it looks for no more, with what went wrong."""

    found: int
    whole: bool = False
    trouble: str = ""


@dataclass
class ArticleChosen(Message):
    """An article of the list is to be opened."""

    article_id: int


@dataclass
class MentionsChosen(Message):
    """A row of the sidebar was entered: its next place in the text is wanted."""


@dataclass
class TextPointed(Message):
    """The mouse stands on the character at this offset of the text, or has `pressed` it."""

    offset: int
    pressed: bool = False


@dataclass
class LinkPressed(Message):
    """A link in the text was clicked."""

    href: str


@dataclass
class NotePressed(Message):
    """A footnote's sign was clicked: what it belongs to stands at this offset."""

    offset: int


@dataclass
class RecordChosen(Message):
    """A record of the table of names and figures was entered."""

    record: Record


@dataclass
class StoryRowChosen(Message):
    """A line of a story was entered: an article, and a place in its text."""

    article: int | None
    place: Span | None = None


class StoryMoved(Message):
    """The cursor stands on another line of a story."""


@dataclass
class AnnotationChosen(Message):
    """A note or a highlight in the list of all of them was entered."""

    annotated: Annotated


@dataclass
class FactChosen(Message):
    """A row of what is known of somebody was entered."""

    row: FactRow


@dataclass
class NamedChosen(Message):
    """An article that names somebody was entered."""

    named: Named


@dataclass
class HeadingPressed(Message):
    """The title of a column was clicked."""

    column: int


@dataclass
class HealthRowChosen(Message):
    """A row of the feeds' health was entered."""

    row: HealthRow


@dataclass
class HealthRowMoved(Message):
    """Another row of the feeds' health is under the cursor."""


@dataclass
class SubscriptionChosen(Message):
    """A row of the feeds screen was entered."""

    row: Row


@dataclass
class SubscriptionMoved(Message):
    """Another row of the feeds screen is under the cursor."""


@dataclass
class RuleChosen(Message):
    """A rule was entered."""

    row: RuleRow


@dataclass
class RuleMoved(Message):
    """Another rule is under the cursor."""


@dataclass
class FileChosen(Message):
    """A file of an article, or one of the downloads, was entered."""

    row: FileRow


@dataclass
class WelcomeRowChosen(Message):
    """A row of the welcome was entered."""

    row: WelcomeRow


@dataclass
class FeedLinkChosen(Message):
    """One of a site's feeds was entered."""

    link: FeedLink


@dataclass
class BriefRowChosen(Message):
    """A row of a briefing was entered."""

    row: BriefRow


@dataclass
class RelatedChosen(Message):
    """A related article was entered."""

    article_id: int


@dataclass
class PromptAnswered(Message):
    """A line was typed; None when it was dropped. `asked` says which line, where it may be another."""

    value: str | None
    asked: int = 0


@dataclass
class PaneDragged(Message):
    """The mouse has a pane by its handle, at a place of the screen; `done` when it lets go."""

    pane: Pane
    x: int
    y: int
    done: bool = False

    def can_replace(self, message: Message) -> bool:
        """Only the newest place counts."""
        return isinstance(message, PaneDragged) and not message.done


@dataclass
class PaneReset(Message):
    """A pane is to be as large as usual."""

    pane: Pane


@dataclass
class ActionChosen(Message):
    """An action is to be started."""

    action_id: str


@dataclass
class RowsPassed(Message):
    """Articles have left the list over its top, because somebody went down in it."""

    view: View
    article_ids: tuple[int, ...]


@dataclass
class EditorWanted(Message):
    """What is being typed is to be written in an editor."""

    value: str
