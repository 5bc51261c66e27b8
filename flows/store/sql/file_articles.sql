-- What is new among the staged articles (staged_articles and staged_texts have a row an article), the blocks cut from
-- all that changed (staged_cuts), and the readings of visits that do not count (staged_readings).
-- A new article is a story of its own until it is grouped, and its first version.
INSERT INTO store.articles BY NAME
SELECT *, 1 AS version, article_id AS story_id FROM staged_articles ANTI JOIN known USING (article_id);
INSERT INTO store.ungrouped SELECT article_id FROM staged_articles ANTI JOIN known USING (article_id);
INSERT INTO store.article_texts BY NAME SELECT * FROM staged_texts ANTI JOIN known USING (article_id);
INSERT INTO store.cut_blocks BY NAME SELECT * FROM staged_cuts SEMI JOIN changed USING (article_id);
INSERT INTO store.readings BY NAME
SELECT DISTINCT ON (article_id, reading_hash) * FROM staged_readings ANTI JOIN store.readings USING (article_id, reading_hash);
