"""Whose voice counts for the country of a party: what is fitted follows who is right."""

import pytest

from tidings.actors.whose_country import FEATURES
from tidings.records import Actor
from tidings.vocabulary import ActorKind, CountryBasis
from training.party_countries import Party, fit, report

POINTED = (("KEN", 0.6), (None, 0.35), ("SOM", 0.05))


def read(country: str | None, basis: CountryBasis) -> Actor:
    return Actor("group:troops", "troops", ActorKind.ARMED_FORCE, country, None, country_basis=basis)


def party(country: str, *, basis: CountryBasis, fold: int = 0) -> Party:
    """Somebody whom the rules read as Somali and the encoder points out as Kenyan."""
    return Party(read("SOM", basis), POINTED, POINTED, country, "labelled", fold)


def weights(told: list[Party]) -> dict[str, float]:
    return dict(zip(FEATURES, fit(told).tolist(), strict=True))


def test_a_country_that_words_tell_weighs_where_it_is_right() -> None:
    told = [party("SOM", basis=CountryBasis.WORDS), party("KEN", basis=CountryBasis.SETTING)] * 50
    assert weights(told)["told"] > 1


def test_the_encoder_weighs_where_it_is_right() -> None:
    right = [party("KEN", basis=CountryBasis.SETTING)] * 50
    wrong = [party("SOM", basis=CountryBasis.SETTING)] * 50
    assert weights(right)["all mentions"] > 0 > weights(wrong)["all mentions"]


def test_a_country_that_nobody_names_teaches_nothing() -> None:
    known = [party("KEN", basis=CountryBasis.SETTING), party("SOM", basis=CountryBasis.WORDS)] * 20
    assert weights([*known, party("PER", basis=CountryBasis.WORDS)]) == weights(known)


def test_shares_are_told_fold_by_fold(capsys: pytest.CaptureFixture[str]) -> None:
    report([party("KEN", basis=CountryBasis.SETTING, fold=fold) for fold in range(5) for _ in range(10)])
    assert "rules 0.000, encoder 1.000, weighed 1.000" in capsys.readouterr().out
