import pytest

from seeds.illustrations.composition import scene_svg
from seeds.illustrations.vocabulary import PEOPLE, PLACES, THINGS, Scene, UnknownWord, scene_faults


def test_no_word_stands_for_a_place_and_a_person_or_a_thing():
    assert set(PLACES) & (set(PEOPLE) | set(THINGS)) == set()
    assert set(PEOPLE) & set(THINGS) == set()


@pytest.mark.parametrize(
    ("scene", "message"),
    [
        (("markt", [], []), "Nơi “markt” không có trong bộ hình. Có lẽ là “market”."),
        (("market", ["woman-tai"], []), "Người “woman-tai” không có trong bộ hình. Có lẽ là “woman-tay”."),
        (("market", [], ["fone"]), "Vật “fone” không có trong bộ hình. Có lẽ là “phone”."),
        (("market", ["phone"], []), "Người “phone” không có trong bộ hình. Từ này là một vật."),
        (("market", ["man"] * 4, []), "Cảnh có 4 người, nhiều nhất 3."),
        (("market", [], ["phone"] * 5), "Cảnh có 5 vật, nhiều nhất 4."),
    ],
)
def test_a_scene_that_cannot_be_drawn_says_why_and_names_the_nearest_word(scene, message):
    assert scene_faults(*scene) == [message]
    with pytest.raises(UnknownWord, match=message.replace(".", r"\.")):
        scene_svg(*scene)


def test_a_word_far_from_all_others_is_answered_with_all_of_them():
    (message,) = scene_faults("xyz", [], [])
    assert message.endswith(f"Chọn một trong: {', '.join(PLACES)}.")


def test_the_name_of_a_scene_follows_from_its_words_and_their_order():
    scene = Scene("market", ("woman-tay",), ("phone", "shield"))
    assert scene.named() == "5c9065b0c3b0"
    assert scene.named() == Scene("market", ("woman-tay",), ("phone", "shield")).named()
    others = {scene.named("CD"), scene.named("DN"), Scene("market", ("woman-tay",), ("shield", "phone")).named()}
    assert len(others | {scene.named()}) == 4
