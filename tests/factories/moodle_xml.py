"""Files of Moodle XML as Moodle writes them, question by question."""


def rich(name, html="", form="html", files=""):
    return f'<{name} format="{form}">\n      <text><![CDATA[{html}]]></text>\n{files}    </{name}>\n'


def file(name, content="iVBORw0KGgo="):
    return f'<file name="{name}" path="/" encoding="base64">{content}</file>\n'


def answer(fraction, html, feedback="", extra="", form="html"):
    inner = f"<text><![CDATA[{html}]]></text>\n{rich('feedback', feedback)}{extra}"
    return f'    <answer fraction="{fraction}" format="{form}">\n      {inner}    </answer>\n'


def question(kind, text="<p>Câu hỏi?</p>", body="", grade="1.0000000", general="", files=""):
    head = rich("questiontext", text, files=files) + rich("generalfeedback", general)
    values = "<penalty>0.3333333</penalty>\n<hidden>0</hidden>\n<idnumber></idnumber>\n"
    worth = "" if kind == "cloze" else f"<defaultgrade>{grade}</defaultgrade>\n"
    name = "<name>\n      <text>Tên câu hỏi</text>\n    </name>\n"
    return f'<!-- question: 12  -->\n  <question type="{kind}">\n    {name}{head}{worth}{values}{body}  </question>\n'


def category(path):
    return f'  <question type="category">\n    <category>\n      <text>{path}</text>\n    </category>\n  </question>\n'


def quiz(*questions):
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n{"".join(questions)}</quiz>\n'.encode()


def every_type():
    """A file with one question of each type that is read, and one that is not."""
    gap = "<text>{}</text>\n<group>1</group>\n"
    words = "".join(f"<selectoption>{gap.format(word)}</selectoption>" for word in ("mèo", "cá", "đá"))
    drags = "".join(f"<dragbox>{gap.format(word)}</dragbox>" for word in ("mèo", "cá", "đá"))
    pair = "<subquestion format='html'><text>{}</text><answer><text>{}</text></answer></subquestion>"
    single = "<single>true</single>" + answer("100", "<p>Có</p>", "Phải") + answer("0", "<p>Không</p>")
    several = "<single>false</single>" + answer("50", "A") + answer("50", "B") + answer("-100", "C")
    number = answer("100", "3.14", extra="<tolerance>0.01</tolerance>") + answer("0", "*", "Sai")
    units = "<units><unit><multiplier>1</multiplier><unit_name>m</unit_name></unit></units>"
    return quiz(
        category("$course$/top/Chương 1"),
        question("multichoice", "<p>Hỏi <img src='@@PLUGINFILE@@/a.png' alt='Ảnh'></p>", single, files=file("a.png")),
        question("multichoice", body=several + rich("hint", "Gợi ý")),
        question("truefalse", body=answer("100", "true", "Đúng") + answer("0", "false")),
        question("shortanswer", body="<usecase>0</usecase>" + answer("100", "Hà Nội") + answer("50", "Ha*")),
        question("numerical", body=number + units),
        question("matching", body=pair.format("Pháp", "Paris") + pair.format("Anh", "Luân Đôn")),
        question("ordering", body=answer("2.0000000", "Hai") + answer("1.0000000", "Một")),
        question("cloze", "<p>Thủ đô {1:SA:=Hà Nội}, số {1:NM:=3:0.1}, chọn {1:MC:=A~B}.</p>"),
        question("gapselect", "<p>Con [[1]] ăn [[2]].</p>", words),
        question("ddwtos", "<p>Con [[1]] ăn [[2]].</p>", drags),
        question("essay", body="<responseformat>editor</responseformat>" + rich("graderinfo", "Mẫu")),
        question("description"),
        question("ddmarker"),
    )
