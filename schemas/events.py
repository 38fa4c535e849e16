"""The table of events: one row for each happening that an article tells."""

import pyarrow as pa

from tidings.ontology.tables import CAMEO, CONTEXTS, MODES, QUAD_CLASSES
from tidings.schemas.table import COUNT, DAY, TEXT, TEXTS, TOTAL, Column, Table, codes, struct
from tidings.vocabulary import DateBasis, DatePrecision, EventType, PlaceBasis, PlacePrecision, RoleBasis, Status

MAGNITUDES = pa.list_(struct(kind=TEXT, low=pa.float64(), high=pa.float64(), unit=TEXT, text=TEXT, scope=TEXT))
EVENT_MENTIONS = pa.list_(struct(trigger_start=COUNT, trigger_end=COUNT, evidence_start=COUNT, evidence_end=COUNT))
EVENT_MODES = frozenset(mode for modes in MODES.values() for mode in modes)

EVENTS = Table(
    name="events",
    description="One row per event of an article",
    key=("event_id",),
    partition="event_month",
    partition_of="event_date_start",
    order=("event_date_start", "article_id", "trigger_start"),
    columns=(
        Column("event_id", TEXT, "Stable id of the event", required=True),
        Column("article_id", TEXT, "The article that tells it", required=True),
        Column("document_id", TEXT, "The document of that article", required=True),
        Column("event_type", TEXT, "PLOVER 2.0 event type", required=True, codes=codes(EventType)),
        Column("event_mode", TEXT, "PLOVER mode; null when unsure or none", codes=EVENT_MODES),
        Column("contexts", TEXTS, "PLOVER contexts", required=True, codes=CONTEXTS),
        Column("cameo_code", TEXT, "Nearest CAMEO code, 2 to 4 digits", required=True, codes=frozenset(CAMEO)),
        Column("quad_class", TEXT, "Side of conflict and cooperation", required=True, codes=QUAD_CLASSES),
        Column("goldstein", pa.float32(), "PLOVER score of type and mode, -10 to 10", required=True),
        Column("status", TEXT, "Whether it happened", required=True, codes=codes(Status)),
        Column("source_ids", TEXTS, "actor_ids of who did it, in text order", required=True),
        Column("target_ids", TEXTS, "actor_ids of who received it, in text order", required=True),
        Column("source_names", TEXTS, "Names of the sources, in the same order", required=True),
        Column("target_names", TEXTS, "Names of the targets, in the same order", required=True),
        Column("source_countries", TEXTS, "Distinct ISO 3166-1 alpha-3 codes of the sources", required=True),
        Column("target_countries", TEXTS, "Distinct ISO 3166-1 alpha-3 codes of the targets", required=True),
        Column("speaker_id", TEXT, "actor_id of whose claim it is, if it is someone's"),
        Column("speaker_name", TEXT, "Name of the speaker"),
        Column("event_date_start", DAY, "First day the event may have happened on"),
        Column("event_date_end", DAY, "Last day, inclusive"),
        Column("date_precision", TEXT, "How exact the interval is", codes=codes(DatePrecision)),
        Column("date_basis", TEXT, "What the dates were read from; null with the dates", codes=codes(DateBasis)),
        Column("date_evidence", TEXT, "The words they were read from"),
        Column("reported_date", DAY, "Day of the article, as in `articles.published_date`: not that of the event"),
        Column("reported_month", TEXT, "Month of the article, `YYYY-MM`; null if it has no date"),
        Column("place_name", TEXT, "English name of the most precise place, without accents"),
        Column("place_country", TEXT, "ISO 3166-1 alpha-3 code of the place"),
        Column("latitude", pa.float64(), "Degrees north"),
        Column("longitude", pa.float64(), "Degrees east"),
        Column("geoname_id", TOTAL, "GeoNames id of the place"),
        Column("place_precision", TEXT, "How exact the place is; null if no table has it", codes=codes(PlacePrecision)),
        Column("place_basis", TEXT, "What tells the place; null without one", codes=codes(PlaceBasis)),
        Column(
            "magnitudes",
            MAGNITUDES,
            "Quantities counted: kind, bounds, unit, words, scope: `incident`, or `total` (of a war, of years)",
            required=True,
        ),
        Column("evidence", TEXT, "The sentence that tells it, white space folded", required=True),
        Column("evidence_start", COUNT, "Start of the sentence in `documents.text`", required=True),
        Column("evidence_end", COUNT, "End of the sentence, exclusive", required=True),
        Column("trigger", TEXT, "The word or words that fired, white space folded", required=True),
        Column("trigger_start", COUNT, "Start of the trigger in `documents.text`", required=True),
        Column("trigger_end", COUNT, "End of the trigger, exclusive", required=True),
        Column("event_mentions", EVENT_MENTIONS, "Every place of the article that tells it, best first", required=True),
        Column("rule", TEXT, "Lexicon entry, or `encoder/TYPE`, and construction that made it", required=True),
        Column("confidence", pa.float32(), "Calibrated chance that such an event is told there, 0 to 1", required=True),
        Column("source_basis", TEXTS, "Who proposed each source, in order", required=True, codes=codes(RoleBasis)),
        Column("target_basis", TEXTS, "Who proposed each target, in order", required=True, codes=codes(RoleBasis)),
        Column("party_confidence", pa.float32(), "Calibrated chance that all parties are right", required=True),
        Column("canonical_event_id", TEXT, "Shared by events of any article that report the same happening"),
    ),
)
