"""A referring phrase before it is resolved: its words, and what they alone say about the actor."""

from dataclasses import dataclass

from tidings.actors.table import Name
from tidings.vocabulary import ActorKind, MentionKind, Sector


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens [start, end) with head `root`. `names` are those of the table; `name` is the proper name as written.

    `owner` is the token of a possessor that may yet give the country, `body` an organisation named before the noun
    ("NATO" forces), `is_worldly` says that an international body stands before the name ("U.N. envoy Ana Sample"), and
    `is_pair` that two actors are taken up ("both leaders").
    """

    start: int
    end: int
    root: int
    form: MentionKind
    kind: ActorKind
    names: tuple[Name, ...] = ()
    name: str | None = None
    noun: str | None = None
    plural: str | None = None
    country: str | None = None
    sector: Sector | None = None
    office: str | None = None
    title: str | None = None
    gender: str | None = None
    owner: int | None = None
    body: str | None = None
    friend: str | None = None
    is_pair: bool = False
    is_plural: bool = False
    is_definite: bool = False
    is_former: bool = False
    is_domestic: bool = False
    is_worldly: bool = False
