-- The plumbing every room stands on: who did what (audit), what happened (outbox), what was asked
-- twice (idempotency), and human numbers. One database is one organization, so nothing here names it.
--
-- The class of a table is said in its comment and applied by the migrator after each run:
--   (nothing)      audited: select, insert, update, delete, and the generic audit trigger
--   @append-only   select and insert: a book
--   @derived       select, insert, update, delete without audit: kept beside a book, or bookkeeping of ours
--   @sealed        select: written by functions of the owner alone

create table audit_event (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  actor_id text not null,
  actor_kind text not null,
  actor_name text not null,
  request_id text,
  address text,
  table_name text not null,
  row_id uuid not null,
  action text not null check (action in ('insert', 'update', 'delete')),
  changes jsonb not null
);
comment on table audit_event is '@sealed Who changed which row, when, from where, and how: the new row, or {column: [old, new]}.';
create index audit_event_row on audit_event (table_name, row_id, id);
create index audit_event_actor on audit_event (actor_id, id);
create index audit_event_at on audit_event (at);

create table outbox_event (
  id uuid primary key,
  type text not null,
  subject_kind text not null,
  subject_id uuid not null,
  payload jsonb not null,
  occurred_at timestamptz not null,
  actor_id text not null,
  actor_name text not null,
  -- by the wall, just before its commit: what came of another event sorts after it, whatever the
  -- business day a transaction is dated
  told_at timestamptz not null default clock_timestamp(),
  position bigint unique
);
comment on table outbox_event is '@append-only What happened, written with the facts it tells of. The relay gives each its position after commit, so a reader by position misses no late commit.';
create index outbox_event_waiting on outbox_event (told_at, id) where position is null;
create index outbox_event_subject on outbox_event (subject_kind, subject_id, id);

create table outbox_reader (
  name text primary key,
  position bigint not null default 0
);
comment on table outbox_reader is '@derived How far each reader of the outbox has come.';

create table relay_lease (
  name text primary key,
  holder uuid not null,
  expires_at timestamptz not null
);
comment on table relay_lease is '@derived Which process relays the outbox, and until when.';

create table idempotency_key (
  actor_id text not null,
  key text not null,
  request_hash text not null,
  response text,
  created_at timestamptz not null default clock_timestamp(),
  primary key (actor_id, key)
) with (fillfactor = 50);
comment on table idempotency_key is '@derived The first answer to a request, given again to a twin.';
create index idempotency_key_created on idempotency_key (created_at);

create table number_counter (
  kind text primary key,
  next bigint not null
);
comment on table number_counter is '@derived The next human number of each kind of document; locked last.';

-- Opens a transaction of ours: says who acts, and takes the idempotency key before anything else.
-- A twin waits on the key until the first commits or rolls back.
-- Gives 'run', 'replay' with the first answer, or 'reused' when the key came with another request.
--
-- A write finds its rows by their keys, whatever the values are. So its statements are planned once in
-- a session, and never to read a whole table, which a plan made while that table was small would do
-- for as long as the session lives.
create function work_begin(
  p_actor_id text,
  p_actor_kind text,
  p_actor_name text,
  p_request_id text,
  p_address text,
  p_now timestamptz,
  p_key text,
  p_request_hash text,
  out outcome text,
  out response text
) language plpgsql as $$
declare
  v_hash text;
begin
  perform set_config('landfall.actor_id', p_actor_id, true),
          set_config('landfall.actor_kind', p_actor_kind, true),
          set_config('landfall.actor_name', p_actor_name, true),
          set_config('landfall.request_id', coalesce(p_request_id, ''), true),
          set_config('landfall.address', coalesce(p_address, ''), true),
          set_config('landfall.now', p_now::text, true),
          set_config('plan_cache_mode', 'force_generic_plan', true),
          set_config('enable_seqscan', 'off', true);
  outcome := 'run';
  if p_key is null then
    return;
  end if;
  insert into idempotency_key (actor_id, key, request_hash)
  values (p_actor_id, p_key, p_request_hash)
  on conflict do nothing;
  if found then
    return;
  end if;
  select i.request_hash, i.response into v_hash, response
  from idempotency_key i where i.actor_id = p_actor_id and i.key = p_key;
  if v_hash is distinct from p_request_hash then
    outcome := 'reused';
    response := null;
  else
    outcome := 'replay';
  end if;
end
$$;

-- Closes a transaction of ours: events, jobs and the answer to keep, in one round trip.
create function work_flush(p_events jsonb, p_jobs jsonb, p_key text, p_response text)
returns void language plpgsql as $$
begin
  if p_events is not null then
    insert into outbox_event (id, type, subject_kind, subject_id, payload, occurred_at, actor_id, actor_name)
    select e.id, e.type, e.subject_kind, e.subject_id, e.payload,
           current_setting('landfall.now')::timestamptz,
           current_setting('landfall.actor_id'),
           current_setting('landfall.actor_name')
    from jsonb_to_recordset(p_events)
      as e(id uuid, type text, subject_kind text, subject_id uuid, payload jsonb);
  end if;
  if p_jobs is not null then
    perform enqueue_jobs(p_jobs);
  end if;
  if p_key is not null then
    update idempotency_key set response = p_response
    where actor_id = current_setting('landfall.actor_id') and key = p_key;
  end if;
end
$$;

-- Lets the application start jobs without touching the queue: the inner function belongs to the
-- role that owns schema graphile_worker and is put there by the migrator.
create function enqueue_jobs(jobs jsonb)
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform graphile_worker.enqueue_jobs(jobs);
end
$$;

-- How the queue stands, for figures; failed ones were tried as often as they may be.
create function count_jobs(out waiting int, out running int, out failed int)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  select c.waiting, c.running, c.failed into waiting, running, failed
  from graphile_worker.count_jobs() c;
end
$$;

-- The next human number of a kind, from 1. It locks the counter until commit, so ask for it last.
create function next_number(p_kind text) returns bigint language sql as $$
  insert into number_counter as counter (kind, next) values (p_kind, 2)
  on conflict (kind) do update set next = counter.next + 1
  returning next - 1
$$;

-- Takes or keeps the lease of a relay; true when it is ours.
create function relay_lease_take(p_name text, p_holder uuid, p_ms int) returns boolean
language sql as $$
  with taken as (
    insert into relay_lease as lease (name, holder, expires_at)
    values (p_name, p_holder, clock_timestamp() + p_ms * interval '1 millisecond')
    on conflict (name) do update
      set holder = excluded.holder, expires_at = excluded.expires_at
      where lease.holder = excluded.holder or lease.expires_at < clock_timestamp()
    returning 1
  )
  select exists (select from taken)
$$;

-- Gives committed events their positions, first told first. Only the holder of the lease may: the row
-- stays locked until commit, so two relays never number side by side. Gives how many, or -1 without
-- the lease. Owned by the owner, since the application may not update an event.
create function relay_assign(p_name text, p_holder uuid, p_limit int) returns int
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp set enable_seqscan = off as $$
declare
  v_count int;
begin
  perform from relay_lease
  where name = p_name and holder = p_holder and expires_at > clock_timestamp() for update;
  if not found then
    return -1;
  end if;
  with waiting as (
    select id, row_number() over (order by told_at, id) as place
    from (
      select id, told_at from outbox_event where position is null order by told_at, id limit p_limit
    ) oldest
  ), last as (
    select coalesce(max(position), 0) as position from outbox_event
  )
  update outbox_event e set position = last.position + waiting.place
  from waiting, last where e.id = waiting.id;
  get diagnostics v_count = row_count;
  return v_count;
end
$$;

-- The generic audit trigger: one statement for a whole set, whatever the table. Statement level
-- with transition tables, so forty lines cost one insert. One function for each verb, because a
-- trigger with transition tables names exactly one event. The migrator writes the one for updates out
-- for each table, column by column, and lays all three on every audited table. Their plans never
-- depend on a value, so that they are made once in a session.
create function audit_insert() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  insert into audit_event (at, actor_id, actor_kind, actor_name, request_id, address,
                           table_name, row_id, action, changes)
  select coalesce(nullif(current_setting('landfall.now', true), '')::timestamptz, clock_timestamp()),
         coalesce(nullif(current_setting('landfall.actor_id', true), ''), 'database:' || session_user),
         coalesce(nullif(current_setting('landfall.actor_kind', true), ''), 'rule'),
         coalesce(nullif(current_setting('landfall.actor_name', true), ''), session_user),
         nullif(current_setting('landfall.request_id', true), ''),
         nullif(current_setting('landfall.address', true), ''),
         tg_table_name, n.id, 'insert', to_jsonb(n)
  from new_rows n;
  return null;
end
$$;

create function audit_delete() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  insert into audit_event (at, actor_id, actor_kind, actor_name, request_id, address,
                           table_name, row_id, action, changes)
  select coalesce(nullif(current_setting('landfall.now', true), '')::timestamptz, clock_timestamp()),
         coalesce(nullif(current_setting('landfall.actor_id', true), ''), 'database:' || session_user),
         coalesce(nullif(current_setting('landfall.actor_kind', true), ''), 'rule'),
         coalesce(nullif(current_setting('landfall.actor_name', true), ''), session_user),
         nullif(current_setting('landfall.request_id', true), ''),
         nullif(current_setting('landfall.address', true), ''),
         tg_table_name, o.id, 'delete', to_jsonb(o)
  from old_rows o;
  return null;
end
$$;
