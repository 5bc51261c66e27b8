-- Names that fold into another entity now (staged_folds), and the articles that have them.
UPDATE store.names AS n SET entity_id = new.entity_id FROM staged_folds AS new WHERE n.name_id = new.name_id;

CREATE OR REPLACE TEMP TABLE refolded AS
SELECT DISTINCT article_id FROM store.article_names SEMI JOIN staged_folds USING (name_id);

DELETE FROM store.entity_articles WHERE article_id IN (FROM refolded);
INSERT INTO store.entity_articles (entity_id, article_id, mentions)
SELECT n.entity_id, a.article_id, CAST(sum(a.mentions) AS INTEGER)
FROM store.article_names a SEMI JOIN refolded USING (article_id) JOIN store.names n USING (name_id)
GROUP BY ALL;
