from programmes.workbook.people import Known, Listed, match_people

ANN = Known(1, "Ann Example", "ann@example.org", 10, "Harbour Arts")
BEN = Known(2, "Ben Sample", "", 10, "Harbour Arts")
ABROAD = Known(3, "Cat Hidden", "cat@example.org", 30, "Elsewhere", visible=False)


def row(name: str, email: str = "", organisation: int = 10, known_as: str = "", number: int = 2):
    return Listed(number, name, email, organisation, known_as)


def outcome(*rows: Listed, known=(ANN, BEN, ABROAD)):
    return match_people(rows, known)


def doubt(*rows: Listed, known=(ANN, BEN, ABROAD)) -> str:
    [only] = outcome(*rows, known=known).doubts
    return f"{only.text} {only.remedy}"


def test_an_address_is_enough_whatever_its_case():
    assert outcome(row("Ann Example", "ANN@example.org", 99)).known == {2: 1}


def test_an_address_with_a_new_surname_is_the_same_person():
    assert outcome(row("Ann Married", "ann@example.org")).known == {2: 1}


def test_an_address_with_another_name_is_asked_about():
    assert "belongs to Ann Example" in doubt(row("Bob Example", "ann@example.org"))
    assert outcome(row("Bob Example", "ann@example.org", known_as="same")).known == {2: 1}


def test_name_and_organisation_are_enough_where_no_address_contradicts():
    assert outcome(row("ben  sample")).known == {2: 2}
    assert outcome(row("Ben Sample", "ben@example.org")).known == {2: 2}
    assert outcome(row("Ann Example")).known == {2: 1}


def test_another_address_at_the_same_organisation_is_asked_about():
    assert "may be known already: Ann Example" in doubt(row("Ann Example", "annie@example.org"))


def test_the_same_name_elsewhere_is_asked_about_and_both_answers_work():
    assert "“same”" in doubt(row("Ben Sample", organisation=20))
    assert outcome(row("Ben Sample", organisation=20, known_as="same")).known == {2: 2}
    assert outcome(row("Ben Sample", organisation=20, known_as="new")).known == {2: None}


def test_titles_order_accents_and_one_letter_make_a_name_similar():
    for name in ("Dr Ben Sample", "SAMPLE, Ben", "Bén Sample", "Ben Samples", "Ben Smple"):
        assert "may be known already: Ben Sample" in doubt(row(name)), name
    assert outcome(row("Ben Simpson")).known == {2: None}
    assert outcome(row("Ben Samples", organisation=20)).known == {2: None}


def test_somebody_already_found_by_another_row_leaves_no_doubt():
    rows = row("Ann Example", "ann@example.org"), row("Ann Example", "a@b.org", 20, number=3)
    assert outcome(*rows).known == {2: 1, 3: None}


def test_two_rows_for_one_person_are_one_too_many():
    rows = row("Ann Example", "ann@example.org"), row("Ann Example", number=3)
    assert "same person as in row 2" in doubt(*rows)


def test_namesakes_are_told_apart_by_the_address_they_are_known_by():
    namesake = Known(4, "Ann Example", "ann2@example.org", 40, "Other")
    known = (ANN, namesake)
    assert "or “new” for somebody else" in doubt(row("Ann Example", organisation=50), known=known)
    chosen = row("Ann Example", organisation=50, known_as="ann2@example.org")
    assert outcome(chosen, known=known).known == {2: 4}
    assert "Nobody is known" in doubt(row("Ann Example", known_as="x@example.org"))


def test_a_namesake_at_the_same_organisation_needs_an_address():
    assert "no address to tell them apart" in doubt(row("Ben Sample", known_as="new"))


def test_nothing_is_said_of_people_of_other_programmes():
    assert outcome(row("Cat Hidden", "cat@example.org")).known == {2: 3}
    assert outcome(row("Cat Hidden")).known == {2: None}
    words = doubt(row("Somebody Else", "cat@example.org"))
    assert "Cat" not in words
    assert "Elsewhere" not in words
