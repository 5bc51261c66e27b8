-- After other rules cleaned a page, it may be another article, or none: articles whose page is no longer theirs go, and
-- other pages of such an article are cleaned again, so that the best of them takes its place. Their stories are formed
-- anew without them; readings and versions that no page has any more go too.
CREATE OR REPLACE TEMP TABLE orphans AS
SELECT a.article_id, a.story_id FROM store.articles a ANTI JOIN store.pages p ON p.page_id = a.page_id AND p.article_id = a.article_id;

UPDATE store.pages SET extractor = NULL WHERE article_id IN (SELECT article_id FROM orphans);
DELETE FROM store.sketches WHERE article_id IN (SELECT article_id FROM store.articles WHERE story_id IN (SELECT story_id FROM orphans));
DELETE FROM store.articles WHERE article_id IN (SELECT article_id FROM orphans);
DELETE FROM store.article_texts WHERE article_id IN (SELECT article_id FROM orphans);
DELETE FROM store.cut_blocks WHERE article_id IN (SELECT article_id FROM orphans);

DELETE FROM store.readings WHERE NOT EXISTS (
    FROM store.pages p WHERE p.article_id = readings.article_id AND p.reading_hash = readings.reading_hash);
DELETE FROM store.versions WHERE article_id IN (
    SELECT article_id FROM store.versions v
    ANTI JOIN store.pages p ON p.page_id = v.page_id AND p.article_id = v.article_id AND p.reading_hash = v.reading_hash);
