"""Counts that live a minute: how often somebody asked. Hints, never the truth: with Redis away, nobody is refused."""

from __future__ import annotations

import logging

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)


class RedisCounts(RedisCache):
    """Counts of all processes together."""

    def count(self, key: str, seconds: int) -> int:
        """Add one and return the count, which goes so many seconds after the last one; 0 where no server answers."""
        name = self.make_and_validate_key(key)
        asked = self._cache.get_client(name, write=True).pipeline(transaction=False)
        asked.incr(name)
        asked.expire(name, seconds)
        try:
            return int(asked.execute()[0])
        except RedisError as error:
            logger.warning("counts away: %s", type(error).__name__)
            return 0


class LocalCounts(LocMemCache):
    """Counts of one process, where there is no Redis: a share is then one of each process."""

    def count(self, key: str, seconds: int) -> int:
        """Add one and return the count, which goes so many seconds after the first one."""
        if self.add(key, 1, seconds):
            return 1
        try:
            return int(self.incr(key))
        except ValueError:
            # It went between the two steps, with old entries of a full memory: this one begins it anew.
            return 1
