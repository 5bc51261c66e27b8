-- One row a story: its original article, the day of that, how many articles carry it, at how many publishers and
-- families of publishers (families.sql), and the news agency that is credited for it, null where none is.
CREATE VIEW stories AS
SELECT a.story_id, any_value(a.title) FILTER (a.is_original) AS title, any_value(a.source_id) FILTER (a.is_original) AS source_id,
       any_value(a.publisher) FILTER (a.is_original) AS publisher, min(a.day) AS first_day, max(a.day) AS last_day,
       count(*) AS articles, count(DISTINCT a.publisher) AS publishers, count(DISTINCT f.family) AS families, mode(a.agency) AS agency
FROM articles a JOIN families f USING (publisher)
GROUP BY a.story_id;
