"""The files of the page, read once: requests name them by address, and no address becomes a path."""

from __future__ import annotations

from importlib.resources import files

# The page shares its look, and how it makes elements and cuts text, with the report.
REPORT = ("pipeline.exporters", "report")
OWN = ("pipeline.review", "page")

STYLES = (*((REPORT, f"styles/{name}") for name in ("base.css", "passages.css")),
          *((OWN, f"styles/{name}") for name in ("frame.css", "panes.css", "figures.css")))  # fmt: skip
SCRIPTS = (
    *((REPORT, f"scripts/{name}") for name in ("elements.js", "passages.js")),
    *(
        (OWN, f"scripts/{name}.js")
        for name in (
            "words", "server", "statements", "text_pane", "list_pane", "card", "filters", "parts", "marker", "choosing",
            "deciding", "dragging", "actions", "keys", "scrolling", "figures", "start",
        )
    ),
)  # fmt: skip


def assets() -> dict[str, tuple[str, str]]:
    """Media type and content by address: the page, its one style sheet and its one script."""
    style = "\n".join(_part(*name) for name in STYLES)
    script = f'"use strict";\n(() => {{\n{"".join(_part(*name) for name in SCRIPTS)}\n}})();\n'
    return {
        "/": ("text/html", _part(OWN, "page.html")),
        "/page.css": ("text/css", style),
        "/page.js": ("text/javascript", script),
    }


def _part(place: tuple[str, str], name: str) -> str:
    package, folder = place
    return files(package).joinpath(folder, *name.split("/")).read_text(encoding="utf-8")
