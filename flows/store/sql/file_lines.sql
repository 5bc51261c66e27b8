-- The lines of the articles that a batch changed (changed, made by file_articles): the blocks they had and the blocks
-- they have are to be weighed again.
INSERT INTO store.unweighed SELECT DISTINCT source_id, block_id FROM store.lines SEMI JOIN changed USING (article_id);
DELETE FROM store.lines WHERE article_id IN (SELECT article_id FROM changed);
INSERT INTO store.lines BY NAME SELECT * FROM staged_lines SEMI JOIN changed USING (article_id);
INSERT INTO store.unweighed SELECT DISTINCT source_id, block_id FROM staged_lines SEMI JOIN changed USING (article_id);
