"""What staff write in a report: a little Markdown with figures by name, to safe HTML. Pure.

Headings, paragraphs, lists, strong, emphasis and links; everything else is printed as it was
typed. A figure is named {{O2.agree}} and put in from a mapping, so that nobody retypes a number.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

RULES = ("heading", "list", "emphasis", "link")
TOKEN = re.compile(r"\{\{\s*([A-Za-z][\w-]*(?:\.[\w-]+)+)\s*\}\}")
ADDRESS = re.compile(r"(?:https?://|mailto:)\S", re.IGNORECASE)


def told(text: str, figures: Mapping[str, str], level: int = 3) -> str:
    """Safe HTML with the figures in their places; a name without a figure stays as it is.

    Every heading gets the same `level`, the one that follows where the text is put.
    """
    blocks = [_levelled(block, level) for block in _without_empty_headings(_parser().parse(text))]
    for block in blocks:
        if block.children:
            block.children = [_filled(part, figures) for part in _plain_links(block.children)]
    return _parser().renderer.render(blocks, _parser().options, {}).strip()


def named(text: str) -> tuple[str, ...]:
    """The names of the figures it asks for, in their order."""
    return tuple(TOKEN.findall(text))


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero").enable(RULES)
    parser.validateLink = lambda address: bool(ADDRESS.match(address))
    return parser


def _levelled(block: Token, level: int) -> Token:
    if block.type in ("heading_open", "heading_close"):
        block.tag = f"h{level}"
    return block


def _without_empty_headings(blocks: list[Token]) -> list[Token]:
    empty = {
        place + step
        for place, block in enumerate(blocks)
        if block.type == "heading_open" and not blocks[place + 1].content.strip()
        for step in range(3)
    }
    return [block for place, block in enumerate(blocks) if place not in empty]


def _plain_links(parts: Iterable[Token]) -> list[Token]:
    """Only text within a link: a tagged PDF holds nothing else there, and no link without."""
    kept: list[Token] = []
    in_link = False
    for part in parts:
        if part.type == "link_close" and kept[-1].type == "link_open":
            kept.pop()
        elif not in_link or part.content.strip() or part.type == "link_close":
            kept.append(part)
        in_link = part.type == "link_open" or (in_link and part.type != "link_close")
    return kept


def _filled(part: Token, figures: Mapping[str, str]) -> Token:
    if part.type == "text":
        part.content = TOKEN.sub(lambda name: figures.get(name[1], name[0]), part.content)
    return part
