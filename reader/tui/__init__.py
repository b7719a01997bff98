"""The terminal application. `reader.tui.app.run(library)` starts it; nothing heavy is imported here."""
