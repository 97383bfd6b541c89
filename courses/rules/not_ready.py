"""The one error of content that cannot go live as it stands."""


class NotReady(Exception):
    """Something would go live broken and did not; `faults` says in sentences what to mend."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults
