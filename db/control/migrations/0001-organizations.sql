-- What is known before an organization is: which there are, where their databases lie, who belongs to
-- them, and the keys of outside systems. People and their sessions follow in 0002.

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

create table membership (
  user_id text not null,
  organization_id uuid not null references organization (id) on delete cascade,
  role text not null check (role in ('owner', 'buyer', 'receiver', 'ap_clerk', 'viewer')),
  -- the person in the organization's database
  person_id uuid not null,
  created_at timestamptz not null default now(),
  primary key (user_id, organization_id)
);
create index membership_organization on membership (organization_id);

create table api_key (
  id uuid primary key,
  organization_id uuid not null references organization (id) on delete cascade,
  name text not null check (name <> ''),
  role text not null check (role in ('owner', 'buyer', 'receiver', 'ap_clerk', 'viewer')),
  -- SHA-256 of the key, which itself is shown once and never kept
  key_hash text not null unique,
  created_by text not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  expires_at timestamptz,
  revoked_at timestamptz
);
create index api_key_organization on api_key (organization_id);
