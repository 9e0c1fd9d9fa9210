"""Workbooks for tests, as an organiser would fill them in."""

import copy
import datetime as dt
import io
from typing import Any

from openpyxl import Workbook

from evaluations.workbook import SHEETS

Rows = dict[str, list[dict[str, Any]]]
DAY = dt.date(2027, 1, 17)
OBJECTIVE = {
    "Number": 1,
    "Title": "Lead beyond authority",
    "Statement to agree with": "I can lead where I have no formal authority.",
    "The same, looking back": "Before, I could lead where I had no formal authority.",
}
VISIT = {
    "Name": "The Foundry",
    "Host organisation": "Foundry Trust",
    "Fewest people": 2,
    "Places": 6,
    "Day": DAY,
    "Starts": dt.time(13, 30),
    "Ends": dt.time(16, 0),
    "Step-free": "yes",
    "Contact on the day": "Ann Example",
}
SMALL: Rows = {
    "Programme": [
        {
            "Title": "Leading across the harbour",
            "Short name": "harbour",
            "Commissioner": "City Council",
            "First day": DAY,
            "Last day": dt.date(2027, 1, 18),
            "Time zone": "Europe/London",
        }
    ],
    "Objectives": [OBJECTIVE],
    "Challenge": [{"The question": "How can the harbour be everybody's again?"}],
    "Papers": [{"Title": "The harbour in figures"}],
    "Organisations": [
        {"Name": "City Council", "Sector": "Council"},
        {"Name": "Foundry Trust", "Sector": "Arts and culture"},
    ],
    "People": [
        {"Name": "Ann Example", "E-mail": "ann@example.org", "Organisation": "Foundry Trust"},
        {"Name": "Ben Sample", "E-mail": "ben@example.org", "Organisation": "City Council"},
    ],
    "Agenda": [
        {"Title": "Welcome", "Day": DAY, "Starts": dt.time(9, 30), "Ends": dt.time(10, 0)},
    ],
    "Visits": [VISIT],
    "Café": [
        {"Title": "Evening café", "Day": DAY, "Starts": dt.time(19), "Rounds": 3},
    ],
    "Tables": [{"Café conversation": "Evening café", "Table": 1, "Topic": "Trust"}],
    "Contributions": [
        {"Person": "Ann Example", "Gives": "visit host", "Site visit": "The Foundry"},
        {"Person": "Ann Example", "Gives": "café leader", "Café table": 1},
    ],
    "Teams": [{"Name": "Lighthouse"}],
    "Participants": [
        {
            "Person": "Ben Sample",
            "Where it stands": "accepted",
            "Team": "Lighthouse",
            "Site visit": "The Foundry",
            "Diet": "Vegetarian",
        }
    ],
    "Preferences": [{"Participant": "Ben Sample", "Site visit": "The Foundry", "Rank": 1}],
    "Seats": [{"Participant": "Ben Sample", "Table": 1, "Round": 1}],
    "Questionnaires": [
        {
            "Title": "How was it?",
            "Short name": "end",
            "Opens": dt.datetime(2027, 1, 18, 15, 30),
            "Closes": dt.datetime(2027, 2, 1, 18, 0),
        }
    ],
    "Questions": [
        {
            "Questionnaire": "end",
            "Code": "T1",
            "Wording": "Before, I could lead where I had no formal authority.",
            "Scale": "agreement, 1 to 6",
            "Looks back on": "O1",
        },
        {
            "Questionnaire": "end",
            "Code": "O1",
            "Wording": "I can lead where I have no formal authority.",
            "Scale": "agreement, 1 to 6",
            "Objective": 1,
        },
    ],
}


def small() -> Rows:
    """One of everything, to be changed by a test."""
    return copy.deepcopy(SMALL)


def headings() -> dict[str, list[str]]:
    """Of every worksheet, in the order of the descriptions."""
    found: dict[str, list[str]] = {}
    for sheet in SHEETS:
        line = found.setdefault(str(sheet.title), [])
        line += [h for c in sheet.columns if (h := sheet.heading(c)) not in line]
    return found


def book_of(rows: Rows) -> Workbook:
    book = Workbook()
    book.remove(book.active)
    for title, line in headings().items():
        page = book.create_sheet(title)
        page.append(line)
        for row in rows.get(title, []):
            assert row.keys() <= set(line), row.keys() - set(line)
            page.append([row.get(heading) for heading in line])
            for cell in page[page.max_row]:
                if cell.data_type == "f":  # typed as text, after an apostrophe
                    cell.data_type = "s"
    return book


def file_of(rows: Rows | Workbook) -> io.BytesIO:
    stream = io.BytesIO()
    (rows if isinstance(rows, Workbook) else book_of(rows)).save(stream)
    stream.seek(0)
    return stream


def large(participants: int) -> Rows:
    """A programme with that many participants, in organisations of ten."""
    rows = small()
    rows["Organisations"] += [
        {"Name": f"Organisation {number}", "Sector": "Health"}
        for number in range(participants // 10 + 1)
    ]
    for number in range(participants):
        name, place = f"Person {number}", f"Organisation {number // 10}"
        rows["People"].append(
            {"Name": name, "E-mail": f"person{number}@example.org", "Organisation": place}
        )
        rows["Participants"].append(
            {"Person": name, "Where it stands": "accepted", "Role": "Director", "Diet": "Vegan"}
        )
        rows["Preferences"].append({"Participant": name, "Site visit": "The Foundry", "Rank": 1})
    return rows
