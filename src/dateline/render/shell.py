"""What every self-contained page is wrapped in: nothing is fetched, nothing in a text can act.

Styles and script are small files in ``static/``, put into the page as it is made; a content security policy admits
these two by their SHA-256 and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from dateline.errors import ArtifactError
from dateline.render.safe import html


def document(name: str, body: str, *, styles: Sequence[str], script: str, kind: str) -> str:
    """A whole HTML document; ``styles`` and ``script`` name files in ``static/``, ``kind`` is the body's class.

    Raises:
        ArtifactError: a bundled file of the page is missing.
    """
    style, code = "".join(map(_static, styles)), _static(script)
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(code)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{html(policy)}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" '
        'content="light dark"><meta name="referrer" content="no-referrer"><link rel="icon" href="data:,">'
        f"<title>{html(name)} · dateline</title><style>{style}</style></head>"
        f'<body class="{html(kind)}">{body}<script>{code}</script></body></html>\n'
    )


@cache
def _static(name: str) -> str:
    source = files("dateline.render") / "static" / name
    try:
        return source.read_text(encoding="utf-8")
    except OSError as error:
        raise ArtifactError(f"the page cannot be made without {source}: {error}; install dateline again") from error


def _digest(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
