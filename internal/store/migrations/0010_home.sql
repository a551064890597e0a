-- +goose Up
create index account_by_home on account (home);

-- +goose Down
drop index account_by_home;
