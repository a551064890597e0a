-- +goose Up
-- Whatever else a person keeps, by kind: preferences, forecasts, trials, links.
create table document (
	tenant  text   not null,
	id      text   not null, -- made by whoever writes it; the kind itself where there is one per person
	kind    text   not null,
	episode text   not null, -- '' when it belongs to none
	at      bigint not null, -- when it happened or begins, microseconds UTC
	changed bigint not null,
	version bigint not null, -- raised by each change
	doc     text   not null, -- JSON
	primary key (tenant, id)
);
create index document_by_time on document (tenant, kind, at, id);
create index document_by_kind on document (kind, id, tenant);

alter table consent add column may text not null default 'read'; -- read, or read and add findings

-- +goose Down
alter table consent drop column may;
drop table document;
