-- +goose Up
-- Who may come in belongs to the tenant 'house'; what a person grants and what
-- was done with it belongs to that person's own tenant.
create table account (
	tenant   text   not null, -- 'house'
	id       text   not null, -- the name for signing in, lower case
	home     text   not null, -- tenant of this person's own records
	role     text   not null, -- person, clinician, admin
	password text   not null, -- argon2id in PHC form, '' when there is none
	created  bigint not null,
	version  bigint not null,
	primary key (tenant, id)
);
create table recovery (
	tenant  text   not null, -- 'house'
	id      text   not null, -- SHA-256 of the account and the code
	account text   not null,
	created bigint not null,
	primary key (tenant, id)
);
create table passkey (
	tenant  text   not null, -- 'house'
	id      text   not null, -- credential id, base64url
	account text   not null,
	doc     text   not null, -- public key and counters, JSON
	created bigint not null,
	primary key (tenant, id)
);
create table token (
	tenant  text   not null, -- 'house'
	id      text   not null, -- SHA-256 of the token
	account text   not null,
	label   text   not null,
	scopes  text   not null, -- read, write, separated by blanks
	created bigint not null,
	ends    bigint not null,
	primary key (tenant, id)
);
create table consent (
	tenant  text   not null, -- whose episode it is
	id      text   not null,
	episode text   not null,
	grantee text   not null, -- the account that may read it
	created bigint not null,
	ends    bigint not null, -- when it runs out or was taken back
	primary key (tenant, id)
);
create index consent_by_grantee on consent (grantee, ends);
create table audit (
	tenant  text   not null, -- whose records it is about, or 'house'
	id      text   not null,
	at      bigint not null,
	account text   not null, -- who did it
	what    text   not null, -- a word such as signed_in, read_shared
	about   text   not null, -- an id, never what was said
	primary key (tenant, id)
);
create index audit_by_time on audit (tenant, at, id);
create table session (
	tenant text   not null, -- 'house'
	id     text   not null, -- SHA-256 of the cookie
	doc    text   not null, -- base64
	ends   bigint not null,
	primary key (tenant, id)
);
create index session_by_end on session (tenant, ends);

-- +goose Down
drop table session;
drop table audit;
drop table consent;
drop table token;
drop table passkey;
drop table recovery;
drop table account;
