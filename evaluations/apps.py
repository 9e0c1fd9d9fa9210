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

    def follow_dates(self) -> None:
        """Forms move whenever a day moves, in whichever room that happens. Imports go one way, so
        the rooms below cannot call up; this is the one place where they are listened to."""
        programmes = apps.get_app_config("programmes")
        for name in ("Programme", "Session", "SiteVisit", "CafeConversation"):
            for signal in (post_save, post_delete):
                signal.connect(moved, programmes.get_model(name), dispatch_uid=f"moved {name}")
        plan = self.get_model("EvaluationPlan")
        post_save.connect(moved, plan, dispatch_uid="moved plan")


def moved(sender: type, instance, raw: bool = False, **kwargs) -> None:
    from programmes.models import Programme

    from .actions import follow_dates

    key = instance.pk if sender is Programme else instance.programme_id
    programme = None if raw else Programme.objects.filter(pk=key).first()
    if programme:
        follow_dates(programme=programme)
