-- Publishers that belong together: one row a publisher. Two are of one family when they carry the same texts day by day
-- and no agency is credited: at least 20 such stories, and at least half of those of the smaller one. (The papers of the
-- sample press, which share nothing but a wire, have .10 to .17 of theirs in common; half is three times that.) Sources
-- with one `publisher` in sources.toml are one publisher anyhow. `family` is the name of the member with the most stories;
-- `why` says what ties the publisher to the rest. A table, made once for each snapshot; it follows from the articles alone.
CREATE TABLE families AS
WITH RECURSIVE told AS (
    SELECT DISTINCT publisher, story_id, max(agency) OVER (PARTITION BY story_id) IS NOT NULL AS wire FROM articles
), own AS (
    SELECT publisher, count(*) AS stories, count(*) FILTER (NOT wire) AS unwired FROM told GROUP BY publisher
), several AS (
    SELECT * FROM told WHERE NOT wire QUALIFY count(*) OVER (PARTITION BY story_id) > 1
), shared AS (
    SELECT a.publisher, b.publisher AS other, count(*) AS stories
    FROM several a JOIN several b USING (story_id)
    WHERE a.publisher <> b.publisher
    GROUP BY ALL
), tied AS (
    SELECT s.publisher, s.other, s.stories, s.stories / least(p.unwired, o.unwired) AS share
    FROM shared s JOIN own p ON p.publisher = s.publisher JOIN own o ON o.publisher = s.other
    WHERE s.stories >= 20 AND s.stories >= 0.5 * least(p.unwired, o.unwired)
), reached AS (
    SELECT publisher, publisher AS other FROM own
    UNION
    SELECT r.publisher, t.other FROM reached r JOIN tied t ON t.publisher = r.other
), closest AS (
    SELECT * FROM tied QUALIFY row_number() OVER (PARTITION BY publisher ORDER BY stories DESC, other) = 1
)
SELECT r.publisher, arg_max(r.other, (o.stories, r.other)) AS family, own.stories,
       CASE WHEN c.publisher IS NULL THEN 'alone'
            ELSE format('{} stories without an agency in common with {} ({:.0f} %)', c.stories, c.other, 100 * c.share)
       END AS why
FROM reached r JOIN own o ON o.publisher = r.other JOIN own ON own.publisher = r.publisher
LEFT JOIN closest c ON c.publisher = r.publisher
GROUP BY r.publisher, own.stories, c.publisher, c.stories, c.other, c.share;
