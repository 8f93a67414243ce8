-- What is wanted: sales channels, promotions and other events, customer orders, and demand by item,
-- place, channel and day as it was observed, marked, corrected and cleaned.

create table channel (
  id uuid primary key,
  code text collate "C" not null unique check (code <> ''),
  name text collate "C" not null check (name <> ''),
  kind text collate "C" not null default 'web' check (kind in ('web', 'marketplace', 'wholesale', 'store', 'subscription')),
  -- where its orders are served from unless they say otherwise
  place_id uuid references place,
  -- committed by contract: its share of a shortage is looked at first
  is_committed boolean not null default false,
  status text collate "C" not null default 'active' check (status in ('active', 'inactive')),
  version integer not null default 1
);
create index on channel (place_id) where place_id is not null;
create index on channel (name, id);
create index on channel (kind, code);
create index on channel (status, code);
create index on channel ((lower(code collate "default") collate "C"));
create index on channel ((lower(name collate "default") collate "C"));

-- A bundle is sold as one and taken from stock as its parts.
create table bundle_part (
  id uuid primary key,
  bundle_item_id uuid not null references item,
  part_item_id uuid not null references item,
  -- base units of the part in one stocking unit of the bundle
  part_units bigint not null check (part_units > 0),
  -- its share of what the bundle is sold for: this over the sum of the bundle's parts
  price_share integer not null default 1 check (price_share > 0),
  unique (bundle_item_id, part_item_id),
  check (bundle_item_id <> part_item_id)
);
create index on bundle_part (part_item_id);

-- Whatever makes demand differ from its usual course for a while, planned or past.
create table promotion (
  id uuid primary key,
  code text collate "C" not null unique check (code <> ''),
  name text collate "C" not null check (name <> ''),
  kind text collate "C" not null check (kind in ('discount', 'feature', 'deal', 'bundle', 'coupon', 'campaign', 'price_change', 'holiday')),
  starts_on date not null,
  ends_on date not null check (ends_on >= starts_on),
  status text collate "C" not null default 'planned' check (status in ('planned', 'confirmed', 'cancelled')),
  -- what a person expects demand to be multiplied by, until it is learned; in ten-thousandths
  expected_uplift_bps integer check (expected_uplift_bps between 0 and 100000),
  note text not null default '',
  source_system text not null default '',
  external_id text not null default '',
  version integer not null default 1,
  created_at timestamptz not null default now()
);
create unique index on promotion (source_system, external_id) where external_id <> '';
create index on promotion (starts_on, id);
create index on promotion (ends_on, id);
create index on promotion (kind, starts_on);
create index on promotion (status, starts_on);
create index on promotion (name, id);
create index on promotion ((lower(code collate "default") collate "C"));
create index on promotion ((lower(name collate "default") collate "C"));

-- What a promotion is about: an item, a category or everything; at one place or channel, or at all.
create table promotion_scope (
  id uuid primary key,
  promotion_id uuid not null references promotion on delete cascade,
  item_id uuid references item,
  category_id uuid references item_category,
  place_id uuid references place,
  channel_id uuid references channel,
  -- price during it over the regular price, in ten-thousandths
  price_ratio_bps integer check (price_ratio_bps between 1 and 100000),
  unique nulls not distinct (promotion_id, item_id, category_id, place_id, channel_id),
  check (item_id is null or category_id is null)
);
create index on promotion_scope (item_id) where item_id is not null;
create index on promotion_scope (category_id) where category_id is not null;
create index on promotion_scope (place_id) where place_id is not null;
create index on promotion_scope (channel_id) where channel_id is not null;

-- How a place carries an item: what planning can't know of it from demand and stock.
create table planning_item (
  id uuid primary key,
  item_id uuid not null references item,
  place_id uuid not null references place,
  criticality text collate "C" not null default 'normal' check (criticality in ('normal', 'high', 'critical')),
  shelf_life_days integer check (shelf_life_days > 0),
  -- forecast from the item it resembles until it has a history of its own
  analog_item_id uuid references item,
  -- nothing is wanted before the first and after the last day it is sold
  launch_on date,
  end_on date,
  is_planned boolean not null default true,
  version integer not null default 1,
  unique (item_id, place_id)
);
create index on planning_item (place_id);
create index on planning_item (analog_item_id) where analog_item_id is not null;
create index on planning_item (criticality) where criticality <> 'normal';
create index on planning_item (place_id) where not is_planned;
create index on planning_item (place_id) where launch_on is not null or end_on is not null;

create table customer_order (
  id uuid primary key,
  no bigint generated always as identity,
  number text collate "C" generated always as ('CO-' || lpad(no::text, greatest(5, length(no::text)), '0')) stored,
  channel_id uuid not null references channel,
  place_id uuid not null references place,
  customer text collate "C" not null default '',
  country text collate "C" not null default '',
  currency text collate "C" not null,
  ordered_on date not null,
  requested_on date not null,
  lifecycle text collate "C" not null default 'open' check (lifecycle in ('open', 'completed', 'cancelled')),
  line_count integer not null,
  -- as ordered, whatever was cancelled since
  total_minor bigint not null,
  -- of what was sent, so that the same order sent again is known
  content_hash text not null,
  source_system text not null default '',
  external_id text not null default '',
  version integer not null default 1,
  created_at timestamptz not null
);
create unique index on customer_order (no);
create unique index on customer_order (number);
create index on customer_order ((lower(number collate "default") collate "C"));
create index on customer_order ((lower(customer collate "default") collate "C"));
create index on customer_order ((lower(external_id collate "default") collate "C"));
create unique index on customer_order (source_system, external_id) where external_id <> '';
create index on customer_order (channel_id, ordered_on, id);
create index on customer_order (place_id, ordered_on, id);
create index on customer_order (lifecycle, ordered_on, id);
create index on customer_order (ordered_on, id);
create index on customer_order (requested_on, id);
create index on customer_order (customer, id);

create table customer_order_line (
  id uuid primary key,
  order_id uuid not null references customer_order,
  line_no integer not null,
  item_id uuid not null references item,
  -- the bundle this part was sold in, if it was
  bundle_item_id uuid references item,
  -- how many of that bundle were ordered, in its base units
  bundle_units bigint,
  ordered_units bigint not null check (ordered_units > 0),
  cancelled_units bigint not null default 0,
  shipped_units bigint not null default 0,
  returned_units bigint not null default 0,
  price_e4 bigint not null default 0 check (price_e4 >= 0),
  priced_units bigint not null default 1 check (priced_units > 0),
  -- of all that was ordered
  amount_minor bigint not null default 0 check (amount_minor >= 0),
  requested_on date not null,
  cancel_reason text not null default '',
  return_reason text not null default '',
  unique (order_id, line_no),
  check ((bundle_item_id is null) = (bundle_units is null)),
  check (least(cancelled_units, shipped_units, returned_units) >= 0
    and cancelled_units + shipped_units <= ordered_units and returned_units <= shipped_units)
);
create index on customer_order_line (item_id, order_id);
create index on customer_order_line (bundle_item_id) where bundle_item_id is not null;
create index on customer_order_line (item_id, requested_on) where ordered_units > cancelled_units + shipped_units;

-- Demand is a book: each row says what was wanted, taken back or cancelled; corrections are new rows.
create table demand_entry (
  id uuid primary key,
  -- which fact this is; unique, so that a retry or a second import adds nothing
  key text collate "C" not null unique,
  item_id uuid not null references item,
  place_id uuid not null references place,
  channel_id uuid not null references channel,
  on_day date not null,
  kind text collate "C" not null check (kind in ('sale', 'cancellation', 'return', 'correction')),
  -- signed: a cancellation, a return or a correction may lower what a day shows
  units bigint not null,
  value_minor bigint not null default 0,
  currency text collate "C" not null default '',
  -- import: what a file says of whole days; sales: rows of a file of sales, one sale each
  source_kind text collate "C" not null check (source_kind in ('customer_order', 'import', 'sales', 'api')),
  -- the order line it came from, where there is one
  source_id uuid,
  entered_at timestamptz not null
);
create index on demand_entry (item_id, place_id, on_day);
create index on demand_entry (place_id, on_day);
create index on demand_entry (channel_id, on_day);
create index on demand_entry (on_day, id);
create index on demand_entry (kind, on_day);
create index on demand_entry (source_id) where source_id is not null;
comment on table demand_entry is '@append-only what was wanted, and what was taken back';

create table demand_day (
  item_id uuid not null,
  place_id uuid not null,
  channel_id uuid not null,
  on_day date not null,
  -- sales less cancellations, with corrections, as observed; returns stand beside
  raw_units bigint not null default 0,
  returned_units bigint not null default 0,
  -- of the largest single sale, so that a one-off can be told from a busy day; 0 where files say
  -- whole days only
  largest_units bigint not null default 0,
  entry_count integer not null default 0,
  primary key (item_id, place_id, channel_id, on_day) include (raw_units, largest_units)
);
create index on demand_day (place_id, on_day);
create index on demand_day (channel_id, on_day);
create index on demand_day (on_day);
comment on table demand_day is '@derived sums of demand_entry by day';

-- Which item-places have demand that their series does not show yet.
create table demand_touch (
  item_id uuid not null,
  place_id uuid not null,
  touched_at timestamptz not null,
  primary key (item_id, place_id)
);
create index on demand_touch (touched_at);
comment on table demand_touch is '@derived what the next run must read again';

-- Rows of sales files that are no demand, each with why; so that every row of a file is accounted for.
create table demand_set_aside (
  id uuid primary key,
  -- the row by what it says, and which of several alike; unique, as in demand_entry
  key text collate "C" not null unique,
  place_id uuid not null references place,
  channel_id uuid not null references channel,
  on_day date not null,
  reason text collate "C" not null check (reason <> ''),
  units bigint not null,
  value_minor bigint not null,
  -- the row as it was in the file, by column
  said jsonb not null,
  entered_at timestamptz not null
);
create index on demand_set_aside (reason, on_day);
create index on demand_set_aside (place_id, on_day);
create index on demand_set_aside (channel_id, on_day);
create index on demand_set_aside (on_day, id);
comment on table demand_set_aside is '@append-only rows of sales files that are no demand';

-- What a period is marked with, by a rule or a person. A person's mark stands until she takes it back.
create table demand_mark (
  id uuid primary key,
  item_id uuid not null references item,
  place_id uuid not null references place,
  channel_id uuid references channel,
  kind text collate "C" not null check (kind in ('stock_out', 'spike', 'promotion', 'one_off', 'excluded')),
  starts_on date not null,
  ends_on date not null check (ends_on >= starts_on),
  reason text not null default '',
  made_by text not null,
  made_by_name text not null,
  made_at timestamptz not null,
  withdrawn_at timestamptz,
  version integer not null default 1
);
create index on demand_mark (item_id, place_id, starts_on) where withdrawn_at is null;
create index on demand_mark (item_id, starts_on);
create index on demand_mark (place_id, starts_on);
create index on demand_mark (channel_id) where channel_id is not null;
create index on demand_mark (kind, starts_on);
create index on demand_mark (starts_on, id);
create index on demand_mark (made_at, id);

-- The series planning reads, one row per item and place (all channels) or per channel: values by
-- period from starts_on, in base units. raw: observed. corrected: with lost sales of stock-outs.
-- cleaned = baseline + uplift + event, spikes and one-offs capped. marks: a bit per kind of mark.
-- A layer that is the one before it (uplift and event: that is all zeros) is kept as an empty array.
create table demand_series (
  id uuid primary key,
  item_id uuid not null,
  place_id uuid not null,
  -- null: all channels together
  channel_id uuid,
  period text collate "C" not null check (period in ('day', 'week', 'month')),
  starts_on date not null,
  -- the first day after the last whole period
  ends_on date not null,
  raw_units double precision[] not null,
  corrected_units double precision[] not null,
  cleaned_units double precision[] not null,
  baseline_units double precision[] not null,
  uplift_units double precision[] not null,
  event_units double precision[] not null,
  marks smallint[] not null,
  -- observed over the last whole weeks, for lists
  units_4w bigint not null,
  units_13w bigint not null,
  units_52w bigint not null,
  first_sold_on date,
  last_sold_on date,
  -- of the last 13 whole weeks: by weekday, Monday first; on how many days; by channel, the latest counting most
  weekday_units double precision[] not null default '{}',
  sale_days smallint not null default 0,
  channel_ids uuid[] not null default '{}',
  channel_units double precision[] not null default '{}',
  -- every kind of mark of the last 52 weeks, a bit each
  mark_kinds smallint not null,
  -- of what went in; equal inputs are not written again
  fingerprint text collate "C" not null,
  computed_at timestamptz not null,
  unique nulls not distinct (item_id, place_id, channel_id, period)
);
create index on demand_series (place_id, item_id);
create index on demand_series (channel_id) where channel_id is not null;
create index on demand_series (ends_on);
create index on demand_series (units_4w, id) where channel_id is null;
create index on demand_series (units_13w, id) where channel_id is null;
create index on demand_series (units_52w, id) where channel_id is null;
create index on demand_series (last_sold_on, id) where channel_id is null;
create index on demand_series (place_id, units_52w, id) where channel_id is null;
create index on demand_series (units_52w, id) where channel_id is null and mark_kinds <> 0;
comment on table demand_series is '@derived demand by period, layer by layer';

-- What promotions of a kind do, learned from all items of a group and for an item by itself.
create table promotion_effect (
  id uuid primary key,
  kind text collate "C" not null,
  category_id uuid,
  item_id uuid,
  place_id uuid,
  uplift_factor double precision not null,
  dip_factor double precision not null,
  price_elasticity double precision not null,
  -- weeks it was learned from, and the spread of the estimate in logs
  observed_count integer not null,
  standard_error double precision not null,
  learned_at timestamptz not null,
  unique nulls not distinct (kind, category_id, item_id, place_id)
);
create index on promotion_effect (item_id) where item_id is not null;
create index on promotion_effect (category_id) where category_id is not null;
create index on promotion_effect (place_id) where place_id is not null;
comment on table promotion_effect is '@derived learned from demand_series';
