"""Files of several articles with furniture between, made of clean articles: what each block of them is, is known."""

import random
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from tidings.articles.line_model import LineClass

MENU = "Home|World|Politics|Business|Sport|Opinion|Culture|Science|Weather|Live|Video|More|Search|Log in|My account"
SHARE = (
    "Share|Share this article|Tweet|Print|Email|Copy link|Save for later|Listen (4 min)|3 min read|Comments (12)|A A A"
)
FOOT = (
    "Terms of use|Privacy|Contact us|About us|Advertise with us|All rights reserved.|"
    "Sign up for our morning letter and never miss a story.|You can cancel at any time.|Follow us on every network|"
    "We use cookies so that this site works. By going on you accept our cookies.|Subscribe now for full access"
)
CAPTIONS = (
    "A view of the square in front of the ministry on Tuesday.|The bridge was closed after the shelling. (File photo)|"
    "Residents wait for water at a pump in the north of the city. Photo: Ida Lund|"
    "The two delegations before the meeting. [Max Roth/Agency]|Firefighters at the depot last week"
)
READERS = (
    "I have lived there for ten years and nothing has changed.|Why does nobody ask who pays for all this?|"
    "Well said. It was about time that someone wrote it.|They will forget it in a week, as always."
)
NAMES = "Ida Lund|Max Roth|Amina Diallo|Jan Kowal|Lucia Ferri|Tom Okoro|Sara Nilsen|Peter Vance"
BYLINES = "By {name}|{name}|By {name}, Staff Writer|Written by {name}|{name}, correspondent"
DATES = "3 March 2025|March 3, 2025|Published 3 March 2025 at 10:12|Updated: 2025-03-04 08:30|03/03/2025|2 hours ago"
RELATED = "Related|Most read|Read more|You may also like|More on this story|Recommended for you|Top stories"
RULES = "* * *|-----|=======|\f|"
CROP = 60  # characters of a teaser


@dataclass(frozen=True, slots=True)
class Clean:
    """An article without furniture."""

    title: str
    paragraphs: tuple[str, ...]


Piece = tuple[str, LineClass]
Span = tuple[int, int, LineClass, int]  # start, end, class, which article


def make_file(articles: Sequence[Clean], others: Sequence[str], chance: random.Random) -> tuple[str, list[Span]]:
    """The text of a file, and the spans of its titles and paragraphs; `others` are titles for teasers."""
    style = Style.draw(chance)
    pieces: list[tuple[Piece, int]] = []
    for number, article in enumerate(articles):
        if number and style.rule:
            pieces.append(((style.rule, LineClass.OTHER), number))
        pieces += [(piece, number) for piece in style.article(article, others, chance)]
    return join(pieces, style)


@dataclass(frozen=True, slots=True)
class Style:
    """How a file is laid out: the same for all its articles."""

    width: int | None
    gap: str
    title_gap: str
    furniture: float
    rule: str
    is_titled: bool

    @staticmethod
    def draw(chance: random.Random) -> "Style":
        """A style by chance."""
        return Style(
            width=chance.choice([None, None, None, *range(28, 110, 9)]),
            gap=chance.choice(["\n", "\n\n", "\n\n", "\n\n", "\n\n\n"]),
            title_gap=chance.choice(["\n", "\n\n", "\n\n"]),
            furniture=chance.choice([0.0, 0.15, 0.4, 0.8]),
            rule=chance.choice(RULES.split("|")),
            is_titled=chance.random() < 0.9,
        )

    def article(self, article: Clean, others: Sequence[str], chance: random.Random) -> list[Piece]:
        """An article with furniture around and between."""
        out = [*self.some(MENU, 9, chance)]
        if self.is_titled:
            out.append((article.title, LineClass.TITLE))
        if chance.random() < 0.6:
            byline = chance.choice(BYLINES.split("|")).format(name=chance.choice(NAMES.split("|")))
            out.append((byline, LineClass.OTHER))
        if chance.random() < 0.6:
            out.append((chance.choice(DATES.split("|")), LineClass.OTHER))
        out += self.some(SHARE, 5, chance) + self.some(CAPTIONS, 1, chance)
        for paragraph in article.paragraphs:
            out.append((paragraph, LineClass.BODY))
            if chance.random() < self.furniture / 5:
                out += self.inset(others, chance)
        return out + self.foot(others, chance)

    def inset(self, others: Sequence[str], chance: random.Random) -> list[Piece]:
        """What stands between two paragraphs."""
        kind = chance.randrange(4)
        if kind == 0:
            return self.some(CAPTIONS, 1, chance, always=True)
        if kind == 1:
            return [(f"{chance.choice(RELATED.split('|'))}: {chance.choice(others)}", LineClass.OTHER)]
        if kind == 2:
            return [("Advertisement", LineClass.OTHER)]
        return self.teasers(others, chance, most=3)

    def foot(self, others: Sequence[str], chance: random.Random) -> list[Piece]:
        """What stands below an article."""
        out: list[Piece] = []
        if chance.random() < self.furniture:
            out += self.teasers(others, chance, most=8)
        if chance.random() < self.furniture / 2:
            out.append(("Comments", LineClass.OTHER))
            for said in chance.sample(READERS.split("|"), 3):
                out += [(chance.choice(NAMES.split("|")), LineClass.OTHER), (said, LineClass.OTHER)]
        return out + self.some(FOOT, 6, chance)

    def teasers(self, others: Sequence[str], chance: random.Random, *, most: int) -> list[Piece]:
        """A list of other stories, some with their first words."""
        out: list[Piece] = [(chance.choice(RELATED.split("|")), LineClass.OTHER)]
        for title in chance.sample(list(others), min(len(others), chance.randint(1, most))):
            out.append((title, LineClass.OTHER))
            if chance.random() < 0.3:
                out.append((title[:CROP] + " ...", LineClass.OTHER))
        return out

    def some(self, lines: str, most: int, chance: random.Random, *, always: bool = False) -> list[Piece]:
        """Some of the lines, if this file has furniture."""
        if not always and chance.random() >= self.furniture:
            return []
        found = lines.split("|")
        return [(line, LineClass.OTHER) for line in chance.sample(found, min(len(found), chance.randint(1, most)))]


def join(pieces: Sequence[tuple[Piece, int]], style: Style) -> tuple[str, list[Span]]:
    """The pieces as one text, wrapped and spaced, with the spans of what is title or body."""
    text = ""
    spans: list[Span] = []
    for (piece, kind), article in pieces:
        if text:
            text += style.gap if kind is LineClass.BODY else style.title_gap
        start = len(text)
        text += "\n".join(textwrap.wrap(piece, style.width, break_on_hyphens=False)) if style.width else piece
        if kind is not LineClass.OTHER:
            spans.append((start, len(text), kind, article))
    return text, spans
