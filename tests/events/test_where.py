"""The place of an event is where its action is, not where its doer comes from or what else the sentence names."""

import pytest

from tests.events.coding import events_at

PLACES = [
    ("Police in Nairobi beat marchers in Kisumu.", "beat", "Kisumu"),  # where it is done, before where police are of
    ("Rebels captured the town of Goma.", "captured", "Goma"),
    ("The editor was freed from an Egyptian prison.", "freed", "Egypt"),
    ("Kenya arrested a man from Uganda.", "arrested", "Kenya"),  # he is from there, the arrest is not
    ("The minister flew to Accra, where he met President Mahama.", "met", "Accra"),
    ("Musa, a Ghanaian citizen, was beaten by police in Bamako.", "beaten", "Bamako"),
    ("Ministers were meeting in neighbouring Botswana.", "meeting", "Botswana"),
    ("A U.S. drone strike killed a commander in Ghazni.", "strike", "Ghazni"),
    ("The embassy evacuated its staff from Goma.", "evacuated", "Goma"),
    ("Police dragged him out of the London embassy of Ecuador.", "dragged", "London"),
    ("Russian attacks on Kyiv killed five people.", "attacks", "Kyiv"),
    ("Facebook was blocked in Uganda.", "blocked", "Uganda"),
    ("Kenya urged Ethiopia to free the editors held in Gondar.", "urged", None),  # what it asks for is there
    ("Iran freed a nun in exchange for spies who had been tried in Rome.", "freed", "Iran"),
    ("More than 100 officers were sentenced to death in Cairo.", "sentenced", "Cairo"),
    ("On Monday Poland condemned the shelling of Chad.", "condemned", None),
    ("Bulldozers of the army flattened the homes of Kisumu.", "flattened", "Kisumu"),
    ("Lawyers in Lahore boycotted the courts.", "boycotted", "Lahore"),
    ("Last month's strike on the hospital in Mariupol killed nine.", "strike", "Mariupol"),
]


@pytest.mark.parametrize(("text", "word", "place"), PLACES)
def test_place(text: str, word: str, place: str | None) -> None:
    assert [e.place.name if e.place else None for e in events_at(text, word)] == [place]
