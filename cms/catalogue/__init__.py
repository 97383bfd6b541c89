"""The sentences of the platform and their translations: collected from the code, kept in `.po`, compiled to `.mo`."""
