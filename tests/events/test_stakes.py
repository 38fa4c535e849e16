"""What has nothing to do with politics is no event, though the same verb beside it tells one."""

import pytest

from tests.events.coding import told

# (quiet text, text of an event with the same word, its type)
PAIRS = [
    ("Wanderers attacked from the left all evening.", "Rebels attacked from the left bank at dawn.", "ASSAULT"),
    ("Burglars attacked a pensioner in her kitchen.", "Militants attacked a minister in her kitchen.", "ASSAULT"),
    ("A leopard attacked a herdsman in the hills.", "Insurgents attacked a herdsman in the hills.", "ASSAULT"),
    ("A fungus attacks the roots, the ministry said.", "Rebels attacked the port, the ministry said.", "ASSAULT"),
    ("Ash invaded the southern suburbs.", "Syria invaded the southern suburbs of Beirut.", "ASSAULT"),
    ("The app has conquered teenagers in Brazil.", "The army of Rwanda has conquered Goma.", "ASSAULT"),
    ("Measles killed nine children in the valley.", "An airstrike killed nine children in the valley.", "ASSAULT"),
    ("Four workers were killed when a scaffold collapsed.", "Four soldiers were killed in an ambush.", "ASSAULT"),
    (
        "Police said six people were killed when a bus plunged into a ravine.",
        "Police said six people were killed when gunmen fired at a bus.",
        "ASSAULT",
    ),
    (
        "The governor said nine people were injured in the earthquake.",
        "The governor said nine people were injured in the bombing.",
        "ASSAULT",
    ),
    ("A train derailed, killing 20, the minister said.", "A bomb exploded, killing 20, the minister said.", "ASSAULT"),
    ("Poachers killed a rhino in the reserve.", "Rebels killed a ranger in the reserve.", "ASSAULT"),
    ("A man was stabbed to death outside a bar.", "A senator was stabbed to death outside a bar.", "ASSAULT"),
    ("Two brothers were shot dead over a parking space.", "Two protesters were shot dead in Sana'a.", "ASSAULT"),
    ("The girl was abducted by her own uncle.", "The girl was abducted by Somali militants.", "ASSAULT"),
    ("Queues besieged the bakery from five in the morning.", "Rebels besieged the garrison of Deir.", "ASSAULT"),
    ("Surgeons fought for three hours to save the leg.", "Rebels fought for three hours to take Bria.", "ASSAULT"),
    (
        "The insurer is fighting on two fronts, with claims exploding.",
        "Sudan is fighting on two fronts, with its army stretched.",
        "ASSAULT",
    ),
    ("Physicists bombarded a target of tin with ions.", "Syrian tanks bombarded Homs.", "ASSAULT"),
    (
        '"The Deserter" is a thriller about a sniper who kills his general.',
        "The police spoke of a sniper who killed his general.",
        "ASSAULT",
    ),
    (
        "The drama shows how a Kenyan editor is tortured by the police.",
        "A report says that a Kenyan editor was tortured by the police.",
        "ASSAULT",
    ),
    (
        "The drone can strike ships at 200 kilometres.",
        "The Russian drone struck ships at the port of Odesa.",
        "ASSAULT",
    ),
    ("The helicopter was designed to attack tanks.", "The helicopter was sent to attack tanks of Chad.", "ASSAULT"),
    ("The submarine is built to launch cruise missiles.", "The submarine launched two cruise missiles.", "MOBILIZE"),
    ("The frigate can patrol for 40 days.", "The Danish frigate patrolled the strait for 40 days.", "MOBILIZE"),
    ("There was no sign of fighting in Tripoli.", "There was heavy fighting in Tripoli on Monday.", "ASSAULT"),
    ("Engineers demonstrated a new battery.", "Engineers demonstrated against the new law.", "PROTEST"),
    (
        "She left school at twelve to work in a mine.",
        "Nurses left work at twelve and marched on the ministry.",
        "PROTEST",
    ),
    ("The club's president gave the trainer his backing.", "The king gave the rebels his backing.", "SUPPORT"),
    ("The club rejected a bid for its striker.", "The junta rejected a plan for its retreat.", "REJECT"),
    ("The singer denied that she was quitting the band.", "The minister denied that she was resigning.", "REJECT"),
    ("The bank agreed to buy its smaller rival.", "Kenya agreed to buy gas from its neighbour Uganda.", "AGREE"),
    (
        "A Finnish couple agreed to sell the house.",
        "A Finnish minister agreed to sell the tanks to Estonia.",
        "AGREE",
    ),
    ("An American chef threatened to quit the show.", "An American senator threatened to block aid.", "THREATEN"),
    ("Obesity threatens us all, the study warned.", "The junta warned Ghana of war.", "THREATEN"),
    ("Traders blamed faulty wiring.", "Moscow blamed Ukraine.", "ACCUSE"),
    (
        "Doctors condemned the habit of smoking indoors.",
        "Doctors condemned the raid of the army on a clinic.",
        "ACCUSE",
    ),
    ("Delegates to the dentists' congress toured the old town.", "The Danish king toured the old town.", "CONSULT"),
    ("Australia meets England in the semi-final.", "The president of Chad met the king of Jordan.", "CONSULT"),
    ("Nadal's withdrawal opened the draw.", "Mali's withdrawal of its troops began.", "RETREAT"),
    ("The museum returned the vase to the family.", "Rwanda returned the prisoners to Burundi.", "RETREAT"),
    ("The airline apologised for losing suitcases.", "The king apologised for the massacre.", "CONCEDE"),
]


@pytest.mark.parametrize(("quiet", "political", "event_type"), PAIRS)
def test_only_the_political_of_two_is_an_event(quiet: str, political: str, event_type: str) -> None:
    assert told(quiet) == set()
    assert event_type in {event.event_type for event in told(political)}
