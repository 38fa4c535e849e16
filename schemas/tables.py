"""The six tables of the warehouse, by name, in the order in which one refers to the next."""

from schemas.actors import ACTORS
from schemas.articles import ARTICLES
from schemas.documents import DOCUMENTS
from schemas.events import EVENTS
from schemas.mentions import MENTIONS
from schemas.rejections import REJECTIONS
from schemas.table import by_name

TABLES = by_name(DOCUMENTS, ARTICLES, ACTORS, MENTIONS, EVENTS, REJECTIONS)
