"""QTI 2.1, 2.2 and 3.0: packages of items, and single items."""

from courses.importers.qti.package import read

__all__ = ["read"]
