"""What stands in a chart's place for those who do not see it."""

import xml.etree.ElementTree as ET

import pytest

from evaluations.charts import diverging_bars, share_bars
from evaluations.statistics import AGREE6, Distribution, Share

SVG = "{http://www.w3.org/2000/svg}"


def agree6(*counts: int) -> Distribution:
    return Distribution(AGREE6, counts)


def title(svg: str) -> str:
    return ET.fromstring(svg).find(f"{SVG}title").text


def words(svg: str) -> list[str]:
    return [node.text for node in ET.fromstring(svg).iter(f"{SVG}text")]


def test_every_value_is_read_out_up_to_eight_rows():
    rows = [(f"Objective {i}", agree6(1, 1, 1, 5, 5, i)) for i in range(1, 9)]
    assert "Objective 8: 18 of 21 agree" in title(diverging_bars(rows))
    assert "Objective 1: 11 of 14 agree" in title(diverging_bars(rows))


def test_above_eight_rows_the_highest_the_lowest_and_the_table_are_read_out():
    rows = [(f"Objective {i}", agree6(1, 1, 1, 5, 5, i)) for i in range(1, 10)]
    read = title(diverging_bars(rows, table="table 3"))
    assert "Highest of 9: Objective 9, 19 of 22 agree." in read
    assert "Lowest: Objective 1, 11 of 14 agree." in read
    assert "Objective 5" not in read
    assert "Every figure is in table 3." in read


def test_an_edited_text_replaces_the_generated_one_and_may_not_be_empty():
    assert title(share_bars([("A", Share(19, 22))], alt="Two in three & more")) == (
        "Two in three & more"
    )
    with pytest.raises(ValueError, match="needs a text"):
        share_bars([("A", Share(19, 22))], alt=" ")


def test_every_word_in_a_chart_can_be_translated():
    svg = diverging_bars([("A", agree6(1, 1, 1, 5, 5, 5))], _=lambda text: f"[{text}]")
    assert {"[disagree]", "[agree]", "[15 of 18]"} <= set(words(svg))
    assert title(svg).startswith("[[Diverging")
