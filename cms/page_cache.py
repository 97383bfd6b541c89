"""The cache of rendered pieces: a hint, never the truth, so a Redis that is away slows pages and breaks none."""

from __future__ import annotations

import logging
from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)


class PageCache(RedisCache):
    """Django's Redis cache in which nothing is found, and nothing kept, while the server does not answer."""

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        try:
            return super().get(key, default, version)
        except RedisError as error:
            _note(error)
            return default

    def set(self, key: str, value: Any, timeout: Any = 300, version: int | None = None) -> None:
        try:
            super().set(key, value, timeout, version)
        except RedisError as error:
            _note(error)

    def delete(self, key: str, version: int | None = None) -> bool:
        try:
            return bool(super().delete(key, version))
        except RedisError as error:
            _note(error)
            return False


def _note(error: RedisError) -> None:
    logger.warning("page cache away: %s", type(error).__name__)
