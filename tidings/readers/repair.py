"""Undo what happened to a text between its author and its bytes: str in, str out."""

import re
from html import unescape

from ftfy import TextFixerConfig, fix_encoding
from ftfy.badness import is_bad

# Only the encoding: no quotes, ligatures, widths, entities or line breaks are touched. `replace_lossy_sequences` stays
# off, for it would put U+FFFD where a character can still be guessed from its neighbours.
ONLY_ENCODING = TextFixerConfig(
    unescape_html=False,
    remove_terminal_escapes=False,
    restore_byte_a0=True,
    replace_lossy_sequences=False,
    decode_inconsistent_utf8=True,
    fix_c1_controls=True,
    fix_latin_ligatures=False,
    fix_character_width=False,
    uncurl_quotes=False,
    fix_line_breaks=False,
    fix_surrogates=False,
    remove_control_chars=False,
    normalization=None,
)

# Lone surrogates come from JSON escapes; no table can hold them.
SURROGATE = re.compile(r"[\ud800-\udfff]")

# A character that was two or more bytes came out as two or more characters; where the second was a no-break space that
# became a plain one, the first is one of these. A control character from 80 to 9F was a quote or a dash. Only such
# lines are looked at closely, which takes a hundred times as long.
SUSPECT = re.compile(r"[^\x00-\x7f]{2}|[ÂÃà\x80-\x9f]")

# A character written as HTML writes it. Text that went through two programs has it escaped twice.
ENTITY = re.compile(
    r"&(?:amp;)*(?:#\d{2,6}|#[xX][0-9a-fA-F]{2,5}|amp|lt|gt|quot|apos|nbsp|[lr]dquo|[lr]squo|[mn]dash|hellip|pound|euro|"
    r"[A-Za-z](?:acute|grave|circ|uml|tilde|cedil|caron|ring|slash)|szlig);"
)
MOST_ESCAPES = 4

# Longer lines are repaired in pieces of this size: the repair's time must grow with the text, not with its square.
MAX_LINE = 20_000


def repair(text: str) -> str:
    r"""The text with `\n` alone as line end, without NUL characters and lone surrogates; escapes and mojibake undone.

    >>> repair("GrÃ¼ÃŸe\r\naus KÃ¶ln \x00")
    'Grüße\naus Köln '
    >>> repair("“Ça va”, an ﬁ and a ﾊ stay")
    '“Ça va”, an ﬁ and a ﾊ stay'
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        text = text.replace("\0", "")
    if "&" in text:
        text = unescaped(text)
    if SUSPECT.search(text):
        text = _undo_mojibake(text)
    return text if text.isascii() else SURROGATE.sub("\ufffd", text)


def unescaped(text: str) -> str:
    """The text without HTML's escapes, however often they were escaped themselves.

    >>> unescaped("Ida&amp;amp;#8217;s talks"), unescaped("AT&T; R&D")
    ('Ida’s talks', 'AT&T; R&D')
    """
    for _ in range(MOST_ESCAPES):
        if not ENTITY.search(text):
            break
        text = ENTITY.sub(lambda found: unescape(found[0]), text)
    return text


def _undo_mojibake(text: str) -> str:
    """Line by line: one line read in the wrong encoding says nothing of the next."""
    return "".join(
        fix_encoding(piece, ONLY_ENCODING) if SUSPECT.search(piece) and is_bad(piece) else piece
        for line in text.splitlines(keepends=True)
        for piece in (line[i : i + MAX_LINE] for i in range(0, len(line), MAX_LINE))
    )
