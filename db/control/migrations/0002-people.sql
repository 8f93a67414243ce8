-- Who may come in: people with their passwords and sessions (the tables better-auth works on, under
-- names of ours), who belongs to which organization in which role, and the keys of outside systems.

create table app_user (
  id uuid primary key,
  name text not null check (name <> ''),
  -- lower case
  email text collate "C" not null unique check (email = lower(email)),
  email_verified boolean not null default false,
  image text,
  -- a password somebody else gave; the web app asks for another
  must_change_password boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table user_session (
  id uuid primary key,
  user_id uuid not null references app_user (id) on delete cascade,
  token text collate "C" not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index user_session_user on user_session (user_id);
create index user_session_expires on user_session (expires_at);

create table user_account (
  id uuid primary key,
  user_id uuid not null references app_user (id) on delete cascade,
  -- 'credential' is the password sign-in; its account is the user itself
  provider_id text not null,
  account_id text not null,
  -- scrypt with a salt of its own
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider_id, account_id)
);
create index user_account_user on user_account (user_id);

create table user_verification (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index user_verification_identifier on user_verification (identifier);

create table membership (
  user_id uuid not null references app_user (id) on delete cascade,
  organization_id uuid not null references organization (id) on delete cascade,
  role text not null check (role in ('owner', 'planner', 'buyer', 'receiver', 'ap_clerk', 'viewer')),
  created_at timestamptz not null default now(),
  primary key (user_id, organization_id)
);
create index membership_organization on membership (organization_id, user_id);

create table api_key (
  id uuid primary key,
  organization_id uuid not null references organization (id) on delete cascade,
  name text not null check (name <> ''),
  role text not null check (role in ('owner', 'planner', 'buyer', 'receiver', 'ap_clerk', 'viewer')),
  -- SHA-256 of the key in hex; the key itself is shown once and never kept
  key_hash text collate "C" not null unique,
  -- its first characters, to tell keys apart
  hint text not null default '',
  created_by text not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  expires_at timestamptz,
  revoked_at timestamptz
);
create index api_key_organization on api_key (organization_id, id);

-- Sign-ins that were tried, by account and by address, in a window that starts with the first.
create table sign_in_attempt (
  -- 'account:…' or 'address:…', hashed
  key text collate "C" primary key,
  attempts int not null,
  window_ends_at timestamptz not null
);
create index sign_in_attempt_ends on sign_in_attempt (window_ends_at);

-- One row at most: whoever makes it sets the installation up. It stays, finished, ever after.
create table first_run (
  only_row boolean primary key default true check (only_row),
  claimed_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz
);
