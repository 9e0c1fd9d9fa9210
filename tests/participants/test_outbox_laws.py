"""Laws of the outbox: whatever was written, sent, refused or edited before, it ends up right."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from participants.outbox.deciding import AHEAD, GRACE, HELD, KNOWN, PENDING, decide, differs
from participants.outbox.wanted import Row, Stance, Wanted

NOW = datetime(2026, 12, 8, 12, tzinfo=UTC)
LASTING = {"eve"}
PLACE = ("participant", 1, "eve", "day")
STATES = ("waiting", "approved", "sending", "sent", "unsure", "failed", "told", "dropped")


class Words:
    """As plain as can be, and different wherever what they speak of differs."""

    def correction(self, sent, wanted):
        return f"Changed: {wanted.subject}", f"{dict(sent.facts)} → {wanted.text}", "changed"

    def called_off(self, sent):
        return f"No longer: {sent.subject}", "Nothing takes place.", "called off"


facts = st.dictionaries(st.sampled_from(["day", "room"]), st.sampled_from(["", "a", "b"]))
hours = st.integers(-30 * 24, 30 * 24).map(lambda number: NOW + timedelta(hours=number))
places = st.tuples(
    st.just("participant"), st.integers(1, 2), st.sampled_from(["eve", "thanks"]), st.just("day")
)


@st.composite
def wishes(draw):
    owner, key, step, occasion = draw(places)
    known, missing = draw(facts), draw(st.sampled_from([(), ("room",)]))
    return Wanted(
        owner,
        key,
        step,
        occasion,
        "because",
        draw(st.sampled_from(["Tomorrow", "Two\nlines"])),
        draw(st.sampled_from(["Nine.", "Ten."])),
        {name: value for name, value in known.items() if name not in missing},
        missing,
        draw(st.none() | hours),
        draw(st.booleans()),
        draw(st.none() | hours),
        draw(st.none() | hours),
        draw(st.sampled_from(Stance)),
        prepared_elsewhere=draw(st.booleans()),
    )


@st.composite
def outboxes(draw):
    """At most one held message a place, as the database has it."""
    rows = []
    for number in range(draw(st.integers(0, 5))):
        place, state = draw(places), draw(st.sampled_from(STATES))
        if state in HELD and any(row.place == place and row.state in HELD for row in rows):
            continue
        sent = [row.key for row in rows if row.place == place and row.state in KNOWN]
        rows.append(
            Row(
                number + 1,
                place,
                state,
                draw(st.sampled_from(["Tomorrow", "Soon"])),
                draw(st.sampled_from(["Nine.", "Mine."])),
                draw(facts),
                draw(st.sampled_from([(), ("room",)])),
                due_at=draw(st.none() | hours),
                until=draw(st.none() | hours),
                by_itself=draw(st.booleans()),
                corrects=draw(st.sampled_from([None, *sent])),
                edits=draw(st.integers(0, 1)),
                has_left=draw(st.booleans()),
            )
        )
    return rows


worlds = st.tuples(outboxes(), st.lists(wishes(), max_size=4, unique_by=lambda one: one.place))


def decided(rows, wanted, now=NOW):
    return decide(rows, wanted, now, Words(), LASTING)


def after(rows, found):
    """The outbox once the decision is carried out."""
    new = {row.key: row for row in found.update}
    kept = [new.get(row.key, row) for row in rows if row.key not in found.cancel]
    first = len(rows) + 1
    made = (replace(row, key=first + at) for at, row in enumerate(found.create))
    return [*kept, *made]


def held(rows, place):
    return [row for row in rows if row.place == place and row.state in HELD]


def states(rows, place):
    return {row.state for row in rows if row.place == place}


@given(worlds)
def test_reconciling_twice_changes_nothing(world):
    rows, wanted = world
    again = decided(after(rows, decided(rows, wanted)), wanted)
    assert (again.create, again.update, again.cancel) == ((), (), ())


@given(worlds)
def test_two_never_wait_in_one_place(world):
    rows, wanted = world
    result = after(rows, decided(rows, wanted))
    assert all(len(held(result, row.place)) <= 1 for row in result)


@given(worlds)
def test_what_has_gone_or_is_going_is_never_touched(world):
    rows, wanted = world
    found = decided(rows, wanted)
    untouchable = {row.key for row in rows if row.state not in HELD}
    assert untouchable.isdisjoint(found.cancel)
    assert untouchable.isdisjoint(row.key for row in found.update)


@given(worlds)
def test_whoever_is_to_be_told_waits_or_knows_or_was_left_out_by_somebody(world):
    rows, wanted = world
    result = after(rows, decided(rows, wanted))
    for one in wanted:
        due = one.due_at is None or one.due_at - AHEAD <= NOW
        fresh = one.fresh_until is None or one.fresh_until >= NOW
        if one.stance is Stance.WANTED and due and fresh and not one.prepared_elsewhere:
            assert states(result, one.place) & {*HELD, *KNOWN, "dropped", "sending"}


@given(worlds)
def test_nothing_waits_that_is_not_wanted_but_what_calls_it_off(world):
    rows, wanted = world
    result = after(rows, decided(rows, wanted))
    asked = {one.place for one in wanted if one.stance is not Stance.SETTLED}
    idle = {row.place for row in rows if "sending" not in states(rows, row.place)}
    for row in result:
        if row.state in HELD and row.place not in asked and row.place in idle:
            assert row.is_off


@given(worlds)
def test_what_waits_says_what_is_true_now_or_what_somebody_wrote_since(world):
    rows, wanted = world
    result = after(rows, decided(rows, wanted))
    for one in wanted:
        for row in held(result, one.place):
            if "sending" not in states(rows, one.place):
                assert not differs(row, one)
                assert row.edits or one.prepared_elsewhere or row.text.endswith(one.text)


@given(worlds)
def test_a_correction_never_goes_by_itself(world):
    rows, wanted = world
    found = decided(rows, wanted)
    made = [row for row in (*found.create, *found.update) if row.corrects is not None]
    assert not any(row.by_itself for row in made)
    assert all(row.state == "waiting" for row in found.create if row.corrects is not None)


@given(worlds)
def test_what_misses_something_is_never_free_to_go(world):
    rows, wanted = world
    found = decided(rows, wanted)
    assert not any(
        row.state == "approved" and row.missing for row in (*found.create, *found.update)
    )


@given(worlds)
def test_other_words_have_another_version_and_what_was_approved_waits_again(world):
    rows, wanted = world
    before = {row.key: row for row in rows}
    for row in decided(rows, wanted).update:
        old = before[row.key]
        if (row.subject, row.text) != (old.subject, old.text):
            assert row.version > old.version
            assert row.state in ("waiting", "failed") or row.by_itself


@given(worlds)
def test_what_somebody_wrote_is_never_lost(world):
    rows, wanted = world
    before = {row.key: row for row in rows}
    for row in decided(rows, wanted).update:
        old = before[row.key]
        if old.edits:
            assert old.text in (row.text, row.earlier)


@given(worlds)
def test_nobody_who_has_left_is_told_that_something_is_called_off(world):
    rows, wanted = world
    gone = [replace(row, has_left=True) for row in rows]
    assert not any(row.is_off for row in decided(gone, wanted).create)


def wish(**changes):
    values = {
        "reason": "because",
        "subject": "Tomorrow",
        "text": "Nine.",
        "facts": {"room": "a"},
        "missing": (),
        "due_at": NOW,
        "by_itself": True,
        "until": NOW + timedelta(days=1),
    }
    return Wanted(*PLACE, **values | changes)


def row(state="sent", **changes):
    values = {"facts": {"room": "a"}, "until": NOW + timedelta(days=1)}
    return Row(1, PLACE, state, "Tomorrow", "Nine.", **values | changes)


def test_a_new_message_goes_by_itself_only_where_its_rule_says_so():
    assert decided([], [wish()]).create[0].state == "approved"
    assert decided([], [wish(by_itself=False)]).create[0].state == "waiting"


def test_what_comes_more_than_two_days_late_waits_for_somebody():
    late = wish(due_at=NOW - GRACE - timedelta(minutes=1))
    [made] = decided([], [late]).create
    assert (made.state, made.by_itself) == ("waiting", False)
    assert decided([replace(made, key=1)], [late]).update == ()


def test_what_waited_in_time_for_a_mail_server_goes_by_itself_even_late():
    late = wish(due_at=NOW - GRACE - timedelta(minutes=1))
    there = row("approved", by_itself=True, due_at=late.due_at, reason="because")
    assert decided([there], [late]).update == ()


def test_old_news_is_not_begun_with():
    assert decided([], [wish(fresh_until=NOW - timedelta(minutes=1))]).create == ()


def test_what_is_due_in_a_month_is_not_in_the_outbox_yet():
    assert decided([], [wish(due_at=NOW + timedelta(days=30))]).create == ()


def test_facts_that_return_to_what_was_sent_take_the_correction_out():
    [correction] = decided([row()], [wish(facts={"room": "b"})]).create
    assert correction.corrects == 1
    waiting = [row(), replace(correction, key=2)]
    assert decided(waiting, [wish()]).cancel == (2,)


def test_another_wording_alone_corrects_nothing_that_was_sent():
    found = decided([row()], [wish(text="Ten.", facts={"room": "a", "day": "b"})])
    assert found.create == ()


def test_a_value_that_is_not_known_any_more_is_corrected():
    [made] = decided([row()], [wish(facts={}, missing=("room",))]).create
    assert (made.corrects, made.missing, made.state) == (1, ("room",), "waiting")


def test_what_was_left_open_when_it_was_sent_is_no_error():
    assert decided([row(facts={"room": ""})], [wish()]).create == ()


def test_what_another_message_has_told_them_is_not_told_again():
    there = wish(facts={"room": "b"}, told_elsewhere=frozenset({"room"}))
    assert decided([row()], [there]).create == ()


def test_what_is_called_off_is_told_once_and_what_comes_back_is_told_again():
    [off] = decided([row()], []).create
    told = replace(off, key=2, state="sent")
    assert decided([row(), told], []).create == ()
    [again] = decided([row(), told], [wish()]).create
    assert again.corrects == 2


def test_what_is_over_is_not_called_off():
    assert decided([row(until=NOW)], []).create == ()


def test_what_somebody_refused_comes_back_with_other_facts_but_never_by_itself():
    refused = row("dropped")
    assert decided([refused], [wish()]).create == ()
    [made] = decided([refused], [wish(facts={"room": "b"})]).create
    assert (made.state, made.by_itself) == ("waiting", False)
    assert decided([refused, replace(made, key=2)], [wish(facts={"room": "b"})]).update == ()


def test_approval_that_was_taken_back_stays_taken_back():
    back = row("waiting", by_itself=False, due_at=NOW, reason="because")
    assert decided([back], [wish()]).update == ()


def test_what_somebody_wants_sent_at_once_is_not_put_off_again():
    now = row("approved", due_at=NOW, reason="because")
    later = wish(due_at=NOW + timedelta(days=3))
    assert decided([now], [later]).update == ()
    [moved] = decided([replace(now, due_at=NOW + timedelta(days=1))], [later]).update
    assert (moved.due_at, moved.state) == (later.due_at, "approved")


def test_a_message_that_failed_is_kept_right_and_waits_for_somebody():
    [new] = decided([row("failed", by_itself=True)], [wish(facts={"room": "b"}, text="B.")]).update
    assert (new.state, new.text, new.version) == ("failed", "B.", 2)


def test_the_pending_are_among_those_held():
    assert set(PENDING) < set(HELD)
