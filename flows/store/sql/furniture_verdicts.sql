-- What is furniture: by the evidence, or by the user's word (staged_words). Leaves in `altered` the articles for
-- which the verdict on some block is another one than before.
UPDATE store.furniture AS f SET at_edge = c.at_edge
FROM (SELECT e.source_id, e.block_id, count(DISTINCT a.story_id) FILTER (e.at_edge) AS at_edge
      FROM edged e JOIN store.articles a ON a.article_id = e.article_id
      GROUP BY ALL) AS c
WHERE (f.source_id, f.block_id) = (c.source_id, c.block_id) AND (f.source_id, f.block_id) IN (SELECT (source_id, block_id) FROM counted);

UPDATE store.furniture AS f SET
    decision = coalesce(v.word, CASE WHEN v.enough THEN 'cut' ELSE 'keep' END),
    decided_by = CASE WHEN v.word IS NULL THEN 'evidence' ELSE 'user' END
FROM (SELECT source_id, block_id, w.decision AS word,
             f.at_edge >= n.stories AND f.at_edge >= n.at_edge * f.stories
             AND f.share >= CASE WHEN f.figures THEN n.share_with_figures ELSE n.share END AS enough
      FROM store.furniture f CROSS JOIN needed n LEFT JOIN staged_words w USING (source_id, block_id)) AS v
WHERE (f.source_id, f.block_id) = (v.source_id, v.block_id);

CREATE OR REPLACE TEMP TABLE altered AS
WITH turned AS (
    (SELECT source_id, block_id, decision, decided_by FROM store.furniture EXCEPT FROM before)
    UNION (FROM before EXCEPT SELECT source_id, block_id, decision, decided_by FROM store.furniture)
)
SELECT DISTINCT article_id FROM store.lines SEMI JOIN turned USING (source_id, block_id);
DELETE FROM store.unweighed;
