-- +goose Up
create table entry (
	tenant  text   not null,
	id      text   not null, -- made by whoever writes it, so that sending twice is harmless
	episode text   not null, -- '' when it belongs to none
	at      bigint not null, -- when it was felt, microseconds UTC
	written bigint not null, -- when it reached the store
	mends   text   not null, -- id of the entry that this one corrects, or ''
	doc     text   not null, -- unknot.entry/v1
	primary key (tenant, id)
);
create index entry_by_time on entry (tenant, at, id);
create index entry_by_episode on entry (tenant, episode, at, id);

-- +goose Down
drop table entry;
