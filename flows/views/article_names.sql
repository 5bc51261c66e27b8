-- One row an article and name in it, with the number of times: what `entity_articles` is made of. A name is what one article calls an entity
-- where it says most.
CREATE VIEW article_names AS
SELECT article_id, name_id, mentions
FROM store.article_names;
