"""Dots along an axis."""

import xml.etree.ElementTree as ET

import pytest

from evaluations.charts import Beside, comparison_strip, dumbbells, rating_strip
from evaluations.statistics import AGREE5, AGREE6, Distribution, Share, paired

SVG = "{http://www.w3.org/2000/svg}"


def agree6(*counts: int) -> Distribution:
    return Distribution(AGREE6, counts)


def marks(svg: str, name: str = "circle") -> list[dict[str, str]]:
    return [node.attrib for node in ET.fromstring(svg).iter(f"{SVG}{name}")]


def words(svg: str) -> list[str]:
    return [node.text for node in ET.fromstring(svg).iter(f"{SVG}text")]


def title(svg: str) -> str:
    return ET.fromstring(svg).find(f"{SVG}title").text


def test_a_session_stands_at_its_average_with_its_answers_beside_it():
    svg = rating_strip([("First", agree6(10, 0, 0, 0, 0, 0)), ("Last", agree6(0, 0, 0, 0, 0, 12))])
    first, last = (float(mark["cx"]) for mark in marks(svg))
    ticks = [
        float(node.attrib["x"])
        for node in ET.fromstring(svg).iter(f"{SVG}text")
        if node.text in ("1", "6")
    ]
    assert [first, last] == ticks
    assert {"1.0", "10 answers", "6.0", "12 answers"} <= set(words(svg))
    assert "First: 1.0 (10 answers)" in title(svg)


def test_averages_stand_where_they_are_printed_and_not_where_they_are():
    """The place of a mark, measured, would tell the sum of the answers."""
    close = [paired([3] * 21, [5] * number + [4] * (21 - number), AGREE6) for number in (10, 11)]
    first, second = (dumbbells([("One", change)]) for change in close)
    assert close[0].after.mean != close[1].after.mean
    assert first == second


def test_nine_answers_are_no_dot():
    with pytest.raises(ValueError, match="too few"):
        rating_strip([("First", agree6(9, 0, 0, 0, 0, 0))])


def test_two_scales_do_not_share_a_strip():
    five = Distribution(AGREE5, (2, 2, 2, 2, 2))
    with pytest.raises(ValueError, match="one scale"):
        rating_strip([("Six", agree6(2, 2, 2, 2, 2, 0)), ("Five", five)])


def test_other_programmes_are_hollow_and_unnamed():
    others = (Share(5, 20), Share(10, 20), Share(15, 20))
    svg = comparison_strip([Beside("Confidence", Share(18, 20), others, Share(30, 60))])
    hollow = [mark for mark in marks(svg) if mark["fill"] == "none"]
    assert len(hollow) == 3
    assert len(marks(svg)) == 4
    assert {word for word in words(svg) if not word.endswith("%")} == {"Confidence", "18 of 20"}
    assert "here 90% (18 of 20), 3 others together 50%" in title(svg)


def test_a_programme_with_few_answers_is_no_dot():
    with pytest.raises(ValueError, match="too few"):
        comparison_strip([Beside("Confidence", Share(18, 20), (Share(5, 9),), Share(5, 9))])
