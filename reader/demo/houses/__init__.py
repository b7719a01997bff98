"""One module an outlet: how its pages are built. Each has `render(sheet) -> str`, the whole HTML document."""
