-- One article, for the reader.
SELECT CAST(a.article_id AS VARCHAR) AS article_id, a.source_id, coalesce(s.name, a.source_id) AS source, a.publisher, a.canonical_url, a.title,
       a.lead, a.text, [c.text for c in a.captions] AS captions, a.authors, a.agencies, a.published_at, a.published_from, a.modified_at,
       a.modified_from, a.first_seen_at,
       a.language, a.section, a.paywalled, a.opt_out, a.flags, CAST(a.story_id AS VARCHAR) AS story_id, a.is_original, a.version, a.word_count, a.agency, a.gone_at
FROM articles a LEFT JOIN sources s USING (source_id)
WHERE a.article_id = CAST($article_id AS BIGINT);
