"""Addresses of the pages of this app."""

from django.urls import include, path

from .views import (
    admission,
    board,
    cafe,
    coming,
    consents,
    letters,
    mending,
    message,
    outbox,
    peer_notes,
    presence,
    substitute,
    teams,
    visits,
)

# Every board has these deeds; `what` says which board it is.
DEEDS = {
    "board": ("", board.board),
    "plan": ("plan/", board.plan),
    "move": ("move/", board.move),
    "undo": ("undo/", board.undo),
    "pin": ("pin/", board.pin_or_free),
    "publish": ("publish/", board.publish),
}
VISITS = {"call_off": ("call-off/", visits.call_off_visit)}
TEAMS = {
    "form": ("form/", teams.form_teams),
    "fill": ("fill/", teams.fill),
    "wish": ("wish/", teams.add_wish),
    "drop_wish": ("drop-wish/", teams.drop_wish),
    "remove": ("remove/", teams.remove),
}


def addresses(what: str, deeds: dict) -> list:
    return [
        path(address, view, {"what": what}, name=f"{what}_{deed}")
        for deed, (address, view) in deeds.items()
    ]


urlpatterns = [
    path("programmes/<slug:slug>/visits/", include(addresses("visits", DEEDS | VISITS))),
    path("programmes/<slug:slug>/teams/", include(addresses("teams", DEEDS | TEAMS))),
    path(
        "programmes/<slug:slug>/cafe/<int:cafe>/",
        include(
            [
                path("", cafe.cafe_rota, name="cafe_rota"),
                path("seat/", cafe.seat_cafe, name="seat_cafe"),
                path("move/", cafe.move_in_cafe, name="move_in_cafe"),
                path("pin/", cafe.pin_in_cafe, name="pin_in_cafe"),
                path("undo/", cafe.undo_in_cafe, name="undo_in_cafe"),
                path("publish/", cafe.publish_cafe, name="publish_cafe"),
                path("guests/", cafe.cafe_guests, name="cafe_guests"),
                path("guests/<int:guest>/", cafe.cafe_guest, name="cafe_guest"),
                path("tables/", cafe.cafe_tables, name="cafe_tables"),
                path("mend/", mending.mend_cafe, name="mend_cafe"),
                path("changes/", mending.cafe_changes, name="cafe_changes"),
            ]
        ),
    ),
    path("programmes/<slug:slug>/consents/", consents.consents, name="consents"),
    path(
        "programmes/<slug:slug>/consents/photographs/",
        consents.no_photographs,
        name="no_photographs",
    ),
    path("programmes/<slug:slug>/coming/", coming.coming, name="coming"),
    path("programmes/<slug:slug>/coming/decide/", coming.decide_coming, name="decide_coming"),
    path("programmes/<slug:slug>/coming/undo/", coming.undo_coming, name="undo_coming"),
    path(
        "programmes/<slug:slug>/coming/settings/",
        admission.coming_settings,
        name="coming_settings",
    ),
    path(
        "programmes/<slug:slug>/coming/<int:participant>/substitute/",
        substitute.coming_substitute,
        name="coming_substitute",
    ),
    path(
        "programmes/<slug:slug>/coming/<int:participant>/substitute/undo/",
        substitute.undo_substitute,
        name="undo_substitute",
    ),
    path("programmes/<slug:slug>/peer-notes/", peer_notes.peer_notes, name="peer_notes"),
    path(
        "programmes/<slug:slug>/peer-notes/release/",
        peer_notes.release_peer_notes,
        name="release_peer_notes",
    ),
    path(
        "programmes/<slug:slug>/peer-notes/<int:note>/",
        peer_notes.reported_note,
        name="reported_note",
    ),
    path("programmes/<slug:slug>/presence/", presence.presence, name="presence"),
    path(
        "programmes/<slug:slug>/presence/<int:session>/",
        presence.presence_at_session,
        name="presence_at",
    ),
    path("programmes/<slug:slug>/messages/decide/", outbox.decide, name="decide_messages"),
    path("programmes/<slug:slug>/messages/undo/", outbox.undo_decision, name="undo_decision"),
    path("programmes/<slug:slug>/messages/letters/", letters.letters, name="letters"),
    path(
        "programmes/<slug:slug>/messages/<int:message>/", message.edit_message, name="edit_message"
    ),
]
