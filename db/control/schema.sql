-- What the migrations add up to. Written by `npm run db:schema`; do not edit.

create table api_key (
  id uuid not null,
  organization_id uuid not null,
  name text not null,
  role text not null,
  key_hash text collate "C" not null,
  hint text default ''::text not null,
  created_by text not null,
  created_at timestamp with time zone default now() not null,
  last_used_at timestamp with time zone,
  expires_at timestamp with time zone,
  revoked_at timestamp with time zone
);
alter table api_key add constraint api_key_key_hash_key UNIQUE (key_hash);
alter table api_key add constraint api_key_pkey PRIMARY KEY (id);
alter table api_key add constraint api_key_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organization(id) ON DELETE CASCADE;
alter table api_key add constraint api_key_name_check CHECK ((name <> ''::text));
alter table api_key add constraint api_key_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'planner'::text, 'buyer'::text, 'receiver'::text, 'ap_clerk'::text, 'viewer'::text])));
CREATE INDEX api_key_organization ON public.api_key USING btree (organization_id, id);

create table app_user (
  id uuid not null,
  name text not null,
  email text collate "C" not null,
  email_verified boolean default false not null,
  image text,
  must_change_password boolean default false not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null
);
alter table app_user add constraint app_user_email_key UNIQUE (email);
alter table app_user add constraint app_user_pkey PRIMARY KEY (id);
alter table app_user add constraint app_user_email_check CHECK ((email = lower(email)));
alter table app_user add constraint app_user_name_check CHECK ((name <> ''::text));

create table first_run (
  only_row boolean default true not null,
  claimed_at timestamp with time zone default clock_timestamp() not null,
  finished_at timestamp with time zone
);
alter table first_run add constraint first_run_pkey PRIMARY KEY (only_row);
alter table first_run add constraint first_run_only_row_check CHECK (only_row);

create table membership (
  user_id uuid not null,
  organization_id uuid not null,
  role text not null,
  created_at timestamp with time zone default now() not null
);
alter table membership add constraint membership_pkey PRIMARY KEY (user_id, organization_id);
alter table membership add constraint membership_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organization(id) ON DELETE CASCADE;
alter table membership add constraint membership_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id) ON DELETE CASCADE;
alter table membership add constraint membership_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'planner'::text, 'buyer'::text, 'receiver'::text, 'ap_clerk'::text, 'viewer'::text])));
CREATE INDEX membership_organization ON public.membership USING btree (organization_id, user_id);

create table organization (
  id uuid not null,
  slug text collate "C" not null,
  name text not null,
  database_address text,
  schema_version text default ''::text not null,
  created_at timestamp with time zone default now() not null
);
alter table organization add constraint organization_slug_key UNIQUE (slug);
alter table organization add constraint organization_pkey PRIMARY KEY (id);
alter table organization add constraint organization_name_check CHECK ((name <> ''::text));
alter table organization add constraint organization_slug_check CHECK ((slug ~ '^[a-z][a-z0-9-]{0,30}[a-z0-9]$'::text));

create table schema_migration (
  name text not null,
  checksum text not null,
  applied_at timestamp with time zone default clock_timestamp() not null
);
alter table schema_migration add constraint schema_migration_pkey PRIMARY KEY (name);
comment on table schema_migration is '@sealed Which numbered migrations this database has had.';

create table sign_in_attempt (
  key text collate "C" not null,
  attempts integer not null,
  window_ends_at timestamp with time zone not null
);
alter table sign_in_attempt add constraint sign_in_attempt_pkey PRIMARY KEY (key);
CREATE INDEX sign_in_attempt_ends ON public.sign_in_attempt USING btree (window_ends_at);

create table user_account (
  id uuid not null,
  user_id uuid not null,
  provider_id text not null,
  account_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamp with time zone,
  refresh_token_expires_at timestamp with time zone,
  scope text,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null
);
alter table user_account add constraint user_account_provider_id_account_id_key UNIQUE (provider_id, account_id);
alter table user_account add constraint user_account_pkey PRIMARY KEY (id);
alter table user_account add constraint user_account_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id) ON DELETE CASCADE;
CREATE INDEX user_account_user ON public.user_account USING btree (user_id);

create table user_session (
  id uuid not null,
  user_id uuid not null,
  token text collate "C" not null,
  expires_at timestamp with time zone not null,
  ip_address text,
  user_agent text,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null
);
alter table user_session add constraint user_session_token_key UNIQUE (token);
alter table user_session add constraint user_session_pkey PRIMARY KEY (id);
alter table user_session add constraint user_session_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id) ON DELETE CASCADE;
CREATE INDEX user_session_expires ON public.user_session USING btree (expires_at);
CREATE INDEX user_session_user ON public.user_session USING btree (user_id);

create table user_verification (
  id uuid not null,
  identifier text not null,
  value text not null,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null
);
alter table user_verification add constraint user_verification_pkey PRIMARY KEY (id);
CREATE INDEX user_verification_identifier ON public.user_verification USING btree (identifier);
