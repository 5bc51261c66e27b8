-- What was cut from each article's page, in the page's order, and why.
CREATE VIEW cut_blocks AS
SELECT article_id, position, text, reason
FROM store.cut_blocks;
