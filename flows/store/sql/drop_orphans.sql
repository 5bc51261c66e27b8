-- After other rules cleaned a page, it may be another article, or none: articles whose page is no longer theirs go, and
-- other pages of such an article are cleaned again, so that the best of them takes its place.
CREATE OR REPLACE TEMP TABLE orphans AS
SELECT a.article_id FROM store.articles a ANTI JOIN store.pages p ON p.page_id = a.page_id AND p.article_id = a.article_id;

UPDATE store.pages SET extractor = NULL WHERE article_id IN (SELECT article_id FROM orphans);
DELETE FROM store.articles WHERE article_id IN (SELECT article_id FROM orphans);
DELETE FROM store.article_texts WHERE article_id IN (SELECT article_id FROM orphans);
DELETE FROM store.cut_blocks WHERE article_id IN (SELECT article_id FROM orphans);

INSERT INTO store.unweighed SELECT DISTINCT source_id, block_id FROM store.lines WHERE article_id IN (SELECT article_id FROM orphans);
DELETE FROM store.lines WHERE article_id IN (SELECT article_id FROM orphans);
