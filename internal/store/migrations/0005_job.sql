-- +goose Up
create table job (
	tenant text   not null, -- whose records it is about, or 'house'
	id     text   not null, -- made by who asks for it, so that asking twice is harmless
	kind   text   not null,
	doc    text   not null,
	due    bigint not null, -- not before this time
	lease  bigint not null, -- nobody else may take it before this time
	holder text   not null, -- the process that took it last
	tries  bigint not null,
	primary key (tenant, id)
);
create index job_by_due on job (due, tenant, id);

-- +goose Down
drop table job;
