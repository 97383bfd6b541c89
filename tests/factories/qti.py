"""Items and packages of QTI 2.1; `as_version_3` writes the same in the names of QTI 3.0."""

import io
import re
import zipfile

HTML = {"p", "b", "i", "img", "br", "ul", "li", "object", "strong", "em", "span", "div"}
PNG = b"\x89PNG\r\n\x1a\n"


def declared(identifier="RESPONSE", correct=(), cardinality="single", base="identifier", mapping="", **attributes):
    values = "".join(f"<value>{value}</value>" for value in correct)
    right = f"<correctResponse>{values}</correctResponse>" if correct else ""
    head = f'identifier="{identifier}" cardinality="{cardinality}" baseType="{base}"'
    return f"<responseDeclaration {head}>{right}{mapping}</responseDeclaration>"


def mapped(entries, **attributes):
    more = "".join(f' {name}="{value}"' for name, value in attributes.items())
    rows = "".join(f'<mapEntry mapKey="{key}" mappedValue="{value}"/>' for key, value in entries.items())
    return f"<mapping{more}>{rows}</mapping>"


def item(body, *declarations, after="", title="Tiêu đề", points=""):
    most = f' normalMaximum="{points}"' if points else ""
    score = f'<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"{most}/>'
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="i1" '
        f'title="{title}" adaptive="false" timeDependent="false">\n'
        f"{''.join(declarations)}{score}<itemBody>{body}</itemBody>{after}</assessmentItem>"
    )


def choices(*texts, kind="simpleChoice"):
    return "".join(f'<{kind} identifier="{chr(65 + n)}">{text}</{kind}>' for n, text in enumerate(texts))


def interaction(name, inside, identifier="RESPONSE", **attributes):
    more = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f'<{name} responseIdentifier="{identifier}"{more}>{inside}</{name}>'


def match_sets(*sets):
    part = '<simpleAssociableChoice identifier="{0}" matchMax="3">{0}</simpleAssociableChoice>'
    return "".join(f"<simpleMatchSet>{''.join(part.format(key) for key in keys)}</simpleMatchSet>" for keys in sets)


def as_version_3(xml):
    def tag(found):
        name = found[2]
        return f"<{found[1]}{name if name.lower() in HTML else 'qti-' + kebab(name)}"

    def attributes(found):
        return re.sub(r"\b([a-z]+[A-Z][A-Za-z]*)=", lambda name: f"{kebab(name[1])}=", found[0])

    renamed = re.sub(r"<(/?)([A-Za-z]+)", tag, xml)
    return re.sub(r"<[^<>?!]+>", attributes, renamed).replace("imsqti_v2p1", "imsqtiasi_v3p0")


def kebab(name):
    return re.sub(r"(?<=[a-z0-9])([A-Z])", lambda found: f"-{found[1].lower()}", name).lower()


def package(items, files=(), version="2p1", test="", declared_type="imsqti_item_xmlv"):
    """A zip with `items` (xml by path), other `files` (bytes by path) and the order of a test."""
    rows = "".join(
        f'<resource identifier="r{n}" type="{declared_type}{version}" href="{path}"><file href="{path}"/></resource>'
        for n, path in enumerate(items)
    )
    rows += f'<resource identifier="t" type="imsqti_test_xmlv{version}" href="test.xml"/>' if test else ""
    manifest = f'<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"><resources>{rows}</resources></manifest>'
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("imsmanifest.xml", manifest)
        for path, xml in items.items():
            archive.writestr(path, xml)
        for path, content in dict(files).items():
            archive.writestr(path, content)
        if test:
            archive.writestr("test.xml", test)
    return target.getvalue()


def every_type():
    """A package with one item of each type that is read."""
    gaps = "<p>Thủ đô {}, số {}</p>".format(
        interaction("textEntryInteraction", "", "A"),
        interaction("inlineChoiceInteraction", choices("1", "2", kind="inlineChoice"), "B"),
    )
    picture = '<object type="image/png" data="a.png" width="200" height="100">Bàn</object>'
    spots = "".join(
        f'<hotspotChoice identifier="{key}" shape="rect" coords="{box}"/>'
        for key, box in (("A", "0,0,50,50"), ("B", "100,50,200,100"))
    )
    filled = '<gapText identifier="A" matchMax="1">mèo</gapText><gapText identifier="B" matchMax="1">cá</gapText>'
    filled += '<p>Con <gap identifier="G1"/> ăn <gap identifier="G2"/>.</p>'
    pairs = {"cardinality": "multiple", "base": "directedPair"}
    several = declared(correct="AB", cardinality="multiple")
    items = [
        item(interaction("choiceInteraction", choices("Một", "Hai"), maxChoices="1"), declared(correct="A")),
        item(interaction("choiceInteraction", choices("Một", "Hai", "Ba"), maxChoices="0"), several),
        item(interaction("choiceInteraction", choices("Đúng", "Sai"), maxChoices="1"), declared(correct="B")),
        item("<p>Là {}</p>".format(interaction("textEntryInteraction", "")), declared(correct=["Huế"], base="string")),
        item(gaps, declared("A", ["Hà Nội"], base="string"), declared("B", "B")),
        item(interaction("orderInteraction", choices("a", "b", "c")), declared(correct="BAC", cardinality="ordered")),
        item(interaction("matchInteraction", match_sets("MN", "XY")), declared(correct=["M X", "N Y"], **pairs)),
        item(interaction("gapMatchInteraction", filled), declared(correct=["A G1", "B G2"], **pairs)),
        item(interaction("hotspotInteraction", picture + spots, maxChoices="1"), declared(correct="B")),
        item(interaction("extendedTextInteraction", "<prompt>Viết</prompt>"), declared(base="string")),
        item(interaction("uploadInteraction", "<prompt>Nộp</prompt>"), declared(base="file")),
        item("<p>Chỉ đọc.</p>"),
        item(interaction("sliderInteraction", ""), declared(base="integer", correct="5")),
    ]
    return package({f"items/q{n}.xml": xml for n, xml in enumerate(items)}, {"items/a.png": PNG})
