-- Which blocks recur (or have the user's word): the rows of store.furniture, for the blocks that are to be weighed.
-- `needed` has the figures of flows.furniture, staged_words a row
-- a block of which the user has spoken. Leaves `before` (what was decided until now) and
-- `examined` (the lines to look at for the blocks whose place is to be counted, `counted`).
CREATE OR REPLACE TEMP TABLE before AS SELECT source_id, block_id, decision, decided_by FROM store.furniture;

CREATE OR REPLACE TEMP TABLE weighed AS
SELECT source_id, block_id FROM store.unweighed
UNION SELECT source_id, block_id FROM staged_words
UNION SELECT source_id, block_id FROM store.furniture WHERE decided_by = 'user';

-- Most blocks stand in one article alone: those go before anything is joined.
CREATE OR REPLACE TEMP TABLE often AS
SELECT source_id, block_id FROM store.lines SEMI JOIN weighed USING (source_id, block_id) GROUP BY ALL HAVING count(*) >= (SELECT stories FROM needed)
UNION SELECT source_id, block_id FROM staged_words;

CREATE OR REPLACE TEMP TABLE recurring AS
SELECT l.source_id, l.block_id, count(DISTINCT a.article_id) AS articles, count(DISTINCT a.story_id) AS stories,
       count(DISTINCT a.day) AS days, min(a.day) AS first_day, max(a.day) AS last_day,
       arg_max(l.article_id, (a.day, a.article_id)) AS article_id, arg_max(l.place, (a.day, a.article_id, l.place)) AS place, any_value(l.figures) AS figures
FROM (FROM store.lines SEMI JOIN often USING (source_id, block_id)) AS l
JOIN (SELECT article_id, story_id, CAST(coalesce(published_at, first_seen_at) AS DATE) AS day FROM store.articles) AS a USING (article_id)
GROUP BY ALL
HAVING (stories >= (SELECT stories FROM needed) AND days >= (SELECT days FROM needed))
    OR (l.source_id, l.block_id) IN (SELECT (source_id, block_id) FROM staged_words);

CREATE OR REPLACE TEMP TABLE shared AS
WITH daily AS (
    SELECT source_id, CAST(coalesce(published_at, first_seen_at) AS DATE) AS day, count(*) AS articles
    FROM store.articles
    WHERE source_id IN (SELECT source_id FROM recurring)
    GROUP BY ALL
)
SELECT r.source_id, r.block_id, r.articles / sum(d.articles) AS share
FROM recurring r JOIN daily d ON d.source_id = r.source_id AND d.day BETWEEN r.first_day AND r.last_day
GROUP BY r.source_id, r.block_id, r.articles;

DELETE FROM store.furniture WHERE (source_id, block_id) IN (SELECT (source_id, block_id) FROM weighed);
INSERT INTO store.furniture BY NAME
SELECT r.* EXCLUDE (place), shared.share, 0 AS at_edge, 'keep' AS decision, 'evidence' AS decided_by,
       list_filter(string_split(coalesce(t.whole, t.text), chr(10)), lambda line: line <> '')[r.place] AS text
FROM recurring r JOIN shared USING (source_id, block_id) JOIN store.article_texts t USING (article_id);
INSERT INTO store.furniture BY NAME
SELECT source_id, block_id, text, false AS figures, 0 AS articles, 0 AS stories, 0 AS at_edge, 0 AS days, 0 AS share, decision, 'user' AS decided_by
FROM staged_words ANTI JOIN recurring USING (source_id, block_id);

-- A block that begins or ceases to recur changes what lies between others and the edge, in the articles that have it.
CREATE OR REPLACE TEMP TABLE counted AS
WITH turned AS (
    (SELECT source_id, block_id FROM store.furniture EXCEPT SELECT source_id, block_id FROM before)
    UNION (SELECT source_id, block_id FROM before EXCEPT SELECT source_id, block_id FROM store.furniture)
)
SELECT source_id, block_id FROM weighed
UNION SELECT source_id, block_id FROM store.lines WHERE article_id IN (SELECT article_id FROM store.lines SEMI JOIN turned USING (source_id, block_id));

CREATE OR REPLACE TEMP TABLE examined AS
WITH found AS (FROM store.lines SEMI JOIN store.furniture USING (source_id, block_id))
FROM found
WHERE article_id IN (SELECT article_id FROM found SEMI JOIN counted USING (source_id, block_id));
