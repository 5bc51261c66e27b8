-- One row an article. `publisher` is the source's family when the user named one, else what the page says, else the source's name.
-- `agency` is the news agency that the text credits; `gone_at` is when its page was found to be gone.
-- `day` is the day of publication in the desk's time zone; of first sight where the publication is unknown.
CREATE VIEW articles AS
SELECT a.article_id, a.source_id, coalesce(s.publisher, a.publisher, s.name, a.source_id) AS publisher, a.url, a.canonical_url, a.title, t.lead, t.text,
       a.authors, a.agencies, a.published_at, a.published_from, a.modified_at, a.modified_from, a.first_seen_at,
       a.day, a.language, a.section, a.image_url, t.captions, t.credits, t.bios, a.paywalled, a.opt_out, a.flags,
       a.story_id, a.article_id = a.story_id AS is_original, a.version, a.word_count, a.agency, a.gone_at
FROM store.articles a JOIN store.article_texts t USING (article_id) LEFT JOIN store.sources s USING (source_id);
