-- +goose Up
alter table episode add column relapse_of text not null default ''; -- id of the earlier episode that came back
alter table episode add column ended bigint not null default 0; -- when it was quiet again, 0 while it lasts
create index entry_by_mends on entry (tenant, mends);

-- +goose Down
drop index entry_by_mends;
alter table episode drop column ended;
alter table episode drop column relapse_of;
