"""A number is of one incident, or of a war, of years, of all since: by the words and the day of its event."""

import pytest

from tests.events.coding import annotated
from tidings.vocabulary import MagnitudeScope

INCIDENT, TOTAL = MagnitudeScope.INCIDENT, MagnitudeScope.TOTAL
CASES = [
    ("Rebels killed 12 soldiers in Mali on Monday.", INCIDENT),
    ("Rebels killed 12 soldiers in a raid in Mali.", INCIDENT),
    ("Rebels have killed 340 soldiers in the war in Mali.", TOTAL),
    ("Rebels killed 12 soldiers, the war ministry of Mali said.", INCIDENT),  # a war, but not theirs
    ("Rebels killed 12 soldiers after the war in Mali.", INCIDENT),
    ("Rebels killed 340 soldiers during the insurgency in Mali.", TOTAL),
    ("Rebels killed 340 soldiers over the past years in Mali.", TOTAL),
    ("Rebels in Mali, which was quiet for years, killed 12 soldiers.", INCIDENT),
    ("Rebels have killed 340 soldiers in Mali since the revolt began.", TOTAL),
    ("Rebels killed 60,000 soldiers in Mali.", TOTAL),  # no incident has so many
    ("Rebels killed 6,000 soldiers in Mali.", INCIDENT),
]


@pytest.mark.parametrize(("text", "scope"), CASES)
def test_scope(text: str, scope: MagnitudeScope) -> None:
    told = [m.scope for event in annotated(text).events for m in event.magnitudes]
    assert told == [scope]
