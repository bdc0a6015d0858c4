"""Text from outside made safe to show: what could hide, reorder or break a line is made visible."""

SHOWN = 100
"""Characters of one value that are shown; the JSON holds all of it."""


def visible(text: str) -> str:
    """The text on one line, every character one that can be seen.

    Spaces and line breaks of any kind become one space. Control characters, marks that change
    the direction of writing and other invisible characters are written out as `\\u202e`.
    """
    spaced = " ".join(text.split())
    if spaced.isprintable():
        return spaced
    return "".join(c if c.isprintable() else _written_out(c) for c in spaced)


def cut(text: str, length: int = SHOWN) -> str:
    """The visible text, with `…` in place of what is too long to show."""
    shown = visible(text[: length * 8])
    return shown if len(shown) <= length else f"{shown[: length - 1].rstrip()}…"


def quoted(text: str) -> str:
    """Somebody else's words: visible, cut, in quotation marks."""
    return f"“{cut(text)}”"


def _written_out(character: str) -> str:
    point = ord(character)
    return f"\\u{point:04x}" if point <= ord("\uffff") else f"\\U{point:08x}"
