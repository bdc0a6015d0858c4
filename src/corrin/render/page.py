"""A page before it is laid out: what both the text and the Markdown show, in words.

Every string here is plain: nothing in it is markup. Making it safe is the work of the two
layouts, so that no part of a plan can forget to.
"""

from msgspec import Struct


class Paragraph(Struct, frozen=True):
    """A sentence or two by themselves."""

    says: str


class Pairs(Struct, frozen=True):
    """Short names and what they are."""

    rows: tuple[tuple[str, str], ...]


class Item(Struct, frozen=True):
    """One thing said, with lesser lines under it."""

    says: str
    notes: tuple[str, ...] = ()
    link: str | None = None


class Items(Struct, frozen=True):
    """Things of one kind, under a small heading where there is one."""

    items: tuple[Item, ...]
    title: str | None = None
    numbered: bool = False

    @property
    def alone(self) -> bool:
        """Whether it is one thing said by itself, and not a list."""
        return len(self.items) == 1 and not self.title and not self.numbered


Block = Paragraph | Pairs | Items


class Section(Struct, frozen=True):
    """A part of the page."""

    title: str
    blocks: tuple[Block, ...]


class Page(Struct, frozen=True):
    """A heading, what it is about, and its parts."""

    title: str
    lines: tuple[str, ...]
    sections: tuple[Section, ...]


def items(
    *found: Item | str | None, title: str | None = None, numbered: bool = False
) -> tuple[Items, ...]:
    """A block of items, or no block where there are none."""
    kept = tuple(Item(i) if isinstance(i, str) else i for i in found if i)
    return (Items(kept, title, numbered),) if kept else ()


def pairs(*rows: tuple[str, str | None]) -> tuple[Pairs, ...]:
    """A block of names and what they are, without those of which nothing is said."""
    kept = tuple((name, says) for name, says in rows if says)
    return (Pairs(kept),) if kept else ()
