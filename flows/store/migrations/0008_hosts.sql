-- The hosts of a run's crawl whose answers took longest: how many requests, how many seconds in all, and the slowest answer.
CREATE TABLE store.run_hosts (
    run_id   VARCHAR NOT NULL,
    host     VARCHAR NOT NULL,
    requests INTEGER NOT NULL,
    seconds  DOUBLE NOT NULL,
    slowest  DOUBLE NOT NULL
);
