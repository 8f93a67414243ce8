-- Who and what: companies with their periods, accounts, rates and codes; suppliers, items, places;
-- approvals; staged imports. Money is bigint in minor units, days are date, statuses text with a check.
-- Every table here is audited (no class comment) unless its comment says otherwise.

create table company (
  id uuid primary key,
  code text collate "C" not null unique check (code <> ''),
  name text not null check (name <> ''),
  legal_name text not null default '',
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  country text not null default '',
  time_zone text not null default 'UTC',
  tax_id text not null default '',
  address text not null default '',
  fiscal_year_start_month smallint not null default 1 check (fiscal_year_start_month between 1 and 12),
  -- orders above this need a second person; 0 means each order does, null means none does
  approval_over_minor bigint check (approval_over_minor >= 0),
  -- receiving: how far beyond and below the ordered units a line may go before it blocks or closes
  receipt_over_bps integer not null default 0 check (receipt_over_bps between 0 and 10000),
  receipt_over_units_max bigint check (receipt_over_units_max >= 0),
  receipt_under_bps integer not null default 0 check (receipt_under_bps between 0 and 10000),
  -- by how much the value of all that came may differ from the order before each line must be looked at
  receipt_order_over_minor bigint check (receipt_order_over_minor >= 0),
  -- supplier answers: what is accepted without a person
  answer_late_days_max integer not null default 0 check (answer_late_days_max >= 0),
  answer_short_bps_max integer not null default 0 check (answer_short_bps_max between 0 and 10000),
  answer_price_over_bps_max integer not null default 0 check (answer_price_over_bps_max between 0 and 10000),
  version integer not null default 1,
  created_at timestamptz not null default now()
);

create table fiscal_period (
  id uuid primary key,
  company_id uuid not null references company,
  starts_on date not null,
  ends_on date not null check (ends_on >= starts_on),
  name text not null,
  status text not null default 'open' check (status in ('open', 'closed')),
  closed_at timestamptz,
  closed_by text,
  version integer not null default 1,
  unique (company_id, starts_on)
);

create table currency (
  id uuid primary key,
  code text collate "C" not null unique check (code ~ '^[A-Z]{3}$'),
  name text not null,
  is_active boolean not null default true,
  version integer not null default 1
);

-- How many units of to_currency one unit of from_currency is worth, times 1e10, at the end of a day.
create table currency_rate (
  id uuid primary key,
  from_currency text collate "C" not null references currency (code),
  to_currency text collate "C" not null references currency (code),
  on_day date not null,
  rate_e10 bigint not null check (rate_e10 > 0),
  source text not null default '',
  version integer not null default 1,
  unique (from_currency, to_currency, on_day)
);
create index on currency_rate (to_currency);
create index on currency_rate (on_day, id);

create table account (
  id uuid primary key,
  company_id uuid not null references company,
  code text collate "C" not null check (code <> ''),
  name text not null,
  kind text not null check (kind in ('asset', 'liability', 'equity', 'income', 'expense')),
  -- which control account of the rules this is; the books post to controls, never to codes
  control text check (control in ('inventory', 'inventory_in_transit', 'grni', 'landed_cost_accrual', 'accounts_payable',
    'supplier_prepayments', 'rtv_clearing', 'cogs', 'price_variance', 'landed_cost_variance', 'shrink', 'fx_realised',
    'fx_unrealised', 'rounding', 'purchase_discounts', 'recoverable_tax', 'opening_balance', 'bank', 'freight_expense')),
  is_active boolean not null default true,
  version integer not null default 1,
  unique (company_id, code)
);
create unique index on account (company_id, control) where control is not null;
create index on account (code, id);

create table tax_code (
  id uuid primary key,
  company_id uuid not null references company,
  code text collate "C" not null,
  name text not null,
  rate_bps integer not null check (rate_bps between 0 and 10000),
  recoverable_bps integer not null default 10000 check (recoverable_bps between 0 and 10000),
  is_active boolean not null default true,
  version integer not null default 1,
  unique (company_id, code)
);

-- A charge on an invoice: it either follows the goods into their cost, or is expensed to its account.
create table charge_code (
  id uuid primary key,
  company_id uuid not null references company,
  code text collate "C" not null,
  name text not null,
  follows_goods boolean not null,
  account_id uuid references account,
  is_active boolean not null default true,
  version integer not null default 1,
  unique (company_id, code),
  check (follows_goods or account_id is not null)
);
create index on charge_code (account_id);

create table approval_request (
  id uuid primary key,
  subject_kind text not null,
  subject_id uuid not null,
  content_hash text not null,
  amount_minor bigint not null,
  currency text not null,
  status text not null check (status in ('pending', 'approved', 'rejected', 'withdrawn', 'void')),
  requested_by text not null,
  requested_by_name text not null,
  requested_at timestamptz not null,
  decided_by text,
  decided_by_name text,
  decided_at timestamptz,
  reason text not null default '',
  -- what the decider should know beside the amount, such as stock at risk
  facts jsonb not null default '{}',
  check (status <> 'approved' or decided_by <> requested_by)
);
create unique index on approval_request (subject_kind, subject_id) where status = 'pending';
create index on approval_request (subject_kind, subject_id, id);
create index on approval_request (status, requested_at, id);
create index on approval_request (requested_at, id);

create table supplier (
  id uuid primary key,
  code text collate "C" not null unique check (code <> ''),
  name text collate "C" not null check (name <> ''),
  legal_name text not null default '',
  email text not null default '',
  phone text not null default '',
  address text not null default '',
  country text collate "C" not null default '',
  tax_id text not null default '',
  language text not null default 'en',
  currency text collate "C" not null check (currency ~ '^[A-Z]{3}$'),
  payment_terms_days integer not null default 30 check (payment_terms_days between 0 and 365),
  incoterm text not null default '',
  status text collate "C" not null default 'active' check (status in ('active', 'inactive')),
  source_system text not null default '',
  external_id text not null default '',
  version integer not null default 1,
  created_at timestamptz not null default now()
);
create unique index on supplier (source_system, external_id) where external_id <> '';
create index on supplier (name, id);
create index on supplier (status, code);
create index on supplier (currency);
create index on supplier (country);
create index on supplier ((lower(code collate "default") collate "C"));
create index on supplier ((lower(name collate "default") collate "C"));

create table unit (
  id uuid primary key,
  code text collate "C" not null unique check (code <> ''),
  name text not null,
  version integer not null default 1
);

create table item_category (
  id uuid primary key,
  code text collate "C" not null unique check (code <> ''),
  name text not null,
  parent_id uuid references item_category,
  version integer not null default 1
);
create index on item_category (parent_id);

create table item (
  id uuid primary key,
  sku text collate "C" not null unique check (sku <> ''),
  name text collate "C" not null check (name <> ''),
  description text not null default '',
  gtin text collate "C" not null default '',
  unit text collate "C" not null,
  -- one base unit is 10^-unit_decimals of the stocking unit; every …units column counts base units
  unit_decimals smallint not null default 0 check (unit_decimals between 0 and 6),
  category_id uuid references item_category,
  valuation_method text collate "C" not null default 'fifo' check (valuation_method in ('fifo', 'moving_average')),
  weight_grams bigint check (weight_grams >= 0),
  volume_cm3 bigint check (volume_cm3 >= 0),
  tracks_lots boolean not null default false,
  tracks_expiry boolean not null default false,
  status text collate "C" not null default 'active' check (status in ('active', 'inactive')),
  source_system text not null default '',
  external_id text not null default '',
  version integer not null default 1,
  created_at timestamptz not null default now()
);
-- GTINs of all lengths are one number, compared in fourteen digits
create unique index on item (lpad(gtin, 14, '0')) where gtin <> '';
create unique index on item (source_system, external_id) where external_id <> '';
create index on item (name, id);
create index on item (status, sku);
create index on item (category_id, sku);
create index on item (valuation_method, sku);
create index on item ((lower(sku collate "default") collate "C"));
create index on item ((lower(name collate "default") collate "C"));

-- One pack is numerator/denominator stocking units, exactly.
create table item_pack (
  id uuid primary key,
  item_id uuid not null references item on delete cascade,
  unit text collate "C" not null,
  numerator bigint not null check (numerator > 0),
  denominator bigint not null default 1 check (denominator > 0),
  gtin text collate "C" not null default '',
  unique (item_id, unit)
);
create unique index on item_pack (lpad(gtin, 14, '0')) where gtin <> '';

create table place (
  id uuid primary key,
  code text collate "C" not null unique check (code <> ''),
  name text collate "C" not null check (name <> ''),
  kind text collate "C" not null default 'warehouse' check (kind in ('warehouse', '3pl', 'store', 'hub')),
  company_id uuid not null references company,
  time_zone text not null default 'UTC',
  address text not null default '',
  status text collate "C" not null default 'active' check (status in ('active', 'inactive')),
  version integer not null default 1
);
create index on place (company_id);
create index on place (name, id);
create index on place (kind, code);
create index on place (status, code);
create index on place ((lower(code collate "default") collate "C"));
create index on place ((lower(name collate "default") collate "C"));

create table stock_status (
  id uuid primary key,
  code text collate "C" not null unique,
  name text not null,
  -- usable stock may be promised, issued and costed to sales; held stock keeps a layer of its own
  is_usable boolean not null,
  version integer not null default 1
);
-- The four every receipt, inspection and count may speak of; ids are fixed, so that copies agree.
insert into stock_status (id, code, name, is_usable) values
  ('01900000-0000-7000-8000-000000000001', 'available', 'Available', true),
  ('01900000-0000-7000-8000-000000000002', 'quarantine', 'In quarantine', false),
  ('01900000-0000-7000-8000-000000000003', 'rejected', 'Rejected', false),
  ('01900000-0000-7000-8000-000000000004', 'damaged', 'Damaged', false);

-- Staged import: upload, map, check all, preview, commit in one transaction.
create table import_batch (
  id uuid primary key,
  kind text collate "C" not null,
  file_name text not null,
  byte_count bigint not null default 0,
  -- SHA-256 in hexadecimal: which file it was, when its rows are gone
  file_hash text not null default '',
  columns jsonb not null default '[]',
  mapping jsonb not null default '{}',
  options jsonb not null default '{}',
  status text collate "C" not null check (status in ('uploaded', 'checking', 'checked', 'committing', 'committed', 'failed', 'discarded')),
  row_count bigint not null default 0,
  done_count bigint not null default 0,
  add_count bigint not null default 0,
  change_count bigint not null default 0,
  same_count bigint not null default 0,
  error_count bigint not null default 0,
  -- the commonest errors of the last check: code, column, how many rows, the first of them
  error_groups jsonb not null default '[]',
  -- what a commit does beside the records, as 'Unit KG will be added.': text, how many rows, the first
  note_groups jsonb not null default '[]',
  problem text not null default '',
  created_by text not null,
  created_by_name text not null,
  created_at timestamptz not null,
  committed_at timestamptz,
  -- its rows were deleted, so long after it was committed or left alone
  cleared_at timestamptz,
  version integer not null default 1
);
create index on import_batch (created_at, id);
create index on import_batch (kind, created_at);
create index on import_batch (status, created_at);
create index on import_batch (created_at) where cleared_at is null;

create table import_row (
  batch_id uuid not null references import_batch on delete cascade,
  row_no integer not null,
  cells text[] not null,
  outcome text collate "C" check (outcome in ('add', 'change', 'same', 'error')),
  -- parts parted by U+001F; rows of one key make one record, or are errors
  business_key text collate "C",
  -- {field: text} as the row will leave it, and as it is now
  parsed jsonb,
  before jsonb,
  errors jsonb,
  -- sentences: what else the row brings about
  notes jsonb,
  primary key (batch_id, row_no)
);
create index on import_row (batch_id, outcome, row_no);
-- A new file is in no statistics: with none at all it is taken for a part of the table, not for nothing.
alter table import_row alter column batch_id set statistics 0;
create index on import_row (batch_id, business_key, row_no) where business_key is not null;
comment on table import_row is '@derived the uploaded file, row by row; what a commit changes is audited in the tables it changes';

create table import_mapping (
  id uuid primary key,
  kind text collate "C" not null,
  columns_hash text not null,
  mapping jsonb not null,
  unique (kind, columns_hash)
);
