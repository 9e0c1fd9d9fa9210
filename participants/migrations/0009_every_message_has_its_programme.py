import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("participants", "0008_messages_of_places")]

    operations = [
        migrations.AlterField(
            model_name="message",
            name="programme",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="messages",
                to="programmes.programme",
            ),
        ),
        migrations.AlterField(
            model_name="message",
            name="occasion",
            field=models.CharField(max_length=60),
        ),
        migrations.AlterField(
            model_name="message",
            name="step",
            field=models.CharField(
                choices=[
                    ("ask", "asking a contributor"),
                    ("ask again", "asking a contributor again"),
                    ("brief setter", "brief for challenge setters"),
                    ("brief host", "brief for visit hosts"),
                    ("brief leader", "brief for café leaders"),
                    ("brief speaker", "brief for speakers"),
                    ("received", "application received"),
                    ("not chosen", "no place this time"),
                    ("invitation", "invitation"),
                    ("invitation reminder", "reminder of the invitation"),
                    ("waiting", "on the waiting list"),
                    ("joining", "joining instructions"),
                    ("choice", "choice of visits"),
                    ("choice reminder", "reminder of the choice of visits"),
                    ("places", "a new place"),
                    ("eve", "the evening before"),
                    ("feedback", "feedback"),
                    ("feedback reminder", "reminder of the feedback"),
                    ("follow-up", "follow-up"),
                    ("thanks", "thanks to participants"),
                    ("thanks contributor", "thanks to contributors, with quotes"),
                    ("pledge", "reminder of a pledge"),
                    ("peer notes", "notes from team-mates"),
                    ("by hand", "written by hand"),
                ],
                max_length=24,
                verbose_name="step",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("application__isnull", True),
                        ("contribution__isnull", True),
                        ("observer__isnull", True),
                        ("participant__isnull", False),
                    ),
                    models.Q(
                        ("application__isnull", True),
                        ("contribution__isnull", False),
                        ("observer__isnull", True),
                        ("participant__isnull", True),
                    ),
                    models.Q(
                        ("application__isnull", True),
                        ("contribution__isnull", True),
                        ("observer__isnull", False),
                        ("participant__isnull", True),
                    ),
                    models.Q(
                        ("application__isnull", False),
                        ("contribution__isnull", True),
                        ("observer__isnull", True),
                        ("participant__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="a_message_has_one_recipient",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["waiting", "approved"])),
                fields=("participant", "step", "occasion"),
                name="one_message_waits_for_each_participant",
                violation_error_message="Such a message waits already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["waiting", "approved"])),
                fields=("contribution", "step", "occasion"),
                name="one_message_waits_for_each_contribution",
                violation_error_message="Such a message waits already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["waiting", "approved"])),
                fields=("observer", "step", "occasion"),
                name="one_message_waits_for_each_observer",
                violation_error_message="Such a message waits already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["waiting", "approved"])),
                fields=("application", "step", "occasion"),
                name="one_message_waits_for_each_application",
                violation_error_message="Such a message waits already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["sent", "told"]), ("told_at__isnull", False)),
                    models.Q(
                        models.Q(("state__in", ["sent", "told"]), _negated=True), ("told_at", None)
                    ),
                    _connector="OR",
                ),
                name="what_was_told_has_its_time",
            ),
        ),
    ]
