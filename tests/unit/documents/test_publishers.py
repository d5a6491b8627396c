"""Declarations of outlets, and robots.txt."""

from __future__ import annotations

import pytest

from graph.errors import SettingsError
from graph.model import Publisher
from ingest.fetch.robots import Rules, agent_token, rules_of
from ingest.publishers import Declaration, Publishers, check, load_publishers


@pytest.fixture
def declare(tmp_path):
    def load(text: str) -> Publishers:
        path = tmp_path / "own.toml"
        path.write_text(text, encoding="utf-8")
        return load_publishers([path])

    return load


def test_the_shipped_outlets_are_sound_and_speak_three_languages():
    shipped = load_publishers()
    assert check(shipped) == ()
    assert len(shipped.by_domain) >= 25
    assert all({"ar", "en", "fr"} <= set(outlet.names) for outlet in shipped if not outlet.domain.endswith(".example"))
    assert {"ar", "en", "fr"} <= {language for outlet in shipped for language in outlet.languages}


def test_an_outlet_is_found_by_any_of_its_hosts(declare):
    outlets = declare(
        '["desk.example"]\nname = "Desk"\naliases = ["dsk.example"]\n["ar.desk.example"]\nname = "Desk Arabic"\n'
    )
    names = {
        "https://desk.example/a": "Desk",
        "http://www.desk.example:8080/a": "Desk",
        "https://m.news.desk.example/a": "Desk",
        "https://dsk.example/": "Desk",
        "https://ar.desk.example/a": "Desk Arabic",
    }
    assert {url: outlets.declared(url).name for url in names} == names
    assert outlets.declared("https://notdesk.example/a") is None
    assert outlets.declared("file:///desk.example") is None


def test_the_users_own_declaration_wins(declare):
    outlets = declare('["bbc.co.uk"]\nname = "Own words"\nlanguages = ["en"]\n')
    assert outlets.declared("https://www.bbc.co.uk/a").name == "Own words"


def test_a_declaration_becomes_a_publisher(declare):
    outlets = declare(
        '["desk.example"]\nname = "Desk"\nnames = { fr = "Le Desk", ar = "المكتب" }\ncountry = "LB"\nlanguages = ["ar"]\n'
    )
    assert outlets.of_page("https://desk.example/a", "Ignored") == Publisher(
        id=Publisher.id_of("desk.example"), name="Desk", domain="desk.example", country="LB",
        languages=("ar",), names=(("ar", "المكتب"), ("fr", "Le Desk")),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('["desk.example"]\nname = "Desk"\nfeed = ["https://desk.example/rss"]', "Did you mean 'feeds'"),
        ('["desk.example"]\nname = "Desk"\nxyzzy = 1', "Known are"),
        ('["desk.example"]\nname = "Desk"\nfeeds = ["desk.example/rss"]', "wrong value of 'feeds.0'"),
        ('["desk.example"]\nname = ""', "wrong value of 'name'"),
        ('["desk.example"]\nlanguages = ["en"]', "wrong value of 'name'"),
        ('["Desk Example"]\nname = "Desk"', "wrong value of 'domain'"),
        ('["desk.example"]\nname = "Desk"\ncountry = "Lebanon"', "wrong value of 'country'"),
        ('name = "Desk"', "is no table"),
        ("[[", "cannot be read"),
    ],
)
def test_a_wrong_declaration_is_named_with_what_to_do(declare, text, words):
    with pytest.raises(SettingsError) as caught:
        declare(text)
    assert words in str(caught.value)
    assert "own.toml" in str(caught.value)


def test_a_missing_file_is_an_error(tmp_path):
    with pytest.raises(SettingsError, match=r"none\.toml"):
        load_publishers([tmp_path / "none.toml"])


def test_check_says_what_is_unsound():
    def outlet(domain: str, **values: object) -> Declaration:
        return Declaration(**({"domain": domain, "name": "x", "languages": ("en",)} | values))

    unsound = [
        outlet("a.example", country="XX"),
        outlet("b.example", languages=()),
        outlet("c.example", languages=("qqq",)),
        outlet("d.example", feeds=("https://elsewhere.test/rss",)),
        outlet("e.example", aliases=("a.example",)),
    ]
    problems = check(Publishers({o.domain: o for o in unsound}))
    for words in (
        "'XX' is no country",
        "b.example: no language",
        "'qqq' is no language",
        "elsewhere.test/rss is on another",
        "is declared for",
    ):
        assert any(words in problem for problem in problems), words


# ---------------------------------------------------------------- robots.txt


def test_rules_of_a_robots_txt():
    rules = rules_of(200, b"User-agent: Claimline\nDisallow: /private\nCrawl-delay: 4\n")
    assert rules.allows("https://desk.example/a", "Claimline")
    assert not rules.allows("https://desk.example/private/a", "Claimline")
    assert rules.delay("Claimline") == 4.0
    assert rules_of(200, b"User-agent: *\nCrawl-delay: 9000\n").delay("Claimline") == 30.0


@pytest.mark.parametrize(
    ("status", "allowed"), [(404, True), (403, True), (200, True), (429, False), (500, False), (503, False)]
)
def test_a_missing_file_allows_and_an_ailing_server_does_not(status, allowed):
    assert rules_of(status, b"").allows("https://desk.example/a", "Claimline") is allowed


def test_garbage_is_no_rule():
    assert rules_of(200, b"\xff\xfe\x00 <html>").allows("https://desk.example/a", "Claimline")
    assert Rules().delay("Claimline") == 0.0


def test_our_name_in_robots_txt_is_the_product():
    assert agent_token("Claimline/1.2 (+https://desk.example)") == "Claimline"
