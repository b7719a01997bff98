"""What the keys do to how the screen looks."""

from __future__ import annotations

from reader.text import safe_line
from reader.tui.screens.stopping import StoppingScreen
from reader.tui.themes import THEMES, named


class LooksScreen(StoppingScreen):
    """Themes, by name and one after another."""

    def use_theme(self, name: str) -> None:
        """Change the colours; the application keeps which. "dark" is the name of "reader-dark", too."""
        known = self.app.available_themes
        if (theme := named(name)) in known:
            self.app.theme = theme
        else:
            ours = [one.name for one in THEMES]
            names = [*ours, *sorted(set(known) - set(ours))]
            names.sort(key=lambda one: name.casefold() not in one)  # what was almost said comes first
            self.say(f"There is no theme “{safe_line(name, 40)}”, but {', '.join(names)}.", trouble=True)

    def action_next_theme(self) -> None:
        """Go to the next of the themes of our own."""
        if self.app.no_color:
            self.say("There are no colours where NO_COLOR is set.")
            return
        names = [theme.name for theme in THEMES]
        at = names.index(self.app.theme) if self.app.theme in names else -1
        self.app.theme = names[(at + 1) % len(names)]
        self.say(f"Theme {self.app.theme}.")
