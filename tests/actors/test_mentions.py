"""Who is mentioned: tables of sentences of our own, each with what must be found and, as near-misses, what must not."""

from datetime import date
from itertools import pairwise

import pytest

from tidings.actors.mentions import find_mentions
from tidings.parse.spacy_parser import parse
from tidings.records import Actor, Mention
from tidings.vocabulary import MentionKind

DAY = date(2023, 6, 1)


def read(text: str, published: date | None = DAY) -> tuple[tuple[Mention, ...], dict[str, Actor]]:
    return find_mentions(parse(text), published=published)


def told(text: str, published: date | None = DAY) -> list[tuple[str, str | None, str | None]]:
    mentions, actors = read(text, published)
    return [
        (
            mention.text,
            actors[mention.actor_id].country,
            actors[mention.actor_id].sector and str(actors[mention.actor_id].sector),
        )
        for mention in mentions
    ]


def who(text: str, published: date | None = DAY) -> dict[str, str]:
    mentions, actors = read(text, published)
    return {mention.text: actors[mention.actor_id].name for mention in mentions}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # titles of any length belong to the name
        (
            "Chief of the General Staff of the Armed Forces Major General Pavel Sample of Belarus met reporters.",
            ("Chief of the General Staff of the Armed Forces Major General Pavel Sample of Belarus", "BLR", "MIL"),
        ),
        ("Lithuanian Defence Minister Jonas Sample spoke.", ("Lithuanian Defence Minister Jonas Sample", "LTU", "GOV")),
        ("Former Peruvian president Ana Sample was tried.", ("Former Peruvian president Ana Sample", "PER", "ELI")),
        ("Opposition leader Ana Sample of Kenya was tried.", ("Opposition leader Ana Sample of Kenya", "KEN", "OPP")),
        # groups, forces and bodies carry country and sector
        ("Dutch naval officers boarded the ship.", ("Dutch naval officers", "NLD", "MIL")),
        ("Five gunmen stormed a bank.", ("Five gunmen", None, "UAF")),
        ("The Ministry of Finance of Latvia declined.", ("The Ministry of Finance of Latvia", "LVA", "GOV")),
        ("A court in Lisbon freed him.", ("A court", "PRT", "JUD")),
        ("Osaka police arrested a man.", ("Osaka police", "JPN", "COP")),
        ("Members of SANDF crossed the river.", ("Members of SANDF", "ZAF", "MIL")),
        ("Chile's ambassador to Norway left Oslo.", ("Chile's ambassador", "CHL", "GOV")),
        ("The president of the Riigikogu resigned.", ("The president of the Riigikogu", "EST", "LEG")),
        ("A former CIA official testified.", ("A former CIA official", "USA", "ELI")),
        ("Thousands of Chilean farmers marched.", ("Thousands of Chilean farmers", "CHL", "AGR")),
        ("The head of Kenya's new government left.", ("Kenya's new government", "KEN", "GOV")),
        ("Peru's ambassador to Norway Ana Sample left.", ("Peru's ambassador to Norway Ana Sample", "PER", "GOV")),
        ("Kaduna residents fled.", ("Kaduna residents", "NGA", "CVL")),
        # a body that several states have is its owner's
        ("Japan's Joint Chiefs of Staff told the United States.", ("Joint Chiefs of Staff", "JPN", "MIL")),
        ("The Senate of Chile refused; the United States waited.", ("Senate", "CHL", "LEG")),
        ("The Senate in the United States refused.", ("Senate", "USA", "LEG")),
        ("Germany's Facebook users left.", ("Facebook", "USA", "BUS")),
        # somebody nameless is of the place
        ("A policewoman shot a lawyer in the Kenyan capital.", ("a lawyer", "KEN", "JUD")),
        ("In a Chilean prison he was beaten. Guards laughed.", ("Guards", "CHL", "COP")),
        ("A diplomat wrote from a hotel in Oslo.", ("A diplomat", None, "GOV")),
        ("Peru's president fell. The foreign ministry was silent.", ("The foreign ministry", "PER", "GOV")),
        ("Chad spoke, then Mali, then Chile's opposition blamed the army.", ("the army", "CHL", "MIL")),
        ("Chad spoke, then Mali, then Chile blamed the army.", ("the army", None, "MIL")),
        # a nationality that modifies no actor is the state
        ("A Danish offer was refused.", ("Danish", "DNK", None)),
        # the bodies that people speak for are mentions of their own
        ("Kenyan Interior Ministry spokesman Jonas Sample spoke.", ("Interior Ministry", "KEN", "GOV")),
        ("A spokeswoman for the US embassy declined.", ("embassy", "USA", "GOV")),
        # people without a country in their title
        ("Mali and its oil minister, Ana Sample, disagreed.", ("Ana Sample", "MLI", "GOV")),
        ("Ana Sample, Ministry of Finance of Peru, spoke.", ("Ana Sample", "PER", None)),
        ("Ana Sample, one Peruvian newspaper said, wept.", ("Ana Sample", None, None)),
        ("The two Peruvians, Ana Sample and Jonas Muster, were in prison.", ("Jonas Muster", "PER", None)),
        ("Robert Mugabe and Ana Mugabe left.", ("Ana Mugabe", "ZWE", None)),
        # a friend or foe is not a citizen
        ("Two anti-Turkish rebels were caught.", ("Two anti-Turkish rebels", None, "REB")),
        ("A Russian-backed militia fled.", ("A Russian-backed militia", None, "PRM")),
        ("In Chile pro-Peruvian rebels fled.", ("pro-Peruvian rebels", "CHL", "REB")),
        # two nations share a noun
        ("Senior Polish and Czech officials met.", ("Senior Polish and Czech officials", "POL", "GOV")),
        ("Senior Polish and Czech officials met.", ("Senior Polish and Czech officials", "CZE", "GOV")),
        # crowds by their number alone
        ("Thousands marched in Oslo.", ("Thousands", "NOR", "CVL")),
        ("A storm killed 12 and injured dozens.", ("12", None, "CVL")),
        ("A storm killed 12 and injured dozens.", ("dozens", None, "CVL")),
        # states together
        ("The West and some European countries agreed.", ("The West", None, "GOV")),
        ("The West and some European countries agreed.", ("some European countries", None, "GOV")),
        # metonyms
        ("Tokyo condemned the launch.", ("Tokyo", "JPN", "GOV")),
        ("The Kremlin condemned the launch.", ("Kremlin", "RUS", "GOV")),
        ("The talks with Hanoi failed.", ("Hanoi", "VNM", "GOV")),
        ("Peru deplored the silence of Hanoi.", ("Hanoi", "VNM", "GOV")),
        ("A band of thieves fled.", ("A band of thieves", None, "CRM")),
        # headlines and telex
        ("Kenya Police Arrest Protesters", ("Kenya Police", "KEN", "COP")),
        (
            "CHILEAN PRESIDENT GABRIEL BORIC ON MONDAY TOLD THE US TO WAIT.",
            ("CHILEAN PRESIDENT GABRIEL BORIC", "CHL", "GOV"),
        ),
    ],
)
def test_a_mention_has_country_and_sector(text, expected):
    assert expected in told(text)


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("They fought side by side in association with others.", ("side", "association")),
        ("WHO IS THE OWNER OF THE HOUSE?", ("WHO", "IS")),
        ("He cooked turkey in May and let the rice cool.", ("turkey", "May", "rice", "let")),
        ("Flights landed in Tokyo and went on to Hanoi.", ("Tokyo", "Hanoi")),
        ("A visit to Tokyo and aid convoys in Hanoi were planned.", ("Tokyo", "Hanoi")),
        ("Michael Jordan played well.", ("Jordan",)),
        ("The International Treaty Act was signed.", ("International Treaty Act",)),
        ("They began large-scale military drills.", ("military",)),
        ("Thousands of votes and 12 ships went west to the West Indies.", ("Thousands", "12", "the West", "west")),
    ],
)
def test_what_is_no_actor_is_no_mention(text, absent):
    assert not set(absent) & {text for text, _, _ in told(text)}


@pytest.mark.parametrize(
    ("text", "published", "mention", "name"),
    [
        ("President Zelensky won.", date(2018, 5, 1), "President Zelensky", "Zelensky"),
        ("President Zelensky won.", date(2020, 5, 1), "President Zelensky", "Volodymyr Zelenskyy"),
        ("The French president spoke.", date(2009, 5, 1), "The French president", "Nicolas Sarkozy"),
        ("The French president spoke.", None, "The French president", "French president"),
        ("A French president spoke.", date(2009, 5, 1), "A French president", "French president"),
        ("The North Korean leader spoke.", date(2015, 5, 1), "The North Korean leader", "Kim Jong-un"),
        ("Gaddafi's guards fled.", date(2011, 5, 1), "Gaddafi", "Muammar Gaddafi"),
        ("Igor Putin, a banker, spoke.", date(2015, 5, 1), "Igor Putin", "Igor Putin"),
    ],
)
def test_the_day_decides_who_is_meant(text, published, mention, name):
    assert who(text, published)[mention] == name


@pytest.mark.parametrize(
    ("text", "mention", "name"),
    [
        ("Jonas Sample resigned. Sample gave no reason.", "Sample", "Jonas Sample"),
        ("Jonas Sample resigned. He gave no reason.", "He", "Jonas Sample"),
        ("Angela Merkel met Emmanuel Macron. She praised the deal.", "She", "Angela Merkel"),
        ("NATO met in Brussels. The alliance agreed to wait.", "The alliance", "NATO"),
        ("Hamas rejected the plan. The group said its fighters would stay.", "its", "Hamas"),
        ("Bolivia closed the border. The country is at war.", "The country", "Bolivia"),
        ("General Ana Sample arrived. The general was silent.", "The general", "Ana Sample"),
        ('"We will wait," said Defence Minister Jonas Sample.', "We", "Jonas Sample"),
        ("Jonas Sample, the Latvian defence minister, resigned.", "the Latvian defence minister", "Jonas Sample"),
        ("North Korea and South Korea met. The North left early.", "The North", "North Korea"),
        ("A spokesman for the Latvian army, Jonas Sample, spoke.", "A spokesman for the Latvian army", "Jonas Sample"),
        ("Peru met the Security Council. The council refused.", "The council", "UN Security Council"),
        # a name that several countries have
        ("North Korea and Brazil spoke. Brazil's Workers' Party lost.", "Workers' Party", "Workers' Party"),
        (
            "Brazil and North Korea spoke. North Korea waits for a Workers' Party rally.",
            "Workers' Party",
            "Workers' Party of Korea",
        ),
        ("Canada voted. The Liberal Party won.", "Liberal Party", "Liberal Party of Canada"),
        # states by what they are
        ("Norway and Mali met. The kingdom gave money.", "The kingdom", "Norway"),
        ("Iran and Cuba met. The island gave thanks.", "The island", "Cuba"),
        ("Belgium spoke to North Korea. The regime refused.", "The regime", "North Korean regime"),
        ("Peru's president left for Chile. The country was calm.", "The country", "Peru"),
        ("Angela Merkel praised Norway; then she left her country.", "country", "Germany"),
        # the subject that governs the pronoun's clause, and the object that does the deed
        ("NATO met until Hamas said it would wait.", "it", "Hamas"),
        ("Norway urged Chile to open its ports.", "its", "Chile"),
        ("Jonas Sample met Emil Muster, who was late. He left early.", "He", "Jonas Sample"),
        ("In its report, NATO blamed Chile.", "its", "NATO"),
        ("Peru left. When it met, NATO blamed Chile.", "it", "NATO"),
        # nobody attacks his own
        ("French soldiers came. Chadian rebels attacked their convoy.", "their", "French soldiers"),
        ("French soldiers came. Chadian rebels defended their convoy.", "their", "Chadian rebels"),
        # nobody speaks of himself as "he"; a quotation has its speaker beside it
        ('Jonas Sample met Emil Muster. "He is late," Sample said.', "He", "Emil Muster"),
        ('"I will wait. We are late," Jonas Sample said.', "I", "Jonas Sample"),
        ('Jonas Sample vowed to wait. "I am late."', "I", "Jonas Sample"),
    ],
)
def test_later_words_take_up_earlier_ones(text, mention, name):
    assert who(text)[mention] == name


@pytest.mark.parametrize(
    ("text", "pronoun"),
    [
        ("It was raining in the valley.", "It"),
        ("The French army left. He was glad.", "He"),
        ("Angela Merkel left. He was glad.", "He"),
        ("They were glad.", "They"),
        ("French soldiers came. What can you do?", "you"),
        ("Chad and Mali met. The kingdom was far.", "The kingdom"),
        ('"I am glad," it read.', "I"),
        ("Speaking after talks with Emmanuel Macron, he left.", "he"),
    ],
)
def test_no_answer_rather_than_a_wild_one(text, pronoun):
    assert pronoun not in who(text)


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        (
            "Vladimir Putin met Xi Jinping. The two leaders signed a pact.",
            "The two leaders",
            {"Vladimir Putin", "Xi Jinping"},
        ),
        ("Peru and Chile will trade. The two countries are at peace.", "The two countries", {"Peru", "Chile"}),
        # those who act for them are told of, a third looks on
        ("Omani and Iranian envoys met. Peru urged both sides to wait.", "both sides", {"Oman", "Iran"}),
        ("Envoys of Peru and Chile met.", "Envoys", {"Peruvian envoys", "Chilean envoys"}),
        ("Vladimir Putin met Xi Jinping. The two signed a pact.", "two", {"Vladimir Putin", "Xi Jinping"}),
        ("Vladimir Putin met Xi Jinping. They signed a pact.", "They", {"Vladimir Putin", "Xi Jinping"}),
        ("Vladimir Putin met Xi Jinping. He took the two cars.", "two", set()),
    ],
)
def test_a_pair_gives_a_mention_of_each(text, phrase, expected):
    mentions, actors = read(text)
    assert {actors[mention.actor_id].name for mention in mentions if mention.text == phrase} == expected


def test_institutions_belong_to_the_country_that_the_text_is_about():
    voted = "Bolivia voted on Sunday. Bolivian officials counted. Bolivia waited. "
    found = {text: country for text, country, _ in told(voted + "Police arrested protesters. Experts doubted it.")}
    assert (found["Police"], found["protesters"], found["Experts"]) == ("BOL", "BOL", None)


TEXTS = [
    "Belarusian Defence Minister Viktor Khrenin met Chinese soldiers near Minsk. “We are ready,” he said.",
    "RUSSIA AND IRAN TOLD THE UN TO WAIT; THE KREMLIN DENIED IT.",
    "Le président Macron a parlé. Путин сказал. 習近平",
    "",
    "\n\n",
    ", ".join(["the French minister"] * 300),
    " ".join(["President Putin met the Chinese army and"] * 300),
]


@pytest.mark.parametrize("text", TEXTS)
def test_offsets_are_evidence_and_every_mention_has_its_actor(text):
    mentions, actors = read(text)
    assert [(m.start, m.end) for m in mentions] == sorted((m.start, m.end) for m in mentions)
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.text
        assert mention.start <= mention.root < mention.end
        assert mention.actor_id in actors
    assert {mention.actor_id for mention in mentions} == set(actors)
    assert read(text) == (mentions, actors)


def test_no_phrase_stands_within_another():
    spans = sorted({(m.start, m.end) for text in TEXTS[:1] for m in read(text)[0]})
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


def test_the_office_as_written_is_kept():
    mentions, _ = read("Belarusian Defence Minister Viktor Khrenin met Mr Sample.")
    named = [mention for mention in mentions if mention.mention_kind is MentionKind.NAME]
    assert [mention.role_title for mention in named] == ["Defence Minister", None]


def test_what_the_text_calls_a_nameless_actor_is_kept():
    mentions, actors = read("The Cardiff police called in Welsh soldiers. The police left.")
    aliases = {actors[mention.actor_id].name: actors[mention.actor_id].aliases for mention in mentions}
    assert aliases == {"British police": ("Cardiff police",), "British soldiers": ("Welsh soldiers",)}


def test_two_names_of_one_actor_give_one_mention():
    mentions, _ = read("Officials met the Scottish and Welsh governments in Cardiff.")
    spans = [(mention.start, mention.end, mention.actor_id) for mention in mentions]
    assert len(spans) == len(set(spans))
    assert sum(mention.text == "the Scottish and Welsh governments" for mention in mentions) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police arrested 16 riders on Thursday.", {"Police", "16 riders"}),
        ("Two moped owners were detained in the raid.", {"Two moped owners"}),
        ("Police seized 16 motorcycles on Thursday.", {"Police"}),
        ("The minister urged restraint.", {"The minister"}),
    ],
)
def test_people_are_known_by_what_is_done_to_them(text: str, expected: set[str]) -> None:
    mentions, _ = find_mentions(parse(text), published=None)
    assert {mention.text for mention in mentions} == expected


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("Thailand sent troops to the Thai town of Mae Sot, where Chin rebels had fled.", "rebels", None),
        ("Thailand sent troops to the Thai town of Mae Sot. Rebels fled there.", "Rebels", "THA"),
        ("Iraq will not allow attacks on its neighbours.", "its neighbours", None),
    ],
)
def test_a_named_group_or_a_neighbour_is_not_of_the_setting(text: str, words: str, country: str | None) -> None:
    mentions, actors = find_mentions(parse(text), published=None)
    found = [actors[m.actor_id].country for m in mentions if m.text in (words, words.removeprefix("its "))]
    assert found == [country]


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("Sokovia expelled two diplomats on Monday.", True),
        ("Chad has lifted sanctions against Sokovia.", True),
        ("Sokovia's parliament condemned the raid.", False),  # the parliament acts
        ("Two shepherds were found dead in Sokovia.", False),
        ("Rescuers drove to Sokovia on Monday.", False),
    ],
)
def test_a_place_that_no_table_has_may_act(text: str, acts: bool) -> None:
    assert ("Sokovia" in who(text)) is acts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a body in apposition to a body: it serves nobody
        ("Condor Force, the Peruvian army's elite unit, stormed the palace.", "PER"),
        ("Condor Force — the Peruvian army’s elite unit — carried out the raid.", "PER"),
        # near-miss: a person in apposition serves the owner's country
        ("Ana Sample, the Peruvian army's elite commander, stormed the palace.", "PER"),
    ],
)
def test_body_in_apposition_to_an_owned_one(text: str, expected: str) -> None:
    assert expected in {country for _, country, _ in told(text)}


# (text, words, the kind of the actor, country)
GIVEN_NAMES = [
    ("Chad Sample was held in Port of Spain. Sample denied it.", "Chad Sample", "person", None),
    ("Police said Jordan Sample had threatened them.", "Jordan Sample", "person", None),
    ("Chad Prime Minister Albert Sample resigned.", "Chad Prime Minister Albert Sample", "person", "TCD"),
    ("Jordan King Abdullah flew home.", "Jordan King Abdullah", "person", "JOR"),
    ("Chad expelled an envoy.", "Chad", "state", "TCD"),
]


@pytest.mark.parametrize(("text", "words", "kind", "country"), GIVEN_NAMES)
def test_a_given_name_that_is_a_state_is_told_by_its_company(
    text: str, words: str, kind: str, country: str | None
) -> None:
    mentions, actors = read(text)
    found = next(actors[mention.actor_id] for mention in mentions if mention.text == words)
    assert (str(found.kind), found.country) == (kind, country)


def test_a_surname_taken_for_a_body_is_its_bearer() -> None:
    mentions, actors = read("Petros Sismanis was arrested. Sismanis told the court he was innocent.")
    assert {actors[m.actor_id].name for m in mentions if "Sismanis" in m.text} == {"Petros Sismanis"}
