"""Who the named people of a text are: people of the table if country, office and day agree, else the text's own."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from tidings.actors.discourse import Discourse
from tidings.actors.folding import fold, person_id, short_names
from tidings.actors.phrases import Phrase
from tidings.actors.table import Name, NameUse, Term, of_no_country
from tidings.csv_rows import word_list
from tidings.records import Actor, Office
from tidings.vocabulary import ActorKind, Sector


def identify_people(reading: Discourse, phrases: Sequence[Phrase], twins: Mapping[int, Phrase]) -> None:
    """Enter the named people, full names first, so that a surname is its bearer's wherever it stands in the text."""
    named = [phrase for phrase in phrases if phrase.kind is ActorKind.PERSON and phrase.name]
    bearers = _Bearers()
    for phrase in sorted(named, key=lambda phrase: (-len((phrase.name or "").split()), phrase.start)):
        _place(reading, bearers, phrase, twins.get(phrase.root))
    for strangers in bearers.strangers.values():
        told = [*strangers, *(twins[phrase.root] for phrase in strangers if phrase.root in twins)]
        actor_id = reading.enter(_stranger(reading, strangers, told, bearers.known))
        reading.people.update((phrase.root, actor_id) for phrase in strangers)
    for phrase in named:
        actor_id = reading.people[phrase.root]
        reading.learn_gender(actor_id, phrase.gender)
        for told_of in (phrase, twins.get(phrase.root)):
            if told_of is not None and told_of.office and not told_of.is_former:
                reading.offices.setdefault((told_of.office, reading.actors[actor_id].country), actor_id)


@dataclass
class _Bearers:
    """Who bears a folded name: `known` people by actor_id, `strangers` by the longest of the `forms` of their name."""

    known: dict[str, str] = field(default_factory=dict)
    forms: dict[str, str] = field(default_factory=dict)
    strangers: defaultdict[str, list[Phrase]] = field(default_factory=lambda: defaultdict(list))


def _place(reading: Discourse, bearers: _Bearers, phrase: Phrase, twin: Phrase | None) -> None:
    """Give the phrase to a known person or to the stranger of that name."""
    name = phrase.name or ""
    key = fold(name)
    known = _known_person(reading, bearers, phrase, twin)
    if known is not None:
        if _serves_a_body(phrase) or (twin is not None and _serves_a_body(twin)):
            known = of_no_country(known)
        elif reading.published is None and phrase.sector and not phrase.is_former:
            known = replace(known, sector=phrase.sector)
        reading.people[phrase.root] = reading.enter(known)
        for short in (
            known.name,
            *known.aliases,
            *short_names(known.name, reading.table.actors[known.actor_id].country),
        ):
            bearers.known.setdefault(fold(short), known.actor_id)
    elif key in bearers.known:
        reading.people[phrase.root] = bearers.known[key]
    elif key in bearers.forms:
        bearers.strangers[bearers.forms[key]].append(phrase)
    else:
        bearers.strangers[key].append(phrase)
        for short in (name, *short_names(name, None), name.split()[0]):
            bearers.forms.setdefault(fold(short), key)


ENVOYS_OF_STATES = word_list("envoys_of_states", "tidings.actors")


def _serves_a_body(phrase: Phrase) -> bool:
    """Whether the words tell of an office in an international body: "U.N. envoy", but not "Russia's U.N. envoy"."""
    is_of_a_state = phrase.country is not None or phrase.noun in ENVOYS_OF_STATES
    return phrase.is_worldly and not is_of_a_state and not phrase.is_former


def _known_person(reading: Discourse, bearers: _Bearers, phrase: Phrase, twin: Phrase | None) -> Actor | None:
    """The person of the table who is meant, if one fits the country, the office and the day."""
    told = phrase
    if twin is not None:
        told = replace(phrase, country=phrase.country or twin.country, office=phrase.office or twin.office)
    full = [name for name in phrase.names if name.use is NameUse.NAME]
    key = fold(phrase.name or "")
    fits = list(dict.fromkeys(name.actor_id for name in full if _fits(reading, name, told)))
    if not fits:
        full = []
        fits = list(dict.fromkeys(name.actor_id for name in phrase.names if _fits(reading, name, told)))
    in_office = [one for one in fits if _is_in_office(reading, one)]
    if not full:
        if bearers.known.get(key) in fits:
            fits = [bearers.known[key]]
        elif key in bearers.forms or key in bearers.known:
            return None
        elif not (told.office or told.country):
            fits = _by_surname(reading, key, in_office if reading.published else fits)
        if reading.published is None:
            fits = _foremost(reading, fits)
    elif len(fits) > 1 and in_office:
        fits = in_office
    return reading.table.on(fits[0], reading.published) if fits and (full or len(fits) == 1) else None


# Surnames that tell nobody unless the text names the bearer's country.
COMMON_SURNAMES = word_list("common_surnames", "tidings.actors")
LEADING_OFFICES = word_list("leading_offices", "tidings.actors")


def _by_surname(reading: Discourse, surname: str, bearers: Sequence[str]) -> list[str]:
    """Whom a bare surname may mean: bearers whose country the text names, in an undated text else the only ones.

    A common one only means who led that country: "Taylor" beside Liberia, but no politician "Kumar" beside India.
    """
    near = [one for one in bearers if reading.table.countries[one] in reading.setting.named]
    if reading.published is None and surname in COMMON_SURNAMES:
        return [one for one in near if _has_led(reading, one)]
    return near if near or reading.published else list(bearers)


def _foremost(reading: Discourse, bearers: Sequence[str]) -> list[str]:
    """The best-known of several bearers of a name: who led a state, who is in office; nobody if two countries' do."""
    leaders = [one for one in bearers if _has_led(reading, one)]
    ranked = sorted(leaders or bearers, key=lambda one: (not _is_in_office(reading, one), not _terms(reading, one)))
    countries = {reading.table.actors[one].country for one in ranked}
    return (
        ranked[:1] if len({reading.table.successors.get(country or "", country) for country in countries}) == 1 else []
    )


def _has_led(reading: Discourse, actor_id: str) -> bool:
    return any(term.office in LEADING_OFFICES for term in _terms(reading, actor_id))


def _is_in_office(reading: Discourse, actor_id: str) -> bool:
    return any(term.covers(reading.published) for term in _terms(reading, actor_id))


def _terms(reading: Discourse, actor_id: str) -> tuple[Term, ...]:
    return reading.table.terms.get(actor_id, ())


def _fits(reading: Discourse, name: Name, told: Phrase) -> bool:
    """Whether the bearer may be meant: "President Zelensky" of 2018 is nobody of the table."""
    actor, terms, day = reading.table.actors[name.actor_id], _terms(reading, name.actor_id), reading.published
    is_short = " " not in name.alias
    if told.country and actor.country and told.country != actor.country and is_short:
        return False
    if day is None or not terms:
        return True
    held = [term for term in terms if term.office == told.office]
    if all(term.start and term.start > day for term in terms):
        return not is_short and not held
    return told.is_former or not held or any(not term.start or term.start <= day for term in held)


def _stranger(
    reading: Discourse, strangers: Sequence[Phrase], told: Sequence[Phrase], known: Mapping[str, str]
) -> Actor:
    """An actor for a person whom only the text knows, with what the text says of them."""
    names = dict.fromkeys(phrase.name or "" for phrase in strangers)
    longest = max(names, key=len)
    served = (reading.served.get(phrase.root) or reading.affiliated.get(phrase.root) for phrase in strangers)
    country = next((phrase.country for phrase in told if phrase.country), None)
    relative = known.get(fold(longest.split()[-1]))  # the first lady bears the president's name
    country = country or next(filter(None, served), None) or (reading.actors[relative].country if relative else None)
    country = country or _home(reading, strangers, told)
    titles = dict.fromkeys(phrase.title for phrase in told if phrase.title)
    sector = next((phrase.sector for phrase in told if phrase.sector), None)
    if country is None and any(map(_serves_a_body, told)):
        sector = Sector.IGO
    return Actor(
        actor_id=person_id(longest, country),
        name=longest,
        kind=ActorKind.PERSON,
        country=country,
        sector=sector,
        aliases=tuple(name for name in names if name != longest),
        roles=tuple(Office(title, country, reading.published, reading.published) for title in titles),
    )


def _home(reading: Discourse, strangers: Sequence[Phrase], told: Sequence[Phrase]) -> str | None:
    """The country of the text, for those whose title belongs to a state or its people."""
    homes = (reading.guess_country(one, one.root) for one in told if one.is_domestic)
    home = next((home for home in homes if home), None)
    if home is not None:
        reading.guessed.update(phrase.root for phrase in strangers)
    return home
