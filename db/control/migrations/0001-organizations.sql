-- What is known before an organization is: which there are and where their databases lie. People, their
-- sessions and the keys of outside systems follow in 0002.

create table organization (
  id uuid primary key,
  slug text collate "C" not null unique check (slug ~ '^[a-z][a-z0-9-]{0,30}[a-z0-9]$'),
  name text not null check (name <> ''),
  -- where its database is, when it is not beside this one
  database_address text,
  -- of the migrations it has had; others are run before it is opened
  schema_version text not null default '',
  created_at timestamptz not null default now()
);
