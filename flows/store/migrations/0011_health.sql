-- How each source stood at the end of a night, beside its own past: one row a night and source.
CREATE TABLE store.source_health (
    run_id    VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL,
    day       DATE NOT NULL,          -- of the night, in the desk's time zone
    articles  INTEGER NOT NULL,       -- first seen on that day
    usual     DOUBLE,                 -- how many are expected on such a day; null: too little is known
    state     VARCHAR NOT NULL,       -- well, or the rule that found something (flows.health.source)
    since     DATE,                   -- when the trouble is likely to have begun
    reason    VARCHAR,
    next_step VARCHAR
);
