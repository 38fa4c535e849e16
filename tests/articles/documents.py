"""Documents for the tests, in our own words."""

from tidings.records import Document
from tidings.vocabulary import DocumentStatus


def document(text: str, *, language: str | None = "en", **declared: str) -> Document:
    """A loaded document that holds a text."""
    return Document(
        "d1", "a.txt", "0" * 64, "text/plain", "utf-8", language, text, DocumentStatus.LOADED, declared=declared
    )


LEAD = "Norway closed its northern border on Monday after three drones crossed into its airspace, the army said."
SECOND = "The foreign minister called the crossing a breach of law and summoned the ambassador to Oslo."
THIRD = "Moscow rejected the accusation and said that none of its aircraft had left the training ground."
STORY = "\n\n".join((LEAD, SECOND, THIRD))

OTHER_LEAD = "Dock workers in Piraeus went on strike on Thursday over wages and blocked the gates of the harbour."
OTHER_SECOND = "The union accused the shipping company of breaking a promise that it had given in spring."
OTHER_THIRD = "Ferries to the islands were cancelled, and passengers spent the night in the terminal."
OTHER_STORY = "\n\n".join((OTHER_LEAD, OTHER_SECOND, OTHER_THIRD))
