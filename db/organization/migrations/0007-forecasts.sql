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
  -- first and last day it is sold, as it was laid; the baseline without that, where it differs
  launches_on date,
  ends_on date,
  unbound_units double precision[],
  -- a new item is forecast from this one; weeks it has sold itself
  analog_item_id uuid,
  own_weeks integer,
  analog_fingerprint text collate "C",
  seed bigint not null,
  -- where another's figures are planned with: whose, of which edition (with how many figures), and by
  -- week what stands in place of baseline, uplift and event; NaN where ours stays
  source_id uuid,
  outside_said text collate "C" not null default '',
  outside_units double precision[] not null default '{}',
  fingerprint text collate "C" not null,
  computed_at timestamptz not null,
  unique (item_id, place_id, period)
);
create index on forecast (place_id, item_id);
create index on forecast (source_id) where source_id is not null;
create index on forecast (method, id);
create index on forecast (wape, id);
create index on forecast (level_units, id);
create index on forecast (analog_item_id) where analog_item_id is not null;
create index on forecast (item_id, place_id) where launches_on is not null or ends_on is not null;
comment on table forecast is '@derived computed from demand_series, promotions and overrides';

-- On which days of the week and in which channels an item sells at a place; no row: evenly, and where all
-- the company sells.
create table forecast_habit (
  item_id uuid not null,
  place_id uuid not null,
  -- Monday first; empty: evenly
  day_shares real[] not null,
  channel_ids uuid[] not null,
  channel_shares double precision[] not null,
  -- by week, where a channel was overridden by itself
  planned_shares double precision[] not null default '{}',
  learned_on date not null,
  primary key (item_id, place_id)
);
create index on forecast_habit (place_id);
create index on forecast_habit (item_id) where planned_shares <> '{}';
comment on table forecast_habit is '@derived learned from demand_day';

-- What planning made of an item at a place: by its segment a source is chosen, and the lag says how
-- far ahead a forecast matters there. Told by policies after a run.
create table forecast_use (
  item_id uuid not null,
  place_id uuid not null,
  segment text collate "C" not null,
  supplier_id uuid,
  -- lead time plus review
  protected_days integer not null check (protected_days >= 0),
  -- the same in weeks, rounded up: the week ahead that an order of now is for
  lag_weeks smallint not null
    generated always as (least(52, greatest(1, (protected_days + 6) / 7))) stored,
  primary key (item_id, place_id)
);
create index on forecast_use (segment, item_id, place_id);
create index on forecast_use (place_id);
create index on forecast_use (supplier_id, item_id) where supplier_id is not null;
comment on table forecast_use is '@derived of stock_rule, as the last run left it';

-- What was forecast at an earlier time for the week that mattered: once per week, kept until that week
-- has long been scored.
create table forecast_snapshot (
  item_id uuid not null,
  place_id uuid not null,
  -- the Monday of the first week that was forecast
  starts_on date not null,
  made_on date not null,
  -- when the forecast was computed, or something was laid over it
  laid_at timestamptz not null,
  lag_weeks smallint not null,
  -- the Monday of the week the figures are for
  target_on date not null,
  -- each step of how it came about, so that the value each adds can be told: the last week (or the same
  -- week of the year before), the engine, with promotions, by the chosen source, after overrides
  naive_units real not null,
  statistical_units real not null,
  promotion_units real not null,
  sourced_units real not null,
  planned_units real not null,
  primary key (item_id, place_id, starts_on)
);
create index on forecast_snapshot (target_on);
create index on forecast_snapshot (place_id);
comment on table forecast_snapshot is '@derived what was forecast when, for a while';

create table forecast_source (
  id uuid primary key,
  code text collate "C" not null unique check (code <> ''),
  name text collate "C" not null check (name <> ''),
  -- its figures are of all that will be sold; else planned promotions come on top
  includes_promotions boolean not null default true,
  status text collate "C" not null default 'active' check (status in ('active', 'inactive')),
  version integer not null default 1
);
create index on forecast_source (name, id);
create index on forecast_source (status, code);

-- A version of a source's forecast. Its figures never change: who knows better sends another edition.
create table forecast_edition (
  id uuid primary key,
  source_id uuid not null references forecast_source,
  -- the source's own name of it, such as its date
  name text collate "C" not null check (name <> ''),
  period text collate "C" not null check (period in ('day', 'week', 'month')),
  -- of a weekly edition: the weekday its weeks start on, 1 for Monday
  week_starts smallint check (week_starts between 1 and 7),
  made_on date not null,
  -- what came of it so far
  figure_count bigint not null default 0,
  pair_count bigint not null default 0,
  first_on date,
  last_on date,
  received_at timestamptz not null,
  unique (source_id, name),
  check ((week_starts is null) = (period <> 'week'))
);
create index on forecast_edition (source_id, made_on, received_at, id);
create index on forecast_edition (made_on, id);
create index on forecast_edition (received_at);

create table outside_forecast (
  id uuid primary key,
  edition_id uuid not null references forecast_edition,
  item_id uuid not null references item,
  place_id uuid not null references place,
  starts_on date not null,
  units bigint not null check (units >= 0),
  received_at timestamptz not null,
  unique (edition_id, item_id, place_id, starts_on)
);
create index on outside_forecast (item_id, place_id, starts_on);
create index on outside_forecast (place_id);
create index on outside_forecast (starts_on, id);
create index on outside_forecast (edition_id, starts_on, id);
comment on table outside_forecast is '@append-only forecasts of others as they came';

-- Whose forecast is planned with, by segment and place; the most exact choice holds.
create table forecast_choice (
  id uuid primary key,
  -- '*' is every segment that has no choice of its own
  segment text collate "C" not null check (segment <> ''),
  place_id uuid references place,
  -- null: ours
  source_id uuid references forecast_source,
  reason text not null check (reason <> ''),
  chosen_by_name text not null,
  chosen_at timestamptz not null,
  version integer not null default 1,
  unique nulls not distinct (segment, place_id)
);
create index on forecast_choice (segment, id);
create index on forecast_choice (source_id) where source_id is not null;
create index on forecast_choice (place_id) where place_id is not null;

create table forecast_override (
  id uuid primary key,
  -- an item at a place; or without an item all that is of a category, at a place, in a channel
  item_id uuid references item,
  place_id uuid references place,
  category_id uuid references item_category,
  channel_id uuid references channel,
  starts_on date not null,
  ends_on date not null check (ends_on >= starts_on),
  kind text collate "C" not null check (kind in ('set', 'add', 'multiply')),
  -- set and add: a week, in base units of the item, or millionths of stocking units of all together;
  -- multiply: ten-thousandths
  amount bigint not null,
  -- of all together: by what each one's week is multiplied, by week from a Monday on
  spread_from date,
  spread_factors double precision[],
  reason text not null check (reason <> ''),
  owner_id text not null,
  owner_name text not null,
  made_at timestamptz not null,
  -- after this day it is no longer used
  expires_on date not null,
  withdrawn_at timestamptz,
  version integer not null default 1,
  check (case when item_id is null then num_nonnulls(place_id, category_id, channel_id) > 0
    else place_id is not null and num_nonnulls(category_id, channel_id) = 0 end)
);
create index on forecast_override (item_id, place_id) where withdrawn_at is null;
create index on forecast_override (made_at) where item_id is null;
create index on forecast_override (place_id);
create index on forecast_override (category_id) where category_id is not null;
create index on forecast_override (channel_id) where channel_id is not null;
create index on forecast_override (expires_on) where withdrawn_at is null;
create index on forecast_override (owner_id, made_at);

-- How right each was over the last weeks, by item, place and source, at the lag that matters there.
create table forecast_score (
  item_id uuid not null,
  place_id uuid not null,
  -- null: what was planned with
  source_id uuid,
  lag_weeks smallint not null,
  week_count integer not null,
  -- the Monday of the last week that is scored
  last_on date not null,
  -- base units: demand with lost sales, errors as sums of absolute differences, bias as forecast less demand
  actual_units double precision not null,
  error_units double precision not null,
  bias_units double precision not null,
  -- of our own steps over the very same weeks
  naive_error_units double precision not null,
  statistical_error_units double precision not null,
  promotion_error_units double precision not null,
  sourced_error_units double precision not null,
  mase double precision,
  rmsse double precision,
  computed_at timestamptz not null,
  unique nulls not distinct (item_id, place_id, source_id)
);
create index on forecast_score (source_id) where source_id is not null;
create index on forecast_score (place_id);
create index on forecast_score (computed_at);
comment on table forecast_score is '@derived forecast_snapshot against demand';

-- The same added up, so that its lists cost nothing; stocking units.
create table forecast_score_group (
  -- all three in one column, so that lists can page by it
  id text collate "C" primary key
    generated always as (kind || ':' || key || ':' || coalesce(source_id::text, '')) stored,
  kind text collate "C" not null check (kind in ('source', 'segment', 'supplier', 'place', 'category')),
  -- a segment, or the id of a record; empty: none, or ours
  key text collate "C" not null,
  source_id uuid,
  series_count integer not null,
  week_count bigint not null,
  actual_units double precision not null,
  wape double precision,
  bias double precision,
  mase double precision,
  rmsse double precision,
  tracking_signal double precision,
  naive_wape double precision,
  -- by how much each step lowered WAPE
  statistical_added double precision,
  promotion_added double precision,
  source_added double precision,
  override_added double precision
);
create index on forecast_score_group (kind, source_id, actual_units, id);
comment on table forecast_score_group is '@derived forecast_score added up';
