import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluations.charts import (
    aligned_bars,
    count_bars,
    diverging_bars,
    dumbbells,
    flow_bars,
    places_bar,
    share_bars,
    wanted_bar,
)
from evaluations.charts.drawing import width_of, wrapped
from evaluations.statistics import (
    AGREE5,
    AGREE6,
    FREQUENCY6,
    YES_NO,
    Distribution,
    Scale,
    Share,
    from_counts,
    paired,
)

SVG = "{http://www.w3.org/2000/svg}"
LONG = "I know how to work with people from other sectors, and with those I have never met before"
RISING = paired([2, 3, 3, 4] * 5, [4, 5, 3, 6] * 5, AGREE6)
FALLING = paired([6] * 12, [2] * 12, AGREE6)

labels = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=90)
counts6 = st.lists(st.integers(0, 60), min_size=6, max_size=6).filter(lambda c: sum(c) >= 10)


def agree6(*counts: int) -> Distribution:
    return Distribution(AGREE6, counts)


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)


def words(svg: str) -> list[str]:
    return [node.text for node in parsed(svg).iter(f"{SVG}text")]


def title(svg: str) -> str:
    return parsed(svg).find(f"{SVG}title").text


def fills(svg: str) -> list[str]:
    return [node.get("fill") for node in parsed(svg).iter(f"{SVG}rect")]


def one_of_each() -> list[str]:
    return [
        diverging_bars([(LONG, agree6(1, 0, 3, 8, 7, 4))], key="abcdef"),
        dumbbells([(LONG, RISING), ("Falling", FALLING)]),
        share_bars([(LONG, Share(19, 22)), ("Nobody", Share(0, 22))]),
        aligned_bars([(LONG, 9, 8), ("Council", 5, None)], ("participants", "respondents")),
        flow_bars([("Eligible", 24), ("Answered", 22)]),
        count_bars([("Nothing yet", 0), (LONG, 12)], 22),
        places_bar(4, 6, 4),
        wanted_bar(3, 4, 9),
    ]


@pytest.mark.parametrize("number", range(8))
def test_a_chart_is_one_picture_with_one_name_and_nothing_a_strict_policy_forbids(number):
    root = parsed(one_of_each()[number])
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    assert [child.tag for child in root].count(f"{SVG}title") == 1
    assert root.find(f"{SVG}title").text
    assert root.get("viewBox") == f"0 0 {root.get('width')} {root.get('height')}"
    for node in root.iter():
        assert node.tag.removeprefix(SVG) in {"svg", "title", "rect", "line", "circle", "text"}
        assert not {"style", "id", "href"} & set(node.attrib)
        assert not [name for name in node.attrib if name.startswith("on")]


@pytest.mark.parametrize("number", range(8))
def test_the_same_figures_give_the_same_bytes(number):
    assert one_of_each()[number] == one_of_each()[number]


@given(st.lists(st.tuples(labels, counts6), min_size=1, max_size=12))
@settings(max_examples=60)
def test_any_label_and_any_counts_stay_on_the_sheet(rows):
    svg = diverging_bars([(label, agree6(*counts)) for label, counts in rows])
    root = parsed(svg)
    height = float(root.get("height"))
    for node in root.iter(f"{SVG}rect"):
        x, width = float(node.get("x")), float(node.get("width"))
        assert 0 <= x <= x + width <= 642.1
        assert 0 <= float(node.get("y")) <= height
        assert width > 0


@given(labels, st.integers(60, 300))
def test_a_label_of_any_kind_folds_into_its_column_and_loses_nothing(label, width):
    lines = wrapped(label, width)
    assert "".join(lines).replace(" ", "") == "".join(label.split())
    assert all(width_of(part) <= width or len(part) == 1 for part in lines)


def test_ninety_characters_take_two_lines():
    lines = words(diverging_bars([(LONG, agree6(1, 2, 3, 8, 7, 4))]))[:2]
    assert " ".join(lines) == LONG


def test_marks_begin_where_the_labels_end():
    root = parsed(share_bars([(LONG, Share(19, 22))]))
    label_end = max(width_of(line) for line in wrapped(LONG, 264))
    assert min(float(node.get("x")) for node in root.iter(f"{SVG}rect")) > label_end


def test_markup_in_a_label_is_words_and_not_markup():
    svg = share_bars([('<script>alert("1")</script> & more', Share(19, 22))])
    assert 'alert("1")' in title(svg)
    assert not list(parsed(svg).iter(f"{SVG}script"))


def test_characters_no_picture_can_hold_are_dropped():
    assert title(share_bars([("Bell\x07 and \x0bline", Share(19, 22))])).count("Bell and line") == 1


def test_agreement_starts_right_of_the_line_and_disagreement_left():
    root = parsed(diverging_bars([("A", agree6(2, 2, 2, 5, 5, 4))]))
    zero = float(root.find(f"{SVG}line").get("x1"))
    bars = [(float(n.get("x")), float(n.get("width"))) for n in root.iter(f"{SVG}rect")]
    assert [x + width <= zero for x, width in bars] == [True] * 3 + [False] * 3
    assert [x >= zero for x, _width in bars] == [False] * 3 + [True] * 3


def test_the_neutral_middle_lies_astride_the_line():
    root = parsed(diverging_bars([("A", Distribution(AGREE5, (4, 8, 37, 16, 20)))]))
    zero = float(root.find(f"{SVG}line").get("x1"))
    neutral = list(root.iter(f"{SVG}rect"))[2]
    middle = float(neutral.get("x")) + float(neutral.get("width")) / 2
    assert middle == pytest.approx(zero, abs=0.02)
    assert neutral.get("fill") == "#e5e2da"


def test_segments_are_as_wide_as_their_counts():
    root = parsed(diverging_bars([("A", agree6(0, 0, 0, 10, 20, 30))]))
    widths = [float(node.get("width")) + 1 for node in root.iter(f"{SVG}rect")]
    assert widths[1] / widths[0] == pytest.approx(2, abs=0.01)
    assert widths[2] / widths[0] == pytest.approx(3, abs=0.01)


def test_a_step_nobody_chose_has_no_segment():
    assert len(fills(diverging_bars([("A", agree6(0, 0, 0, 0, 22, 0))]))) == 1


def test_the_count_stands_in_white_on_the_two_ends_only():
    root = parsed(diverging_bars([("A", agree6(11, 12, 13, 14, 15, 16))]))
    tones = {node.text: node.get("fill") for node in root.iter(f"{SVG}text")}
    assert {count for count, fill in tones.items() if fill == "#ffffff"} == {"11", "16"}


def test_a_count_too_wide_for_its_segment_is_left_to_the_table():
    assert "1" not in words(diverging_bars([("A", agree6(1, 0, 0, 0, 0, 300))]))


def test_a_yes_or_no_scale_shows_its_two_ends():
    scale = Scale(YES_NO.steps, agree_from=1)
    assert fills(diverging_bars([("A", Distribution(scale, (8, 14)))])) == ["#8c510a", "#01665e"]


def test_a_scale_of_seven_steps_keeps_its_ends_and_its_middle():
    scale = Scale.of(1, 7, agree_from=5)
    colours = fills(diverging_bars([("A", Distribution(scale, (3,) * 7))]))
    assert (colours[0], colours[3], colours[6]) == ("#8c510a", "#e5e2da", "#01665e")


def test_the_key_names_every_step():
    names = ["Never", "Rarely", "Often", "Nearly", "Mostly", "Always"]
    shown = words(diverging_bars([("A", agree6(4, 4, 4, 4, 4, 4))], key=names))
    assert shown[-6:] == [f"{step} {name}" for step, name in enumerate(names, 1)]


def test_a_percentage_stands_beside_its_counts_in_the_order_the_size_allows():
    small = words(share_bars([("A", Share(19, 22))]))
    large = words(share_bars([("A", Share(36, 85))]))
    assert small[-2:] == ["19 of 22", "86%"]
    assert large[-2:] == ["42%", "36 of 85"]
    mixed = words(share_bars([("A", Share(19, 22)), ("B", Share(36, 85))]))
    assert mixed[-4:] == ["19 of 22", "86%", "36 of 85", "42%"]


def test_averages_before_and_after_stand_beside_the_dots():
    assert words(dumbbells([("A", RISING)]))[-1] == "3.0 to 4.5"


def test_people_moving_down_get_another_line_than_people_moving_up():
    def bond(svg):
        return [n.get("stroke") for n in parsed(svg).iter(f"{SVG}line")][-1]

    assert bond(dumbbells([("A", RISING)])) != bond(dumbbells([("A", FALLING)]))


@pytest.mark.parametrize("before", [1, 4, 6])
def test_equal_averages_show_both_marks_and_both_names_apart(before):
    svg = dumbbells([("A", paired([before] * 12, [before] * 12, AGREE6))])
    assert len(list(parsed(svg).iter(f"{SVG}circle"))) == 2
    named = {n.text: n for n in parsed(svg).iter(f"{SVG}text") if n.text in ("before", "after")}
    assert named["before"].get("text-anchor") == "end"
    assert float(named["before"].get("x")) < float(named["after"].get("x"))


def test_a_withheld_count_is_words_and_no_bar():
    svg = aligned_bars([("Council", 5, None)], ("participants", "respondents"))
    assert "fewer than 5" in words(svg)
    assert len(fills(svg)) == 1
    assert "respondents fewer than 5" in title(svg)


def test_zero_is_a_figure_and_not_a_withheld_one():
    svg = aligned_bars([("Council", 5, 0)], ("participants", "respondents"))
    assert "0" in words(svg)
    assert "fewer than 5" not in words(svg)


@pytest.mark.parametrize(
    "empty",
    [
        lambda: diverging_bars([]),
        lambda: dumbbells([]),
        lambda: share_bars([]),
        lambda: aligned_bars([], ("a", "b")),
        lambda: flow_bars([]),
        lambda: count_bars([], 22),
        lambda: flow_bars([("Eligible", 0)]),
        lambda: places_bar(0, 0),
    ],
)
def test_nothing_to_draw_is_refused(empty):
    with pytest.raises(ValueError, match=r"row|scale|share|places"):
        empty()


@pytest.mark.parametrize(
    "few",
    [
        lambda: diverging_bars([("A", agree6(0, 0, 0, 3, 3, 3))]),
        lambda: dumbbells([("A", paired([1] * 9, [2] * 9, AGREE6))]),
        lambda: share_bars([("A", Share(7, 9))]),
        lambda: count_bars([("A", 4)], 9),
    ],
)
def test_nine_answers_are_never_drawn(few):
    with pytest.raises(ValueError, match="too few"):
        few()


def test_different_scales_do_not_share_a_chart():
    five = from_counts({4: 12}, AGREE5)
    with pytest.raises(ValueError, match="one scale"):
        diverging_bars([("A", agree6(0, 0, 0, 10, 0, 0)), ("B", five)])


def test_a_scale_without_agreement_has_no_two_sides():
    with pytest.raises(ValueError, match="two sides"):
        diverging_bars([("A", from_counts({4: 12}, FREQUENCY6))])


def test_a_visit_with_too_many_people_is_seen_and_heard_to_be_full():
    svg = places_bar(7, 6)
    assert fills(svg)[-1] == "#8c510a"
    assert title(svg) == "7 of 6 places taken"
    assert title(places_bar(3, 5, 3)) == "3 of 5 places taken, at least 3 wanted"
