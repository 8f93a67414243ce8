-- What the migrations add up to. Written by `npm run db:schema`; do not edit.

create table api_key (
  id uuid not null,
  organization_id uuid not null,
  name text not null,
  role text not null,
  key_hash text not null,
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
alter table api_key add constraint api_key_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'buyer'::text, 'receiver'::text, 'ap_clerk'::text, 'viewer'::text])));
CREATE INDEX api_key_organization ON public.api_key USING btree (organization_id);

create table membership (
  user_id text not null,
  organization_id uuid not null,
  role text not null,
  person_id uuid not null,
  created_at timestamp with time zone default now() not null
);
alter table membership add constraint membership_pkey PRIMARY KEY (user_id, organization_id);
alter table membership add constraint membership_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organization(id) ON DELETE CASCADE;
alter table membership add constraint membership_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'buyer'::text, 'receiver'::text, 'ap_clerk'::text, 'viewer'::text])));
CREATE INDEX membership_organization ON public.membership USING btree (organization_id);

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
