"""What the sample press writes with: the invented world and one file of phrases a topic, as TOML.

    world.toml            people, organisations and places of Lorvenia
    LANGUAGE_TOPIC.toml   one topic: its `section`, `[cast]` (slot = tag of who may fill it), `[text]` (phrases by part)

With three leads, the first headline and the fourth go with the first lead, and so on. How a phrase is written
is told in `scrapers.sample.phrase`.
"""
