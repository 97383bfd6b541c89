"""The paper of a credential: facts in, one tagged PDF page out. Knows neither Django nor the database."""

from __future__ import annotations

import dataclasses
import datetime
import json
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast
from urllib.parse import urlsplit

from learners.certificates.qr import qr_drawing

FOLDER = Path(__file__).resolve().parent
TEMPLATE = FOLDER / "certificate.typ"
FONTS = FOLDER / "fonts"
# An archive can keep it (PDF/A-2a) and a screen reader can read it (PDF/UA-1).
STANDARDS: list[Literal["a-2a", "ua-1"]] = ["a-2a", "ua-1"]
# No Vietnamese word is longer; a longer run of letters may break anywhere.
LONGEST_WORD = 24


class UnprintableText(Exception):
    """A fact holds a character that no font of the paper has, such as an emoji; the message names it."""


@dataclass(frozen=True)
class CertificateFacts:
    """Everything the paper prints, already in words.

    Empty texts leave no gap and no label behind. `birth_text` is dd/mm/yyyy or a year. `language` is that of
    the paper's own words: "vi", the only one the law knows. `specimen` prints "BẢN MẪU" across the paper.
    """

    superior_body: str
    issuer_name: str
    title: str
    full_name: str
    birth_text: str
    unit_text: str
    course_title: str
    hours_text: str
    from_date: datetime.date
    to_date: datetime.date
    result_text: str
    place: str
    issued_on: datetime.date
    signer_authority: str
    signer_title: str
    signer_name: str
    number: str
    register_number: str
    valid_to: datetime.date | None
    verify_url: str
    code: str
    language: str = "vi"
    specimen: bool = False


def render(facts: CertificateFacts) -> bytes:
    """Return the paper as one A4 landscape page, PDF/A-2a and PDF/UA-1; equal facts give equal bytes.

    Values are printed as they are, never read as markup, and shrink or wrap until they fit. Raises UnprintableText.
    """
    import typst  # noqa: PLC0415 - a compiler with its fonts, which only workers need: they draw the papers.

    issued = datetime.datetime.combine(facts.issued_on, datetime.time(), datetime.UTC)
    compiler = typst.Compiler(
        input=str(TEMPLATE),
        root=str(FOLDER),
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)]),
        sys_inputs={"facts": json.dumps(_printed(facts))},
    )
    try:
        paper = compiler.compile(format="pdf", pdf_standards=[*STANDARDS], timestamp=issued)
    except typst.TypstError as error:
        if "could not be displayed" in error.message:
            raise UnprintableText(error.message) from error
        raise
    # One PDF, however many pages; only pictures come as lists.
    return cast(bytes, paper)


def qr_svg(text: str) -> str:
    """Return a QR of the text as SVG, one unit a module, without the quiet zone; it stands a stain on 15 % of it."""
    drawn = qr_drawing(text)
    box = f"0 0 {drawn.side} {drawn.side}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}"><path d="{drawn.path}"/></svg>'


def _printed(facts: CertificateFacts) -> dict[str, str | bool | None]:
    """The facts as the template reads them: clean texts, dates as dd/mm/yyyy, the QR and the site's name."""
    values = {name: _value(value) for name, value in dataclasses.asdict(facts).items()}
    return values | {
        "qr": qr_svg(facts.verify_url),
        # People copy these two: nothing invisible may stand in them.
        "site": _clean(urlsplit(facts.verify_url).netloc),
        "code": _clean(facts.code),
        "issued_iso": facts.issued_on.isoformat(),
    }


def _value(value: str | bool | datetime.date | None) -> str | bool | None:
    if isinstance(value, datetime.date):
        return f"{value:%d/%m}/{value.year:04d}"
    return _breakable(_clean(value)) if isinstance(value, str) else value


def _clean(text: str) -> str:
    """NFC, single blanks, nothing invisible."""
    seen = (" " if character.isspace() else character for character in unicodedata.normalize("NFC", text))
    return " ".join("".join(c for c in seen if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co", "Cn"}).split())


def _breakable(text: str) -> str:
    """Give a run of letters too long for any line places to break."""
    return " ".join(word if len(word) <= LONGEST_WORD else "\u200b".join(word) for word in text.split(" "))
