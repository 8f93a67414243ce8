-- What will be wanted: runs of the engine, its forecasts with their spread, other people's forecasts
-- beside ours, what planners know better, and how right each was.

-- A run of planning or of a part of it: its progress can be watched and it can be stopped.
create table plan_run (
  id uuid primary key,
  kind text collate "C" not null check (kind in ('plan', 'forecast', 'policy', 'lead_time')),
  status text collate "C" not null check (status in ('queued', 'running', 'done', 'stopped', 'failed')),
  -- the day it plans from; nothing later is read
  as_of date not null,
  -- null: everything that changed; else what was asked for
  scope jsonb,
  step text not null default '',
  done_count bigint not null default 0,
  total_count bigint not null default 0,
  stop_asked_at timestamptz,
  result jsonb not null default '{}',
  problem text not null default '',
  started_by text not null,
  started_by_name text not null,
  queued_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz
);
create unique index on plan_run (kind) where status in ('queued', 'running');
create index on plan_run (queued_at, id);
create index on plan_run (kind, queued_at);
create index on plan_run (status, queued_at);
comment on table plan_run is '@derived what the engine did and how far it is';

create table forecast (
  id uuid primary key,
  item_id uuid not null,
  place_id uuid not null,
  period text collate "C" not null check (period in ('day', 'week', 'month')),
  -- the first period that is forecast
  starts_on date not null,
  made_on date not null,
  method text collate "C" not null,
  -- member -> weight
  weights jsonb not null default '{}',
  is_intermittent boolean not null default false,
  -- base units by period: without promotions, what promotions add, what other events add
  baseline_units double precision[] not null,
  uplift_units real[] not null,
  event_units real[] not null,
  -- after overrides: what planning uses
  planned_units double precision[] not null,
  -- nine quantiles (.05 .1 .25 .5 .75 .9 .95 .98 .99) by period, period after period
  quantile_units real[] not null,
  -- by rolling origin inside the history
  wape double precision,
  bias double precision,
  rmsse double precision,
  -- what it sells now, a week
  level_units double precision not null,
  seed bigint not null,
  fingerprint text collate "C" not null,
  computed_at timestamptz not null,
  unique (item_id, place_id, period)
);
create index on forecast (place_id, item_id);
create index on forecast (method, id);
create index on forecast (wape, id);
create index on forecast (level_units, id);
comment on table forecast is '@derived computed from demand_series, promotions and overrides';

-- What was forecast at an earlier time, kept to be scored at the lag that matters.
create table forecast_snapshot (
  id uuid primary key,
  item_id uuid not null,
  place_id uuid not null,
  -- null: ours
  source_id uuid,
  period text collate "C" not null,
  made_on date not null,
  starts_on date not null,
  -- each step of how it came about, so that the value each adds can be told
  naive_units real[] not null,
  statistical_units real[] not null,
  promotion_units real[] not null,
  planned_units real[] not null,
  unique nulls not distinct (item_id, place_id, source_id, period, made_on)
);
create index on forecast_snapshot (made_on);
create index on forecast_snapshot (place_id);
create index on forecast_snapshot (source_id) where source_id is not null;
comment on table forecast_snapshot is '@append-only what was forecast when';

create table forecast_source (
  id uuid primary key,
  code text collate "C" not null unique check (code <> ''),
  name text collate "C" not null check (name <> ''),
  status text collate "C" not null default 'active' check (status in ('active', 'inactive')),
  version integer not null default 1
);

-- Another's forecast, version by version.
create table outside_forecast (
  id uuid primary key,
  source_id uuid not null references forecast_source,
  -- the source's own name of this edition, such as its date
  edition text collate "C" not null,
  item_id uuid not null references item,
  place_id uuid not null references place,
  period text collate "C" not null check (period in ('day', 'week', 'month')),
  starts_on date not null,
  units bigint not null check (units >= 0),
  received_at timestamptz not null,
  unique (source_id, edition, item_id, place_id, period, starts_on)
);
create index on outside_forecast (item_id, place_id, starts_on);
create index on outside_forecast (place_id);
comment on table outside_forecast is '@append-only forecasts of others as they came';

-- Where another's forecast is planned with instead of ours, by segment (or all).
create table forecast_choice (
  id uuid primary key,
  segment text collate "C" not null,
  place_id uuid references place,
  source_id uuid references forecast_source,
  reason text not null default '',
  version integer not null default 1,
  unique nulls not distinct (segment, place_id)
);
create index on forecast_choice (source_id) where source_id is not null;
create index on forecast_choice (place_id) where place_id is not null;

create table forecast_override (
  id uuid primary key,
  item_id uuid not null references item,
  place_id uuid not null references place,
  starts_on date not null,
  ends_on date not null check (ends_on >= starts_on),
  kind text collate "C" not null check (kind in ('set', 'add', 'multiply')),
  -- base units a week for set and add; ten-thousandths for multiply
  amount bigint not null,
  reason text not null check (reason <> ''),
  owner_id text not null,
  owner_name text not null,
  made_at timestamptz not null,
  -- after this day it is no longer used
  expires_on date not null,
  withdrawn_at timestamptz,
  version integer not null default 1
);
create index on forecast_override (item_id, place_id) where withdrawn_at is null;
create index on forecast_override (place_id);
create index on forecast_override (expires_on) where withdrawn_at is null;
create index on forecast_override (owner_id, made_at);

-- How right each was, by item, place and source, at the lag that matters there.
create table forecast_score (
  id uuid primary key,
  item_id uuid not null,
  place_id uuid not null,
  source_id uuid,
  supplier_id uuid,
  segment text collate "C" not null default '',
  lag_periods integer not null,
  scored_on date not null,
  period_count integer not null,
  actual_units double precision not null,
  error_units double precision not null,
  bias_units double precision not null,
  naive_error_units double precision not null,
  statistical_error_units double precision not null,
  promotion_error_units double precision not null,
  unique nulls not distinct (item_id, place_id, source_id)
);
create index on forecast_score (supplier_id) where supplier_id is not null;
create index on forecast_score (source_id) where source_id is not null;
create index on forecast_score (segment);
create index on forecast_score (place_id);
comment on table forecast_score is '@derived forecast_snapshot against demand';
