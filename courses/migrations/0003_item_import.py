import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('courses', '0002_quiz_settings'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ItemImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='file name')),
                ('data', models.BinaryField()),
                ('digest', models.CharField(max_length=64)),
                ('state', models.CharField(choices=[('waiting', 'Waiting for a choice'), ('imported', 'Imported')], default='waiting', max_length=10, verbose_name='state')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='uploaded')),
                ('imported_at', models.DateTimeField(blank=True, null=True, verbose_name='imported')),
                ('result', models.JSONField(blank=True, default=dict)),
                ('bank', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='imports', to='courses.itembank', verbose_name='item bank')),
                ('uploader', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='uploader')),
            ],
            options={
                'verbose_name': 'import of questions',
                'verbose_name_plural': 'imports of questions',
                'ordering': ['-created_at', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('bank', 'uploader', 'digest'), name='item_import_waits_once'), models.CheckConstraint(condition=models.Q(models.Q(('imported_at', None), ('state', 'waiting')), models.Q(('imported_at__isnull', False), ('state', 'imported')), _connector='OR'), name='item_import_done_has_its_time')],
            },
        ),
    ]
