"""A question's text in a cell: plain lines, or HTML when the cell begins and ends with a block of it."""

import re

_HTML = re.compile(r"<(?:p|h[234]|ul|ol|table)>.*</(?:p|h[234]|ul|ol|table)>", re.DOTALL)


def is_html(text: str) -> bool:
    """Whether the text of a cell is read as HTML."""
    return _HTML.fullmatch(text) is not None
