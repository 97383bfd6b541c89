"""All loaders in the order in which they need each other."""

from __future__ import annotations

from collections.abc import Collection

from seeds.loaders.banks import load_bank
from seeds.loaders.content import ContentFolder
from seeds.loaders.courses import CourseLoader
from seeds.loaders.owner import load_consents, load_owner, load_policy
from seeds.loaders.pictures import PictureShelf
from seeds.loaders.rights import load_rights
from seeds.loaders.site import load_locales, load_site
from seeds.loaders.tally import Tally
from seeds.loaders.taxonomy import load_taxonomy
from seeds.loaders.units import load_units


def load_everything(folder: ContentFolder, tally: Tally, only: Collection[str] = ()) -> None:
    """Bring the site to what the folder says; `only` names the courses wanted, empty means all.

    Every part is a transaction of its own, so a run that is cut short is finished by the next one.
    """
    shelf = PictureShelf(folder.images, tally)
    wanted = [course for course in folder.courses if not only or course.code in only]
    begun = folder.begun({course.code for course in wanted})
    locales = load_locales(begun, tally)
    tally.say("Danh mục và đơn vị hành chính")
    load_taxonomy(folder, tally)
    load_units(folder, tally)
    owner = load_owner(folder, tally)
    load_policy(tally)
    load_consents(folder, tally)
    tally.say("Trang chủ và các trang chung")
    catalogues = load_site(folder, locales, shelf, tally)
    load_rights(catalogues.values(), tally)
    loader = CourseLoader(locales, dict(catalogues), owner, shelf, tally, folder.translations.courses, begun)
    for bank in folder.banks:
        loader.banks["vi", bank.key] = load_bank(bank, "vi", shelf.id_of, tally)
    for bank in folder.translations.banks.values():
        loader.banks["en", bank.key] = load_bank(bank, "en", shelf.id_of, tally)
    for number, course in enumerate(wanted, start=1):
        tally.say(f"[{number}/{len(wanted)}] {course.code} {course.title.vi}")
        loader.load(course)
    if shelf.missing:
        tally.say(f"Chưa có {len(shelf.missing)} hình: {', '.join(shelf.missing[:5])}…")
