"""Bytes in every encoding that news comes in, and damage to them."""

import pytest

from tidings.readers.decode import decode

GERMAN = "Die Regierung hat am Mittwoch beschlossen, dass Soldaten an der Übung in Köln teilnehmen. „Größe“ – sagte er."
FRENCH = "Le ministre de la Défense a déclaré mercredi à Genève que l’armée était prête. « Où ? »"
ENGLISH = "The minister’s “plan” — announced on Wednesday — was called naïve. It will cost £5m."
POLISH = "Łódź i Kraków ogłosiły w środę, że żołnierze wezmą udział w ćwiczeniach. Rząd potwierdził."
CZECH = "Ministerstvo obrany ve středu oznámilo, že začalo cvičení. Předseda vlády se sešel s ministrem v Brně."
TURKISH = "Savunma Bakanlığı çarşamba günü tatbikatın başladığını açıkladı. Şişli'de görüştü."
RUSSIAN = "Министерство обороны сообщило в среду о начале учений. Президент встретился с министром в Минске."
GREEK = "Το υπουργείο Άμυνας ανακοίνωσε την Τετάρτη την έναρξη των ασκήσεων."
ARABIC = "قال وزير الدفاع يوم الأربعاء إن القوات ستشارك في التدريبات المشتركة في البلاد"
CHINESE = "国防部周三表示，两国军队将于三月举行联合演习。总统会见了部长。"
JAPANESE = "国防省は水曜日、両国の軍が三月に共同演習を行うと発表した。"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "utf-8"),
        (ENGLISH, "utf-8-sig"),
        (ENGLISH, "utf-16"),
        (ENGLISH, "utf-16-le"),
        (ENGLISH, "utf-16-be"),
        (ENGLISH, "utf-32"),
        (ENGLISH, "cp1252"),
        (GERMAN, "cp1252"),
        (FRENCH, "cp1252"),
        (POLISH, "cp1250"),
        (POLISH, "iso8859-2"),
        (CZECH, "cp1250"),
        (CZECH, "iso8859-2"),
        (TURKISH, "cp1254"),
        (RUSSIAN, "utf-8"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN * 3, "koi8-r"),  # one line of it is taken for Japanese
        (GREEK, "cp1253"),
        (GREEK, "iso8859-7"),
        (ARABIC, "cp1256"),
        (CHINESE, "gb18030"),
        (CHINESE, "big5"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
    ],
)
def test_a_text_comes_back_whatever_its_encoding(text: str, encoding: str) -> None:
    text = text.encode(encoding, "ignore").decode(encoding)  # big5 lacks some of the simplified characters
    decoded = decode(text.encode(encoding))
    assert decoded is not None
    assert decoded.text == text


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Köln, Łódź, Graz: ".encode() + "Märkte".encode("cp1252"), "Köln, Łódź, Graz: Märkte"),
        ("vier grüne Türen für Köln".encode()[:-3], "vier grüne Türen für K\ufffd"),
        (b"plain ascii", "plain ascii"),
    ],
    ids=["a quoted Windows-1252 name in UTF-8", "cut in the middle of a character", "ascii"],
)
def test_damaged_utf8_is_still_utf8(data: bytes, text: str) -> None:
    decoded = decode(data)
    assert decoded is not None
    assert (decoded.text, decoded.encoding) == (text, "utf-8")


def test_what_a_file_says_of_itself_is_believed_only_if_it_can_be() -> None:
    data = "Ångström sa till Öberg".encode("cp1252")
    assert decode(data, declared="iso-8859-1").encoding == "cp1252"  # type: ignore[union-attr]  # it has an encoding
    assert decode(data, declared="utf-8").text == "Ångström sa till Öberg"  # type: ignore[union-attr]
    assert decode(data, declared="no-such-code").text == "Ångström sa till Öberg"  # type: ignore[union-attr]
