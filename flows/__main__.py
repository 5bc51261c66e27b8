"""`python -m flows`: the same as `nightdesk`."""

from flows.cli import main

main()
