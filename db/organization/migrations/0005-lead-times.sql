-- How long suppliers take: what each delivery taught, and what was learned from it by lane.

-- One row for each order line of a receipt (or of its reversal, or of an inspection that ended its
-- quarantine). Days are calendar days at the place; a part that was not stamped has none.
create table lead_time_observation (
  id uuid primary key,
  cause_kind text collate "C" not null check (cause_kind in ('receipt', 'reversal', 'inspection')),
  -- the receipt; of a reversal the receipt that took it back, and of an inspection the outbox event
  cause_id uuid not null,
  -- the receipt that a reversal takes back
  takes_back_id uuid,
  order_line_id uuid not null,
  order_id uuid not null,
  item_id uuid not null,
  supplier_id uuid not null references supplier,
  place_id uuid not null references place,
  units bigint not null,
  -- the day the order was sent, and the day its goods were counted in
  started_on date,
  known_on date not null,
  first_promised_on date,
  last_promised_on date,
  -- what the supplier's terms said when the order was sent
  agreed_days integer,
  -- sent to received, and received after the first and after the last promise
  whole_days integer,
  late_days integer,
  late_again_days integer,
  approval_days integer,
  answer_days integer,
  -- answer to arrival, where production and transit are not told apart
  supply_days integer,
  production_days integer,
  transit_days integer,
  dock_days integer,
  observed_at timestamptz not null,
  unique (cause_id, order_line_id)
);
create index on lead_time_observation (supplier_id, place_id, known_on, id);
create index on lead_time_observation (place_id);
create index on lead_time_observation (known_on, id);
create index on lead_time_observation (takes_back_id) where takes_back_id is not null;
comment on table lead_time_observation is '@append-only what each delivery taught about lead time';

-- A lane is a supplier to a place; without a place all of the supplier's, without a supplier all there are.
create table lead_time_lane (
  id uuid primary key,
  supplier_id uuid references supplier,
  place_id uuid references place,
  -- rises with each observation; learned when it is the version that was learned
  version bigint not null default 1,
  learned_version bigint not null default 0,
  line_count bigint not null default 0,
  last_known_on date,
  -- of the whole lead time, for lists
  mean_days double precision,
  sd_days double precision,
  p50_days integer,
  p80_days integer,
  p95_days integer,
  -- mean days after the first promise; share of lines not later than it, in ten-thousandths
  late_days double precision,
  on_time_bps integer,
  learned_at timestamptz,
  unique nulls not distinct (supplier_id, place_id),
  check (supplier_id is not null or place_id is null)
);
create index on lead_time_lane (place_id);
create index on lead_time_lane (line_count, id);
create index on lead_time_lane (mean_days, id);
create index on lead_time_lane (p95_days, id);
create index on lead_time_lane (sd_days, id);
create index on lead_time_lane (late_days, id);
create index on lead_time_lane (on_time_bps, id);
create index on lead_time_lane (id) where learned_version < version;
comment on table lead_time_lane is '@derived from lead_time_observation, by lane';

create table lead_time_distribution (
  lane_id uuid not null references lead_time_lane,
  part text collate "C" not null check (part in ('whole', 'late', 'beyond_terms', 'approval', 'answer', 'supply', 'production', 'transit', 'dock')),
  -- lines of the lane itself, and how many of them still count after fading
  line_count bigint not null,
  faded_count double precision not null,
  -- shares[i] is the chance of first_days + i - 1 days
  first_days integer not null,
  shares double precision[] not null,
  -- at .05, .1 to .95
  quantiles_days integer[] not null,
  mean_days double precision not null,
  sd_days double precision not null,
  -- what was chosen by rolling origin; no half-life means that nothing fades
  half_life_days integer,
  leaning_lines integer not null,
  has_season boolean not null,
  as_of date not null,
  primary key (lane_id, part)
);
comment on table lead_time_distribution is '@derived from lead_time_observation, by lane and part';

-- How each part is learned, chosen anew when a good many lines have come since.
create table lead_time_choice (
  part text collate "C" primary key,
  half_life_days integer,
  leaning_lines integer not null,
  has_season boolean not null,
  scored_count bigint not null,
  loss_days double precision not null,
  -- how many past outcomes fell into each twentieth of what was forecast
  outcomes double precision[] not null,
  line_count bigint not null,
  chosen_at timestamptz not null
);
comment on table lead_time_choice is '@derived by rolling origin over lead_time_observation';
