"""The six tables of the warehouse, by name, in the order in which one refers to the next."""

from tidings.schemas.actors import ACTORS
from tidings.schemas.articles import ARTICLES
from tidings.schemas.documents import DOCUMENTS
from tidings.schemas.events import EVENTS
from tidings.schemas.mentions import MENTIONS
from tidings.schemas.rejections import REJECTIONS
from tidings.schemas.table import by_name

TABLES = by_name(DOCUMENTS, ARTICLES, ACTORS, MENTIONS, EVENTS, REJECTIONS)
