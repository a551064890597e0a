-- +goose Up
create table episode (
	tenant  text   not null,
	id      text   not null,
	created bigint not null, -- microseconds UTC
	changed bigint not null,
	version bigint not null, -- raised by each change
	words   text   not null, -- the drawing in words, for lists
	level   text   not null, -- level of care when it was last assessed
	doc     text   not null, -- the case, unknot.case/v1
	primary key (tenant, id)
);
create index episode_by_time on episode (tenant, created, id);

-- +goose Down
drop table episode;
