"""The closed vocabularies of the tables: every code a record may carry, and nothing else."""

from enum import StrEnum


class EventType(StrEnum):
    """The sixteen event types of PLOVER 2.0."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class Status(StrEnum):
    """Whether the event happened: codebook ruling 1."""

    ACTUAL = "actual"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"
    DENIED = "denied"


class ActorKind(StrEnum):
    """What an actor is."""

    PERSON = "person"
    STATE = "state"
    GOVERNMENT_BODY = "government_body"
    ARMED_FORCE = "armed_force"
    ARMED_GROUP = "armed_group"
    ORGANISATION = "organisation"
    IGO = "igo"
    PARTY = "party"
    COMPANY = "company"
    MEDIA = "media"
    GROUP = "group"


class Sector(StrEnum):
    """The actor sectors of PLOVER 2.0."""

    COP = "COP"
    GOV = "GOV"
    JUD = "JUD"
    LEG = "LEG"
    MIL = "MIL"
    PRM = "PRM"
    PTY = "PTY"
    REB = "REB"
    SPY = "SPY"
    UAF = "UAF"
    UNK = "UNK"
    AGR = "AGR"
    BUS = "BUS"
    CRM = "CRM"
    CVL = "CVL"
    EDU = "EDU"
    ELI = "ELI"
    JRN = "JRN"
    LAB = "LAB"
    MED = "MED"
    REF = "REF"
    OPP = "OPP"
    PRE = "PRE"
    REL = "REL"
    SOC = "SOC"
    IGO = "IGO"
    NGO = "NGO"
    ISM = "ISM"
    IMG = "IMG"
    MNC = "MNC"


class MentionKind(StrEnum):
    """How a text refers to an actor."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"
    METONYM = "metonym"


class TimexType(StrEnum):
    """The types of TimeML's TIMEX3."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class DatePrecision(StrEnum):
    """How exact an interval of dates is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    RANGE = "range"


class PlacePrecision(StrEnum):
    """How exact a place is: a building or a hill, a town or a quarter of one, a region of land or water, a country."""

    POINT = "point"
    TOWN = "town"
    REGION = "region"
    COUNTRY = "country"


class PlaceBasis(StrEnum):
    """What tells an event's place: a name in its own sentence, one elsewhere in the article, or only whose country it
    is."""

    SENTENCE = "sentence"
    ARTICLE = "article"
    IMPLIED = "implied"


class DateBasis(StrEnum):
    """What an event's date was read from."""

    EXPLICIT = "explicit"
    RELATIVE = "relative"
    ARTICLE = "article"


class PublishedBasis(StrEnum):
    """What an article's date was read from."""

    STATED = "stated"
    DATELINE = "dateline"
    CAPTION = "caption"
    RELATIVE = "relative"
    INFERRED = "inferred"


class RemovedKind(StrEnum):
    """What cleaning takes out of an article."""

    CAPTION = "caption"
    CREDIT = "credit"
    WIDGET = "widget"
    TIMESTAMP = "timestamp"
    RELATED = "related"
    DISCLAIMER = "disclaimer"
    SOURCE_LINE = "source_line"
    BYLINE = "byline"
    OCR_NOISE = "ocr_noise"
    DUPLICATE = "duplicate"
    NAVIGATION = "navigation"
    ADVERTISEMENT = "advertisement"
    TAGS = "tags"
    CORRECTION = "correction"
    TRUNCATED = "truncated"


class MagnitudeKind(StrEnum):
    """What a magnitude counts: codebook ruling 41."""

    KILLED = "killed"
    WOUNDED = "wounded"
    ARRESTED = "arrested"
    ABDUCTED = "abducted"
    RELEASED = "released"
    RESCUED = "rescued"
    DISPLACED = "displaced"
    PRISONERS = "prisoners"
    TROOPS = "troops"
    PROTESTERS = "protesters"
    WEAPONS = "weapons"
    MONEY = "money"
    TARGETS = "targets"


class MagnitudeScope(StrEnum):
    """Of what an event's magnitude is the count: of this incident, or of a whole war, a year, all that went before."""

    INCIDENT = "incident"
    TOTAL = "total"


class DocumentStatus(StrEnum):
    """What became of a source document."""

    LOADED = "loaded"
    QUARANTINED = "quarantined"
    DUPLICATE = "duplicate"


class Reason(StrEnum):
    """Why a document or an article was not read further; machine-readable."""

    EMPTY = "empty"
    BINARY = "binary"
    UNREADABLE = "unreadable"
    UNKNOWN_ENCODING = "unknown_encoding"
    TOO_LARGE = "too_large"
    BROKEN_ARCHIVE = "broken_archive"
    ARCHIVE_TOO_DEEP = "archive_too_deep"
    ARCHIVE_BOMB = "archive_bomb"
    BROKEN_RECORD = "broken_record"
    NO_TEXT_FIELD = "no_text_field"
    NO_TEXT_LAYER = "no_text_layer"
    LINK_OUTSIDE = "link_outside"
    LINK_LOOP = "link_loop"
    NO_ARTICLE = "no_article"
    NOT_PROSE = "not_prose"
    SAME_TEXT = "same_text"
    OTHER_LANGUAGE = "other_language"
    TOO_SLOW = "too_slow"  # it took more processor time than one text, or one archive, may
    TOO_MUCH_MEMORY = "too_much_memory"  # it took more memory than one text may
    WORKER_DIED = "worker_died"  # the process that read it died, twice
    EXCEPTION = "exception"  # a fault of the program: please report it
    FORGOTTEN = "forgotten"  # its text was taken out for good (`tidings forget`)


class Role(StrEnum):
    """On which side of an event somebody stands (codebook ruling 9)."""

    SOURCE = "source"
    TARGET = "target"


class RoleBasis(StrEnum):
    """Who proposed a party of an event."""

    USER_ROW = "user_row"  # a slot of a row of the user's own lexicon
    ENCODER = "encoder"  # the learned reader
    ROW_SLOTS = "row_slots"  # a slot of a row that ships with tidings


class CountryBasis(StrEnum):
    """What the country of an actor was read from."""

    TABLE = "table"  # somebody known by name, on that day
    WORDS = "words"  # what the text calls them: "Chile's army", "the Chilean minister"
    SETTING = "setting"  # where the text, or that part of it, plays
    ENCODER = "encoder"  # the words that the learned reader points at


class DropReason(StrEnum):
    """Why a trigger made no event."""

    CROWDED = "crowded"  # the sentence tells more than any sentence of news does, and surer ones
    LOW_SCORE = "low_score"  # less sure than the least confidence asked for
    NEGATED = "negated"  # said not to have happened, by nobody in particular (ruling 1)
    UNREAL = "unreal"  # wished, feared, conditional, a purpose, a habit
    CONTENT = "content_of_speech"  # demanded, alleged or denied: no second event beside the words (rulings 2, 19)
    NOBODY = "nobody_told"  # a row of the lexicon alone, without any party
    PART_OF_ASSAULT = "part_of_assault"  # a deployment that is only part of an attack (ruling 8)
