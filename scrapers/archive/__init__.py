"""The archive: raw pages in WARC 1.1 files (ISO 28500:2017), one gzip member a record.

    DATE/RUN-0001.warc.gz.open    being written; `.open` goes when the file is complete
    warcinfo                      the first record: who wrote the file, in which run
    response, metadata            a page: the answer, and what is known of it (`PageInfo` as JSON)
    revisit                       an answer with the same bytes as at an earlier fetch

    records    pages <-> WARC records         members     where each gzip member begins and ends
    writer     pages -> files, group commit   recovery    what a killed process left behind, made whole
    reader     files -> pages                 restoring   journal lines that were lost, told again
    foreign    pages out of other people's WARC files

The body is stored without its content encoding; the header that told it is kept as `X-Archive-Orig-Content-Encoding`.
A page counts once `ArchiveWriter.flush` has returned: written, fsynced and read back. Nothing in a file's name comes
from a URL.
"""

from scrapers.archive.blotting import blot
from scrapers.archive.foreign import iter_foreign
from scrapers.archive.reader import iter_pages, read_page
from scrapers.archive.records import payload_digest
from scrapers.archive.recovery import Recovery, recover
from scrapers.archive.restoring import Restored, restore
from scrapers.archive.writer import ArchiveWriter

__all__ = [
    "ArchiveWriter",
    "Recovery",
    "Restored",
    "blot",
    "iter_foreign",
    "iter_pages",
    "payload_digest",
    "read_page",
    "recover",
    "restore",
]
