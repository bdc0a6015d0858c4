"""The Markdown: what a person wrote is shown and never acts."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from msgspec.structs import replace

from corrin.domain.person import Notice
from corrin.render.markdown import escaped, markdown
from corrin.render.page import Item, Items, Page, Section
from corrin.render.plan_page import plan_page
from corrin.render.visible import visible


class Tags(HTMLParser):
    """The tags of a page and the text between them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag, *_):
        self.tags.append(tag)

    def handle_data(self, data):
        self.text += data


def shown(source: str) -> Tags:
    page = Tags()
    page.feed(MarkdownIt("commonmark", {"html": True}).enable("table").render(source))
    page.close()
    return page


def test_a_plan_is_headings_and_lists(plan):
    said = markdown(plan_page(plan, full=True))

    assert said.startswith("# Vitamin B12 plan, Fri 20 Nov 2026\n\nAmina\n\n## Do first\n\n1. Take")
    assert "<https://www.nice.org.uk/guidance/ng239>" in said
    assert set(shown(said).tags) == {"h1", "h2", "p", "ul", "ol", "li", "strong", "br", "a"}


PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "![x](https://evil.example/x.png)",
    "https://evil.example www.evil.example a@evil.example",
    "# heading",
    "- item",
    "1. item",
    "> quote",
    "***",
    "===",
    "---",
    "| a | b |\n|---|---|",
    "```\ncode\n```",
    "`code`",
    "**bold** __bold__ *it* _it_ ~~gone~~",
    "&lt;b&gt; &amp;",
    "<!-- comment",
    "\\",
    "[x]: https://evil.example",
    "line\u2028break\r\n\r\n# heading",
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_markup_in_words_is_shown_as_it_was_written(payload):
    page = shown(f"before\n{escaped(payload)}\\\nafter\n\n- {escaped(payload)}")

    assert set(page.tags) <= {"p", "br", "ul", "li"}
    assert visible(payload) in page.text


@given(
    st.text(st.one_of(st.characters(), st.sampled_from("<>&[]()*_`~#-=+|\\!:1. \n")), max_size=60)
)
def test_no_words_make_a_tag_a_heading_or_a_link(words):
    page = shown(
        markdown(Page("Title", (), (Section("Part", (Items((Item(words, (words,)),)),)),)))
    )

    assert set(page.tags) <= {"h1", "h2", "p", "br"}
    assert " ".join(page.text.split()).count(visible(words)) >= (2 if words.strip() else 0)


def test_a_script_is_text(plan):
    notice = Notice(field="name", value="<script>x</script>", why="it is not a name")
    said = markdown(plan_page(replace(plan, refused=(notice,))))

    assert "<script" not in said
    assert "&lt;script&gt;" in said
