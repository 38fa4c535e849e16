"""What the encoder says of a passage, beside the mentions that its parties are."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tidings.encoder.records import EncoderOutput, ScoredRole, ScoredTrigger
from tidings.events.attributes.surroundings import surroundings
from tidings.records import Mention


@dataclass(frozen=True, slots=True, eq=False)
class Encoded:
    """The encoder's output; `parties[i]`: the mentions that its i-th scored mention stands for.

    `roles`: those of each trigger; `repeats`: the score of an earlier and a later trigger that tell one happening, and
    `repeats_of` the same by either;
    `around`: what stands around each trigger, as features of its confidence.
    """

    output: EncoderOutput
    parties: tuple[tuple[Mention, ...], ...]
    roles: Mapping[int, tuple[ScoredRole, ...]] = field(init=False)
    repeats: Mapping[tuple[int, int], float] = field(init=False)
    repeats_of: Mapping[int, Sequence[tuple[int, float]]] = field(init=False)
    around: tuple[Mapping[str, float], ...] = field(init=False)

    def __post_init__(self) -> None:
        told: defaultdict[int, list[ScoredRole]] = defaultdict(list)
        for role in self.output.roles:
            told[role.trigger].append(role)
        roles = {trigger: tuple(found) for trigger, found in told.items()}
        repeats = {(repeat.earlier, repeat.later): repeat.score for repeat in self.output.repeats}
        object.__setattr__(self, "roles", roles)
        object.__setattr__(self, "repeats", repeats)
        of_trigger: defaultdict[int, list[tuple[int, float]]] = defaultdict(list)
        for (earlier, later), score in repeats.items():
            of_trigger[earlier].append((later, score))
            of_trigger[later].append((earlier, score))
        object.__setattr__(self, "repeats_of", of_trigger)
        object.__setattr__(self, "around", surroundings(self.output))

    def trigger(self, index: int) -> ScoredTrigger:
        return self.output.triggers[index]
