-- From what will be wanted to what to order: lanes goods come by, policy as versioned data, positions,
-- proposals with the terms that made them, and what people decided about them.

-- A lane by which a place gets an item (or a category, or everything) from another place. What comes
-- from suppliers is in supplier_term.
create table source_lane (
  id uuid primary key,
  from_place_id uuid not null references place,
  to_place_id uuid not null references place,
  item_id uuid references item,
  category_id uuid references item_category,
  lead_time_days integer not null check (lead_time_days between 0 and 365),
  -- cost of moving: for each transfer, and per kilogram of what is moved, in the company's currency
  fixed_cost_minor bigint not null default 0 check (fixed_cost_minor >= 0),
  cost_per_kg_minor bigint not null default 0 check (cost_per_kg_minor >= 0),
  multiple_units bigint not null default 1 check (multiple_units > 0),
  -- lower is preferred; supplier terms stand between by their own rank
  rank smallint not null default 1 check (rank > 0),
  status text collate "C" not null default 'active' check (status in ('active', 'inactive')),
  version integer not null default 1,
  unique nulls not distinct (from_place_id, to_place_id, item_id, category_id),
  check (from_place_id <> to_place_id),
  check (item_id is null or category_id is null)
);
create index on source_lane (to_place_id, item_id);
create index on source_lane (item_id) where item_id is not null;
create index on source_lane (category_id) where category_id is not null;
create index on source_lane (status);

-- Supplier minimums and load sizes, by supplier (and place).
create table order_minimum (
  id uuid primary key,
  supplier_id uuid not null references supplier,
  place_id uuid references place,
  minimum_value_minor bigint not null default 0 check (minimum_value_minor >= 0),
  currency text collate "C" not null,
  -- a container or truck to fill: its name, volume and weight
  load_name text not null default '',
  load_volume_cm3 bigint check (load_volume_cm3 > 0),
  load_weight_grams bigint check (load_weight_grams > 0),
  -- days on which this supplier's orders are made: bits 0 (Monday) to 6; 127 is any day
  review_days smallint not null default 127 check (review_days between 1 and 127),
  version integer not null default 1,
  unique nulls not distinct (supplier_id, place_id)
);
create index on order_minimum (place_id) where place_id is not null;

-- What the next order to a supplier comes to, beside its minimum and its load, as it was last topped up.
create table order_top_up (
  supplier_id uuid not null,
  place_id uuid not null,
  -- idle: nothing is due; short: the minimum is out of reach, and nothing was added; no_rate: it is in
  -- another currency than the order, and nobody knows what it is worth
  status text collate "C" not null check (status in ('idle', 'reached', 'topped', 'short', 'no_rate')),
  order_on date not null,
  -- of the order; the minimum in it, and as the supplier asks for it
  currency text collate "C" not null,
  minimum_minor bigint not null,
  asked_currency text collate "C" not null,
  asked_minor bigint not null,
  -- of what is due, and with what was added
  due_minor bigint not null default 0,
  value_minor bigint not null default 0,
  -- short: the most within limits, and for how many days stock would have to last to reach it
  most_minor bigint not null default 0,
  takes_days integer,
  load_count integer not null default 0,
  -- how full the last load is
  load_bps integer not null default 0,
  fingerprint text collate "C" not null,
  computed_at timestamptz not null,
  primary key (supplier_id, place_id)
);
create index on order_top_up (place_id);
comment on table order_top_up is '@derived of proposals and order_minimum';

-- How planning goes by itself: one row.
create table plan_setting (
  id uuid primary key,
  is_only boolean not null default true unique check (is_only),
  -- the hour, in the time zone of the first company, from which each night's run begins; null: none does
  night_hour smallint default 3 check (night_hour between 0 and 23),
  -- off: nothing is ordered without a person, whatever limits policies have
  is_releasing boolean not null default true,
  -- at most so much a day from one supplier, in the company's currency; null: no limit but each line's
  release_day_max_minor bigint check (release_day_max_minor >= 0),
  version integer not null default 1
);
insert into plan_setting (id) values ('00000000-0000-7000-8000-000000000001');

-- What a rule ordered after a run, and why it left other due lines to people.
create table plan_release (
  run_id uuid not null,
  proposal_id uuid not null,
  -- 'released', 'waits_for_approval', or the reason why not
  outcome text collate "C" not null,
  supplier_id uuid,
  order_id uuid,
  company_value_minor bigint not null,
  decided_at timestamptz not null,
  primary key (run_id, proposal_id)
);
create index on plan_release (proposal_id);
create index on plan_release (supplier_id, decided_at) where order_id is not null;
create index on plan_release (order_id) where order_id is not null;
comment on table plan_release is '@append-only what was ordered by rule, and why not';

-- A policy is a whole set of rules by segment. One version is in force.
create table policy_version (
  id uuid primary key,
  no integer not null unique,
  name text not null,
  status text collate "C" not null check (status in ('draft', 'active', 'retired')),
  -- cut-offs of classes, limits of automatic release, damping, snap shares
  settings jsonb not null,
  note text not null default '',
  made_by text not null,
  made_by_name text not null,
  made_at timestamptz not null,
  activated_at timestamptz,
  activated_by text,
  -- what replay found it would do: by segment fill, stock value, orders; beside the one in force
  preview jsonb,
  preview_at timestamptz,
  version integer not null default 1
);
create unique index on policy_version (status) where status = 'active';
create index on policy_version (made_at, id);
create index on policy_version ((lower(name collate "default") collate "C"));

create table policy_rule (
  id uuid primary key,
  policy_id uuid not null references policy_version on delete cascade,
  -- AX .. CZ; what a person said of the item: 'critical', 'high'; 'category', with which; 'committed', what
  -- channels claim that are committed by contract; '*' is every other
  segment text collate "C" not null,
  category_id uuid references item_category,
  place_id uuid references place,
  -- what this channel claims of the stock that it shares: such a rule names a target only
  channel_id uuid references channel,
  -- which promise is meant; there is no single service level
  target_kind text collate "C" not null check (target_kind in ('cycle_service', 'fill_rate')),
  target_bps integer not null check (target_bps between 0 and 9999),
  method text collate "C" not null check (method in ('s_q', 's_S', 'r_S', 'min_max', 'none')),
  review_days integer not null default 1 check (review_days between 1 and 90),
  min_units bigint check (min_units >= 0),
  max_units bigint check (max_units >= 0),
  cover_days_min integer not null default 0 check (cover_days_min >= 0),
  cover_days_max integer check (cover_days_max > 0),
  cash_max_minor bigint check (cash_max_minor >= 0),
  -- the level at which quantiles are asked for, found by replay so that the target is achieved; and what
  -- it achieved there, of the promise that is named
  calibrated_level double precision,
  calibrated_share double precision,
  calibrated_at timestamptz,
  -- orders of this segment up to this value go out without a person; null: none does
  release_up_to_minor bigint check (release_up_to_minor >= 0),
  version integer not null default 1,
  unique nulls not distinct (policy_id, segment, category_id, place_id, channel_id),
  check ((segment = 'category') = (category_id is not null)),
  check (segment <> 'committed' or channel_id is null)
);
create index on policy_rule (category_id) where category_id is not null;
create index on policy_rule (place_id) where place_id is not null;
create index on policy_rule (channel_id) where channel_id is not null;

-- A round of the tournament of methods, for what a rule of the policy in force is about: each method replayed at
-- the same target. A method that leads for some rounds is advised; a person adopts it in a draft.
create table policy_round (
  id uuid primary key,
  policy_id uuid not null references policy_version on delete cascade,
  segment text collate "C" not null,
  category_id uuid references item_category,
  place_id uuid references place,
  made_on date not null,
  -- in force then, and what would have cost least while it keeps the promise
  present text collate "C" not null,
  winner text collate "C" not null,
  verdict text collate "C" not null check (verdict in ('stays', 'displaced', 'first', 'nobody_reaches')),
  -- rounds one after the other that another than the present one won, this one with them
  lead_rounds integer not null check (lead_rounds >= 0),
  is_advised boolean not null,
  -- by method: level, fill, cycle service, stock value, orders and what they cost in a year
  entrants jsonb not null,
  unique nulls not distinct (segment, category_id, place_id, made_on)
);
create index on policy_round (policy_id);
create index on policy_round (category_id) where category_id is not null;
create index on policy_round (place_id) where place_id is not null;

-- The rule by which an item is kept at a place: policy, forecast and lead time brought together.
create table stock_rule (
  item_id uuid not null,
  place_id uuid not null,
  policy_id uuid not null,
  abc text collate "C" not null check (abc in ('A', 'B', 'C')),
  xyz text collate "C" not null check (xyz in ('X', 'Y', 'Z')),
  segment text collate "C" not null,
  target_kind text collate "C" not null,
  target_bps integer not null,
  -- the quantile asked for, after calibration
  level double precision not null,
  method text collate "C" not null,
  -- where it comes from: a supplier by its terms, or a place by a lane
  supplier_id uuid,
  term_id uuid,
  lane_id uuid,
  from_place_id uuid,
  -- planned with: expected lead time, whole days, and how far it spreads
  lead_days integer not null,
  lead_deviation_days double precision not null,
  review_days integer not null,
  mean_day_units double precision not null,
  -- demand over lead and review: expected, and at the level
  lead_demand_units double precision not null,
  quantile_units double precision not null,
  safety_units bigint not null,
  reorder_units bigint not null,
  -- ordered beyond the need, so that orders are fewer
  order_up_to_units bigint not null,
  cover_days_max integer,
  shelf_life_days integer,
  max_units bigint,
  cash_max_minor bigint,
  release_up_to_minor bigint,
  facts jsonb not null default '{}',
  -- of what it was made from, and of what it says: planning goes by the second
  input_fingerprint text collate "C" not null,
  fingerprint text collate "C" not null,
  computed_at timestamptz not null,
  primary key (item_id, place_id)
);
create index on stock_rule (place_id, item_id);
create index on stock_rule (segment);
create index on stock_rule (supplier_id) where supplier_id is not null;
create index on stock_rule (from_place_id) where from_place_id is not null;
create index on stock_rule (policy_id);
create index on stock_rule (item_id, place_id) where facts ? 'flowPlaces';
comment on table stock_rule is '@derived of policy, forecast and lead time';

-- Where each item-place stands after the last run, and what it was planned with.
create table plan_position (
  item_id uuid not null,
  place_id uuid not null,
  -- both in one column, so that lists can page by it
  key text collate "C" not null generated always as (item_id::text || ':' || place_id::text) stored,
  segment text collate "C" not null default '',
  supplier_id uuid,
  on_hand_units bigint not null,
  usable_units bigint not null,
  -- of every firmness but proposed
  coming_units bigint not null,
  committed_units bigint not null,
  safety_units bigint not null,
  cover_days integer not null,
  sells_out_on date,
  order_by date,
  -- 0 is most urgent, 100 least
  urgency smallint not null default 100,
  urgency_kind text collate "C" not null default 'covered' check (urgency_kind in ('out_now', 'out_before_arrival', 'order_today', 'order_soon', 'covered')),
  -- expected stock at the end of each week from the planning day on, with what is proposed
  projection_units real[] not null,
  fingerprint text collate "C" not null,
  planned_at timestamptz not null,
  run_id uuid not null,
  primary key (item_id, place_id)
);
create index on plan_position (place_id, item_id);
create index on plan_position (urgency, key);
create index on plan_position (segment, urgency);
create index on plan_position (supplier_id, urgency) where supplier_id is not null;
create index on plan_position (sells_out_on, key);
create index on plan_position (urgency_kind, urgency);
comment on table plan_position is '@derived of the last run';

-- What to do: buy, move, or change what is ordered already.
create table proposal (
  id uuid primary key,
  -- stable over runs: kind, item, place and, for messages, the source line
  key text collate "C" not null,
  kind text collate "C" not null check (kind in ('buy', 'transfer', 'expedite', 'defer', 'reduce', 'cancel')),
  status text collate "C" not null check (status in ('open', 'taken', 'gone')),
  item_id uuid not null,
  place_id uuid not null,
  supplier_id uuid,
  term_id uuid,
  from_place_id uuid,
  -- a message's order line
  order_id uuid,
  order_line_id uuid,
  needed_units bigint not null,
  suggested_units bigint not null,
  -- what would be ordered: as suggested, or as a person decided; the value is of it
  ordered_units bigint not null,
  -- added to what is suggested so that the supplier's minimum is reached or a load is full
  topped_units bigint not null default 0,
  price_e4 bigint not null default 0,
  priced_units bigint not null default 1,
  currency text collate "C" not null default '',
  value_minor bigint not null default 0,
  -- the same in the company's currency, so that all can be sorted and added up
  company_value_minor bigint not null default 0,
  order_by date not null,
  -- its own day to order by, where it is ordered earlier together with others
  pulled_from_on date,
  arrives_on date not null,
  sells_out_on date,
  urgency smallint not null,
  urgency_kind text collate "C" not null,
  is_expedited boolean not null default false,
  -- from elsewhere than its rule names, since a person said so
  is_switched boolean not null default false,
  -- the terms that made it, in order; whoever adds them up gets suggested_units
  why jsonb not null,
  alternatives jsonb not null default '[]',
  run_id uuid not null,
  proposed_at timestamptz not null,
  -- the order it became
  taken_order_id uuid,
  taken_at timestamptz,
  version integer not null default 1
);
create unique index on proposal (key) where status = 'open';
create index on proposal (status, urgency, id);
create index on proposal (status, order_by, id);
create index on proposal (status, company_value_minor, id);
create index on proposal (status, sells_out_on, id);
create index on proposal (supplier_id, status, urgency, id);
create index on proposal (place_id, status, urgency, id);
create index on proposal (item_id, status);
create index on proposal (kind, status, urgency, id);
create index on proposal (urgency_kind, status, urgency, id);
create index on proposal (term_id) where term_id is not null;
create index on proposal (from_place_id) where from_place_id is not null;
create index on proposal (order_line_id) where order_line_id is not null;
create index on proposal (order_id) where order_id is not null;
create index on proposal (taken_order_id) where taken_order_id is not null;
comment on table proposal is '@derived what the engine proposes; what people decide is proposal_decision';

-- What a person changed about a proposal. It outlives runs until it is used or taken back.
create table proposal_decision (
  id uuid primary key,
  proposal_key text collate "C" not null unique,
  item_id uuid not null references item,
  place_id uuid not null references place,
  -- null: as suggested
  units bigint check (units >= 0),
  -- where it comes from this time: bought of a supplier, or moved by a lane; both null: as planned
  supplier_id uuid references supplier,
  lane_id uuid references source_lane,
  snoozed_until date,
  reason text not null default '',
  decided_by text not null,
  decided_by_name text not null,
  decided_at timestamptz not null,
  -- the suggestion that was decided on; another one is shown anew
  suggested_units bigint not null,
  version integer not null default 1,
  check (supplier_id is null or lane_id is null)
);
create index on proposal_decision (item_id, place_id);
create index on proposal_decision (place_id);
create index on proposal_decision (supplier_id) where supplier_id is not null;
create index on proposal_decision (lane_id) where lane_id is not null;
create index on proposal_decision (snoozed_until) where snoozed_until is not null;

-- What a person had decided about a proposal when it became a line of an order.
create table taken_decision (
  order_line_id uuid primary key,
  order_id uuid not null,
  proposal_id uuid not null references proposal,
  item_id uuid not null references item,
  -- of the usual source, where another was chosen
  suggested_units bigint not null,
  ordered_units bigint not null,
  supplier_id uuid not null references supplier,
  -- where it would have come from: null for the supplier above; a place where it would have been moved
  usual_supplier_id uuid references supplier,
  usual_place_id uuid references place,
  reason text not null,
  decided_by text not null,
  decided_by_name text not null,
  decided_at timestamptz not null
);
create index on taken_decision (order_id);
create index on taken_decision (proposal_id);
create index on taken_decision (item_id);
create index on taken_decision (supplier_id);
create index on taken_decision (usual_supplier_id) where usual_supplier_id is not null;
create index on taken_decision (usual_place_id) where usual_place_id is not null;
comment on table taken_decision is '@append-only what was decided about lines of orders before they were made';
