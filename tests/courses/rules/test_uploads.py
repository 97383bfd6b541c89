"""Files that are not what their names say."""

import io
import zipfile

import pytest
from PIL import Image

from courses.rules.uploads import is_what_its_name_says


def office(part):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(part, "<x/>")
    return file


def picture(kind):
    file = io.BytesIO()
    Image.new("RGB", (4, 4)).save(file, kind)
    return file


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("giao-an.pdf", io.BytesIO(b"%PDF-1.7\n...")),
        ("BÀI GIẢNG.DOCX", office("word/document.xml")),
        ("bang.xlsx", office("xl/workbook.xml")),
        ("trinh-chieu.pptx", office("ppt/presentation.xml")),
        ("danh-sach.csv", io.BytesIO("họ tên;xã\nLan;Tân Yên\n".encode())),
        ("ghi-chu.txt", io.BytesIO("Ghi chú từ Windows".encode("utf-16"))),
        ("cau-noi.mp3", io.BytesIO(b"ID3\x04...")),
        ("phim.mp4", io.BytesIO(b"\x00\x00\x00\x18ftypmp42")),
        ("phu-de.vtt", io.BytesIO(b"\xef\xbb\xbfWEBVTT\n\n00:00.000 --> 00:01.000\nXin")),
        ("anh.png", picture("PNG")),
        ("anh.jpg", picture("JPEG")),
        ("anh.webp", picture("WEBP")),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_in_its_own_format_fits_its_name_and_is_left_at_its_beginning(name, content):
    assert is_what_its_name_says(name, content)
    assert content.tell() == 0


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("trang.pdf", b"<html><script>alert(1)</script></html>"),
        ("trang.txt", b"\xef\xbb\xbf  <!DOCTYPE html><p>x"),
        ("hinh.csv", b"<svg xmlns='http://www.w3.org/2000/svg' onload='x'/>"),
        ("hinh.txt", "<svg onload=x>".encode("utf-16")),
        ("chuong-trinh.txt", b"MZ\x90\x00\x03\x00\x00\x00"),
        ("van-ban.docx", office("xl/workbook.xml").getvalue()),
        ("van-ban.docx", b"PK\x03\x04 and then nothing of a zip"),
        ("am-thanh.mp3", b"MZ\x90\x00"),
        ("phim.mp4", b"<html>ftyp</html>"),
        ("phu-de.vtt", b"<script>"),
        ("khong-duoi", b"%PDF-1.7"),
        ("tap.svg", b"<svg/>"),
        ("rong.pdf", b""),
    ],
)
def test_a_file_that_is_something_else_does_not_fit_its_name(name, content):
    assert not is_what_its_name_says(name, io.BytesIO(content))
