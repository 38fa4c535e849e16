"""What repair undoes, and what it must leave alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.readers.repair import repair


@pytest.mark.parametrize(
    ("damaged", "text"),
    [
        ("Itâ€™s the ministerâ€™s plan", "It’s the minister’s plan"),
        ("cafÃ© Ã  la carte", "café à la carte"),
        ("ÐŸÑƒÑ‚Ð¸Ð½ met them", "Путин met them"),
        ("it\x92s a \x93plan\x94", "it’s a “plan”"),
        ("a whole line\nÃ¼ber die GrÃ¼nen\nan “honest” line", "a whole line\nüber die Grünen\nan “honest” line"),
        ("one\r\ntwo\rthree\n", "one\ntwo\nthree\n"),
        ("N\0U\0L", "NUL"),
        ("a lone \ud83d surrogate", "a lone \ufffd surrogate"),
        ("Johnson &amp; Lund: &quot;no&quot;", 'Johnson & Lund: "no"'),
        ("the ministry&amp;#8217;s word&amp;amp;nbsp;&hellip;", "the ministry’s word\u00a0…"),
    ],
)
def test_damage_is_undone(damaged: str, text: str) -> None:
    assert repair(damaged) == text


@pytest.mark.parametrize(
    "text",
    [
        "“Quotes”, ‘apostrophes’ and … – — stay",
        "an ﬁ ligature, a ﾊ of half width, ＡＢＣ of full width",
        "AT&T; R&D and \x0c form feeds",
        "São Paulo à noite, ÅLAND, Ångström, İstanbul, l’été à Genève",
        "Привет, مرحبا, 你好, שלום",
        "zero\u200bwidth, \u200fright to left, soft\u00adhyphen, no\u00a0break",
        "",
    ],
)
def test_what_is_no_damage_stays(text: str) -> None:
    assert repair(text) == text


@given(st.text())
def test_every_text_can_be_stored_and_holds_no_carriage_return(text: str) -> None:
    repaired = repair(text)
    repaired.encode("utf-8")
    assert "\r" not in repaired
    assert "\0" not in repaired


@given(st.text(st.characters(max_codepoint=127, exclude_characters="\r\0&")))
def test_ascii_is_never_touched(text: str) -> None:
    assert repair(text) == text
