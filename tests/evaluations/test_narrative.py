"""A little Markdown becomes safe HTML, whatever is typed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.narrative import named, told

FIGURES = {"O2.agree": "15 of 22 (68%)", "before.O2.n": "23", "O3.net": "<1% *x*"}
TAGS = {"h3", "p", "ul", "ol", "li", "strong", "em", "a"}


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("Hello *all* of **you**.", "<p>Hello <em>all</em> of <strong>you</strong>.</p>"),
        ("# Loud\n\nQuiet", "<h3>Loud</h3>\n<p>Quiet</p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"),
        ("{{O2.agree}} agreed", "<p>15 of 22 (68%) agreed</p>"),
        ("{{ before.O2.n }} then", "<p>23 then</p>"),
        ("{{O9.agree}} agreed", "<p>{{O9.agree}} agreed</p>"),
        ("{{O3.net}}", "<p>&lt;1% *x*</p>"),
        (
            "[our *own* page](https://example.org/a?b=1)",
            '<p><a href="https://example.org/a?b=1">our own page</a></p>',
        ),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ("[x](/admin/)", "<p>[x](/admin/)</p>"),
        ("a [](https://example.org) b", "<p>a  b</p>"),
        ("###  \n\ntext", "<p>text</p>"),
        ("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>"),
        ("", ""),
    ],
)
def test_what_is_typed_is_printed(typed, html):
    assert told(typed, FIGURES) == html


def test_headings_get_the_level_of_their_place():
    assert told("# One\n\n### Three", {}, level=4) == "<h4>One</h4>\n<h4>Three</h4>"


def test_the_names_of_figures_are_read_in_their_order():
    assert named("{{O2.agree}}, {{ before.O2.n }} and {{not one}}") == ("O2.agree", "before.O2.n")


@given(st.text(alphabet=st.sampled_from("#*_-[]()<>&\"'`{}.|\\!: \nab1"), max_size=80))
def test_nothing_but_a_few_plain_elements_ever_comes_out(typed):
    html = told(typed, FIGURES)
    elements = re.findall(r"<(/?)([a-z0-9]*)([^>]*)>", html)
    assert {name for _slash, name, _more in elements} <= TAGS
    allowed = re.compile(r'|\shref="(?:https?://|mailto:)[^"<>]*"|\sstart="\d+"', re.IGNORECASE)
    assert all(allowed.fullmatch(more) for _slash, _name, more in elements)
    assert html.count("<") == html.count(">") == len(elements)


@given(st.text(max_size=60))
def test_a_link_holds_words_and_nothing_else(words):
    html = told(f"before [{words}](https://example.org) after", {})
    inside = re.findall(r"<a [^>]*>(.*?)</a>", html, re.DOTALL)
    assert all("<" not in text and text.strip() for text in inside)
