from io import BytesIO

import pytest
from PIL import Image

from seeds.pictures import BrokenPicture, draw, draw_all
from seeds.schema.catalogue import CONTENT

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 400"><circle cx="320" cy="200" r="90" fill="{}"/></svg>'


def drawing(folder, colour="#a81e2d", name="qua-vai"):
    path = folder / f"{name}.svg"
    path.write_text(SVG.format(colour), encoding="utf-8")
    return path


def test_a_drawing_becomes_a_small_picture_of_640_by_400(tmp_path):
    data = draw(drawing(tmp_path))
    with Image.open(BytesIO(data)) as image:
        assert (image.format, image.size) == ("WEBP", (640, 400))
        red, green, blue = image.convert("RGB").getpixel((320, 200))
    assert red > 150 > 60 > max(green, blue)
    assert len(data) <= 15_000


def test_the_same_drawing_gives_the_same_bytes(tmp_path):
    path = drawing(tmp_path)
    assert draw(path) == draw(path)


def test_only_what_is_missing_or_changed_is_drawn(tmp_path):
    one, two = drawing(tmp_path, name="mot"), drawing(tmp_path, name="hai")
    assert draw_all(tmp_path) == [two.with_suffix(".webp"), one.with_suffix(".webp")]
    assert draw_all(tmp_path) == []
    drawing(tmp_path, "#0f5f43", name="mot")
    assert draw_all(tmp_path) == [one.with_suffix(".webp")]
    two.with_suffix(".webp").write_bytes(b"broken")
    assert draw_all(tmp_path) == [two.with_suffix(".webp")]
    assert len(draw_all(tmp_path, force=True)) == 2


@pytest.mark.parametrize(
    "source",
    [
        "<svg><g></svg>",
        "no drawing",
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>a</text></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><image href="x.png"/></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><style>a{}</style></svg>',
    ],
)
def test_a_broken_or_unwanted_drawing_is_refused_by_name(tmp_path, source):
    path = tmp_path / "hong.svg"
    path.write_text(source, encoding="utf-8")
    with pytest.raises(BrokenPicture, match=r"hong\.svg"):
        draw_all(tmp_path)
    assert list(tmp_path.glob("*.webp")) == []


def test_the_picture_of_every_drawing_of_the_seeds_is_drawn_and_light():
    images = CONTENT / "images"
    drawings = sorted(images.rglob("*.svg"))
    assert [svg for svg in drawings if not svg.with_suffix(".webp").is_file()] == []
    weights = {svg.stem: svg.with_suffix(".webp").stat().st_size for svg in drawings}
    assert {name: weight for name, weight in weights.items() if weight > 18_000} == {}


def test_a_screen_of_a_phone_holds_words_and_is_drawn_finer(tmp_path):
    words = SVG.replace("</svg>", '<text x="20" y="60" font-family="Be Vietnam Pro" font-size="24">Gửi</text></svg>')
    (tmp_path / "screens").mkdir()
    for folder in (tmp_path / "screens", tmp_path):
        (folder / "gui.svg").write_text(words.format("#fff"), encoding="utf-8")
    with Image.open(BytesIO(draw(tmp_path / "screens/gui.svg"))) as image:
        assert image.size == (540, 840)
    with pytest.raises(BrokenPicture, match="<text"):
        draw(tmp_path / "gui.svg")
    (tmp_path / "screens/gui.svg").write_text(words.replace("<text", "<image"), encoding="utf-8")
    with pytest.raises(BrokenPicture, match="<image"):
        draw(tmp_path / "screens/gui.svg")


def test_every_screen_of_the_content_weighs_less_than_a_step_may():
    assert [path for path in (CONTENT / "images/screens").glob("*.webp") if path.stat().st_size > 25_000] == []
