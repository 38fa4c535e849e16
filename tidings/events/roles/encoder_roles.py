"""Source and target as the encoder scores them: every mention it holds possible, for either side."""

from collections.abc import Iterator

from tidings.events.arguments import Trigger
from tidings.events.candidates import RoleProposal
from tidings.events.passage_index import PassageIndex
from tidings.vocabulary import Role, RoleBasis

# A low bar: the best candidate of a side is mostly right. .2 loses 2.5 in a hundred exact pairs of sides, .4 a fifth.
LEAST_SCORE = 0.08
# Shares of the best score from which others count beside the best, on folds 0 to 3: in one list with it ("Russia and
# China"), as a partner in what takes two or more (talks, deals, drills), else. .6 for all loses a hundredth of the core
# events; .75 and .95 gain .2 in a hundred there and lose right parties beside wrong ones.
LISTED, PARTNER, APART = 0.3, 0.6, 0.85


def encoder_roles(reading: PassageIndex, trigger: Trigger) -> Iterator[RoleProposal]:
    """Everybody the encoder holds possible for the trigger, the likeliest first."""
    encoded = reading.encoded
    if encoded is None or trigger.scored is None:
        return
    roles = encoded.roles.get(trigger.scored, ())
    scored = [(role.source, Role.SOURCE, role.mention) for role in roles]
    scored += [(role.target, Role.TARGET, role.mention) for role in roles]
    for score, role, index in sorted(scored, key=lambda one: (-one[0], one[2], one[1])):
        for mention in encoded.parties[index]:
            yield RoleProposal(mention, role, RoleBasis.ENCODER, score)
