-- What recurs over the articles of each source: what is cut before what is kept, the commonest first.
SELECT f.source_id, coalesce(s.name, f.source_id) AS source, f.block_id, f.text, f.articles, f.share, f.first_day, f.last_day,
       CAST(f.article_id AS VARCHAR) AS article_id, f.decision, f.decided_by
FROM furniture f LEFT JOIN sources s USING (source_id)
WHERE CAST($sources AS VARCHAR[]) IS NULL OR list_contains(CAST($sources AS VARCHAR[]), f.source_id)
ORDER BY lower(source), f.source_id, f.decision = 'cut' DESC, f.articles DESC, f.block_id;
