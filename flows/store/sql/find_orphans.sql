-- After other rules cleaned a page, it may be another article, or none: the articles whose page is no longer theirs.
CREATE OR REPLACE TEMP TABLE parted AS
SELECT a.article_id, a.story_id
FROM store.articles a ANTI JOIN store.pages p ON p.page_id = a.page_id AND p.article_id = a.article_id;
