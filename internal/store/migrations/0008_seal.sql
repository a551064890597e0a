-- +goose Up
-- One row when the fields with health data are encrypted: a word that only the
-- right key opens.
create table seal (
	tenant text not null, -- 'house'
	id     text not null, -- 'key'
	doc    text not null,
	primary key (tenant, id)
);

-- +goose Down
drop table seal;
