"""Articles are named in processes, field by field; what a run does without a model."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.entities import Mention, Unsupported, load
from flows.entities.naming import ArticleToName, name_article
from flows.entities.pool import Namers
from flows.health import RunFacts, judge
from flows.run import Outcome
from flows.settings import load_settings
from scrapers.errors import ConfigError

TEXT = "Angela Moreno met the World Health Organization (WHO) in Nairobi.\n\nMoreno left; the WHO stayed."
ARTICLE = ArticleToName(7, 8, "en", "Moreno in Nairobi", "The WHO meets Angela Moreno.", TEXT)


def test_a_mention_stands_in_its_field() -> None:
    named = name_article(load(), ARTICLE)
    fields = {"title": ARTICLE.title, "lead": ARTICLE.lead or "", "text": ARTICLE.text}
    assert {mention.field for mention in named.mentions} == set(fields)
    for mention in named.mentions:
        assert fields[mention.field][mention.start : mention.end] == mention.surface
    assert {mention.name for mention in named.mentions} == {"Angela Moreno", "World Health Organization", "Nairobi"}
    assert (named.article_id, named.content_hash, named.fault) == (7, 8, None)


class Says:
    """A recogniser that finds what it was told."""

    name = "told 1"

    def __init__(self, found: list[Mention] | Unsupported) -> None:
        self.found = found

    def find(self, text: str, language: str | None = None, title: str | None = None) -> list[Mention] | Unsupported:
        return self.found


def test_what_runs_over_two_fields_is_no_mention() -> None:
    assert name_article(Says([Mention(10, 20, "PER", "Nairobi\n\nT")]), ARTICLE).mentions == ()


def test_a_language_that_the_recogniser_does_not_know_names_nothing() -> None:
    assert name_article(Says(Unsupported("ga")), ARTICLE).mentions == ()


def test_the_pool_names_in_order_and_whatever_the_text() -> None:
    texts = [
        "",
        TEXT,
        "X" * 1_000_000,
        "ALL CAPITALS " * 500,
        "😀🎉" * 2_000,
        "Дума и Paris 東京 " * 200,
        "\x00\u2028 Kim",
    ]
    articles = [ArticleToName(number, 0, "en", "", None, text) for number, text in enumerate(texts)]
    with Namers("nightdesk", 1, seconds=60, megabytes=3000) as pool:
        named = list(pool.name_all(articles))
    assert [one.article_id for one in named] == list(range(len(texts)))
    assert [one.fault for one in named] == [None] * len(texts)
    assert named[0].mentions == () and len(named[1].mentions) == 6


def test_an_article_that_breaks_a_limit_costs_itself_alone() -> None:
    slow = ArticleToName(1, 0, "en", "", None, "Kim of Paris met Lee of London. " * 400_000)
    with Namers("nightdesk", 1, seconds=2, megabytes=3000) as pool:
        one, other = pool.name_all([slow, ARTICLE])
    assert one.fault == "more than 2 s" and one.mentions == () and other.mentions


def test_articles_that_were_not_named_make_the_run_amber() -> None:
    facts = RunFacts("finished", (), (), None, (), unnamed='spaCy has no pipeline "x": python -m spacy download x')
    outcome, [issue] = judge(facts)
    assert (
        outcome is Outcome.AMBER
        and "python -m spacy download x" in issue.reason
        and "entities.model" in issue.next_step
    )


@pytest.mark.parametrize("model", ["nightdesk", "none", "spacy:en_core_web_lg"])
def test_a_model_that_may_be_named(model: str, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text(f'[entities]\nmodel = "{model}"\n', "utf-8")
    assert load_settings(tmp_path / "settings.toml").entities.model == model


@pytest.mark.parametrize("model", ["", "spacy", "spacy:", "en_core_web_lg", "spacy:a b"])
def test_a_model_that_may_not(model: str, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text(f'[entities]\nmodel = "{model}"\n', "utf-8")
    with pytest.raises(ConfigError, match="spacy:NAME"):
        load_settings(tmp_path / "settings.toml")
