from importlib import import_module

from django.apps import AppConfig, apps
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _


class EvaluationsConfig(AppConfig):
    name = "evaluations"
    verbose_name = _("Evaluations")

    def ready(self) -> None:
        import_module("evaluations.keys")  # registers its system check
        self.follow_dates()
        self.follow_messages()

    def follow_dates(self) -> None:
        """Forms move whenever a day moves, in whichever room that happens. Imports go one way, so
        the rooms below cannot call up; this is the one place where they are listened to."""
        programmes = apps.get_app_config("programmes")
        for name in ("Programme", "Session", "SiteVisit", "CafeConversation"):
            for signal in (post_save, post_delete):
                signal.connect(moved, programmes.get_model(name), dispatch_uid=f"moved {name}")
        plan = self.get_model("EvaluationPlan")
        post_save.connect(moved, plan, dispatch_uid="moved plan")

    def follow_messages(self) -> None:
        """The outbox follows whatever a message may rest on. Rows written in bulk tell nobody, but
        a deed that is noted in the history does, and so does the worker’s next look."""
        for app, names in FOLLOWED.items():
            config = apps.get_app_config(app)
            for name in names:
                for signal in (post_save, post_delete):
                    uid = f"messages {name}"
                    signal.connect(changed, config.get_model(name), dispatch_uid=uid)


FOLLOWED = {
    "programmes": (
        "Programme",
        "Session",
        "SiteVisit",
        "CafeConversation",
        "CafeTable",
        "Challenge",
        "Contribution",
        "Trail",
    ),
    "participants": (
        "Application",
        "Observer",
        "Participant",
        "PeerRound",
        "Pledge",
        "Team",
        "Template",
        "VisitChoice",
    ),
    "evaluations": ("Questionnaire",),
}
"""Records by their rooms. What somebody answers is not among them: the worker sees it in its own
time, so that nothing is written at the moment of an answer but the answer."""


def changed(sender: type, instance, raw: bool = False, **kwargs) -> None:
    from .correspondence.following import follow_soon

    programme = None if raw else programme_of(instance)
    if programme:
        follow_soon(programme)


def programme_of(row) -> int | None:
    """Its own key, or its programme’s, or that of what it belongs to."""
    if row._meta.label == "programmes.Programme":
        return row.pk
    if hasattr(row, "programme_id"):
        return row.programme_id
    return next(
        (getattr(row, name).programme_id for name in ("cafe", "participant") if hasattr(row, name)),
        None,
    )


def moved(sender: type, instance, raw: bool = False, **kwargs) -> None:
    from programmes.models import Programme

    from .actions import follow_dates

    key = instance.pk if sender is Programme else instance.programme_id
    programme = None if raw else Programme.objects.filter(pk=key).first()
    if programme:
        follow_dates(programme=programme)
