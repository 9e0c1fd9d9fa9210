"""An independent reader: every figure of a report can be had from the data attached to it."""

import csv
import dataclasses
import io
import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

import pytest

from evaluations.models import Coding, Comment, Report, Theme
from evaluations.reports.evaluation.data import COLUMNS, as_csv, as_data, as_json
from evaluations.reports.evaluation.report import EvaluationReport, composed
from evaluations.reports.evaluation.results import Evaluation, evaluate
from evaluations.reports.evaluation.setting import read_setting
from evaluations.reports.readiness import counts_in
from tests import factories

from . import report_case as cases
from .whole_case import everything

pytestmark = pytest.mark.django_db
BOTH = [Report.Kind.PROGRAMME, Report.Kind.FOLLOW_UP]
M = 5


@pytest.fixture
def case() -> cases.Case:
    return everything()


def found_in(case: cases.Case, kind: str) -> Evaluation:
    return evaluate(case.programme, case.questionnaire, kind)


def data_of(case: cases.Case, kind: str) -> dict:
    return as_data(read_setting(case.programme), found_in(case, kind))


# What is printed


def texts(value: object, name: str = "") -> Iterator[str]:
    """Every text of the value, pictures as what they say. How to read the figures is invented."""
    if name in ("examples", "reading", "data"):
        return
    if dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from texts(getattr(value, field.name), field.name)
    elif isinstance(value, tuple):
        for each in value:
            yield from texts(each)
    elif isinstance(value, str):
        spaced = re.sub(r"</(text|title)>", "\n", value) if value.startswith("<svg") else value
        yield re.sub(r"<[^>]*>", "", spaced)


def printed(report: EvaluationReport) -> str:
    return "\n".join(texts(report))


def shares(words: str) -> set[tuple[int, int]]:
    return {(int(k), int(n)) for k, n in re.findall(r"(\d+) of (\d+)", words)}


def percents(words: str) -> set[str]:
    """Alone, not as the end of an interval; the axis has its own."""
    alone = set(re.findall(r"(?<![\d–.] to )(?<!\d)([<>]?\d+%)", words))
    return alone - {"0%", "25%", "50%", "75%", "100%", "95%", "60%"}


def intervals(words: str) -> set[str]:
    return set(re.findall(r"[+−]?\d+(?:\.\d+)? to [+−]?\d+(?:\.\d+)?", words))


# What the data support, worked out anew from them alone


def supported_shares(data: dict) -> set[tuple[int, int]]:
    found = {(data["answered"], data["eligible"])}
    objectives = {row["objective"] for row in data["questions"] if row.get("objective")}
    found |= {(k, len(objectives)) for k in range(len(objectives) + 1)}
    for n in data["answered_by_moment"].values():
        found |= {(n, data["eligible"]), (data["eligible"] - n, data["eligible"])}
    for row in data["questions"]:
        counted = [*(row.get("counts") or ()), row.get("agreed"), row.get("clearly_agreed")]
        counted += [row.get(name) for name in ("promoters", "reached")]
        counts = row.get("counts") or ()
        counted += [sum(counts[:2])] if counts else []
        found |= {(k, row["n"]) for k in counted if k is not None}
    for row in data["changes"]:
        found |= {(row[way], row["n"]) for way in ("up", "same", "down") if way in row}
        found |= {(row["n"], data["answered"])}
    for row in data["comparison"]:
        found |= {(row["agreed"], row["n"]), (row["there_agreed"], row["there_n"])}
    steps = [line["people"]["People"] for line in data["people"]]
    return found | {(step, steps[0]) for step in steps if steps}


def percent(k: int, n: int) -> str:
    whole = int((Decimal(100 * k) / n).quantize(Decimal(1), ROUND_HALF_UP))
    if whole == 100 and k < n:
        return ">99%"
    return "<1%" if whole == 0 and k else f"{whole}%"


def ends(row: dict | None) -> tuple[float, float] | None:
    if not row or row.get("low") is None:
        return None
    return float(row["low"]), float(row["high"])


def signed(value: float) -> str:
    text = f"{value:+.2f}"
    return "0.00" if float(text) == 0 else text.replace("-", "−")


def points(value: float) -> str:
    return f"{round(100 * value):+d}".replace("-", "−") if round(100 * value) else "0"


def supported_intervals(data: dict) -> set[str]:
    found = set()
    for row in data["questions"]:
        for pair in (ends(row), ends(row.get("if_all_had_answered"))):
            found |= {"{} to {}".format(*(round(100 * end) for end in pair))} if pair else set()
        if "quartile_low" in row:
            found.add(f"{float(row['quartile_low']):g} to {float(row['quartile_high']):g}")
    there = [row["there_n"] for row in data["comparison"]]
    found |= {"−1 to +1"} | ({f"{min(there)} to {max(there)}"} if there else set())
    for row in [*data["changes"], *data["comparison"]]:
        for name in ("", "mean_change_interval", "dominance_interval"):
            if pair := ends(row.get(name) if name else row):
                found |= {
                    " to ".join(map(signed, pair)),
                    " to ".join(map(points, pair)),
                }
        if "mean_before" in row:
            found.add(f"{row['mean_before']} to {row['mean_after']}")
    return found


@pytest.mark.parametrize("kind", BOTH)
def test_every_share_percentage_and_interval_that_is_printed_is_in_the_data(case, kind):
    found = found_in(case, kind)
    setting = read_setting(case.programme)
    words, data = printed(composed(setting, found)), as_data(setting, found)
    known = supported_shares(data)
    assert len(shares(words)) > 30
    assert shares(words) - known == set()
    assert percents(words) - {percent(k, n) for k, n in known if n} == set()
    steps = ((1, 6), (4, 6), (1, 5), (4, 5), (0, 10), (5, 9), (0, 99))
    scale = {f"{low} to {high}" for low, high in steps}
    ranges = {f"{low} to {high}" for low in range(40) for high in range(low, 40)}
    assert intervals(words) - supported_intervals(data) - scale - ranges == set()


def test_every_theme_stands_in_the_data_as_it_is_printed(case):
    theme = Theme.objects.create(programme=case.programme, name="Time", valence="critical")
    reader = {"theme": theme, "coder": factories.member(case.programme)}
    for comment in Comment.objects.filter(question__questionnaire__programme=case.programme):
        Coding.objects.create(comment=comment, **reader)
    found = found_in(case, Report.Kind.PROGRAMME)
    printed = composed(setting := read_setting(case.programme), found).themes
    known = as_data(setting, found)["themes"]
    assert known["about"] == printed.note
    lines = [(row.header, *row.cells) for row in printed.rows]
    assert [tuple(line.values()) for line in known["lines"]] == lines


@pytest.mark.parametrize("kind", BOTH)
def test_what_is_printed_without_support_would_be_found(case, kind):
    """The test above can fail."""
    data = data_of(case, kind)
    assert (13, 99) not in supported_shares(data)
    assert "93%" not in {percent(k, n) for k, n in [(13, 14)] if (k, n) in supported_shares(data)}
    assert shares("13 of 99 people, +0.11 to +0.22") == {(13, 99)}
    assert intervals("13 of 99 people, +0.11 to +0.22") == {"+0.11 to +0.22"}


# What the data may not hold


def test_every_moment_is_in_the_data_and_the_first_edition_knows_no_later_one(case):
    first = {row["moment"] for row in data_of(case, Report.Kind.PROGRAMME)["questions"]}
    assert first == {"before", "session", "visits", "café", "end", "contributors"}
    later = {row["moment"] for row in data_of(case, Report.Kind.FOLLOW_UP)["questions"]}
    assert later == first | {"follow-up", "observers"}


def test_both_editions_say_the_same_of_the_same_question(case):
    """Else the difference between them would be somebody's answer."""
    first, later = (data_of(case, kind)["questions"] for kind in BOTH)
    assert [row for row in later if row["moment"] not in ("follow-up", "observers")] == first


@pytest.mark.parametrize("kind", BOTH)
def test_no_figure_rests_on_fewer_than_five(case, kind):
    data = data_of(case, kind)
    for row in [*data["questions"], *data["changes"]]:
        assert row["n"] is None or row["n"] == 0 or row["n"] >= M
        if row["n"] is None or row["n"] < 2 * M:
            assert not {"percent", "mean", "mean_change", "low"} & row.keys()
            assert not row.get("counts")


@pytest.mark.parametrize("kind", BOTH)
def test_groups_make_up_their_total_and_hide_as_many_as_the_report(case, kind):
    rows = data_of(case, kind)["questions"]
    whole = {
        (r["moment"], r["question"], r["version"]): r for r in rows if r["group"] == "everybody"
    }
    parts: dict[tuple, list[dict]] = {}
    for row in rows:
        if row["group"] != "everybody":
            key = (row["moment"], row["question"], row["version"])
            parts.setdefault(key, []).append(row)
    assert {key[0] for key in parts} == {"end", "visits", "session"}
    for key, groups in parts.items():
        assert sum(row["n"] for row in groups) == whole[key]["n"]
        assert min(row["n"] for row in groups) >= M
        assert not any("counts" in row for row in groups)


def test_one_session_alone_is_in_the_data_only_as_a_group(case):
    rows = [r for r in data_of(case, Report.Kind.PROGRAMME)["questions"] if r["question"] == "S1"]
    assert [row["n"] for row in rows if row["group"] == "everybody"] == [
        sum(row["n"] for row in rows if row["group"] != "everybody")
    ]


def test_the_sheet_has_a_line_for_each_question_and_each_group(case):
    found = found_in(case, Report.Kind.FOLLOW_UP)
    rows = list(csv.DictReader(io.StringIO(as_csv(found))))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == len(data_of(case, Report.Kind.FOLLOW_UP)["questions"])
    assert {row["group"].split(":")[0] for row in rows} == {
        "everybody",
        "sector",
        "visit",
        "session",
    }


def test_what_a_version_is_checked_against_holds_groups_and_changes(case):
    """Each figure's n, so that a few answers more or fewer are noticed wherever they show."""
    found, setting = found_in(case, Report.Kind.PROGRAMME), read_setting(case.programme)
    sizes = counts_in(as_json(setting, found))
    told = {tuple(filter(None, key.split("/"))): n for key, n in sizes.items()}
    assert told["end", "O1", "1", "everybody"] == found.answers.questions[0].n
    of_o1 = {key[-1] for key in told if key[:2] == ("end", "O1")}
    assert {"before", "looking back", "sector: Health"} <= of_o1
    assert min(n for n in sizes.values() if n) >= M
