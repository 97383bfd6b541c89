"""Rich text, blocks and administrative maps, as the loaders make them."""

from collections import Counter

import pytest

from learners.enums import SuccessionKind, UnitLevel
from learners.models import AdministrativeUnit, UnitGeneration, UnitSuccession
from seeds.loaders.content import ContentFolder
from seeds.loaders.identity import block_id
from seeds.loaders.rich_text import rich_text
from seeds.loaders.tally import Tally
from seeds.loaders.units import load_units


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("Một đoạn\nhai dòng.", "<p>Một đoạn hai dòng.</p>"),
        ("Một.\n\nHai.", "<p>Một.</p><p>Hai.</p>"),
        ("**Đậm** và thường", "<p><b>Đậm</b> và thường</p>"),
        ("- Một\n- **Hai**", "<ul><li>Một</li><li><b>Hai</b></li></ul>"),
        ("1. Mở\n2. Bấm\n   tiếp", "<ol><li>Mở</li><li>Bấm tiếp</li></ol>"),
        ("Làm thế này:\n- Một\n- Hai", "<p>Làm thế này:</p><ul><li>Một</li><li>Hai</li></ul>"),
        ("## Mục\n\nChữ", "<h2>Mục</h2><p>Chữ</p>"),
        ("a < b & <script>x</script>", "<p>a &lt; b &amp; &lt;script&gt;x&lt;/script&gt;</p>"),
        ("5 - 3 = 2", "<p>5 - 3 = 2</p>"),
        ("", ""),
    ],
)
def test_plain_writing_becomes_clean_rich_text(source, html):
    assert rich_text(source) == html


def test_block_ids_are_the_same_on_every_machine():
    assert block_id("CD-06", "cau-1", "a") == "e01a9d91-025b-51f4-8e4d-8fd29856a3a6"
    assert block_id("CD-06", "cau-1", "a") != block_id("CD-06", "cau-1", "b")


@pytest.fixture
def maps(db) -> Tally:
    tally = Tally()
    load_units(ContentFolder(), tally)
    return tally


def test_every_map_holds_the_units_of_its_law(maps):
    rows = AdministrativeUnit.objects.values_list("generation__code", "level")
    assert Counter(rows) == {
        ("2022", "province"): 1, ("2022", "district"): 10, ("2022", "commune"): 209,
        ("2025-01", "province"): 1, ("2025-01", "district"): 10, ("2025-01", "commune"): 192,
        ("2025-07", "province"): 1, ("2025-07", "commune"): 99,
        ("2026-08", "province"): 1, ("2026-08", "commune"): 99,
    }  # fmt: skip
    assert list(UnitGeneration.objects.values_list("code", "checked")) == [
        ("2022", True), ("2025-01", True), ("2025-07", True), ("2026-08", False),
    ]  # fmt: skip


def test_a_province_tops_every_map_and_takes_its_new_name_in_july_2025(maps):
    tops = AdministrativeUnit.objects.filter(parent=None).order_by("generation__valid_from")
    assert [str(top) for top in tops] == ["Tỉnh Bắc Giang", "Tỉnh Bắc Giang", "Tỉnh Bắc Ninh", "Tỉnh Bắc Ninh"]
    merger = UnitSuccession.objects.get(old=tops[1])
    assert (merger.new, merger.kind, merger.on.isoformat()) == (tops[2], SuccessionKind.MERGED, "2025-07-01")
    assert merger.legal_act == "Nghị quyết 1658/NQ-UBTVQH15"


def test_communes_belong_to_their_district_until_districts_end(maps):
    communes = AdministrativeUnit.objects.filter(level=UnitLevel.COMMUNE)
    parents = Counter(communes.values_list("generation__code", "parent__level"))
    assert parents == {
        ("2022", "district"): 209, ("2025-01", "district"): 192,
        ("2025-07", "province"): 99, ("2026-08", "province"): 99,
    }  # fmt: skip


def test_every_commune_ever_leads_to_one_unit_of_the_newest_map(maps):
    became = dict(UnitSuccession.objects.values_list("old_id", "new_id"))
    newest = set(AdministrativeUnit.objects.filter(generation__code="2026-08").values_list("pk", flat=True))
    for pk in AdministrativeUnit.objects.filter(level=UnitLevel.COMMUNE).values_list("pk", flat=True):
        while pk in became:
            pk = became[pk]  # noqa: PLW2901 - the walk along the chain is the point.
        assert pk in newest


def test_a_commune_that_took_in_another_is_merged_and_one_that_became_a_ward_renamed(maps):
    kinds = {
        (each.old.generation.code, each.old.code): each.kind
        for each in UnitSuccession.objects.select_related("old__generation")
    }
    assert kinds["2022", "07204"] == kinds["2022", "07207"] == SuccessionKind.MERGED
    assert kinds["2022", "07222"] == SuccessionKind.RENAMED
    assert kinds["2022", "07201"] == SuccessionKind.UNCHANGED


def test_loading_the_maps_again_changes_nothing(maps):
    again = Tally()
    load_units(ContentFolder(), again)
    assert not again.changed
    assert again.counts["Đơn vị hành chính"]["unchanged"] == 623
