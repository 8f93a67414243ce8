-- What is and will be. Truth is append-only; balances beside it are kept in the same transaction.
--
-- A row refers by foreign key to its parent and to records nobody above it refers to. What a parent's
-- own key already proves (the company and supplier of an order's line, all of a balance that is summed
-- up from such rows) is not proved again for each row: ten lines would lock the same company ten times.
-- Rows that several acts of an order change keep room on their page, so that no index is written anew.

-- Ledger: amounts in the company's currency; a debit is positive, a credit negative.
create table journal_entry (
  id uuid primary key,
  company_id uuid not null references company,
  no bigint generated always as identity,
  -- which business fact this is; unique, so that a retry can't post twice
  key text collate "C" not null unique,
  period_id uuid not null references fiscal_period,
  posted_on date not null,
  -- the day the fact belongs to, kept when its period was closed and it posts to a later one
  valued_on date not null,
  source_kind text collate "C" not null,
  source_id uuid not null,
  memo text not null default '',
  document_currency text not null,
  reverses_id uuid references journal_entry,
  posted_at timestamptz not null,
  posted_by text not null
);
create index on journal_entry (company_id, posted_on, id);
create index on journal_entry (posted_on, id);
create index on journal_entry (period_id);
create index on journal_entry (source_id);
create index on journal_entry (source_kind, posted_on);
create unique index on journal_entry (no);
create unique index on journal_entry (reverses_id) where reverses_id is not null;
comment on table journal_entry is '@append-only the money book';

create table journal_line (
  entry_id uuid not null references journal_entry,
  line_no smallint not null,
  account_id uuid not null references account,
  amount_minor bigint not null,
  -- the same amount in the document's currency, where the line has one
  document_minor bigint,
  supplier_id uuid references supplier,
  primary key (entry_id, line_no)
);
create index on journal_line (account_id, entry_id);
create index on journal_line (supplier_id) where supplier_id is not null;
comment on table journal_line is '@append-only the money book';

-- GRNI by order line: what came and was not invoiced is positive in units and money.
create table grni_movement (
  id uuid primary key,
  entry_id uuid not null references journal_entry,
  company_id uuid not null,
  supplier_id uuid not null,
  order_line_id uuid not null,
  kind text not null check (kind in ('received', 'returned', 'invoiced', 'credited', 'written_off')),
  units bigint not null,
  document_minor bigint not null,
  document_currency text not null,
  amount_minor bigint not null,
  on_day date not null,
  cause_id uuid not null
);
create index on grni_movement (order_line_id, id);
create index on grni_movement (entry_id);
comment on table grni_movement is '@append-only goods received, not invoiced, by order line';

create table grni_balance (
  order_line_id uuid primary key,
  company_id uuid not null,
  supplier_id uuid not null,
  document_currency text not null,
  units bigint not null default 0,
  document_minor bigint not null default 0,
  amount_minor bigint not null default 0,
  first_on date not null,
  last_on date not null
);
create index on grni_balance (company_id, first_on, order_line_id) where units <> 0 or document_minor <> 0 or amount_minor <> 0;
create index on grni_balance (supplier_id, first_on) where units <> 0 or document_minor <> 0 or amount_minor <> 0;
comment on table grni_balance is '@derived sums of grni_movement';

-- Inventory: units move between the outside (supplier, customer, loss, opening) and place x status.
create table stock_lot (
  id uuid primary key,
  item_id uuid not null references item,
  code text collate "C" not null,
  expires_on date,
  unique (item_id, code)
);
create index on stock_lot (expires_on) where expires_on is not null;

create table stock_move (
  id uuid primary key,
  no bigint generated always as identity,
  key text collate "C" not null,
  item_id uuid not null references item,
  lot_id uuid references stock_lot,
  units bigint not null check (units > 0),
  from_kind text collate "C" not null check (from_kind in ('supplier', 'in_transit', 'place', 'customer', 'loss', 'opening')),
  from_place_id uuid references place,
  from_status text collate "C",
  to_kind text collate "C" not null check (to_kind in ('supplier', 'in_transit', 'place', 'customer', 'loss', 'opening')),
  to_place_id uuid references place,
  to_status text collate "C",
  moved_on date not null,
  moved_at timestamptz not null,
  cause_kind text collate "C" not null,
  cause_id uuid not null,
  order_line_id uuid,
  actor_id text not null,
  check ((from_kind = 'place') = (from_place_id is not null and from_status is not null)),
  check ((to_kind = 'place') = (to_place_id is not null and to_status is not null))
);
create unique index on stock_move (key);
create unique index on stock_move (no);
-- What is included lets a list be counted from the index alone, whatever it is filtered by beside.
create index on stock_move (item_id, moved_on, id) include (cause_kind);
create index on stock_move (to_place_id, moved_on, id);
create index on stock_move (from_place_id, moved_on, id);
create index on stock_move (moved_on, id);
create index on stock_move (cause_id);
create index on stock_move (cause_kind, moved_on, id) include (from_place_id, to_place_id);
create index on stock_move (moved_on, id) include (from_status, to_status)
  where from_status <> 'available' or to_status <> 'available';
create index on stock_move (order_line_id) where order_line_id is not null;
create index on stock_move (lot_id) where lot_id is not null;
comment on table stock_move is '@append-only the units book';

create table stock_balance (
  id uuid primary key,
  item_id uuid not null references item,
  place_id uuid not null references place,
  status text collate "C" not null,
  lot_id uuid references stock_lot,
  units bigint not null check (units >= 0),
  unique nulls not distinct (item_id, place_id, status, lot_id)
) with (fillfactor = 70);
create index on stock_balance (place_id, item_id);
create index on stock_balance (status, item_id);
create index on stock_balance (lot_id) where lot_id is not null;
comment on table stock_balance is '@derived sums of stock_move';

-- What is coming: one current row per source line, one change row for each revision.
create table expectation (
  id uuid primary key,
  source_kind text collate "C" not null,
  source_id uuid not null,
  document_id uuid not null,
  item_id uuid not null,
  place_id uuid not null,
  supplier_id uuid,
  units bigint not null check (units >= 0),
  firmness text collate "C" not null check (firmness in ('proposed', 'requested', 'ordered', 'confirmed', 'shipped', 'done')),
  requested_on date,
  promised_on date,
  expected_on date,
  date_source text not null default 'buyer',
  confidence_bps integer not null default 5000 check (confidence_bps between 0 and 10000),
  stages jsonb not null default '{}',
  unique (source_kind, source_id)
) with (fillfactor = 50);
create index on expectation (item_id, place_id, expected_on) where units > 0;
create index on expectation (place_id, expected_on) where units > 0;
create index on expectation (supplier_id, expected_on) where units > 0;
create index on expectation (expected_on, id) where units > 0;
create index on expectation (document_id);
comment on table expectation is '@derived the last of expectation_change by source';

create table expectation_change (
  id uuid primary key,
  expectation_id uuid not null references expectation,
  cause_kind text not null,
  cause_id uuid not null,
  units bigint not null,
  firmness text not null,
  requested_on date,
  promised_on date,
  expected_on date,
  date_source text not null,
  changed_at timestamptz not null,
  actor_id text not null
);
create index on expectation_change (expectation_id, id);
comment on table expectation_change is '@append-only the book of what was expected when';

-- Valuation: a layer keeps units and total value, never a unit cost.
-- fifo: one per receipt line; pool: one per item and place under moving average; held: units that are
-- not usable (quarantine, rejected, damaged), always valued by themselves.
create table stock_layer (
  id uuid primary key,
  company_id uuid not null,
  item_id uuid not null,
  place_id uuid not null,
  kind text not null check (kind in ('fifo', 'pool', 'held')),
  status text not null,
  lot_id uuid references stock_lot,
  order_line_id uuid,
  received_on date not null,
  -- what came into it, and what is left
  units_in bigint not null,
  value_in_minor bigint not null,
  units_left bigint not null check (units_left >= 0),
  value_left_minor bigint not null,
  check (units_left > 0 or value_left_minor = 0)
);
create index on stock_layer (item_id, place_id, received_on, id) where units_left > 0;
create unique index on stock_layer (item_id, place_id, company_id) where kind = 'pool';
create index on stock_layer (order_line_id) where order_line_id is not null;
create index on stock_layer (place_id) where units_left > 0;
create index on stock_layer (lot_id) where lot_id is not null;
comment on table stock_layer is '@derived sums of layer_movement';

create table layer_movement (
  id uuid primary key,
  layer_id uuid not null references stock_layer,
  entry_id uuid references journal_entry,
  kind text not null check (kind in ('receive', 'issue', 'return', 'revalue', 'transfer', 'adjust', 'opening')),
  units bigint not null,
  value_minor bigint not null,
  valued_on date not null,
  cause_kind text not null,
  cause_id uuid not null,
  posted_at timestamptz not null
);
create index on layer_movement (layer_id, id);
create index on layer_movement (entry_id);
create index on layer_movement (cause_id);
comment on table layer_movement is '@append-only the cost book';

-- Cash: what is expected to be paid. A later fact replaces its forerunner by source.
create table expected_payment (
  id uuid primary key,
  source_kind text collate "C" not null check (source_kind in ('purchase_order', 'supplier_invoice')),
  source_id uuid not null,
  company_id uuid not null,
  supplier_id uuid not null,
  due_on date not null,
  amount_minor bigint not null,
  currency text collate "C" not null,
  firmness text collate "C" not null check (firmness in ('requested', 'ordered', 'confirmed', 'invoiced')),
  unique (source_kind, source_id)
) with (fillfactor = 60);
create index on expected_payment (company_id, due_on, id) where amount_minor <> 0;
create index on expected_payment (supplier_id, due_on);
create index on expected_payment (due_on, id) where amount_minor <> 0;
comment on table expected_payment is '@derived the last of expected_payment_change by source';

create table expected_payment_change (
  id uuid primary key,
  expected_payment_id uuid not null references expected_payment,
  cause_kind text not null,
  cause_id uuid not null,
  due_on date not null,
  amount_minor bigint not null,
  firmness text not null,
  changed_at timestamptz not null,
  actor_id text not null
);
create index on expected_payment_change (expected_payment_id, id);
comment on table expected_payment_change is '@append-only the book of what was expected to be paid when';
