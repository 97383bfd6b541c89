"""Files find their reader by what they hold, and what is not read is refused by name."""

import io
import zipfile

import pytest
from django.utils.translation import override

from courses.html import plain
from courses.importers.base import LARGEST_FILE, Unreadable
from courses.importers.formats import read_file
from tests.factories.word import document

MOODLE = """<?xml version="1.0" encoding="UTF-8"?><!-- an export --><quiz><question type="truefalse">
<name><text>1</text></name><questiontext format="html"><text>Thủ đô là Hà Nội.</text></questiontext>
<answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer></question></quiz>"""
QTI = """<?xml version="1.0"?><assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="i" title="t"
adaptive="false" timeDependent="false"><responseDeclaration identifier="RESPONSE" cardinality="single"
baseType="identifier"><correctResponse><value>B</value></correctResponse></responseDeclaration><itemBody>
<choiceInteraction responseIdentifier="RESPONSE" shuffle="false" maxChoices="1"><prompt>Thủ đô là gì?</prompt>
<simpleChoice identifier="A">Huế</simpleChoice><simpleChoice identifier="B">Hà Nội</simpleChoice>
</choiceInteraction></itemBody></assessmentItem>"""
MANIFEST = """<?xml version="1.0"?><manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="m">
<resources>
<resource identifier="r" type="imsqti_item_xmlv2p1" href="i.xml"><file href="i.xml"/></resource>
</resources></manifest>"""
GIFT = "Thủ đô là gì? {=Hà Nội ~Huế}\n"
AIKEN = "Thủ đô là gì?\nA. Huế\nB. Hà Nội\nANSWER: B\n"
CSV = "Loại câu hỏi;Câu hỏi;Phương án A;Phương án B;Đáp án đúng\n;Thủ đô là gì?;Huế;Hà Nội;B\n"


@pytest.fixture(autouse=True)
def _in_english():
    """The sentences are compared as they stand in the code."""
    with override("en"):
        yield


def zipped(members):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


READ = {
    "word": document("Câu 1: Thủ đô là gì?", "A. Huế", "B. Hà Nội", "Đáp án: B"),
    "moodle": MOODLE.encode(),
    "moodle after a mark": b"\xef\xbb\xbf" + MOODLE.encode(),
    "moodle in UTF-16": MOODLE.replace("UTF-8", "UTF-16").encode("utf-16"),
    "one QTI item": QTI.encode(),
    "QTI package": zipped({"imsmanifest.xml": MANIFEST, "i.xml": QTI}),
    "GIFT": GIFT.encode(),
    "GIFT in UTF-16": GIFT.encode("utf-16"),
    "Aiken": AIKEN.encode(),
    "Aiken in Vietnamese": AIKEN.replace("ANSWER", "ĐÁP ÁN").encode(),
    "CSV": CSV.encode(),
}


@pytest.mark.parametrize("name", ["de.docx", "de.pdf", "", "../../de"])
@pytest.mark.parametrize("kind", READ)
def test_a_file_is_read_by_what_it_holds_whatever_its_name(kind, name):
    items = read_file(READ[kind], name).items
    assert [plain(item.item["prompt"]).rstrip(".?") in {"Thủ đô là gì", "Thủ đô là Hà Nội"} for item in items] == [True]


REFUSED = {
    "an old Word file (.doc)": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "WordDocument".encode("utf-16-le"),
    "an old Excel file (.xls)": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "Workbook".encode("utf-16-le"),
    "protected with a password": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
    "old office program": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "(.odt)": zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}),
    "(.ods)": zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"}),
    "a presentation": zipped({"ppt/presentation.xml": "<a/>"}),
    "a packed archive": zipped({"de.docx": READ["word"]}),
    "is a PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "RTF": b"{\\rtf1\\ansi Cau 1}",
    "a web page": b"<!DOCTYPE html><html><body>1</body></html>",
    "neither Moodle XML nor QTI": b"<?xml version='1.0'?><note/>",
    "is a picture": b"\x89PNG\r\n\x1a\n\0\0",
    "a sound": b"ID3\x04\0\0",
    "a program": b"MZ\x90\0\x03\0",
    "No questions were recognised": "Kính gửi các đơn vị".encode(),
}


@pytest.mark.parametrize("words", REFUSED)
def test_another_format_is_refused_by_name(words):
    with pytest.raises(Unreadable) as caught:
        read_file(REFUSED[words], "C:\\de\\de-thi.bin")
    assert words in str(caught.value)
    assert "“de-thi.bin”" in str(caught.value)


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b" \r\n\t", b"\0\0\0"])
def test_an_empty_file_is_called_empty(data):
    with pytest.raises(Unreadable, match="empty"):
        read_file(data, "de.docx")


def test_a_file_over_ten_megabytes_is_refused():
    with pytest.raises(Unreadable, match="10 MB"):
        read_file(b"a" * (LARGEST_FILE + 1), "de.docx")


def test_a_text_that_begins_like_a_picture_is_a_text():
    assert len(read_file(b"BM la gi? {=Ban Mai ~Khac}", "de.txt").items) == 1
