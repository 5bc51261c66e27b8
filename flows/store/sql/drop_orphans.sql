-- After other rules cleaned a page, it may be another article, or none: articles whose page is no longer theirs go, and
-- other pages of such an article are cleaned again, so that the best of them takes its place.
CREATE OR REPLACE TEMP TABLE orphans AS
SELECT a.article_id FROM desk.articles a ANTI JOIN desk.pages p ON p.page_id = a.page_id AND p.article_id = a.article_id;

UPDATE desk.pages SET extractor = NULL WHERE article_id IN (SELECT article_id FROM orphans);
DELETE FROM desk.articles WHERE article_id IN (SELECT article_id FROM orphans);
DELETE FROM desk.article_texts WHERE article_id IN (SELECT article_id FROM orphans);
DELETE FROM desk.cut_blocks WHERE article_id IN (SELECT article_id FROM orphans);
