"""Who the party mentions of the encoder are: the rules' mention there, its country as the encoder points it out."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tidings.actors.folding import slug, state_id
from tidings.actors.mentions import ARTICLES
from tidings.actors.table import ActorTable
from tidings.actors.whose_country import Countries, whose_country
from tidings.encoder.records import EncoderOutput, ScoredMention
from tidings.parse.tree import Doc
from tidings.records import Actor, Mention
from tidings.vocabulary import ActorKind, CountryBasis, MentionKind

KIND_OF_ENTITY = {
    "PERSON": ActorKind.PERSON,
    "ORG": ActorKind.ORGANISATION,
    "GPE": ActorKind.STATE,
    "LOC": ActorKind.GROUP,
    "NORP": ActorKind.GROUP,
}


def party_mentions(
    doc: Doc,
    output: EncoderOutput,
    mentions: Sequence[Mention],
    actors: Mapping[str, Actor],
    table: ActorTable,
) -> tuple[tuple[tuple[Mention, ...], ...], dict[str, Actor]]:
    """For each mention of the encoder the mentions it stands for, and the actors these add to the text's, by id.

    Words that the rules take for two actors ("the two leaders") give both; a pronoun of whom nobody knows who it is
    gives none.
    """
    known = dict(actors)
    there = [mentions_there(doc, scored, mentions) for scored in output.mentions]
    told = countries_of_actors(output.mentions, there)
    found = []
    for scored, who in zip(output.mentions, there, strict=True):
        mention = who[0] if who else _new(doc, scored, known, table)
        if len(who) > 1 or mention is None:
            found.append(who)
            continue
        everywhere = told.get(mention.actor_id, scored.countries)
        found.append((_of_country(doc, mention, everywhere, scored.countries, known, table),))
    return tuple(found), {actor_id: actor for actor_id, actor in known.items() if actor_id not in actors}


def mentions_there(doc: Doc, scored: ScoredMention, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The rules' mentions of the same words, those that overlap them most first; several only if they share a span.

    A state's name inside a longer mention is the state: "Peru" in "the fishermen of Peru" is not the fishermen.
    """
    touching = [m for m in mentions if m.start < scored.end and scored.start < m.end]
    inside = [m for m in touching if scored.start <= m.root < scored.end]
    if not inside and doc.char_span(scored.start, scored.end).root.ent_type_ != "GPE":
        inside = touching
    if not inside:
        return ()

    def closeness(mention: Mention) -> tuple[int, int, int]:
        shared = min(mention.end, scored.end) - max(mention.start, scored.start)
        return shared, mention.start - mention.end, -mention.start

    best = max(inside, key=closeness)
    return tuple(m for m in inside if (m.start, m.end) == (best.start, best.end))


def _new(doc: Doc, scored: ScoredMention, known: dict[str, Actor], table: ActorTable) -> Mention | None:
    """A mention of somebody the rules do not know: the state that is named or meant, else called by the words there."""
    text = doc.text[scored.start : scored.end]
    span = doc.char_span(scored.start, scored.end)
    head = span.root
    country = whose_country(None, scored.countries, scored.countries)
    state = state_id(country) if country is not None else None
    is_pronoun = head.pos_ == "PRON"
    if state is not None and state in table.actors and (head.ent_type_ == "GPE" or is_pronoun):
        known.setdefault(state, table.actors[state])
        form = MentionKind.PRONOUN if is_pronoun else MentionKind.NAME
        return Mention(scored.start, scored.end, head.idx, text, state, form)
    if is_pronoun:
        return None
    is_name = head.pos_ == "PROPN"
    kind = KIND_OF_ENTITY.get(head.ent_type_, ActorKind.PERSON if is_name else ActorKind.GROUP)
    name = _without_article(text)
    if not slug(name):  # a mark, an emoji: nobody
        return None
    actor_id = f"{kind}:{country or 'unknown'}:{slug(name)}"
    basis = CountryBasis.ENCODER if country is not None else None
    known.setdefault(actor_id, Actor(actor_id, name, kind, country, None, country_basis=basis))
    form = MentionKind.NAME if is_name else MentionKind.NOMINAL
    return Mention(scored.start, scored.end, head.idx, text, actor_id, form)


def _without_article(text: str) -> str:
    words = text.split()
    return " ".join(words[1:] if len(words) > 1 and words[0].lower() in ARTICLES else words)


def _called(doc: Doc, mention: Mention, adjective: str, table: ActorTable) -> str:
    """What somebody nameless is called by the country: its adjective for any other, small letters but for names."""
    words = _without_article(mention.text).split()
    while len(words) > 1 and words[0] in table.adjectives.values():
        words = words[1:]
    own = " ".join(words)
    first = doc[doc.index_at(max(mention.start, mention.end - len(own)))]
    is_small = first.pos_ != "PROPN" and own[1:2].islower()  # "Police" at the head of a sentence, not "ICE agents"
    return f"{adjective} {own[:1].lower() + own[1:] if is_small else own}".strip()


def countries_of_actors(scored: Sequence[ScoredMention], there: Sequence[tuple[Mention, ...]]) -> dict[str, Countries]:
    """The countries of each actor of the rules, with their mean share over its mentions, best first."""
    shares: dict[str, list[Countries]] = {}
    for one, mentions in zip(scored, there, strict=True):
        if len(mentions) == 1 and one.countries:
            shares.setdefault(mentions[0].actor_id, []).append(one.countries)
    found = {}
    for actor_id, told in shares.items():
        total: dict[str | None, float] = {}
        for country, share in (pair for countries in told for pair in countries):
            total[country] = total.get(country, 0.0) + share / len(told)
        found[actor_id] = tuple(sorted(total.items(), key=lambda item: (-item[1], item[0] or "")))
    return found


def _of_country(
    doc: Doc, mention: Mention, everywhere: Countries, here: Countries, known: dict[str, Actor], table: ActorTable
) -> Mention:
    """The mention with its likeliest country, where that is another than the rules read."""
    actor = known[mention.actor_id]
    country = whose_country(actor, everywhere, here) if everywhere else actor.country
    if country == actor.country:
        return mention
    if mention.actor_id in table.actors and mention.mention_kind is not MentionKind.PRONOUN:
        return mention  # who is known by name has the country the table gives on that day
    if mention.mention_kind is MentionKind.PRONOUN:
        state = state_id(country) if country else None
        if state is None or state not in table.actors:
            return mention
        known.setdefault(state, table.actors[state])
        return replace(mention, actor_id=state)
    noun = actor.actor_id.rsplit(":", 1)[-1]
    actor_id = f"{actor.actor_id.split(':', 1)[0]}:{country or 'unknown'}:{noun}"
    is_name = mention.mention_kind is MentionKind.NAME
    name = actor.name if is_name else _called(doc, mention, table.adjectives.get(country or "", ""), table)
    basis = CountryBasis.ENCODER if country is not None else None
    told = replace(actor, actor_id=actor_id, name=name, country=country, country_basis=basis, aliases=())
    known.setdefault(actor_id, told)
    return replace(mention, actor_id=actor_id)
