"""Wagtail's tasks for its indexes: where many pages are written together, once for each instead of at every save."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from typing import Any

from django_tasks.backends.immediate import ImmediateBackend
from django_tasks.base import Task, TaskResult, TaskResultStatus
from django_tasks.utils import get_random_id

_waiting: ContextVar[dict[str, Callable[[], Any]] | None] = ContextVar("waiting", default=None)


class IndexTasks(ImmediateBackend):
    """Runs a task at once and in the caller's transaction, as Wagtail does, but for the blocks of `indexed_once`."""

    def enqueue(self, task: Task[..., Any], args: Any, kwargs: Any) -> TaskResult[Any]:
        """Run the task, or leave it to the end of the block; the same task again is then the same."""
        run, waiting = partial(super().enqueue, task, args, kwargs), _waiting.get()
        if waiting is None:
            return run()
        self.validate_task(task)
        waiting[f"{task.module_path} {args} {kwargs}"] = run
        return TaskResult(
            task=task, id=get_random_id(), status=TaskResultStatus.READY, enqueued_at=None, started_at=None,
            finished_at=None, last_attempted_at=None, args=args, kwargs=kwargs, backend=self.alias, errors=[],
            worker_ids=[],
        )  # fmt: skip


@contextmanager
def indexed_once() -> Generator[None]:
    """Within the block, a page is put into the search and reference indexes once, at the end.

    Creating and publishing one page saves it three times, and each time both indexes read all of it. To stand inside
    the transaction that writes the pages: an error there takes the pages back, and nothing of them is indexed. A
    block inside another one is part of that one.
    """
    if _waiting.get() is not None:
        yield
        return
    waiting: dict[str, Callable[[], Any]] = {}
    token = _waiting.set(waiting)
    try:
        yield
    finally:
        _waiting.reset(token)
    for run in waiting.values():
        run()
