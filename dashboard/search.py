"""Search: which articles have these words, from the search index of the desk; the only module that opens it.

    harbour dredging     both words            "harbour board"   one after the other
    -ferry               without this word     title:strike      in the title
    dredg*               words that begin so   title:"rail strike", -title:ferry

Capitals and accents make no difference. Without an index the texts themselves are read, which takes longer, and finds
parts of words too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
import pyarrow as pa
import tantivy

NONE = pa.array([], pa.int64())
RULES = "1"
LONGEST_QUERY, MOST_TERMS = 300, 20
TERM = re.compile(r'(?P<no>-)?(?P<title>title:)?(?:"(?P<phrase>[^"]*)"?|(?P<word>\S+))', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Term:
    """A word or a phrase, as the index has its words; `prefix`: its last word is the beginning of one."""

    words: tuple[str, ...]
    raw: str
    title: bool = False
    no: bool = False
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """What a query has found: ids of articles, the best first; None: the texts are to be read."""

    terms: tuple[Term, ...]
    article_ids: pa.Int64Array | None = None
    problems: tuple[str, ...] = field(default=())

    def table(self) -> pa.Table:
        """The ids with the place of each among them, from 1."""
        ids = NONE if self.article_ids is None else self.article_ids
        return pa.table({"article_id": ids, "rank": np.arange(1, len(ids) + 1)})

    def sought(self) -> dict[str, list[str]]:
        """What queries/scan.sql looks for in the texts."""
        names = {(False, False): "with_text", (False, True): "with_title"}
        names |= {(True, False): "without_text", (True, True): "without_title"}
        return {
            name: [term.raw for term in self.terms if (term.no, term.title) == kind] for kind, name in names.items()
        }


@cache
def _analyzer() -> tantivy.TextAnalyzer:
    # The same as flows.search.analyzer; a test holds the two together.
    filters = (tantivy.Filter.lowercase(), tantivy.Filter.ascii_fold(), tantivy.Filter.remove_long(60))
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    for one in filters:
        builder = builder.filter(one)
    return builder.build()


def fold(text: str) -> list[str]:
    """The words of a text as the index has them."""
    return list(_analyzer().analyze(text))


def parse(query: str) -> tuple[tuple[Term, ...], tuple[str, ...]]:
    """The terms of a query, and what of it was not understood. Nothing that a person types is an error."""
    terms: list[Term] = []
    problems: list[str] = []
    for found in TERM.finditer(query[:LONGEST_QUERY]):
        raw = found["phrase"] if found["phrase"] is not None else found["word"]
        words = tuple(fold(raw))
        if not words:
            problems.append(f"{found.group()} has no word in it and was left out")
            continue
        prefix = found["phrase"] is None and raw.endswith("*")
        terms.append(Term(words, raw.rstrip("*").lower(), bool(found["title"]), bool(found["no"]), prefix))
    if len(terms) > MOST_TERMS:
        problems.append(f"only the first {MOST_TERMS} words were looked for")
    return tuple(terms[:MOST_TERMS]), tuple(problems)


def find(desk: Path, query: str) -> Found:
    """Which articles a query finds."""
    return _find(desk, query, current(desk))


def current(desk: Path) -> tuple[str, int] | None:
    """The index that the pointer names, and what stands for its content: when it was last committed; None: no index."""
    name = _pointer(desk)
    state = _state(desk / "index" / name) if name else None
    return (name, state) if name and state is not None else None


def _pointer(desk: Path) -> str | None:
    try:
        name = (desk / "index" / "latest").read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return name if re.fullmatch(rf"{RULES}-[0-9a-f]+", name) else None


def _state(folder: Path) -> int | None:
    try:
        return (folder / "meta.json").stat().st_mtime_ns
    except OSError:
        return None


@lru_cache(maxsize=16)
def _find(desk: Path, query: str, index_now: tuple[str, int] | None) -> Found:
    terms, problems = parse(query)
    if not terms:
        return Found(terms, NONE, problems)
    if index_now is None:
        return Found(terms, None, (*problems, "there is no search index: `nightdesk index` makes it"))
    try:
        index = tantivy.Index.open(str(desk / "index" / index_now[0]))
        index.register_tokenizer("words", _analyzer())
        return Found(terms, _ask(index, terms), problems)
    except (ValueError, OSError):
        return Found(terms, None, (*problems, "the search index is damaged: `nightdesk index` makes it anew"))


def _ask(index: tantivy.Index, terms: Sequence[Term]) -> pa.Int64Array:
    """The ids of all articles that a query finds, the best first. A million take a tenth of a second."""
    searcher = index.searcher()
    hits = searcher.search(_query(index.schema, terms), limit=max(searcher.num_docs, 1), count=False).hits
    return pa.array(searcher.fast_field_values("article_id", [place for _, place in hits]), pa.int64()).drop_null()


def _query(schema: tantivy.Schema, terms: Sequence[Term]) -> tantivy.Query:
    wanted = [(tantivy.Occur.MustNot if term.no else tantivy.Occur.Must, _term(schema, term)) for term in terms]
    if all(term.no for term in terms):
        wanted.append((tantivy.Occur.Must, tantivy.Query.all_query()))
    return tantivy.Query.boolean_query(wanted)


def _term(schema: tantivy.Schema, term: Term) -> tantivy.Query:
    field_name = "title" if term.title else "text"
    if len(term.words) > 1:
        if term.prefix:
            return tantivy.Query.phrase_prefix_query(schema, field_name, list(term.words))
        return tantivy.Query.phrase_query(schema, field_name, list(term.words))
    if term.prefix:
        return tantivy.Query.regex_query(schema, field_name, f"{re.escape(term.words[0])}.*")
    return tantivy.Query.term_query(schema, field_name, term.words[0], "position")
