"""The table of actors: one row for each actor that the warehouse mentions."""

import pyarrow as pa

from tidings.schemas.table import DAY, TEXT, TEXTS, TOTAL, Column, Table, codes, struct
from tidings.vocabulary import ActorKind, Sector

ROLES = pa.list_(struct(title=TEXT, country=TEXT, first_seen=DAY, last_seen=DAY))

ACTORS = Table(
    name="actors",
    description="One row per actor",
    key=("actor_id",),
    partition="actor_kind",
    partition_of="actor_kind",
    order=("actor_id",),
    columns=(
        Column("actor_id", TEXT, "Stable id of the actor", required=True),
        Column("name", TEXT, "Canonical name", required=True),
        Column("actor_kind", TEXT, "What the actor is", required=True, codes=codes(ActorKind)),
        Column("country", TEXT, "ISO 3166-1 alpha-3 code; null when none or unknown"),
        Column("sector", TEXT, "PLOVER sector", codes=codes(Sector)),
        Column("wikidata_id", TEXT, "Wikidata item; null when unknown"),
        Column("aliases", TEXTS, "Other names it goes by", required=True),
        Column("roles", ROLES, "Offices held: title, country, first and last day seen", required=True),
        Column("mention_count", TOTAL, "Mentions in the warehouse", required=True),
        Column("article_count", TOTAL, "Articles that mention it", required=True),
        Column("event_count", TOTAL, "Events it is source, target or speaker of", required=True),
        Column("first_seen", DAY, "Earliest publication day of an article that mentions it"),
        Column("last_seen", DAY, "Latest such day"),
    ),
)
