"""The row that says which state of the public content is in force; taking it back only slows pages."""

import uuid

from django.db import migrations, models


def first_edition(apps, editor):
    apps.get_model("cms", "ContentEdition").objects.get_or_create(pk=1)


class Migration(migrations.Migration):
    dependencies = [("cms", "0002_cache_table")]

    operations = [
        migrations.CreateModel(
            name="ContentEdition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.UUIDField(default=uuid.uuid4)),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("pk", 1)), name="one_content_edition")],
            },
        ),
        migrations.RunPython(first_edition, migrations.RunPython.noop),
    ]
