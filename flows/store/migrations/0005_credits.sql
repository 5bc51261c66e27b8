-- Picture credits on lines of their own, and lines about the authors: they are not in the text.
ALTER TABLE store.article_texts ADD COLUMN credits VARCHAR[] DEFAULT [];
ALTER TABLE store.article_texts ADD COLUMN bios VARCHAR[] DEFAULT [];
