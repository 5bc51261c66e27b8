-- What recurs over the articles of the given sources (none given: all), and what the user has spoken of.
SELECT f.source_id, f.block_id, f.text, f.articles, f.share, f.first_day, f.last_day, a.url, f.decision, f.decided_by
FROM store.furniture f LEFT JOIN store.articles a USING (article_id)
WHERE len($source_ids::VARCHAR[]) = 0 OR f.source_id IN (SELECT unnest($source_ids::VARCHAR[]))
ORDER BY f.source_id, f.decision = 'cut' DESC, f.articles DESC, f.block_id;
