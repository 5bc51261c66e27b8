-- A night that makes up for one that was missed: when that was due. Null for every other run.
ALTER TABLE store.runs ADD COLUMN late_for TIMESTAMPTZ;
