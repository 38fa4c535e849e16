"""By which row and which construction an event was read: the `rule` of its row."""

from tidings.events.arguments import Trigger
from tidings.events.lexicon.frames import PartOfSpeech
from tidings.parse.clauses import DEEPEST, is_passive
from tidings.parse.tree import Token

# What a pattern ends in when its trigger stands below the main clause.
BELOW = "/below"
# Links by which a word still belongs to the main clause.
MAIN = frozenset({"conj", "ccomp", "nsubj", "nsubjpass", "dobj", "parataxis"})


def rule_of(trigger: Trigger) -> str:
    """`<row id, or encoder/TYPE>:<construction>`, with `/below` where it stands below the main clause."""
    place = "" if _is_main(trigger.head) else BELOW
    return f"{trigger.frame.row_id}:{_construction(trigger)}{place}"


def _is_main(head: Token) -> bool:
    """Whether a word is the main verb of its sentence, what is reported there, or an object of either."""
    word = head
    for _ in range(DEEPEST):
        if word.dep_ == "ROOT":
            return True
        if word.dep_ not in MAIN:
            return False
        word = word.head
    return False


def _construction(trigger: Trigger) -> str:
    frame = trigger.frame
    if frame.pos in (PartOfSpeech.NOUN, PartOfSpeech.MODAL, PartOfSpeech.ADJECTIVE):
        return str(frame.pos)
    if len(frame.words) > 1:
        return "phrase"
    return "passive" if is_passive(trigger.head) else "verb"
