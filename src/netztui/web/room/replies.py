"""What handlers return: pages, ways on, files."""

import re
from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256

from starlette.responses import HTMLResponse, RedirectResponse, Response

from netztui.i18n.catalogue import _
from netztui.web.room.gate import POLICY
from netztui.web.room.pages import NOWHERE, Link, message_page
from netztui.web.room.visit import Visit

STYLE = re.compile("<style>(.*?)</style>", re.DOTALL)


def page(content: str, status: int = 200) -> Response:
    """A page of HTML."""
    return HTMLResponse(content, status)


def self_contained(content: str) -> Response:
    """A page that brings its own style, which is then the only one that the browser takes."""
    digests = [
        f" 'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'"
        for style in STYLE.findall(content)
    ]
    policy = POLICY.format(style="".join(digests))
    return HTMLResponse(content, headers={"Content-Security-Policy": policy})


def go_to(path: str) -> Response:
    """The way to another page, which is then asked for; also after a form."""
    return RedirectResponse(path, 303)


def attachment(content: bytes, name: str, media_type: str) -> Response:
    """A file to be saved."""
    saved = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=media_type, headers=saved)


def say(
    visit: Visit, status: int, title: str, *texts: str, links: Sequence[Link] | None = None
) -> Response:
    """A page that says something, by default with the way to where the person was."""
    usual = [Link(_("Go on"), NOWHERE)]
    return page(message_page(visit.frame, title, texts, usual if links is None else links), status)


def say_out_of_date(visit: Visit) -> Response:
    """That a form is from before something has changed."""
    return say(
        visit,
        403,
        _("This page is out of date"),
        _("What you sent was not stored. Please go on and send it again."),
    )
