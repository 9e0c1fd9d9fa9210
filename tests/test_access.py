"""Every address × every role × one's own or somebody else's programme, against a table of rules.

An address without a rule fails. To add one, name it in RULES under its URL name ("admin:…" for the
admin's). The rule says who gets in; everybody else who is logged in must get 403 or 404, and
everybody who is not must be asked to log in:

OPEN       everybody, because the address itself carries the right or nothing is behind it
ACCOUNT    whoever is logged in, for their own account; it may answer as it likes, but not crash
STAFF      whoever is logged in
KEEPERS    whoever leads or coordinates any programme
MANAGERS   lead and coordinator of the programme in the address
READERS    whoever has any role in the programme in the address
LEADS      the lead of the programme in the address
DIRECTORY  read by KEEPERS, changed by those whose programmes rely on the record
SUPERUSERS superusers
CLOSED     nobody

Superusers get in wherever anybody does. If an address has a new kind of part, such as
<int:edition>, give its value in `Side.parts`.
"""

import re
from dataclasses import dataclass
from enum import Enum, auto
from http.cookies import SimpleCookie

import pytest
from django.contrib import admin
from django.db import models, transaction
from django.test import Client
from django.urls import URLResolver, get_resolver

from participants.consents import texts_today
from participants.models import ConsentText, Participant, PersonalNeeds, Team
from programmes.models import Challenge, Contribution, Membership, Person, Programme, User
from tests import factories

pytestmark = pytest.mark.django_db


class Rule(Enum):
    OPEN = auto()
    ACCOUNT = auto()
    STAFF = auto()
    KEEPERS = auto()
    MANAGERS = auto()
    READERS = auto()
    LEADS = auto()
    DIRECTORY = auto()
    SUPERUSERS = auto()
    CLOSED = auto()


def records(name: str, **exceptions: Rule) -> dict[str, Rule]:
    """The five pages that the admin has for a kind of record."""
    rules = {
        "changelist": Rule.KEEPERS,
        "add": Rule.KEEPERS,
        "history": Rule.MANAGERS,
        "delete": Rule.MANAGERS,
        "change": Rule.MANAGERS,
    }
    return {f"admin:{name}_{page}": rule for page, rule in {**rules, **exceptions}.items()}


RULES = {
    "health": Rule.OPEN,
    "home": Rule.STAFF,
    "search": Rule.STAFF,
    "forget_person": Rule.MANAGERS,
    "desk": Rule.MANAGERS,
    # personal pages
    "my_door": Rule.OPEN,
    "my_page": Rule.OPEN,
    "my_quiet": Rule.OPEN,
    "my_visits": Rule.OPEN,
    "my_colleagues": Rule.OPEN,
    "my_coming_said": Rule.OPEN,
    "my_needs": Rule.OPEN,
    "my_form": Rule.OPEN,
    "my_draft": Rule.OPEN,
    "my_thanks": Rule.OPEN,
    "my_withdrawal": Rule.OPEN,
    "my_answers": Rule.OPEN,
    "my_words": Rule.OPEN,
    "my_calendar": Rule.OPEN,
    "my_pledges": Rule.OPEN,
    "my_pledge": Rule.OPEN,
    "my_consents": Rule.OPEN,
    "my_people": Rule.OPEN,
    "slide": Rule.OPEN,
    "apply": Rule.OPEN,
    "apply_thanks": Rule.OPEN,
    "answer_part": Rule.OPEN,
    "describe_myself": Rule.OPEN,
    # contributors
    "contributors": Rule.MANAGERS,
    "contributor": Rule.MANAGERS,
    "move_contributor": Rule.MANAGERS,
    "ask_contributors": Rule.MANAGERS,
    "find_contributors": Rule.MANAGERS,
    "list_contributor": Rule.MANAGERS,
    "add_contributor": Rule.MANAGERS,
    # feedback
    "plan_form": Rule.MANAGERS,
    "feedback": Rule.MANAGERS,
    "results": Rule.MANAGERS,
    "form_page": Rule.MANAGERS,
    "add_question": Rule.MANAGERS,
    "add_standard": Rule.MANAGERS,
    "edit_question": Rule.MANAGERS,
    "move_question": Rule.MANAGERS,
    "remove_question": Rule.MANAGERS,
    "presence": Rule.MANAGERS,
    "presence_at": Rule.MANAGERS,
    "consents": Rule.MANAGERS,
    "no_photographs": Rule.MANAGERS,
    "peer_notes": Rule.MANAGERS,
    "release_peer_notes": Rule.MANAGERS,
    "reported_note": Rule.MANAGERS,
    "my_notes": Rule.OPEN,
    "my_note": Rule.OPEN,
    "personal_links": Rule.MANAGERS,
    "slide_qr": Rule.MANAGERS,
    "count_ballots": Rule.MANAGERS,
    "paper_form": Rule.MANAGERS,
    "paper_entry": Rule.MANAGERS,
    "message_wordings": Rule.MANAGERS,
    "message_wording": Rule.MANAGERS,
    "message_wording_preview": Rule.MANAGERS,
    # what people wrote
    **dict.fromkeys(("words", "judge_words", "settle_themes"), Rule.MANAGERS),
    **dict.fromkeys(("themes", "delete_theme", "copy_themes"), Rule.MANAGERS),
    "report_page": Rule.READERS,
    "report_pdf": Rule.READERS,
    "report_version": Rule.READERS,
    "report_version_pdf": Rule.READERS,
    "report_version_json": Rule.READERS,
    "report_version_csv": Rule.READERS,
    "report_desk": Rule.MANAGERS,
    "report_section": Rule.MANAGERS,
    "report_claims": Rule.MANAGERS,
    "report_preview": Rule.MANAGERS,
    "review_report": Rule.MANAGERS,
    "publish_report": Rule.MANAGERS,
    "withdraw_report": Rule.MANAGERS,
    "share_report": Rule.MANAGERS,
    "stop_sharing": Rule.MANAGERS,
    "public_settings": Rule.MANAGERS,
    "shared_report": Rule.OPEN,
    "shared_report_pdf": Rule.OPEN,
    "public_page": Rule.OPEN,
    "public_pdf": Rule.OPEN,
    # who comes
    **dict.fromkeys(("coming", "decide_coming", "undo_coming"), Rule.MANAGERS),
    **dict.fromkeys(("coming_settings", "coming_substitute", "undo_substitute"), Rule.MANAGERS),
    # who goes where
    "visits_board": Rule.MANAGERS,
    "visits_plan": Rule.MANAGERS,
    "visits_move": Rule.MANAGERS,
    "visits_undo": Rule.MANAGERS,
    "visits_pin": Rule.MANAGERS,
    "visits_publish": Rule.MANAGERS,
    "visits_call_off": Rule.MANAGERS,
    "teams_board": Rule.MANAGERS,
    "teams_plan": Rule.MANAGERS,
    "teams_move": Rule.MANAGERS,
    "teams_undo": Rule.MANAGERS,
    "teams_pin": Rule.MANAGERS,
    "teams_publish": Rule.MANAGERS,
    "teams_form": Rule.MANAGERS,
    "teams_fill": Rule.MANAGERS,
    "teams_wish": Rule.MANAGERS,
    "teams_drop_wish": Rule.MANAGERS,
    "teams_remove": Rule.MANAGERS,
    "person_wishes": Rule.MANAGERS,
    "messages": Rule.MANAGERS,
    "decide_messages": Rule.MANAGERS,
    "undo_decision": Rule.MANAGERS,
    "edit_message": Rule.MANAGERS,
    "letters": Rule.MANAGERS,
    **dict.fromkeys(("write_message", "write_message_preview"), Rule.MANAGERS),
    "cafe_rota": Rule.MANAGERS,
    "seat_cafe": Rule.MANAGERS,
    "move_in_cafe": Rule.MANAGERS,
    "pin_in_cafe": Rule.MANAGERS,
    "undo_in_cafe": Rule.MANAGERS,
    "publish_cafe": Rule.MANAGERS,
    "cafe_guests": Rule.MANAGERS,
    "cafe_guest": Rule.MANAGERS,
    "cafe_tables": Rule.MANAGERS,
    "mend_cafe": Rule.MANAGERS,
    "cafe_changes": Rule.MANAGERS,
    # the workbook
    "import_programme": Rule.KEEPERS,
    "workbook_template": Rule.KEEPERS,
    "export_workbook": Rule.MANAGERS,
    "clone_programme": Rule.MANAGERS,
    "move_programme": Rule.MANAGERS,
    "checklist": Rule.MANAGERS,
    "history": Rule.MANAGERS,
    "tick_item": Rule.MANAGERS,
    # records
    "admin:index": Rule.KEEPERS,
    "admin:login": Rule.OPEN,
    "admin:app_list": Rule.KEEPERS,
    "admin:jsi18n": Rule.KEEPERS,
    "admin:autocomplete": Rule.CLOSED,  # without the name of a field; see the tests below
    "admin:(redirect)": Rule.KEEPERS,
    "admin:(anything else)": Rule.CLOSED,
    **records("programmes_programme", delete=Rule.LEADS),
    **records("programmes_challenge"),
    **records("programmes_session"),
    **records("programmes_sitevisit"),
    **records("programmes_cafeconversation"),
    **records("programmes_contribution"),
    **records("programmes_person"),
    **records("programmes_organisation", change=Rule.DIRECTORY, history=Rule.KEEPERS),
    **records("participants_participant"),
    **records("participants_team"),
    **records("participants_visitchoice"),
    **records("participants_application"),
    **records("evaluations_questionnaire"),
    **records("evaluations_question"),
    "admin:evaluations_question_revise": Rule.MANAGERS,
    **dict.fromkeys(records("programmes_user"), Rule.SUPERUSERS),
    **dict.fromkeys(records("participants_consenttext"), Rule.SUPERUSERS),
    "admin:participants_consenttext_add": Rule.CLOSED,
    "admin:participants_consenttext_delete": Rule.CLOSED,
    # accounts
    "accounts/signup/": Rule.CLOSED,
    "accounts/email/": Rule.CLOSED,
    "accounts/confirm-email/": Rule.CLOSED,
    "accounts/confirm-email/<str:key>/": Rule.CLOSED,
    "accounts/password/set/": Rule.CLOSED,
    "account_signup": Rule.CLOSED,
    "account_email": Rule.CLOSED,
    "account_email_verification_sent": Rule.CLOSED,
    "account_confirm_email": Rule.CLOSED,
    "account_set_password": Rule.CLOSED,
    "account_login": Rule.OPEN,
    "account_logout": Rule.OPEN,
    "account_inactive": Rule.OPEN,
    "account_confirm_login_code": Rule.OPEN,
    "account_reset_password": Rule.OPEN,
    "account_reset_password_done": Rule.OPEN,
    "account_reset_password_from_key": Rule.OPEN,
    "account_reset_password_from_key_done": Rule.OPEN,
    "account_change_password": Rule.ACCOUNT,
    "account_reauthenticate": Rule.ACCOUNT,
    "mfa_authenticate": Rule.ACCOUNT,
    "mfa_index": Rule.ACCOUNT,
    "mfa_reauthenticate": Rule.ACCOUNT,
    "mfa_activate_totp": Rule.ACCOUNT,
    "mfa_deactivate_totp": Rule.ACCOUNT,
    "mfa_view_recovery_codes": Rule.ACCOUNT,
    "mfa_generate_recovery_codes": Rule.ACCOUNT,
    "mfa_download_recovery_codes": Rule.ACCOUNT,
}

MANAGING = {"coordinator", "lead"}
ON_OWN = {
    Rule.STAFF: {"stranger", "report reader", *MANAGING},
    Rule.KEEPERS: MANAGING,
    Rule.DIRECTORY: MANAGING,
    Rule.MANAGERS: MANAGING,
    Rule.READERS: {"report reader", *MANAGING},
    Rule.LEADS: {"lead"},
    Rule.SUPERUSERS: set(),
    Rule.CLOSED: set(),
}
ANYWHERE = {Rule.STAFF, Rule.KEEPERS}


@dataclass(frozen=True)
class Address:
    name: str
    route: str

    def path(self, side: "Side") -> str:
        """The route with its parts filled in from one programme."""
        parts = re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<str:\1>", self.route)
        parts = re.sub(r"[\^$]", "", parts)
        return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda part: side.part(part[1], self), parts)


@dataclass(frozen=True)
class Side:
    """One programme and a record of every kind that belongs to it."""

    programme: Programme
    rows: dict[type[models.Model], models.Model]
    parts: dict[str, str]

    def part(self, name: str, address: Address) -> str:
        if name != "object_id":
            return self.parts[name]
        kind = address.route.split("/")[2]
        return next(str(row.pk) for model, row in self.rows.items() if kind == model_name(model))


def model_name(model: type[models.Model]) -> str:
    return model._meta.model_name


def addresses(resolver=None, namespace: str = "", prefix: str = "") -> list[Address]:
    found = []
    for pattern in (resolver or get_resolver()).url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else namespace
            found += addresses(pattern, inner, route)
        else:
            found.append(Address(namespace + (pattern.name or unnamed(route)), route))
    return found


def unnamed(route: str) -> str:
    if route.startswith("admin/"):
        return "(redirect)" if route.endswith("<path:object_id>/") else "(anything else)"
    return route


def side() -> Side:
    programme = factories.programme()
    person = factories.person(name=f"Somebody of {programme.slug}")
    participant = factories.participant(programme, person=person)
    PersonalNeeds.objects.create(participant=participant, diet=f"Diet of {programme.slug}")
    visit = factories.visit(programme, title=f"Visit of {programme.slug}", host=person.organisation)
    cafe = factories.cafe(programme, title=f"Café of {programme.slug}")
    factories.seat(participant, cafe)
    factories.objective(programme, title=f"Objective of {programme.slug}")
    form = factories.end_questionnaire(programme)
    session = factories.session(programme, title=f"Session of {programme.slug}")
    rows = [
        programme,
        person,
        person.organisation,
        participant,
        visit,
        cafe,
        session,
        Challenge.objects.create(programme=programme, question=f"Question of {programme.slug}"),
        setter := Contribution.objects.create(programme=programme, person=person, kind="setter"),
        Team.objects.create(programme=programme, name=f"Team of {programme.slug}"),
        factories.visit_choice(programme),
        factories.application(programme),
        form,
        form.questions.get(code="R1"),
        factories.member(programme, name=f"Staff of {programme.slug}"),
        texts_today()["photo"],
    ]
    version = factories.report_version(programme)
    parts = {
        "slug": programme.slug,
        "cafe": str(cafe.pk),
        "contribution": str(setter.pk),
        "guest": str(participant.pk),
        "pledge": str(participant.pledges.create(text=f"Pledge of {programme.slug}").pk),
        "questionnaire": form.slug,
        "participant": str(participant.pk),
        "person": str(person.pk),
        "question": str(form.questions.first().pk),
        "session": str(session.pk),
        "message": str(factories.message(participant).pk),
        "note": "1",
        "token": factories.token(participant),
        "short_code": form.short_code,
        "item": "print",
        "app_label": "programmes",
        "url": "no/such/page",
        "key": "key",
        "uidb36": "1",
        "kind": "programme",
        "section": "change",
        "step": "eve",
        "number": str(version.number),
        "link": str(factories.share_link(version.report).pk),
    }
    return Side(programme, {type(row): row for row in rows}, parts)


@dataclass(frozen=True)
class World:
    own: Side
    other: Side
    people: dict[str, User | None]

    def client(self, role: str) -> Client:
        client = Client()
        if self.people[role]:
            client.force_login(self.people[role])
        return client


@pytest.fixture
def world(settings) -> World:
    settings.REQUIRE_SECOND_FACTOR = False
    own, other = side(), side()
    members = {role: factories.member(own.programme, role) for role in Membership.Role.values}
    people = {
        "anonymous": None,
        "stranger": factories.user(),
        **members,
        "superuser": factories.user(is_superuser=True),
    }
    return World(own, other, people)


def may(rule: Rule, role: str, theirs: bool, method: str) -> bool:
    """Whether the rule lets a role in; `theirs` tells that the programme is somebody else's."""
    if role == "superuser":
        return rule is not Rule.CLOSED
    elsewhere = theirs and rule not in ANYWHERE and not (rule is Rule.DIRECTORY and method == "get")
    return role in ON_OWN[rule] and not elsewhere


def outcome(response) -> str:
    if response.status_code in (301, 302) and "/login/" in response["Location"]:
        return "asked to log in"
    return "refused" if response.status_code in (403, 404) else "let in"


def expected(rule: Rule, role: str, theirs: bool, method: str) -> set[str]:
    anything = {"asked to log in", "refused", "let in"}
    if rule is Rule.OPEN or (rule is Rule.ACCOUNT and role != "anonymous"):
        return anything
    if role == "anonymous":
        return {"asked to log in"} | ({"refused"} if rule is Rule.CLOSED else set())
    return {"let in"} if may(rule, role, theirs, method) else {"refused"}


def test_every_address_has_a_rule():
    assert {address.name for address in addresses()} - set(RULES) == set()


def test_every_rule_has_an_address():
    assert set(RULES) - {address.name for address in addresses()} == set()


@pytest.mark.parametrize("role", ["anonymous", "stranger", *Membership.Role.values, "superuser"])
def test_every_address_lets_in_whom_its_rule_names(world, role):
    client = world.client(role)
    cookies = client.cookies.output(header="")
    surprises = []
    for address in addresses():
        for theirs in [False, True] if "<" in address.route else [False]:
            path = address.path(world.other if theirs else world.own)
            for method in ("get", "post"):
                client.cookies = SimpleCookie(cookies)
                response = visit(client, method, path)
                found = outcome(response)
                if response.status_code == 405:  # no door at all
                    continue
                if found not in expected(RULES[address.name], role, theirs, method):
                    surprises.append(f"{method} {path}: {found}")
    assert surprises == [], "\n".join(surprises)


def visit(client: Client, method: str, path: str):
    """Go there and undo whatever it did, so that the next visit finds the same rows."""
    with transaction.atomic():
        response = getattr(client, method)(path, secure=True)
        assert response.status_code < 500
        transaction.set_rollback(True)
    return response


OF_THE_HOUSE = (User, ConsentText)
RECORDS = [model for model in admin.site._registry if model not in OF_THE_HOUSE]


@pytest.mark.parametrize("model", RECORDS, ids=model_name)
def test_a_list_shows_and_filters_only_what_is_ones_own(world, model):
    client = world.client("coordinator")
    address = f"/admin/{model._meta.app_label}/{model_name(model)}/"
    text = client.get(address, secure=True).content.decode()
    assert f"/{world.own.rows[model].pk}/change/" in text
    shared = model_name(model) == "organisation"
    assert (f"/{world.other.rows[model].pk}/change/" in text) is shared
    assert world.other.programme.title not in text


def test_a_filter_for_somebody_elses_programme_finds_nothing(world):
    client = world.client("lead")
    for model in (Participant, Contribution, Team):
        address = f"/admin/{model._meta.app_label}/{model_name(model)}/"
        query = {"programme__id__exact": world.other.programme.pk}
        assert client.get(address, query, secure=True).context["cl"].result_count == 0


def test_what_a_filter_may_not_ask_is_refused(world):
    """A filter through relations would answer yes or no about rows nobody may see."""
    client = world.client("lead")
    query = {"needs__diet__startswith": "Diet"}
    response = client.get("/admin/participants/participant/", query, secure=True)
    assert response.status_code in (302, 400)


@pytest.mark.parametrize("model", RECORDS, ids=model_name)
def test_a_form_offers_and_accepts_only_ones_own(world, model, rf):
    request = rf.get("/")
    request.user = world.people["lead"]
    records = admin.site._registry[model]
    row = world.own.rows[model]
    forms = [records.get_form(request)(), records.get_form(request, row)(instance=row)]
    for formset, _inline in records.get_formsets_with_inlines(request, row):
        forms += [*formset(instance=row).forms, formset(instance=row).empty_form]
    fields = [field for form in forms for name, field in form.fields.items() if name != "id"]
    offered = [field.queryset for field in fields if getattr(field, "queryset", None) is not None]
    foreign = [
        rows.model
        for rows in offered
        if (theirs := world.other.rows.get(rows.model)) and rows.filter(pk=theirs.pk).exists()
    ]
    assert {model_name(model) for model in foreign} <= {"organisation", "user"}


def participant_of(side: Side, **changes) -> dict[str, object]:
    values = {
        "programme": side.programme.pk,
        "person": factories.person().pk,
        "organisation": factories.organisation().pk,
        "status": "accepted",
        **changes,
    }
    empty = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0}
    lines = ("needs", "preferences", "refusals", "seats")
    return values | {f"{line}-{name}": value for line in lines for name, value in empty.items()}


def add_participant(world: World, **changes):
    data = participant_of(world.own, **changes)
    return world.client("lead").post("/admin/participants/participant/add/", data, secure=True)


def test_a_participant_of_ones_own_programme_is_saved(world):
    response = add_participant(world)
    assert response.status_code == 302
    assert world.own.programme.participants.count() == 2


@pytest.mark.parametrize("field", ["programme", "person", "visit", "team"])
def test_a_posted_key_of_somebody_elses_record_is_refused(world, field):
    models_by_field = {"programme": "programme", "person": "person", "visit": "sitevisit"}
    kind = models_by_field.get(field, field)
    theirs = next(row for model, row in world.other.rows.items() if model_name(model) == kind)
    response = add_participant(world, **{field: theirs.pk})
    assert response.status_code == 200
    assert field in response.context["adminform"].form.errors
    assert Participant.objects.count() == 2


def test_a_record_does_not_move_to_another_programme(world):
    row = world.own.rows[Team]
    second = factories.programme()
    Membership.objects.create(programme=second, user=world.people["lead"], role="lead")
    address = f"/admin/participants/team/{row.pk}/change/"
    world.client("lead").post(address, {"name": "Wren", "programme": second.pk}, secure=True)
    row.refresh_from_db()
    assert (row.name, row.programme) == ("Wren", world.own.programme)


def test_an_action_does_not_reach_somebody_elses_records(world):
    theirs = world.other.rows[Team]
    data = {"action": "delete_selected", "_selected_action": [theirs.pk], "post": "yes"}
    world.client("lead").post("/admin/participants/team/", data, secure=True)
    assert Team.objects.filter(pk=theirs.pk).exists()


def test_a_coordinator_deletes_no_programme_by_ticking_it(world):
    own = world.own.programme
    own.questionnaires.all().delete()
    data = {"action": "delete_selected", "_selected_action": [own.pk], "post": "yes"}
    world.client("coordinator").post("/admin/programmes/programme/", data, secure=True)
    assert Programme.objects.filter(pk=own.pk).exists()


def suggestions(world: World, role: str, app: str, model: str, field: str) -> list[str]:
    query = {"app_label": app, "model_name": model, "field_name": field, "term": "Somebody"}
    response = world.client(role).get("/admin/autocomplete/", query, secure=True)
    return (
        [each["text"] for each in response.json()["results"]] if response.status_code == 200 else []
    )


def test_suggestions_name_only_people_of_ones_own_programmes(world):
    own, other = world.own.programme.slug, world.other.programme.slug
    asked = ("participants", "participant", "person")
    assert suggestions(world, "lead", *asked) == [f"Somebody of {own}"]
    assert suggestions(world, "report reader", *asked) == []
    assert f"Somebody of {other}" in suggestions(world, "superuser", *asked)


def test_only_a_lead_decides_who_works_on_a_programme(world):
    own, staff = world.own.programme, world.people["coordinator"]
    address = f"/admin/programmes/programme/{own.pk}/change/"
    pages = {role: world.client(role).get(address, secure=True) for role in ("coordinator", "lead")}
    changeable = {
        role: page.context["inline_admin_formsets"][1].has_change_permission
        for role, page in pages.items()
    }
    assert changeable == {"coordinator": False, "lead": True}
    assert own.memberships.get(user=staff).role == "coordinator"


def test_needs_are_read_by_lead_and_coordinator_only(world):
    row = world.own.rows[Participant]
    diet, address = row.needs.diet, f"/admin/participants/participant/{row.pk}/change/"
    reads = {
        role: diet in world.client(role).get(address, secure=True).content.decode()
        for role in world.people
    }
    readers = {role for role, read in reads.items() if read}
    assert readers == {"lead", "coordinator", "superuser"}


def test_a_window_for_adding_asks_for_the_same_rights(world):
    address = "/admin/programmes/person/add/?_popup=1&_to_field=id"
    statuses = {
        role: world.client(role).get(address, secure=True).status_code for role in world.people
    }
    assert statuses["coordinator"] == statuses["lead"] == statuses["superuser"] == 200
    assert statuses["stranger"] == statuses["report reader"] == 403


def test_a_persons_page_tells_of_ones_own_programmes_only(world):
    person = world.own.rows[Person]
    factories.participant(world.other.programme, person=person)
    address = f"/admin/programmes/person/{person.pk}/change/"
    parts = world.client("lead").get(address, secure=True).context["parts"]
    assert {part.slug for part in parts} == {world.own.programme.slug}
    assert {part.role for part in parts} == {"participant", "challenge setter"}


def test_the_search_finds_only_ones_own(world):
    own, other = world.own.programme.slug, world.other.programme.slug
    text = world.client("lead").get("/search/?q=Somebody", secure=True).content.decode()
    assert f"Somebody of {own}" in text
    assert f"Somebody of {other}" not in text
    reader = world.client("report reader").get("/search/?q=Somebody", secure=True)
    assert reader.context["search"].empty


def test_answers_links_and_ballots_are_no_records_of_the_admin():
    kept = {model_name(model) for model in admin.site._registry}
    secret = {"answer", "response", "comment", "ballot", "draft", "invitation", "personallink"}
    secret |= {"peernote", "consent"}
    assert kept & secret == set()
