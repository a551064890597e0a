-- +goose Up
-- Few entries correct another one: only those are worth an index.
drop index entry_by_mends;
create index entry_by_mends on entry (tenant, mends) where mends <> '';

-- +goose Down
drop index entry_by_mends;
create index entry_by_mends on entry (tenant, mends);
