"""What has been read of one text so far: its actors, who holds which office, and whom later words may take up."""

from dataclasses import dataclass, field
from datetime import date

from tidings.actors.country_context import CountryContext
from tidings.actors.lexicon import NounLexicon
from tidings.actors.phrases import Phrase
from tidings.actors.pronoun_resolution import Antecedent
from tidings.actors.table import ActorTable
from tidings.actors.token_columns import TokenColumns
from tidings.records import Actor


@dataclass
class Discourse:
    """The state of one text. `people` and `resolved` lead from the head token of a phrase to its actor_id.

    `named`: the phrases that are names, by their head token; `served`: the countries of people who serve what a pronoun
    stands for ("its spokesman, Ana Sample"); `affiliated`: those of people beside a group or body in apposition.

    `offices`: who is called by an office of a country (or of none) in this text; `speaker`: whose words were quoted
    last, and in which sentence; `guessed`: heads of the phrases whose country only the setting tells.
    """

    words: TokenColumns
    table: ActorTable
    lexicon: NounLexicon
    published: date | None
    setting: CountryContext
    actors: dict[str, Actor] = field(default_factory=dict)
    genders: dict[str, str] = field(default_factory=dict)
    named: dict[int, Phrase] = field(default_factory=dict)
    people: dict[int, str] = field(default_factory=dict)
    served: dict[int, str] = field(default_factory=dict)
    affiliated: dict[int, str] = field(default_factory=dict)
    offices: dict[tuple[str, str | None], str] = field(default_factory=dict)
    antecedents: list[Antecedent] = field(default_factory=list)
    resolved: dict[int, str] = field(default_factory=dict)
    speaker: tuple[str | None, int] = (None, -9)
    guessed: set[int] = field(default_factory=set)

    def enter(self, actor: Actor) -> str:
        """The id of the actor, who is now one of the text's."""
        return self.actors.setdefault(actor.actor_id, actor).actor_id

    def enter_known(self, actor_id: str) -> str:
        """The id of an actor of the table, who is now one of the text's, as of the day it was published."""
        if actor_id not in self.actors:
            self.enter(self.table.on(actor_id, self.published))
            self.learn_gender(actor_id, None)
        return actor_id

    def guess_country(self, phrase: Phrase, root: int) -> str | None:
        """The country of the setting that a phrase means but does not say; noted as a guess at the head `root`."""
        country = self.setting.country(phrase, self.words.sentence[phrase.root])
        if country is not None:
            self.guessed.add(root)
        return country

    def learn_gender(self, actor_id: str, told: str | None) -> None:
        """Note the gender that a title, the table or a first name gives."""
        gender = told or self.table.genders.get(actor_id) or self._first_name_gender(self.actors[actor_id].name)
        if gender:
            self.genders.setdefault(actor_id, gender)

    def _first_name_gender(self, name: str) -> str | None:
        first, _, rest = name.partition(" ")
        return self.lexicon.first_names.get(first.lower()) if rest else None
