"""Word documents for tests, built as Word, LibreOffice and Google Docs write them: zip and XML, nothing else."""

import io
import zipfile
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

DIALECTS = ("word", "libreoffice", "google")
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\rIDATx\x9cc\xf8\xff\xff?\x00\x05\xfe\x02\xfe\xa7\x9a\xa0\xa0\x00\x00\x00\x00IEND\xaeB`\x82"
)


@dataclass(frozen=True)
class Run:
    """Some text in one look; `inner` is XML that stands instead of the text."""

    text: str = ""
    bold: bool = False
    italic: bool = False
    underline: bool = False
    colour: str = ""
    highlight: str = ""
    font: str = ""
    place: str = ""
    hidden: bool = False
    style: str = ""
    inner: str = ""


def bold(text):
    return Run(text, bold=True)


def underlined(text):
    return Run(text, underline=True)


def red(text):
    return Run(text, colour="FF0000")


def highlighted(text):
    return Run(text, highlight="yellow")


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of runs and raw XML; `listed` is (list, depth)."""

    runs: tuple
    listed: tuple[int, int] | None = None
    style: str = ""


def par(*runs, listed=None, style=""):
    """A paragraph; a string that begins with "<" is XML as it stands."""
    made = tuple(Run(run) if isinstance(run, str) and not run.startswith("<") else run for run in runs)
    return Paragraph(made, listed, style)


@dataclass
class Document:
    """A document in the making. Strings are paragraphs, lists of rows are tables."""

    dialect: str = "word"
    body: list = field(default_factory=list)
    lists: dict[int, list[tuple[str, str]]] = field(default_factory=dict)
    restarts: dict[int, int] = field(default_factory=dict)
    same_list: dict[int, int] = field(default_factory=dict)
    media: dict[str, bytes] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    default_font: str = "Times New Roman"
    members: dict[str, bytes] = field(default_factory=dict)

    def add(self, *blocks):
        self.body += blocks
        return self

    def picture(self, name="image1.png", content=PNG, alt="Bản đồ", link=None):
        """A run that shows a picture of the document."""
        key = f"rId{len(self.links) + 10}"
        self.media[name] = content
        self.links[key] = link or f"media/{name}"
        descr = f" descr={quoteattr(alt)}" if alt else ""
        return Run(
            inner=f'<w:drawing><wp:inline><wp:docPr id="1" name="Picture 1"{descr}/><a:graphic><a:graphicData>'
            f'<pic:pic><pic:blipFill><a:blip r:embed="{key}"/></pic:blipFill></pic:pic>'
            "</a:graphicData></a:graphic></wp:inline></w:drawing>"
        )

    def xml(self):
        return (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document {NAMESPACES}><w:body>'
            f"{''.join(self._block(block) for block in self.body)}<w:sectPr/></w:body></w:document>"
        )

    def build(self):
        parts = {
            "[Content_Types].xml": b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
            b'content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
            "word/document.xml": self.xml().encode(),
            "word/styles.xml": self._styles().encode(),
            "word/numbering.xml": self._numbering().encode(),
            "word/_rels/document.xml.rels": self._relations().encode(),
        }
        parts |= {f"word/media/{name}": content for name, content in self.media.items()} | self.members
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in parts.items():
                archive.writestr(zipfile.ZipInfo(name, (2026, 1, 2, 3, 4, 4)), content, zipfile.ZIP_DEFLATED)
        return file.getvalue()

    def _block(self, block):
        if isinstance(block, list):
            rows = "".join(f"<w:tr>{''.join(self._cell(cell) for cell in row)}</w:tr>" for row in block)
            return f"<w:tbl><w:tblPr/><w:tblGrid/>{rows}</w:tbl>"
        if isinstance(block, str) and block.startswith("<w:"):
            return block
        return self._paragraph(par(block) if isinstance(block, str | Run) else block)

    def _cell(self, cell):
        blocks = cell if isinstance(cell, tuple) else (cell,)
        return f"<w:tc><w:tcPr/>{''.join(self._block(block) for block in blocks)}</w:tc>"

    def _paragraph(self, paragraph):
        properties = f'<w:pStyle w:val="{paragraph.style}"/>' if paragraph.style else ""
        if paragraph.listed:
            number, depth = paragraph.listed
            properties += f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
        runs = "".join(run if isinstance(run, str) else self._run(run) for run in self._cut(paragraph.runs))
        attributes = ' w:rsidR="00AB12CD" w:rsidRDefault="00AB12CD"' if self.dialect == "word" else ""
        return f"<w:p{attributes}><w:pPr>{properties}</w:pPr>{runs}</w:p>"

    def _cut(self, runs):
        """Word cuts a run wherever somebody once corrected something."""
        for run in runs:
            middle = len(run.text) // 2 if isinstance(run, Run) else 0
            if self.dialect != "word" or middle < 4:
                yield run
            else:
                yield Run(**(vars(run) | {"text": run.text[:middle]}))
                yield '<w:proofErr w:type="spellStart"/>'
                yield Run(**(vars(run) | {"text": run.text[middle:]}))

    def _run(self, run):
        text = escape(run.text)
        text = text.replace("\n", "</w:t><w:br/><w:t xml:space='preserve'>")
        text = text.replace("\t", "</w:t><w:tab/><w:t xml:space='preserve'>")
        inner = run.inner or f"<w:t xml:space='preserve'>{text}</w:t>"
        if run.style:
            return f'<w:r><w:rPr><w:rStyle w:val="{run.style}"/></w:rPr>{inner}</w:r>'
        return f"<w:r><w:rPr>{self._look(run)}</w:rPr>{inner}</w:r>"

    def _look(self, run):
        on, off = {
            "word": ("<w:{0}/><w:{0}Cs/>", ""),
            "libreoffice": ('<w:{0} w:val="true"/><w:{0}Cs w:val="true"/>', '<w:{0} w:val="false"/>'),
            "google": ('<w:{0} w:val="1"/><w:{0}Cs w:val="1"/>', '<w:{0} w:val="0"/>'),
        }[self.dialect]
        look = f'<w:rFonts w:ascii="{run.font}" w:hAnsi="{run.font}"/>' if run.font else ""
        look += (on if run.bold else off).format("b") + (on if run.italic else off).format("i")
        look += f'<w:u w:val="{"single" if run.underline else "none"}"/>' if run.underline or off else ""
        look += f'<w:color w:val="{run.colour or "000000"}"/>' if run.colour or off else ""
        if run.highlight:
            shade = '<w:shd w:fill="ffff00" w:val="clear"/>'
            look += shade if self.dialect == "google" else f'<w:highlight w:val="{run.highlight}"/>'
        look += f'<w:vertAlign w:val="{run.place}"/>' if run.place else ""
        look += "<w:vanish/>" if run.hidden else ""
        return look + ('<w:rtl w:val="0"/>' if self.dialect == "google" else "")

    def _styles(self):
        return (
            f'<?xml version="1.0"?><w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>'
            f'<w:rFonts w:ascii="{self.default_font}" w:hAnsi="{self.default_font}"/></w:rPr></w:rPrDefault>'
            "</w:docDefaults>"
            '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
            '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/>'
            '<w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
            '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
            '<w:style w:type="paragraph" w:styleId="Question"><w:name w:val="Question"/>'
            '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
            '<w:style w:type="paragraph" w:styleId="Loud"><w:name w:val="Loud"/><w:rPr><w:b/></w:rPr></w:style>'
            "</w:styles>"
        )

    def _numbering(self):
        kinds, numbers = "", ""
        for number, levels in self.lists.items():
            drawn = "".join(
                f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
                f'<w:lvlText w:val="{text}"/></w:lvl>'
                for depth, (form, text) in enumerate(levels)
            )
            kinds += f'<w:abstractNum w:abstractNumId="{number}">{drawn}</w:abstractNum>'
        for number in {*self.lists, *self.same_list}:
            kind = self.same_list.get(number, number)
            start = self.restarts.get(number)
            override = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>' if start else ""
            numbers += f'<w:num w:numId="{number}"><w:abstractNumId w:val="{kind}"/>{override}</w:num>'
        return f'<?xml version="1.0"?><w:numbering {NAMESPACES}>{kinds}{numbers}</w:numbering>'

    def _relations(self):
        links = "".join(
            f'<Relationship Id="{key}" Type="image" Target="{target}"'
            + (' TargetMode="External"/>' if target.startswith("http") else "/>")
            for key, target in self.links.items()
        )
        return f'<?xml version="1.0"?><Relationships xmlns="relations">{links}</Relationships>'


def document(*blocks, dialect="word", **settings):
    """The bytes of a document of these paragraphs and tables."""
    return Document(dialect, list(blocks), **settings).build()
