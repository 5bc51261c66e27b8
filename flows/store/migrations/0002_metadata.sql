-- What more is known of an article: where the time of its last change is from, the news agencies that it credits, the
-- opt-outs from text and data mining as seen, and what a reader should know of its text (truncated, too deep).
ALTER TABLE store.articles ADD COLUMN modified_from VARCHAR;
ALTER TABLE store.articles ADD COLUMN agencies VARCHAR[] DEFAULT [];
ALTER TABLE store.articles ADD COLUMN opt_out VARCHAR[] DEFAULT [];
ALTER TABLE store.articles ADD COLUMN flags VARCHAR[] DEFAULT [];
