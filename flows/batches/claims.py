"""Who reads a text that stands in several files of a run: the batch that comes upon it first, whichever that is."""

import os
from dataclasses import dataclass, field
from pathlib import Path

from tidings.records import Document
from tidings.schemas.ids import content_id

CLAIMS = ".claims"  # their folder, beside the batches' rows


def reading_of(document: Document) -> str:
    """What is read: of two documents with one text and the same things said of it nothing else can come."""
    return content_id("t", document.document_id, sorted(document.declared.items()))


@dataclass(frozen=True, slots=True)
class Claims:
    """The claims of a batch, in a folder that all batches of the run share.

    A claim is a link that leads to the name of the batch: it is there whole or not at all. A batch that is done again
    finds its own.
    """

    folder: Path
    batch: str
    taken: set[str] = field(default_factory=set)

    def take(self, reading: str) -> bool:
        """Whether the batch is to read this, and has not yet."""
        if reading in self.taken:
            return False
        self.folder.mkdir(exist_ok=True)
        claim = self.folder / reading
        try:
            claim.symlink_to(self.batch)
        except FileExistsError:
            if os.readlink(claim) != self.batch:
                return False
        self.taken.add(reading)
        return True
