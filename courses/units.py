"""Units people write after a number: other names of one unit, and units such as "triệu đồng" that hold a number."""

from courses.numbers import power_of
from courses.text import fold

_NAMES = [
    frozenset(names.split(","))
    for names in (
        "%,phần trăm,phan tram",
        "đồng,đ,₫,vnd,vnđ,việt nam đồng",
        "kg,ki-lô-gam,kilôgam,kilogam,kilogram,cân,ký,kí",
        "g,gam,gram",
        "km,ki-lô-mét,kilômét,kilomet,cây số",
        "m,mét",
        "cm,xen-ti-mét,xentimét,phân",
        "mm,mi-li-mét,milimét",
        "l,lít",
        "ha,héc-ta,hecta",
        "m2,m²,mét vuông",
        "giờ,h,tiếng",
        "phút,ph",
        "giây,s",
        "mb,megabyte",
        "gb,gigabyte",
        "kb,kilobyte",
        "°c,độ c,oc",
    )
]
_BY_NAME = {fold(name): group for group in _NAMES for name in group}


def names_of(unit: str) -> set[str]:
    """Return the names of a unit, its own among them: "đ", "VND" and "đồng" are one. None for no unit."""
    return {unit, *_BY_NAME.get(fold(unit), ())} if unit else set()


def without_unit(text: str, unit: str) -> str | None:
    """Return what stands before a unit at the end of a text, or None without it: "4 SỐ" and "4 so" are 4 of "số"."""
    return text[: -len(unit)].strip() if unit and fold(text[-len(unit) :]) == fold(unit) else None


def split_power(unit: str) -> tuple[int, str]:
    """Split a unit that begins with a number word: "triệu đồng" is (6, "đồng"), "đồng" is (0, "đồng")."""
    first, _, rest = unit.strip().partition(" ")
    power = power_of(fold(first)) if len(fold(first)) > 2 or fold(first) in {"ty", "ti"} else 0
    return (power, rest.strip()) if power else (0, unit.strip())
