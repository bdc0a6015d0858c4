"""The pages that a card links to: what the rule says, and on what it rests, as plain HTML.

No script, no image, nothing from elsewhere. Every text is escaped where it is written.
"""

import re
from collections.abc import Iterable, Iterator
from html import escape

from msgspec.structs import replace

from corrin import __version__
from corrin.domain.card import Card
from corrin.domain.knowledge import Knowledge, Rule
from corrin.domain.rule import Citation, Condition
from corrin.render.entry import HOW_FAR, condition, entry_page
from corrin.render.page import (
    Block,
    Drawing,
    Item,
    Items,
    Page,
    Pairs,
    Paragraph,
    Section,
    items,
    pairs,
)
from corrin.service import demo
from corrin.service.settings import Settings

HOOKS_PATH = "/cds-services"

OUTSIDE, HERE = re.compile(r"https?://"), re.compile(r"/(?!/)")
"""What a page may link to: an address elsewhere, which is shown, or one of this service."""
STYLE = """
body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem;
  font: 1.05rem/1.5 system-ui, sans-serif;
  color: #1b2230; background: #fff; overflow-wrap: anywhere; }
pre { overflow-x: auto; } a { color: #0b4f9e; } li { margin-bottom: .5rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin-top: 2rem; }
dt { font-weight: 600; } dd { margin: 0 0 .6rem 0; } .note { color: #4a5567; }
@media (prefers-color-scheme: dark) { body { color: #eef1f6; background: #14181f; }
  .note { color: #b5bfce; } a { color: #9cc4ff; } }
"""


def evidence(name: str, knowledge: Knowledge) -> str | None:
    """The page of a card or of a rule; None where there is neither."""
    if name in knowledge.cards:
        return html(_card_page(knowledge.cards[name], knowledge))
    rule = _rules(knowledge).get(name)
    if rule is None:
        return None
    page = entry_page("rule", name, knowledge)
    return html(replace(page, sections=(*page.sections, *_in_words([rule.when], knowledge))))


def _rules(knowledge: Knowledge) -> dict[str, Rule]:
    return {rule.id: rule for table in knowledge.rules.values() for rule in table.rules}


def _card_page(card: Card, knowledge: Knowledge) -> Page:
    sections = [
        Section(
            "What it says",
            (
                *pairs(
                    ("Said at", ", ".join(card.hooks)),
                    ("How loudly", card.indicator),
                    ("Besides, only where", condition(card.when) if card.when else None),
                    ("Checked", HOW_FAR[card.verified]),
                ),
                *items(*(Item(card.says),) if card.says else ()),
                *items(*(_document(one, knowledge) for one in card.sources), title="Sources"),
            ),
        )
    ]
    for rule in card.of:
        sections += entry_page("rule", rule, knowledge).sections
    rules = _rules(knowledge)
    sections += _in_words([card.when, *(rules[name].when for name in card.of)], knowledge)
    lines = (f"Knowledge {knowledge.version}, not clinically reviewed.",)
    return Page(card.summary, lines, tuple(sections))


def _in_words(conditions: Iterable[Condition | None], knowledge: Knowledge) -> Iterator[Section]:
    """What each name in some conditions stands for."""
    names = dict.fromkeys(name for one in conditions if one for name in _named_in(one))
    if names:
        said = (Item(f"{name}: {knowledge.facts[name].asks}") for name in names)
        yield Section("What the names stand for", items(*said))


def _named_in(it: Condition) -> Iterator[str]:
    if isinstance(it, str):
        yield it
    else:
        for operand in it[1:]:
            yield from _named_in(operand)


def _document(cited: Citation, knowledge: Knowledge) -> Item:
    source = knowledge.sources[cited.document]
    at = (f"At: {cited.locator}",) if cited.locator else ()
    return Item(source.title, at, source.url)


def start(settings: Settings, knowledge: Knowledge) -> str:
    """The page at the root: what stands where."""
    programs = [
        Item("What this server does, as FHIR", link="/fhir/metadata"),
        Item("Every address, as OpenAPI", link="/openapi.json"),
        Item("Whether it runs", link="/health"),
        Item("How much it has to do", link="/metrics"),
    ]
    if settings.open_to_all:
        programs.insert(0, Item("What is offered to record systems, as CDS Hooks", link=HOOKS_PATH))
    cards = [Item(card.summary, link=f"/evidence/{name}") for name, card in knowledge.cards.items()]
    patients = [Item(said, link=f"/fhir/Patient/{name}") for name, said in demo.patients()]
    return html(
        Page(
            "corrin: vitamin B12 beside the record",
            (
                "It supports a clinician and decides nothing.",
                f"corrin {__version__}, knowledge {knowledge.version}, not clinically reviewed.",
            ),
            (
                *((Section("Invented patients", items(*patients)),) if settings.demo else ()),
                Section("What its cards say, and why", items(*cards)),
                Section("For programs", items(*programs)),
            ),
        )
    )


def html(page: Page) -> str:
    """A page as HTML."""
    return "\n".join(_lines(page)) + "\n"


def _lines(page: Page) -> Iterator[str]:
    title = escape(page.title)
    yield '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width">'
    yield f'<title>{title}</title>\n<link rel="stylesheet" href="/style.css">\n</head>'
    yield f"<body>\n<main>\n<h1>{title}</h1>"
    yield from (f'<p class="note">{escape(line)}</p>' for line in page.lines)
    for section in page.sections:
        yield f"<h2>{escape(section.title)}</h2>"
        for block in section.blocks:
            yield from _block(block)
    yield "</main>\n</body>\n</html>"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(says):
            yield f"<p>{escape(says)}</p>"
        case Pairs(rows):
            yield "<dl>"
            yield from (f"<dt>{escape(name)}</dt><dd>{escape(says)}</dd>" for name, says in rows)
            yield "</dl>"
        case Items():
            yield from _items(block)
        case Drawing(lines):
            yield "<pre>" + "\n".join(map(escape, lines)) + "</pre>"


def _items(block: Items) -> Iterator[str]:
    if block.title:
        yield f"<h3>{escape(block.title)}</h3>"
    yield "<ul>"
    for item in block.items:
        notes = "".join(f'<br><span class="note">{escape(note)}</span>' for note in item.notes)
        says, link = escape(item.says), item.link
        if link is not None and HERE.match(link):
            says = f'<a href="{escape(link)}">{says}</a>'
        elif link is not None and OUTSIDE.match(link):
            notes += f'<br><a href="{escape(link)}" rel="noreferrer">{escape(link)}</a>'
        yield f"<li>{says}{notes}</li>"
    yield "</ul>"
