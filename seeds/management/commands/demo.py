"""The whole platform on one machine: database, courses, people, tasks and pages from one command."""

from __future__ import annotations

import hashlib
import socket
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.urls import reverse
from wagtail.models import Site

from seeds.demo.assistance import ensure_assistance
from seeds.demo.classroom import ensure_class
from seeds.demo.exercise import ensure_exercise
from seeds.demo.learning import ensure_learning
from seeds.demo.people import SignIn, ensure_people
from seeds.demo.relay import RelayThread
from seeds.loaders.content import CONTENT, ContentFolder

SEEDED = "seeds-digest"
OWN_HOSTS = {"localhost", "127.0.0.1"}


class Command(BaseCommand):
    """Starts as often as wanted; what people wrote since the last start stays."""

    help = "Run the platform with its courses and demonstration people."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--content", type=Path, default=CONTENT, help="another folder of content files")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Lệnh này chỉ chạy bản trình diễn. Hãy dùng cấu hình cms.settings.dev.")
        host, port = options["host"], options["port"]
        self.check_port(host, port)
        folder = ContentFolder(options["content"])
        people = self.prepare(folder, host, port)
        self.print_table(people, f"http://{host}:{port}")
        RelayThread().start()
        call_command("runserver", f"{host}:{port}", use_reloader=False, use_threading=True, skip_checks=True)

    def check_port(self, host: str, port: int) -> None:
        """Raise CommandError when somebody else listens there, before anything is written."""
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host.strip("[]"), port))
            except OSError as error:
                raise CommandError(f"Cổng {port} đang bận. Hãy chọn cổng khác, ví dụ PORT={port + 1}.") from error

    def prepare(self, folder: ContentFolder, host: str, port: int) -> list[SignIn]:
        """Bring database, courses and people to where the demonstration starts."""
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.say("Đang tạo cơ sở dữ liệu…")
            call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
        self.seed(folder)
        people = ensure_people(folder)
        if helped := ensure_assistance(folder):
            self.say(f"Tổ công nghệ số cộng đồng đã ghi {helped} lượt hỗ trợ.")
        if added := ensure_learning(folder):
            self.say(f"Đã thêm {added} người học trình diễn.")
        if sat := ensure_exercise(folder):
            self.say(f"{sat} người trong số đó đã làm bài tập tổng hợp.")
        if ensure_class(folder):
            self.say("Đã mở một lớp học trình diễn.")
        Site.objects.filter(is_default_site=True, hostname__in=OWN_HOSTS).update(hostname=host, port=port)
        Site.clear_site_root_paths_cache()
        return people

    def seed(self, folder: ContentFolder) -> None:
        """Load the content unless this database was filled from the very same files before."""
        code = Path(__file__).resolve().parent.parent.parent
        digest = digest_of(folder.root, code / "schema", code / "loaders")
        if cache.get(SEEDED) != digest:
            call_command("seed", content=folder.root, stdout=self.stdout)
            cache.set(SEEDED, digest, timeout=None)

    def print_table(self, people: list[SignIn], address: str) -> None:
        """Print the addresses and one sign-in for every role."""
        self.say("")
        for name, path in (("Trang học", "/"), ("Quản trị", "/admin/"), ("Báo cáo", reverse("completion_report"))):
            self.say(f"  {name:<12}{address}{path}")
        self.say("")
        rows = [("Vai", "Đăng nhập", "PIN / mật khẩu", "Mã xác thực", "Tên")]
        rows += [(each.title, each.login, each.secret, each.code, each.names) for each in people]
        widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
        for row in rows:
            self.say("  " + "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip())
        self.say("\n  Dừng lại: nhấn Ctrl+C.\n")

    def say(self, line: str) -> None:
        """Print one line at once."""
        self.stdout.write(line)
        self.stdout.flush()


def digest_of(*folders: Path) -> str:
    """SHA-256 over names and contents of all files in these folders."""
    sha = hashlib.sha256()
    for folder in folders:
        for path in sorted(each for each in folder.rglob("*") if each.suffix in {".yaml", ".csv", ".webp", ".py"}):
            sha.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes())
    return sha.hexdigest()
