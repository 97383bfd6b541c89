"""The table of the default cache, which holds the limits of sign-in: a site without it could not let anybody in."""

from django.core.management import call_command
from django.db import migrations


def create_table(apps, editor):
    call_command("createcachetable", database=editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("cms", "0001_site")]

    operations = [migrations.RunPython(create_table, migrations.RunPython.noop)]
