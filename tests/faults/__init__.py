"""What is promised of bad nights. test_* run with the suite; `python -m tests.faults` measures all of it.

kills.py verdict.py          runs killed at each stage and at random moments, and what that cost
nights.py content.py kill/   nights over a small press, left alone or killed; what a database holds, run and time apart
matrix.py network*.py hostile_server.py   answers that break off, never end, lie or explode
address_cases.py inside_addresses.py namespace.py   addresses that nobody may be led to
listing_cases.py             feeds and sitemaps that are none
disks.py full_disk.py        disks that fill up, files that flip bits or are cut
test_publish_kills.py        each step of publish, killed
fuzz.py fuzz_targets.py fuzz_samples.py mutation.py found/   all that is read, mutated; what was found, kept as cases
edge_night.py test_edges.py test_surfaces.py   a night that nobody outside hears of; secrets, modes, SQL
table.py                     what a part hands over
watch/                       notes what a process connects to and reads
"""
