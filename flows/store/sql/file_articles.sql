-- Staged articles into the store; what did not change is not touched. staged_articles and staged_texts have a row an
-- article, staged_cuts a row a block, staged_stories a row an article whose story is (newly) known.
CREATE OR REPLACE TEMP TABLE changed AS
SELECT article_id FROM staged_articles ANTI JOIN store.articles USING (article_id, content_hash);

MERGE INTO store.articles AS kept
USING (SELECT staged_articles.*, story_id FROM staged_articles JOIN changed USING (article_id) JOIN staged_stories USING (article_id)) AS new
ON kept.article_id = new.article_id
WHEN MATCHED THEN UPDATE BY NAME
WHEN NOT MATCHED THEN INSERT BY NAME;

MERGE INTO store.articles AS kept
USING staged_stories AS new
ON kept.article_id = new.article_id
WHEN MATCHED AND kept.story_id <> new.story_id THEN UPDATE SET story_id = new.story_id;

MERGE INTO store.article_texts AS kept
USING (SELECT * FROM staged_texts SEMI JOIN changed USING (article_id)) AS new
ON kept.article_id = new.article_id
WHEN MATCHED THEN UPDATE BY NAME
WHEN NOT MATCHED THEN INSERT BY NAME;

DELETE FROM store.cut_blocks WHERE article_id IN (SELECT article_id FROM changed);
INSERT INTO store.cut_blocks BY NAME SELECT * FROM staged_cuts SEMI JOIN changed USING (article_id);
