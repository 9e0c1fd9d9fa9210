from django.db import migrations


def tell_what_they_are(apps, schema_editor):
    """Until now every message was about a place of a published plan."""
    rows = apps.get_model("participants", "Message").objects.select_related("plan")
    for row in rows:
        row.programme_id = row.plan.programme_id
        row.step, row.occasion = "places", f"plan {row.plan_id}"
        row.state = "told" if row.told_at else "waiting"
        row.save(update_fields=["programme", "step", "occasion", "state"])


class Migration(migrations.Migration):
    dependencies = [("participants", "0007_outbox_and_coming")]
    operations = [migrations.RunPython(tell_what_they_are, migrations.RunPython.noop)]
