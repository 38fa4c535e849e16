"""One actor for every phrase and pronoun of a text that has one, in text order."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from tidings.actors.apposition import find_affiliations, find_appositions
from tidings.actors.discourse import Discourse
from tidings.actors.folding import slug
from tidings.actors.nominal_resolution import nominal_id, owner_country, pair
from tidings.actors.person_resolution import identify_people
from tidings.actors.phrases import Phrase
from tidings.actors.pronoun_resolution import (
    SPEAKER,
    THEY,
    Antecedent,
    agrees,
    are_two,
    cataphor,
    find_antecedent,
    last_two,
    speaker_token,
    speakers_beside,
)
from tidings.actors.state_nouns import in_foreground
from tidings.actors.table import NameUse
from tidings.records import Actor, Mention
from tidings.vocabulary import ActorKind, MentionKind


def resolve(reading: Discourse, phrases: Sequence[Phrase]) -> tuple[Mention, ...]:
    """The mentions, in text order; a phrase or pronoun that takes up two actors gives a mention of each.

    Two names for one actor ("the Scottish and Welsh governments" are one state's) give one.
    """
    words = reading.words
    twins = find_appositions(words, phrases)
    reading.affiliated.update(find_affiliations(words, phrases))
    identify_people(reading, phrases, twins)
    reading.named.update((phrase.root, phrase) for phrase in phrases if phrase.names or phrase.name)
    inside = {i for phrase in phrases for i in range(phrase.start, phrase.end)}
    starting: defaultdict[int, list[Phrase]] = defaultdict(list)
    for phrase in phrases:
        starting[phrase.start].append(phrase)
    mentions: list[Mention] = []
    for i in range(len(words)):
        for phrase in starting.get(i, ()):
            mentions += _mentions(reading, phrase, twins)
        if i not in inside and words.tag[i] in ("PRP", "PRP$"):
            mentions += [_pronoun(reading, i, actor_id) for actor_id in _pronoun_ids(reading, i)]
        elif i not in inside and words.lower[i] in ("two", "both") and are_two(words, i):
            mentions += [_pronoun(reading, i, actor_id) for actor_id in last_two(words, i, reading.antecedents)]
    once = {(mention.start, mention.end, mention.actor_id): mention for mention in mentions}
    return tuple(sorted(once.values(), key=lambda mention: (mention.start, mention.end)))


def _mentions(reading: Discourse, phrase: Phrase, twins: Mapping[int, Phrase]) -> Iterator[Mention]:
    words = reading.words
    start, end = words.start[phrase.start], words.end[phrase.end - 1]
    for actor_id in pair(reading, phrase) or (_actor_id(reading, phrase, twins.get(phrase.root)),):
        if actor_id is None:
            continue
        reading.resolved[phrase.root] = actor_id
        reading.antecedents.append(_antecedent(reading, phrase.root, actor_id, phrase.noun, phrase.is_plural))
        root = words.start[phrase.root]
        yield Mention(start, end, root, words.text[start:end], actor_id, phrase.form, phrase.title)


def _antecedent(reading: Discourse, token: int, actor_id: str, noun: str | None, is_plural: bool) -> Antecedent:
    actor = reading.actors[actor_id]
    gender = reading.genders.get(actor_id)
    return Antecedent(token, actor_id, actor.name, actor.kind, is_plural, gender, noun, actor.country)


def _actor_id(reading: Discourse, phrase: Phrase, twin: Phrase | None) -> str | None:
    """The actor of a phrase; it is entered among the text's actors."""
    if phrase.root in reading.people:
        return reading.people[phrase.root]
    if phrase.names:
        return reading.enter_known(_bearer(reading, phrase))
    if phrase.name:
        country = phrase.country
        if country is None and phrase.is_domestic:
            country = reading.guess_country(phrase, phrase.root)
        actor_id = f"{phrase.kind}:{country or 'unknown'}:{slug(phrase.name)}"
        return reading.enter(Actor(actor_id, phrase.name, phrase.kind, country, phrase.sector))
    if twin is None:
        return nominal_id(reading, phrase)
    if twin.root in reading.people and (country := owner_country(reading, phrase)):
        reading.served.setdefault(twin.root, country)  # a body in apposition serves nobody: only people do
    return reading.people.get(twin.root) or reading.resolved.get(twin.root) or nominal_id(reading, phrase)


def _bearer(reading: Discourse, phrase: Phrase) -> str:
    """Whom a name means that several bear: by the way it is used, then by the country in the foreground."""
    uses, countries = list(NameUse), reading.table.countries
    names = sorted(phrase.names, key=lambda name: uses.index(name.use))
    same = {countries[name.actor_id]: name.actor_id for name in names if name.use is names[0].use}
    near = in_foreground(reading, phrase, same.keys()) if len(same) > 1 else None
    return same.get(near or reading.setting.home, names[0].actor_id)


def _pronoun_ids(reading: Discourse, i: int) -> tuple[str, ...]:
    """Whom a pronoun stands for, both of a pair; in a quotation "I" and "we" are its speaker or the one just before."""
    words = reading.words
    if words.lower[i] not in SPEAKER:
        antecedent = find_antecedent(words, i, reading.antecedents, speaker=_quoting(reading, i))
        if antecedent is None or words.sentence[antecedent.token] != words.sentence[i]:
            antecedent = _following(reading, i) or antecedent
        if antecedent is None:
            return last_two(words, i, reading.antecedents) if words.lower[i] in THEY else ()
        both = tuple(one.actor_id for one in reading.antecedents if one.token == antecedent.token)
        return both if words.lower[i] in THEY else (antecedent.actor_id,)
    subject = speaker_token(words, i)
    told, sentence = reading.speaker
    if subject is not None:
        told = reading.people.get(subject) or reading.resolved.get(subject)
    elif not words.in_quote[i]:
        told = None
    elif words.sentence[i] - sentence > 1 or told is None:
        told = next(_speakers(reading, i), None)
    if told is None:
        return ()
    reading.speaker = told, words.sentence[i]
    return (told,)


def _following(reading: Discourse, i: int) -> Antecedent | None:
    """The actor named after a fronted clause with the pronoun: "When it met, the Security Council ..."."""
    subject = cataphor(reading.words, i)
    phrase = reading.named.get(subject) if subject is not None else None
    if phrase is not None and phrase.start - 2 <= reading.words.head[i] and _is_person(reading, reading.words.head[i]):
        return None  # "with his guest, Ana Sample": the guest herself
    actor_id = _actor_id(reading, phrase, None) if phrase is not None else None
    if phrase is None or actor_id is None:
        return None
    antecedent = _antecedent(reading, phrase.root, actor_id, None, phrase.is_plural)
    return antecedent if agrees(reading.words.lower[i], antecedent) else None


def _is_person(reading: Discourse, i: int) -> bool:
    noun = reading.lexicon.nouns.get((reading.words.lower[i],))
    return noun is not None and noun.kind is ActorKind.PERSON


def _speakers(reading: Discourse, i: int) -> Iterator[str]:
    """Who may be speaking in the quotation around a token; outlets pass on what others say."""
    for subject in speakers_beside(reading.words, i):
        actor_id = reading.people.get(subject) or reading.resolved.get(subject)
        if actor_id is not None and reading.actors[actor_id].kind is not ActorKind.MEDIA:
            yield actor_id


def _quoting(reading: Discourse, i: int) -> str | None:
    """Whose words the quotation is in which a pronoun stands: never whom it means."""
    words = reading.words
    subject = speaker_token(words, i) if words.in_quote[i] else None
    return (reading.people.get(subject) or reading.resolved.get(subject)) if subject is not None else None


def _pronoun(reading: Discourse, i: int, actor_id: str) -> Mention:
    words = reading.words
    reading.resolved[i] = actor_id
    if words.lower[i] not in SPEAKER:
        reading.antecedents.append(_antecedent(reading, i, actor_id, None, words.lower[i] in THEY))
    return Mention(words.start[i], words.end[i], words.start[i], words.words[i], actor_id, MentionKind.PRONOUN)
