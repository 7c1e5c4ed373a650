"""Text as HTML. Everything that comes from reports or users is untrusted and escaped here, in one place.

Fragments are shown by Markdown components, so markup characters are written as numeric entities: neither an
HTML nor a Markdown parser sees anything but text in `<script>`, `**x**`, `[x](javascript:…)` or `$$x$$`. They hold
no line breaks, since a blank line would end a Markdown HTML block.
"""

from __future__ import annotations

import re

# Every ASCII character that HTML or Markdown gives a meaning to, also those of bare links (":", "/", "@").
_MARKUP = re.compile(r"[\"#$&'*/:<=>@\[\\\]^_`{|}~]")
# Controls that HTML forbids, halves of surrogate pairs, and marks that turn the direction of what follows.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
_SPACES = re.compile(r"\s+")


def escape(text: str) -> str:
    """Text as it will be read, on one line, inert for HTML and Markdown."""
    plain = _CONTROL.sub("", _SPACES.sub(" ", text))
    return _MARKUP.sub(lambda match: f"&#{ord(match.group())};", plain)


def escape_lines(text: str) -> str:
    """As `escape`, with line breaks and tabs kept as entities: for attributes that carry a whole text."""
    parts = (
        _MARKUP.sub(lambda m: f"&#{ord(m.group())};", _CONTROL.sub("", line)) for line in text.split("\n")
    )
    return "&#10;".join(parts).replace("\t", "&#9;")


def attributes(**named: str) -> str:
    """' class="x" data-value="…"' : names with underscores for hyphens, a last one dropped (`class_`)."""
    return "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape_lines(value)}"' for name, value in named.items()
    )


def address(url: str) -> str:
    """A mark that puts the page's state into the address bar: '/kho?trang=2'."""
    return f"<span{attributes(data_address=url, hidden='')}></span>"
