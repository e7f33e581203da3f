"""Jinja2 as netztui's pages need it: every value is escaped.

Templates contain no sentences: these come from the catalogue, through the values of a page.
"""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from netztui import __version__
from netztui.diagnostics.sanitize import sanitize
from netztui.i18n.catalogue import _
from netztui.i18n.language import current_language

TEMPLATES = Path(__file__).parent / "templates"


def render(template: str, **values: object) -> str:
    """A page in the current language that needs nothing else: no script, font or picture."""
    made_with = _("Made with netztui {version}. This page loads nothing from elsewhere.")
    return (
        _environment()
        .get_template(template)
        .render(
            language=current_language(), made_with=made_with.format(version=__version__), **values
        )
    )


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        auto_reload=False,
        finalize=_printable,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _printable(value: object) -> object:
    """Text without control characters and bidirectional overrides; markup is the templates' own."""
    return sanitize(value) if isinstance(value, str) and not isinstance(value, Markup) else value
