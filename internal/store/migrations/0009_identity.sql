-- +goose Up
create table identity (
	tenant  text   not null, -- 'house'
	id      text   not null, -- SHA-256 of issuer and subject
	account text   not null,
	created bigint not null,
	primary key (tenant, id)
);

-- +goose Down
drop table identity;
