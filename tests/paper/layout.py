"""Pages as the renderer lays them out: how full each is, and what stands last and first on it."""

from dataclasses import dataclass

from immersion import pdf

ALONE_BELOW = {"h1", "h2", "h3", "h4", "caption", "thead"}
"""What is never the last thing on a page."""


@dataclass(frozen=True, slots=True)
class Block:
    """A line of words or a picture where it stands. `within` names the elements around it."""

    top: float
    bottom: float
    within: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    number: int
    top: float
    height: float
    blocks: tuple[Block, ...]
    text: str

    @property
    def empty(self) -> float:
        """The part of the page below the last line, from 0 to 1."""
        bottom = max((block.bottom for block in self.blocks), default=self.top)
        return max(0.0, 1 - (bottom - self.top) / self.height)

    @property
    def ends_with(self) -> tuple[str, ...]:
        return max(self.blocks, key=lambda block: block.bottom).within if self.blocks else ()

    @property
    def starts_with(self) -> tuple[str, ...]:
        return min(self.blocks, key=lambda block: block.top).within if self.blocks else ()


def pages(html: str) -> list[Page]:
    import weasyprint

    source = weasyprint.HTML(
        string=pdf.printable(html), base_url=pdf.BASE_URL, url_fetcher=pdf._fetcher()
    )
    rendered = source.render(pdf_variant="pdf/a-3a").pages
    return [_page(number, page._page_box) for number, page in enumerate(rendered, 1)]


def _page(number: int, box) -> Page:
    blocks, words = [], []
    root = next(child for child in box.children if child.element_tag == "html")
    _collect(root, (), blocks, words)
    return Page(number, box.content_box_y(), box.height, tuple(blocks), " ".join(words))


def _collect(box, within: tuple[str, ...], blocks: list[Block], words: list[str]) -> None:
    name = type(box).__name__
    tag = box.element_tag or ""
    within = within if "::" in tag else (*within, tag)
    if name == "TextBox" and box.text.strip():
        words.append(box.text)
        blocks.append(Block(box.position_y, box.position_y + box.height, within))
    elif "Replaced" in name:
        blocks.append(Block(box.position_y, box.position_y + box.height, within))
    for child in getattr(box, "children", ()):
        _collect(child, within, blocks, words)
