"""Broken assumptions, as exceptions. Expected outcomes are values instead (`Rejection`, `UrlState`).

    NightdeskError
    ├── ConfigError       sources.toml or settings.toml cannot be used as it is written
    ├── ArchiveError      a WARC file or a record in it cannot be read or written
    │   └── RemovedError      the page was taken out of it for good
    ├── CrawlError        the crawl's own process ended without a report
    ├── NoSpaceError      the disk has no room for what comes next
    ├── ModelError        the recogniser asked for is not installed
    └── DeskError         the desk as a whole cannot be used
        ├── DeskBusyError     another run holds the desk's lock
        ├── DeskMissingError  there is no desk in that folder
        ├── MadeUpForError    the night that was due has had its run
        └── DeskTooNewError   a newer Nightdesk wrote this desk

Each message says what happened, where, and what to do. `exit_code` is what the command line exits with.
"""


class NightdeskError(Exception):
    """The root of every error that Nightdesk raises on purpose."""

    exit_code = 1


class ConfigError(NightdeskError):
    """A file that the user wrote cannot be used; names file, table, key, what is wrong and the nearest valid key."""


class ArchiveError(NightdeskError):
    """A WARC file, or one record in it, cannot be read or written."""


class RemovedError(ArchiveError):
    """The page was taken out of the archive for good."""


class CrawlError(NightdeskError):
    """The crawl's process died or could not start; what it had archived stays."""


class NoSpaceError(NightdeskError):
    """The disk is full, or too full for the next step; says how many bytes are needed."""


class ModelError(NightdeskError):
    """No recogniser of that name is installed; says what to install."""


class DeskError(NightdeskError):
    """The desk as a whole cannot be used."""


class DeskBusyError(DeskError):
    """Another run holds the desk's lock (exit code 75, EX_TEMPFAIL of sysexits.h: try again later)."""

    exit_code = 75


class MadeUpForError(DeskError):
    """A night has begun since this one was due: whatever was missed, one makes up for all."""


class DeskMissingError(DeskError):
    """There is no desk in that folder yet."""


class DeskTooNewError(DeskError):
    """A newer Nightdesk wrote this desk; this one would not understand it."""
