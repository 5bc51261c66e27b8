"""The search index: which articles have which words, for the dashboard. Derived: it can be made anew at any time.

    index/NAME/      one index; `index/latest` names the current one
    store.indexed    which articles it has, and the content that each had then

It keeps word positions and ids, never a text. A night adds what changed since; an index that is missing, damaged, or of
other rules is made anew under a new name.
"""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator, Sequence

import tantivy

from flows import progress
from flows.desk import Desk
from flows.store import Store, open_store
from scrapers.errors import NightdeskError

RULES = "1"
"""What the names of indexes begin with: raised when words are cut or folded otherwise."""

BATCH = 2_000  # articles read from the store at a time
HEAP = 64_000_000  # bytes that the writer may take before it writes a segment


class SearchError(NightdeskError):
    """The index could not be written; the dashboard then reads the texts themselves."""


def analyzer() -> tantivy.TextAnalyzer:
    """How a text becomes words: runs of letters and digits, in small letters, without accents.

    dashboard.search reads queries in the same way.
    """
    filters = (tantivy.Filter.lowercase(), tantivy.Filter.ascii_fold(), tantivy.Filter.remove_long(60))
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    for one in filters:
        builder = builder.filter(one)
    return builder.build()


def schema() -> tantivy.Schema:
    """`article_id` to find and to read back, and the words of `title` and of `text` (title and lead included)."""
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("article_id", indexed=True, fast=True)
    builder.add_text_field("title", tokenizer_name="words")
    builder.add_text_field("text", tokenizer_name="words")
    return builder.build()


def update(desk: Desk, anew: bool = False) -> int:
    """Bring the index up to what the store has; `anew` makes another one. Returns how many articles were written.

    Raises:
        SearchError: it could not be written; the last one stays.
    """
    try:
        with open_store(desk) as store:
            index = None if anew else _current(desk, store)
            written = _fill(store, index) if index else _make(desk, store)
        _sweep(desk)
        return written
    except (ValueError, OSError) as why:
        raise SearchError(f"{desk.index}: the search index could not be written: {why}") from None


def _current(desk: Desk, store: Store) -> tantivy.Index | None:
    """The index that the pointer names, if it is whole, of these rules, and the one that the store knows."""
    try:
        name = desk.index_pointer.read_text("utf-8").strip()
    except FileNotFoundError:
        return None
    if not name.startswith(f"{RULES}-") or store.rows("SELECT name FROM store.search_index") != [(name,)]:
        return None
    try:
        return _registered(tantivy.Index.open(str(desk.index / name)))
    except ValueError:  # missing or damaged: it is made anew
        return None


def _registered(index: tantivy.Index) -> tantivy.Index:
    index.register_tokenizer("words", analyzer())
    return index


def _make(desk: Desk, store: Store) -> int:
    """An index of all articles, under a new name; the pointer moves when it is whole."""
    name = f"{RULES}-{secrets.token_hex(4)}"
    folder = desk.index / name
    folder.mkdir(mode=0o700, parents=True)
    with store.transaction():
        store.run("DELETE FROM store.indexed")
        store.run("DELETE FROM store.search_index")
    written = _fill(store, _registered(tantivy.Index(schema(), path=str(folder))))
    store.run("INSERT INTO store.search_index VALUES (?)", name)
    partial = desk.index_pointer.with_suffix(".partial")
    partial.write_text(name + "\n", "utf-8")
    partial.replace(desk.index_pointer)
    return written


def _sweep(desk: Desk) -> None:
    """Delete every index but the current one: those before it, and what was killed while it was made."""
    current = desk.index_pointer.read_text("utf-8").strip()
    for old in desk.index.iterdir():
        if old.is_dir() and old.name != current:
            shutil.rmtree(old)


def _fill(store: Store, index: tantivy.Index) -> int:
    """Write what is new or reads otherwise, take out what is gone, and note both."""
    gone = [article_id for (article_id,) in store.rows_file("unindexed_gone")]
    waiting = [article_id for (article_id,) in store.rows_file("unindexed")]
    if not gone and not waiting:
        return 0
    writer = index.writer(heap_size=HEAP, num_threads=1)
    for article_id in gone:
        writer.delete_documents_by_term("article_id", article_id)
    for done, batch in enumerate(_batches(waiting), 1):
        for article_id, title, lead, text in store.rows_file("texts_to_index", article_ids=batch):
            writer.delete_documents_by_term("article_id", article_id)
            writer.add_document(_document(article_id, title, lead, text))
        progress.show("index", min(done * BATCH, len(waiting)), len(waiting))
    writer.commit()
    writer.wait_merging_threads()
    with store.transaction():
        store.run_file("forget_indexed", article_ids=waiting)
        store.run_file("note_indexed", article_ids=waiting)
    return len(waiting)


def _document(article_id: int, title: str, lead: str | None, text: str) -> tantivy.Document:
    document = tantivy.Document()
    document.add_integer("article_id", article_id)
    document.add_text("title", title)
    document.add_text("text", "\n\n".join(filter(None, (title, lead, text))))
    return document


def _batches(ids: Sequence[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), BATCH):
        yield list(ids[start : start + BATCH])
