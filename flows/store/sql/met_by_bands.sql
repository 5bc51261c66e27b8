-- The grouped articles whose stories the staged ones (staged_sketches) may change: those that share a band with one of
-- them and lie within $within seconds of it, and all that are of one story with these. Bands are looked at from $first to $last
-- only, so that this costs the same however large the store is.
WITH known AS (
    SELECT article_id, epoch(seen_at) AS moment, unnest(bands) AS band
    FROM store.sketches
    WHERE seen_at BETWEEN $first AND $last
), new AS (
    SELECT epoch(seen_at) AS moment, unnest(bands) AS band FROM staged_sketches
), met AS (
    SELECT DISTINCT known.article_id FROM known JOIN new USING (band) WHERE abs(known.moment - new.moment) <= $within
), affected AS (
    SELECT article_id, text_hash, agency FROM store.articles
    WHERE story_id IN (SELECT story_id FROM store.articles SEMI JOIN met USING (article_id))
)
SELECT a.article_id, s.seen_at, a.text_hash, s.bands, a.agency, t.text
FROM affected a JOIN store.sketches s USING (article_id) JOIN store.article_texts t USING (article_id);
