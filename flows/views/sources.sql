-- Every source that ever was; `listed` is false once it was taken out of sources.toml.
CREATE VIEW sources AS
SELECT s.source_id, s.name, coalesce(s.publisher, s.name) AS publisher, s.language, s.country, s.homepage, s.paused, s.listed
FROM store.sources s;
