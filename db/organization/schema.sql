-- What the migrations add up to. Written by `npm run db:schema`; do not edit.

create table account (
  id uuid not null,
  company_id uuid not null,
  code text collate "C" not null,
  name text not null,
  kind text not null,
  control text,
  is_active boolean default true not null,
  version integer default 1 not null
);
alter table account add constraint account_company_id_code_key UNIQUE (company_id, code);
alter table account add constraint account_pkey PRIMARY KEY (id);
alter table account add constraint account_company_id_fkey FOREIGN KEY (company_id) REFERENCES company(id);
alter table account add constraint account_code_check CHECK ((code <> ''::text));
alter table account add constraint account_control_check CHECK ((control = ANY (ARRAY['inventory'::text, 'inventory_in_transit'::text, 'grni'::text, 'landed_cost_accrual'::text, 'accounts_payable'::text, 'supplier_prepayments'::text, 'rtv_clearing'::text, 'cogs'::text, 'price_variance'::text, 'landed_cost_variance'::text, 'shrink'::text, 'fx_realised'::text, 'fx_unrealised'::text, 'rounding'::text, 'purchase_discounts'::text, 'recoverable_tax'::text, 'opening_balance'::text, 'bank'::text, 'freight_expense'::text])));
alter table account add constraint account_kind_check CHECK ((kind = ANY (ARRAY['asset'::text, 'liability'::text, 'equity'::text, 'income'::text, 'expense'::text])));
CREATE INDEX account_code_id_idx ON public.account USING btree (code, id);
CREATE UNIQUE INDEX account_company_id_control_idx ON public.account USING btree (company_id, control) WHERE (control IS NOT NULL);
CREATE TRIGGER audit_delete AFTER DELETE ON public.account REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_delete();
CREATE TRIGGER audit_insert AFTER INSERT ON public.account REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_insert();
CREATE TRIGGER audit_update AFTER UPDATE ON public.account REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_update_account();

create table approval_request (
  id uuid not null,
  subject_kind text not null,
  subject_id uuid not null,
  content_hash text not null,
  amount_minor bigint not null,
  currency text not null,
  status text not null,
  requested_by text not null,
  requested_by_name text not null,
  requested_at timestamp with time zone not null,
  decided_by text,
  decided_by_name text,
  decided_at timestamp with time zone,
  reason text default ''::text not null,
  facts jsonb default '{}'::jsonb not null
);
alter table approval_request add constraint approval_request_pkey PRIMARY KEY (id);
alter table approval_request add constraint approval_request_check CHECK (((status <> 'approved'::text) OR (decided_by <> requested_by)));
alter table approval_request add constraint approval_request_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'approved'::text, 'rejected'::text, 'withdrawn'::text, 'void'::text])));
CREATE INDEX approval_request_requested_at_id_idx ON public.approval_request USING btree (requested_at, id);
CREATE INDEX approval_request_status_requested_at_id_idx ON public.approval_request USING btree (status, requested_at, id);
CREATE INDEX approval_request_subject_kind_subject_id_id_idx ON public.approval_request USING btree (subject_kind, subject_id, id);
CREATE UNIQUE INDEX approval_request_subject_kind_subject_id_idx ON public.approval_request USING btree (subject_kind, subject_id) WHERE (status = 'pending'::text);
CREATE TRIGGER audit_delete AFTER DELETE ON public.approval_request REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_delete();
CREATE TRIGGER audit_insert AFTER INSERT ON public.approval_request REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_insert();
CREATE TRIGGER audit_update AFTER UPDATE ON public.approval_request REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_update_approval_request();

create table audit_event (
  id bigint generated always as identity not null,
  at timestamp with time zone not null,
  actor_id text not null,
  actor_kind text not null,
  actor_name text not null,
  request_id text,
  address text,
  table_name text not null,
  row_id uuid not null,
  action text not null,
  changes jsonb not null
);
alter table audit_event add constraint audit_event_pkey PRIMARY KEY (id);
alter table audit_event add constraint audit_event_action_check CHECK ((action = ANY (ARRAY['insert'::text, 'update'::text, 'delete'::text])));
CREATE INDEX audit_event_actor ON public.audit_event USING btree (actor_id, id);
CREATE INDEX audit_event_at ON public.audit_event USING btree (at);
CREATE INDEX audit_event_row ON public.audit_event USING btree (table_name, row_id, id);
comment on table audit_event is '@sealed Who changed which row, when, from where, and how: the new row, or {column: [old, new]}.';

create table bundle_part (
  id uuid not null,
  bundle_item_id uuid not null,
  part_item_id uuid not null,
  part_units bigint not null,
  price_share integer default 1 not null
);
alter table bundle_part add constraint bundle_part_bundle_item_id_part_item_id_key UNIQUE (bundle_item_id, part_item_id);
alter table bundle_part add constraint bundle_part_pkey PRIMARY KEY (id);
alter table bundle_part add constraint bundle_part_bundle_item_id_fkey FOREIGN KEY (bundle_item_id) REFERENCES item(id);
alter table bundle_part add constraint bundle_part_part_item_id_fkey FOREIGN KEY (part_item_id) REFERENCES item(id);
alter table bundle_part add constraint bundle_part_check CHECK ((bundle_item_id <> part_item_id));
alter table bundle_part add constraint bundle_part_part_units_check CHECK ((part_units > 0));
alter table bundle_part add constraint bundle_part_price_share_check CHECK ((price_share > 0));
CREATE INDEX bundle_part_part_item_id_idx ON public.bundle_part USING btree (part_item_id);
CREATE TRIGGER audit_delete AFTER DELETE ON public.bundle_part REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_delete();
CREATE TRIGGER audit_insert AFTER INSERT ON public.bundle_part REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_insert();
CREATE TRIGGER audit_update AFTER UPDATE ON public.bundle_part REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_update_bundle_part();

create table channel (
  id uuid not null,
  code text collate "C" not null,
  name text collate "C" not null,
  kind text collate "C" default 'web'::text not null,
  place_id uuid,
  is_committed boolean default false not null,
  status text collate "C" default 'active'::text not null,
  version integer default 1 not null
);
alter table channel add constraint channel_code_key UNIQUE (code);
alter table channel add constraint channel_pkey PRIMARY KEY (id);
alter table channel add constraint channel_place_id_fkey FOREIGN KEY (place_id) REFERENCES place(id);
alter table channel add constraint channel_code_check CHECK ((code <> ''::text));
alter table channel add constraint channel_kind_check CHECK ((kind = ANY (ARRAY['web'::text, 'marketplace'::text, 'wholesale'::text, 'store'::text, 'subscription'::text])));
alter table channel add constraint channel_name_check CHECK ((name <> ''::text));
alter table channel add constraint channel_status_check CHECK ((status = ANY (ARRAY['active'::text, 'inactive'::text])));
CREATE INDEX channel_kind_code_idx ON public.channel USING btree (kind, code);
CREATE INDEX channel_lower_idx ON public.channel USING btree (lower((code COLLATE "default")) COLLATE "C");
CREATE INDEX channel_lower_idx1 ON public.channel USING btree (lower((name COLLATE "default")) COLLATE "C");
CREATE INDEX channel_name_id_idx ON public.channel USING btree (name, id);
CREATE INDEX channel_place_id_idx ON public.channel USING btree (place_id) WHERE (place_id IS NOT NULL);
CREATE INDEX channel_status_code_idx ON public.channel USING btree (status, code);
CREATE TRIGGER audit_delete AFTER DELETE ON public.channel REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_delete();
CREATE TRIGGER audit_insert AFTER INSERT ON public.channel REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_insert();
CREATE TRIGGER audit_update AFTER UPDATE ON public.channel REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_update_channel();

create table charge_code (
  id uuid not null,
  company_id uuid not null,
  code text collate "C" not null,
  name text not null,
  follows_goods boolean not null,
  account_id uuid,
  is_active boolean default true not null,
  version integer default 1 not null
);
alter table charge_code add constraint charge_code_company_id_code_key UNIQUE (company_id, code);
alter table charge_code add constraint charge_code_pkey PRIMARY KEY (id);
alter table charge_code add constraint charge_code_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id);
alter table charge_code add constraint charge_code_company_id_fkey FOREIGN KEY (company_id) REFERENCES company(id);
alter table charge_code add constraint charge_code_check CHECK ((follows_goods OR (account_id IS NOT NULL)));
CREATE INDEX charge_code_account_id_idx ON public.charge_code USING btree (account_id);
CREATE TRIGGER audit_delete AFTER DELETE ON public.charge_code REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_delete();
CREATE TRIGGER audit_insert AFTER INSERT ON public.charge_code REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_insert();
CREATE TRIGGER audit_update AFTER UPDATE ON public.charge_code REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_update_charge_code();

create table company (
  id uuid not null,
  code text collate "C" not null,
  name text not null,
  legal_name text default ''::text not null,
  currency text not null,
  country text default ''::text not null,
  time_zone text default 'UTC'::text not null,
  tax_id text default ''::text not null,
  address text default ''::text not null,
  fiscal_year_start_month smallint default 1 not null,
  approval_over_minor bigint,
  receipt_over_bps integer default 0 not null,
  receipt_over_units_max bigint,
  receipt_under_bps integer default 0 not null,
  receipt_order_over_minor bigint,
  answer_late_days_max integer default 0 not null,
  answer_short_bps_max integer default 0 not null,
  answer_price_over_bps_max integer default 0 not null,
  version integer default 1 not null,
  created_at timestamp with time zone default now() not null
);
alter table company add constraint company_code_key UNIQUE (code);
alter table company add constraint company_pkey PRIMARY KEY (id);
alter table company add constraint company_answer_late_days_max_check CHECK ((answer_late_days_max >= 0));
alter table company add constraint company_answer_price_over_bps_max_check CHECK (((answer_price_over_bps_max >= 0) AND (answer_price_over_bps_max <= 10000)));
alter table company add constraint company_answer_short_bps_max_check CHECK (((answer_short_bps_max >= 0) AND (answer_short_bps_max <= 10000)));
alter table company add constraint company_approval_over_minor_check CHECK ((approval_over_minor >= 0));
alter table company add constraint company_code_check CHECK ((code <> ''::text));
alter table company add constraint company_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text));
alter table company add constraint company_fiscal_year_start_month_check CHECK (((fiscal_year_start_month >= 1) AND (fiscal_year_start_month <= 12)));
alter table company add constraint company_name_check CHECK ((name <> ''::text));
alter table company add constraint company_receipt_order_over_minor_check CHECK ((receipt_order_over_minor >= 0));
alter table company add constraint company_receipt_over_bps_check CHECK (((receipt_over_bps >= 0) AND (receipt_over_bps <= 10000)));
alter table company add constraint company_receipt_over_units_max_check CHECK ((receipt_over_units_max >= 0));
alter table company add constraint company_receipt_under_bps_check CHECK (((receipt_under_bps >= 0) AND (receipt_under_bps <= 10000)));
CREATE TRIGGER audit_delete AFTER DELETE ON public.company REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_delete();
CREATE TRIGGER audit_insert AFTER INSERT ON public.company REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_insert();
CREATE TRIGGER audit_update AFTER UPDATE ON public.company REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_update_company();

create table currency (
  id uuid not null,
  code text collate "C" not null,
  name text not null,
  is_active boolean default true not null,
  version integer default 1 not null
);
alter table currency add constraint currency_code_key UNIQUE (code);
alter table currency add constraint currency_pkey PRIMARY KEY (id);
alter table currency add constraint currency_code_check CHECK ((code ~ '^[A-Z]{3}$'::text));
CREATE TRIGGER audit_delete AFTER DELETE ON public.currency REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_delete();
CREATE TRIGGER audit_insert AFTER INSERT ON public.currency REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_insert();
CREATE TRIGGER audit_update AFTER UPDATE ON public.currency REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_update_currency();

create table currency_rate (
  id uuid not null,
  from_currency text collate "C" not null,
  to_currency text collate "C" not null,
  on_day date not null,
  rate_e10 bigint not null,
  source text default ''::text not null,
  version integer default 1 not null
);
alter table currency_rate add constraint currency_rate_from_currency_to_currency_on_day_key UNIQUE (from_currency, to_currency, on_day);
alter table currency_rate add constraint currency_rate_pkey PRIMARY KEY (id);
alter table currency_rate add constraint currency_rate_from_currency_fkey FOREIGN KEY (from_currency) REFERENCES currency(code);
alter table currency_rate add constraint currency_rate_to_currency_fkey FOREIGN KEY (to_currency) REFERENCES currency(code);
alter table currency_rate add constraint currency_rate_rate_e10_check CHECK ((rate_e10 > 0));
CREATE INDEX currency_rate_on_day_id_idx ON public.currency_rate USING btree (on_day, id);
CREATE INDEX currency_rate_to_currency_idx ON public.currency_rate USING btree (to_currency);
CREATE TRIGGER audit_delete AFTER DELETE ON public.currency_rate REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_delete();
CREATE TRIGGER audit_insert AFTER INSERT ON public.currency_rate REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_insert();
CREATE TRIGGER audit_update AFTER UPDATE ON public.currency_rate REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_update_currency_rate();

create table customer_order (
  id uuid not null,
  no bigint generated always as identity not null,
  number text collate "C" generated always as (('CO-'::text || lpad((no)::text, GREATEST(5, length((no)::text)), '0'::text))) stored,
  channel_id uuid not null,
  place_id uuid not null,
  customer text collate "C" default ''::text not null,
  country text collate "C" default ''::text not null,
  currency text collate "C" not null,
  ordered_on date not null,
  requested_on date not null,
  lifecycle text collate "C" default 'open'::text not null,
  line_count integer not null,
  total_minor bigint not null,
  content_hash text not null,
  source_system text default ''::text not null,
  external_id text default ''::text not null,
  version integer default 1 not null,
  created_at timestamp with time zone not null
);
alter table customer_order add constraint customer_order_pkey PRIMARY KEY (id);
alter table customer_order add constraint customer_order_channel_id_fkey FOREIGN KEY (channel_id) REFERENCES channel(id);
alter table customer_order add constraint customer_order_place_id_fkey FOREIGN KEY (place_id) REFERENCES place(id);
alter table customer_order add constraint customer_order_lifecycle_check CHECK ((lifecycle = ANY (ARRAY['open'::text, 'completed'::text, 'cancelled'::text])));
CREATE INDEX customer_order_channel_id_ordered_on_id_idx ON public.customer_order USING btree (channel_id, ordered_on, id);
CREATE INDEX customer_order_customer_id_idx ON public.customer_order USING btree (customer, id);
CREATE INDEX customer_order_lifecycle_ordered_on_id_idx ON public.customer_order USING btree (lifecycle, ordered_on, id);
CREATE INDEX customer_order_lower_idx ON public.customer_order USING btree (lower((number COLLATE "default")) COLLATE "C");
CREATE INDEX customer_order_lower_idx1 ON public.customer_order USING btree (lower((customer COLLATE "default")) COLLATE "C");
CREATE INDEX customer_order_lower_idx2 ON public.customer_order USING btree (lower((external_id COLLATE "default")) COLLATE "C");
CREATE UNIQUE INDEX customer_order_no_idx ON public.customer_order USING btree (no);
CREATE UNIQUE INDEX customer_order_number_idx ON public.customer_order USING btree (number);
CREATE INDEX customer_order_ordered_on_id_idx ON public.customer_order USING btree (ordered_on, id);
CREATE INDEX customer_order_place_id_ordered_on_id_idx ON public.customer_order USING btree (place_id, ordered_on, id);
CREATE INDEX customer_order_requested_on_id_idx ON public.customer_order USING btree (requested_on, id);
CREATE UNIQUE INDEX customer_order_source_system_external_id_idx ON public.customer_order USING btree (source_system, external_id) WHERE (external_id <> ''::text);
CREATE TRIGGER audit_delete AFTER DELETE ON public.customer_order REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_delete();
CREATE TRIGGER audit_insert AFTER INSERT ON public.customer_order REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_insert();
CREATE TRIGGER audit_update AFTER UPDATE ON public.customer_order REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_update_customer_order();

create table customer_order_line (
  id uuid not null,
  order_id uuid not null,
  line_no integer not null,
  item_id uuid not null,
  bundle_item_id uuid,
  bundle_units bigint,
  ordered_units bigint not null,
  cancelled_units bigint default 0 not null,
  shipped_units bigint default 0 not null,
  returned_units bigint default 0 not null,
  price_e4 bigint default 0 not null,
  priced_units bigint default 1 not null,
  amount_minor bigint default 0 not null,
  requested_on date not null,
  cancel_reason text default ''::text not null,
  return_reason text default ''::text not null
);
alter table customer_order_line add constraint customer_order_line_order_id_line_no_key UNIQUE (order_id, line_no);
alter table customer_order_line add constraint customer_order_line_pkey PRIMARY KEY (id);
alter table customer_order_line add constraint customer_order_line_bundle_item_id_fkey FOREIGN KEY (bundle_item_id) REFERENCES item(id);
alter table customer_order_line add constraint customer_order_line_item_id_fkey FOREIGN KEY (item_id) REFERENCES item(id);
alter table customer_order_line add constraint customer_order_line_order_id_fkey FOREIGN KEY (order_id) REFERENCES customer_order(id);
alter table customer_order_line add constraint customer_order_line_amount_minor_check CHECK ((amount_minor >= 0));
alter table customer_order_line add constraint customer_order_line_check CHECK (((bundle_item_id IS NULL) = (bundle_units IS NULL)));
alter table customer_order_line add constraint customer_order_line_check1 CHECK (((LEAST(cancelled_units, shipped_units, returned_units) >= 0) AND ((cancelled_units + shipped_units) <= ordered_units) AND (returned_units <= shipped_units)));
alter table customer_order_line add constraint customer_order_line_ordered_units_check CHECK ((ordered_units > 0));
alter table customer_order_line add constraint customer_order_line_price_e4_check CHECK ((price_e4 >= 0));
alter table customer_order_line add constraint customer_order_line_priced_units_check CHECK ((priced_units > 0));
CREATE INDEX customer_order_line_bundle_item_id_idx ON public.customer_order_line USING btree (bundle_item_id) WHERE (bundle_item_id IS NOT NULL);
CREATE INDEX customer_order_line_item_id_order_id_idx ON public.customer_order_line USING btree (item_id, order_id);
CREATE INDEX customer_order_line_item_id_requested_on_idx ON public.customer_order_line USING btree (item_id, requested_on) WHERE (ordered_units > (cancelled_units + shipped_units));
CREATE TRIGGER audit_delete AFTER DELETE ON public.customer_order_line REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_delete();
CREATE TRIGGER audit_insert AFTER INSERT ON public.customer_order_line REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_insert();
CREATE TRIGGER audit_update AFTER UPDATE ON public.customer_order_line REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_update_customer_order_line();

create table demand_day (
  item_id uuid not null,
  place_id uuid not null,
  channel_id uuid not null,
  on_day date not null,
  raw_units bigint default 0 not null,
  returned_units bigint default 0 not null,
  largest_units bigint default 0 not null,
  entry_count integer default 0 not null
);
alter table demand_day add constraint demand_day_pkey PRIMARY KEY (item_id, place_id, channel_id, on_day) INCLUDE (raw_units, largest_units);
CREATE INDEX demand_day_channel_id_on_day_idx ON public.demand_day USING btree (channel_id, on_day);
CREATE INDEX demand_day_on_day_idx ON public.demand_day USING btree (on_day);
CREATE INDEX demand_day_place_id_on_day_idx ON public.demand_day USING btree (place_id, on_day);
comment on table demand_day is '@derived sums of demand_entry by day';

create table demand_entry (
  id uuid not null,
  key text collate "C" not null,
  item_id uuid not null,
  place_id uuid not null,
  channel_id uuid not null,
  on_day date not null,
  kind text collate "C" not null,
  units bigint not null,
  value_minor bigint default 0 not null,
  currency text collate "C" default ''::text not null,
  source_kind text collate "C" not null,
  source_id uuid,
  entered_at timestamp with time zone not null
);
alter table demand_entry add constraint demand_entry_key_key UNIQUE (key);
alter table demand_entry add constraint demand_entry_pkey PRIMARY KEY (id);
alter table demand_entry add constraint demand_entry_channel_id_fkey FOREIGN KEY (channel_id) REFERENCES channel(id);
alter table demand_entry add constraint demand_entry_item_id_fkey FOREIGN KEY (item_id) REFERENCES item(id);
alter table demand_entry add constraint demand_entry_place_id_fkey FOREIGN KEY (place_id) REFERENCES place(id);
alter table demand_entry add constraint demand_entry_kind_check CHECK ((kind = ANY (ARRAY['sale'::text, 'cancellation'::text, 'return'::text, 'correction'::text])));
alter table demand_entry add constraint demand_entry_source_kind_check CHECK ((source_kind = ANY (ARRAY['customer_order'::text, 'import'::text, 'sales'::text, 'api'::text])));
CREATE INDEX demand_entry_channel_id_on_day_idx ON public.demand_entry USING btree (channel_id, on_day);
CREATE INDEX demand_entry_item_id_place_id_on_day_idx ON public.demand_entry USING btree (item_id, place_id, on_day);
CREATE INDEX demand_entry_kind_on_day_idx ON public.demand_entry USING btree (kind, on_day);
CREATE INDEX demand_entry_on_day_id_idx ON public.demand_entry USING btree (on_day, id);
CREATE INDEX demand_entry_place_id_on_day_idx ON public.demand_entry USING btree (place_id, on_day);
CREATE INDEX demand_entry_source_id_idx ON public.demand_entry USING btree (source_id) WHERE (source_id IS NOT NULL);
comment on table demand_entry is '@append-only what was wanted, and what was taken back';

create table demand_mark (
  id uuid not null,
  item_id uuid not null,
  place_id uuid not null,
  channel_id uuid,
  kind text collate "C" not null,
  starts_on date not null,
  ends_on date not null,
  reason text default ''::text not null,
  made_by text not null,
  made_by_name text not null,
  made_at timestamp with time zone not null,
  withdrawn_at timestamp with time zone,
  version integer default 1 not null
);
alter table demand_mark add constraint demand_mark_pkey PRIMARY KEY (id);
alter table demand_mark add constraint demand_mark_channel_id_fkey FOREIGN KEY (channel_id) REFERENCES channel(id);
alter table demand_mark add constraint demand_mark_item_id_fkey FOREIGN KEY (item_id) REFERENCES item(id);
alter table demand_mark add constraint demand_mark_place_id_fkey FOREIGN KEY (place_id) REFERENCES place(id);
alter table demand_mark add constraint demand_mark_check CHECK ((ends_on >= starts_on));
alter table demand_mark add constraint demand_mark_kind_check CHECK ((kind = ANY (ARRAY['stock_out'::text, 'spike'::text, 'promotion'::text, 'one_off'::text, 'excluded'::text])));
CREATE INDEX demand_mark_channel_id_idx ON public.demand_mark USING btree (channel_id) WHERE (channel_id IS NOT NULL);
CREATE INDEX demand_mark_item_id_place_id_starts_on_idx ON public.demand_mark USING btree (item_id, place_id, starts_on) WHERE (withdrawn_at IS NULL);
CREATE INDEX demand_mark_item_id_starts_on_idx ON public.demand_mark USING btree (item_id, starts_on);
CREATE INDEX demand_mark_kind_starts_on_idx ON public.demand_mark USING btree (kind, starts_on);
CREATE INDEX demand_mark_made_at_id_idx ON public.demand_mark USING btree (made_at, id);
CREATE INDEX demand_mark_place_id_starts_on_idx ON public.demand_mark USING btree (place_id, starts_on);
CREATE INDEX demand_mark_starts_on_id_idx ON public.demand_mark USING btree (starts_on, id);
CREATE TRIGGER audit_delete AFTER DELETE ON public.demand_mark REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_delete();
CREATE TRIGGER audit_insert AFTER INSERT ON public.demand_mark REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_insert();
CREATE TRIGGER audit_update AFTER UPDATE ON public.demand_mark REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_update_demand_mark();

create table demand_series (
  id uuid not null,
  item_id uuid not null,
  place_id uuid not null,
  channel_id uuid,
  period text collate "C" not null,
  starts_on date not null,
  ends_on date not null,
  raw_units double precision[] not null,
  corrected_units double precision[] not null,
  cleaned_units double precision[] not null,
  baseline_units double precision[] not null,
  uplift_units double precision[] not null,
  event_units double precision[] not null,
  marks smallint[] not null,
  units_4w bigint not null,
  units_13w bigint not null,
  units_52w bigint not null,
  first_sold_on date,
  last_sold_on date,
  weekday_units double precision[] default '{}'::double precision[] not null,
  sale_days smallint default 0 not null,
  channel_ids uuid[] default '{}'::uuid[] not null,
  channel_units double precision[] default '{}'::double precision[] not null,
  mark_kinds smallint not null,
  fingerprint text collate "C" not null,
  computed_at timestamp with time zone not null
);
alter table demand_series add constraint demand_series_item_id_place_id_channel_id_period_key UNIQUE NULLS NOT DISTINCT (item_id, place_id, channel_id, period);
alter table demand_series add constraint demand_series_pkey PRIMARY KEY (id);
alter table demand_series add constraint demand_series_period_check CHECK ((period = ANY (ARRAY['day'::text, 'week'::text, 'month'::text])));
CREATE INDEX demand_series_channel_id_idx ON public.demand_series USING btree (channel_id) WHERE (channel_id IS NOT NULL);
CREATE INDEX demand_series_ends_on_idx ON public.demand_series USING btree (ends_on);
CREATE INDEX demand_series_last_sold_on_id_idx ON public.demand_series USING btree (last_sold_on, id) WHERE (channel_id IS NULL);
CREATE INDEX demand_series_place_id_item_id_idx ON public.demand_series USING btree (place_id, item_id);
CREATE INDEX demand_series_place_id_units_52w_id_idx ON public.demand_series USING btree (place_id, units_52w, id) WHERE (channel_id IS NULL);
CREATE INDEX demand_series_units_13w_id_idx ON public.demand_series USING btree (units_13w, id) WHERE (channel_id IS NULL);
CREATE INDEX demand_series_units_4w_id_idx ON public.demand_series USING btree (units_4w, id) WHERE (channel_id IS NULL);
CREATE INDEX demand_series_units_52w_id_idx ON public.demand_series USING btree (units_52w, id) WHERE (channel_id IS NULL);
CREATE INDEX demand_series_units_52w_id_idx1 ON public.demand_series USING btree (units_52w, id) WHERE ((channel_id IS NULL) AND (mark_kinds <> 0));
comment on table demand_series is '@derived demand by period, layer by layer';

create table demand_set_aside (
  id uuid not null,
  key text collate "C" not null,
  place_id uuid not null,
  channel_id uuid not null,
  on_day date not null,
  reason text collate "C" not null,
  units bigint not null,
  value_minor bigint not null,
  said jsonb not null,
  entered_at timestamp with time zone not null
);
alter table demand_set_aside add constraint demand_set_aside_key_key UNIQUE (key);
alter table demand_set_aside add constraint demand_set_aside_pkey PRIMARY KEY (id);
alter table demand_set_aside add constraint demand_set_aside_channel_id_fkey FOREIGN KEY (channel_id) REFERENCES channel(id);
alter table demand_set_aside add constraint demand_set_aside_place_id_fkey FOREIGN KEY (place_id) REFERENCES place(id);
alter table demand_set_aside add constraint demand_set_aside_reason_check CHECK ((reason <> ''::text));
CREATE INDEX demand_set_aside_channel_id_on_day_idx ON public.demand_set_aside USING btree (channel_id, on_day);
CREATE INDEX demand_set_aside_on_day_id_idx ON public.demand_set_aside USING btree (on_day, id);
CREATE INDEX demand_set_aside_place_id_on_day_idx ON public.demand_set_aside USING btree (place_id, on_day);
CREATE INDEX demand_set_aside_reason_on_day_idx ON public.demand_set_aside USING btree (reason, on_day);
comment on table demand_set_aside is '@append-only rows of sales files that are no demand';

create table demand_touch (
  item_id uuid not null,
  place_id uuid not null,
  touched_at timestamp with time zone not null
);
alter table demand_touch add constraint demand_touch_pkey PRIMARY KEY (item_id, place_id);
CREATE INDEX demand_touch_touched_at_idx ON public.demand_touch USING btree (touched_at);
comment on table demand_touch is '@derived what the next run must read again';

create table expectation (
  id uuid not null,
  source_kind text collate "C" not null,
  source_id uuid not null,
  document_id uuid not null,
  item_id uuid not null,
  place_id uuid not null,
  supplier_id uuid,
  units bigint not null,
  firmness text collate "C" not null,
  requested_on date,
  promised_on date,
  expected_on date,
  date_source text default 'buyer'::text not null,
  confidence_bps integer default 5000 not null,
  stages jsonb default '{}'::jsonb not null
);
alter table expectation add constraint expectation_source_kind_source_id_key UNIQUE (source_kind, source_id);
alter table expectation add constraint expectation_pkey PRIMARY KEY (id);
alter table expectation add constraint expectation_confidence_bps_check CHECK (((confidence_bps >= 0) AND (confidence_bps <= 10000)));
alter table expectation add constraint expectation_firmness_check CHECK ((firmness = ANY (ARRAY['proposed'::text, 'requested'::text, 'ordered'::text, 'confirmed'::text, 'shipped'::text, 'done'::text])));
alter table expectation add constraint expectation_units_check CHECK ((units >= 0));
CREATE INDEX expectation_document_id_idx ON public.expectation USING btree (document_id);
CREATE INDEX expectation_expected_on_id_idx ON public.expectation USING btree (expected_on, id) WHERE (units > 0);
CREATE INDEX expectation_item_id_place_id_expected_on_idx ON public.expectation USING btree (item_id, place_id, expected_on) WHERE (units > 0);
CREATE INDEX expectation_place_id_expected_on_idx ON public.expectation USING btree (place_id, expected_on) WHERE (units > 0);
CREATE INDEX expectation_supplier_id_expected_on_idx ON public.expectation USING btree (supplier_id, expected_on) WHERE (units > 0);
comment on table expectation is '@derived the last of expectation_change by source';

create table expectation_change (
  id uuid not null,
  expectation_id uuid not null,
  cause_kind text not null,
  cause_id uuid not null,
  units bigint not null,
  firmness text not null,
  requested_on date,
  promised_on date,
  expected_on date,
  date_source text not null,
  changed_at timestamp with time zone not null,
  actor_id text not null
);
alter table expectation_change add constraint expectation_change_pkey PRIMARY KEY (id);
alter table expectation_change add constraint expectation_change_expectation_id_fkey FOREIGN KEY (expectation_id) REFERENCES expectation(id);
CREATE INDEX expectation_change_expectation_id_id_idx ON public.expectation_change USING btree (expectation_id, id);
comment on table expectation_change is '@append-only the book of what was expected when';

create table expected_payment (
  id uuid not null,
  source_kind text collate "C" not null,
  source_id uuid not null,
  company_id uuid not null,
  supplier_id uuid not null,
  due_on date not null,
  amount_minor bigint not null,
  currency text collate "C" not null,
  firmness text collate "C" not null
);
alter table expected_payment add constraint expected_payment_source_kind_source_id_key UNIQUE (source_kind, source_id);
alter table expected_payment add constraint expected_payment_pkey PRIMARY KEY (id);
alter table expected_payment add constraint expected_payment_firmness_check CHECK ((firmness = ANY (ARRAY['requested'::text, 'ordered'::text, 'confirmed'::text, 'invoiced'::text])));
alter table expected_payment add constraint expected_payment_source_kind_check CHECK ((source_kind = ANY (ARRAY['purchase_order'::text, 'supplier_invoice'::text])));
CREATE INDEX expected_payment_company_id_due_on_id_idx ON public.expected_payment USING btree (company_id, due_on, id) WHERE (amount_minor <> 0);
CREATE INDEX expected_payment_due_on_id_idx ON public.expected_payment USING btree (due_on, id) WHERE (amount_minor <> 0);
CREATE INDEX expected_payment_supplier_id_due_on_idx ON public.expected_payment USING btree (supplier_id, due_on);
comment on table expected_payment is '@derived the last of expected_payment_change by source';

create table expected_payment_change (
  id uuid not null,
  expected_payment_id uuid not null,
  cause_kind text not null,
  cause_id uuid not null,
  due_on date not null,
  amount_minor bigint not null,
  firmness text not null,
  changed_at timestamp with time zone not null,
  actor_id text not null
);
alter table expected_payment_change add constraint expected_payment_change_pkey PRIMARY KEY (id);
alter table expected_payment_change add constraint expected_payment_change_expected_payment_id_fkey FOREIGN KEY (expected_payment_id) REFERENCES expected_payment(id);
CREATE INDEX expected_payment_change_expected_payment_id_id_idx ON public.expected_payment_change USING btree (expected_payment_id, id);
comment on table expected_payment_change is '@append-only the book of what was expected to be paid when';

create table fiscal_period (
  id uuid not null,
  company_id uuid not null,
  starts_on date not null,
  ends_on date not null,
  name text not null,
  status text default 'open'::text not null,
  closed_at timestamp with time zone,
  closed_by text,
  version integer default 1 not null
);
alter table fiscal_period add constraint fiscal_period_company_id_starts_on_key UNIQUE (company_id, starts_on);
alter table fiscal_period add constraint fiscal_period_pkey PRIMARY KEY (id);
alter table fiscal_period add constraint fiscal_period_company_id_fkey FOREIGN KEY (company_id) REFERENCES company(id);
alter table fiscal_period add constraint fiscal_period_check CHECK ((ends_on >= starts_on));
alter table fiscal_period add constraint fiscal_period_status_check CHECK ((status = ANY (ARRAY['open'::text, 'closed'::text])));
CREATE TRIGGER audit_delete AFTER DELETE ON public.fiscal_period REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_delete();
CREATE TRIGGER audit_insert AFTER INSERT ON public.fiscal_period REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_insert();
CREATE TRIGGER audit_update AFTER UPDATE ON public.fiscal_period REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_update_fiscal_period();

create table forecast (
  id uuid not null,
  item_id uuid not null,
  place_id uuid not null,
  period text collate "C" not null,
  starts_on date not null,
  made_on date not null,
  method text collate "C" not null,
  weights jsonb default '{}'::jsonb not null,
  is_intermittent boolean default false not null,
  baseline_units double precision[] not null,
  uplift_units real[] not null,
  event_units real[] not null,
  planned_units double precision[] not null,
  quantile_units real[] not null,
  wape double precision,
  bias double precision,
  rmsse double precision,
  level_units double precision not null,
  launches_on date,
  ends_on date,
  unbound_units double precision[],
  analog_item_id uuid,
  own_weeks integer,
  analog_fingerprint text collate "C",
  seed bigint not null,
  source_id uuid,
  outside_said text collate "C" default ''::text not null,
  outside_units double precision[] default '{}'::double precision[] not null,
  fingerprint text collate "C" not null,
  computed_at timestamp with time zone not null
);
alter table forecast add constraint forecast_item_id_place_id_period_key UNIQUE (item_id, place_id, period);
alter table forecast add constraint forecast_pkey PRIMARY KEY (id);
alter table forecast add constraint forecast_period_check CHECK ((period = ANY (ARRAY['day'::text, 'week'::text, 'month'::text])));
CREATE INDEX forecast_analog_item_id_idx ON public.forecast USING btree (analog_item_id) WHERE (analog_item_id IS NOT NULL);
CREATE INDEX forecast_item_id_place_id_idx ON public.forecast USING btree (item_id, place_id) WHERE ((launches_on IS NOT NULL) OR (ends_on IS NOT NULL));
CREATE INDEX forecast_level_units_id_idx ON public.forecast USING btree (level_units, id);
CREATE INDEX forecast_method_id_idx ON public.forecast USING btree (method, id);
CREATE INDEX forecast_place_id_item_id_idx ON public.forecast USING btree (place_id, item_id);
CREATE INDEX forecast_source_id_idx ON public.forecast USING btree (source_id) WHERE (source_id IS NOT NULL);
CREATE INDEX forecast_wape_id_idx ON public.forecast USING btree (wape, id);
comment on table forecast is '@derived computed from demand_series, promotions and overrides';

create table forecast_choice (
  id uuid not null,
  segment text collate "C" not null,
  place_id uuid,
  source_id uuid,
  reason text not null,
  chosen_by_name text not null,
  chosen_at timestamp with time zone not null,
  version integer default 1 not null
);
alter table forecast_choice add constraint forecast_choice_segment_place_id_key UNIQUE NULLS NOT DISTINCT (segment, place_id);
alter table forecast_choice add constraint forecast_choice_pkey PRIMARY KEY (id);
alter table forecast_choice add constraint forecast_choice_place_id_fkey FOREIGN KEY (place_id) REFERENCES place(id);
alter table forecast_choice add constraint forecast_choice_source_id_fkey FOREIGN KEY (source_id) REFERENCES forecast_source(id);
alter table forecast_choice add constraint forecast_choice_reason_check CHECK ((reason <> ''::text));
alter table forecast_choice add constraint forecast_choice_segment_check CHECK ((segment <> ''::text));
CREATE INDEX forecast_choice_place_id_idx ON public.forecast_choice USING btree (place_id) WHERE (place_id IS NOT NULL);
CREATE INDEX forecast_choice_segment_id_idx ON public.forecast_choice USING btree (segment, id);
CREATE INDEX forecast_choice_source_id_idx ON public.forecast_choice USING btree (source_id) WHERE (source_id IS NOT NULL);
CREATE TRIGGER audit_delete AFTER DELETE ON public.forecast_choice REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_delete();
CREATE TRIGGER audit_insert AFTER INSERT ON public.forecast_choice REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_insert();
CREATE TRIGGER audit_update AFTER UPDATE ON public.forecast_choice REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_update_forecast_choice();

create table forecast_edition (
  id uuid not null,
  source_id uuid not null,
  name text collate "C" not null,
  period text collate "C" not null,
  week_starts smallint,
  made_on date not null,
  figure_count bigint default 0 not null,
  pair_count bigint default 0 not null,
  first_on date,
  last_on date,
  received_at timestamp with time zone not null
);
alter table forecast_edition add constraint forecast_edition_source_id_name_key UNIQUE (source_id, name);
alter table forecast_edition add constraint forecast_edition_pkey PRIMARY KEY (id);
alter table forecast_edition add constraint forecast_edition_source_id_fkey FOREIGN KEY (source_id) REFERENCES forecast_source(id);
alter table forecast_edition add constraint forecast_edition_check CHECK (((week_starts IS NULL) = (period <> 'week'::text)));
alter table forecast_edition add constraint forecast_edition_name_check CHECK ((name <> ''::text));
alter table forecast_edition add constraint forecast_edition_period_check CHECK ((period = ANY (ARRAY['day'::text, 'week'::text, 'month'::text])));
alter table forecast_edition add constraint forecast_edition_week_starts_check CHECK (((week_starts >= 1) AND (week_starts <= 7)));
CREATE INDEX forecast_edition_made_on_id_idx ON public.forecast_edition USING btree (made_on, id);
CREATE INDEX forecast_edition_received_at_idx ON public.forecast_edition USING btree (received_at);
CREATE INDEX forecast_edition_source_id_made_on_received_at_id_idx ON public.forecast_edition USING btree (source_id, made_on, received_at, id);
CREATE TRIGGER audit_delete AFTER DELETE ON public.forecast_edition REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_delete();
CREATE TRIGGER audit_insert AFTER INSERT ON public.forecast_edition REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_insert();
CREATE TRIGGER audit_update AFTER UPDATE ON public.forecast_edition REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_update_forecast_edition();

create table forecast_habit (
  item_id uuid not null,
  place_id uuid not null,
  day_shares real[] not null,
  channel_ids uuid[] not null,
  channel_shares double precision[] not null,
  planned_shares double precision[] default '{}'::double precision[] not null,
  learned_on date not null
);
alter table forecast_habit add constraint forecast_habit_pkey PRIMARY KEY (item_id, place_id);
CREATE INDEX forecast_habit_item_id_idx ON public.forecast_habit USING btree (item_id) WHERE (planned_shares <> '{}'::double precision[]);
CREATE INDEX forecast_habit_place_id_idx ON public.forecast_habit USING btree (place_id);
comment on table forecast_habit is '@derived learned from demand_day';

create table forecast_override (
  id uuid not null,
  item_id uuid,
  place_id uuid,
  category_id uuid,
  channel_id uuid,
  starts_on date not null,
  ends_on date not null,
  kind text collate "C" not null,
  amount bigint not null,
  spread_from date,
  spread_factors double precision[],
  reason text not null,
  owner_id text not null,
  owner_name text not null,
  made_at timestamp with time zone not null,
  expires_on date not null,
  withdrawn_at timestamp with time zone,
  version integer default 1 not null
);
alter table forecast_override add constraint forecast_override_pkey PRIMARY KEY (id);
alter table forecast_override add constraint forecast_override_category_id_fkey FOREIGN KEY (category_id) REFERENCES item_category(id);
alter table forecast_override add constraint forecast_override_channel_id_fkey FOREIGN KEY (channel_id) REFERENCES channel(id);
alter table forecast_override add constraint forecast_override_item_id_fkey FOREIGN KEY (item_id) REFERENCES item(id);
alter table forecast_override add constraint forecast_override_place_id_fkey FOREIGN KEY (place_id) REFERENCES place(id);
alter table forecast_override add constraint forecast_override_check CHECK ((ends_on >= starts_on));
alter table forecast_override add constraint forecast_override_check1 CHECK (
CASE
    WHEN (item_id IS NULL) THEN (num_nonnulls(place_id, category_id, channel_id) > 0)
    ELSE ((place_id IS NOT NULL) AND (num_nonnulls(category_id, channel_id) = 0))
END);
alter table forecast_override add constraint forecast_override_kind_check CHECK ((kind = ANY (ARRAY['set'::text, 'add'::text, 'multiply'::text])));
alter table forecast_override add constraint forecast_override_reason_check CHECK ((reason <> ''::text));
CREATE INDEX forecast_override_category_id_idx ON public.forecast_override USING btree (category_id) WHERE (category_id IS NOT NULL);
CREATE INDEX forecast_override_channel_id_idx ON public.forecast_override USING btree (channel_id) WHERE (channel_id IS NOT NULL);
CREATE INDEX forecast_override_expires_on_idx ON public.forecast_override USING btree (expires_on) WHERE (withdrawn_at IS NULL);
CREATE INDEX forecast_override_item_id_place_id_idx ON public.forecast_override USING btree (item_id, place_id) WHERE (withdrawn_at IS NULL);
CREATE INDEX forecast_override_made_at_idx ON public.forecast_override USING btree (made_at) WHERE (item_id IS NULL);
CREATE INDEX forecast_override_owner_id_made_at_idx ON public.forecast_override USING btree (owner_id, made_at);
CREATE INDEX forecast_override_place_id_idx ON public.forecast_override USING btree (place_id);
CREATE TRIGGER audit_delete AFTER DELETE ON public.forecast_override REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_delete();
CREATE TRIGGER audit_insert AFTER INSERT ON public.forecast_override REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_insert();
CREATE TRIGGER audit_update AFTER UPDATE ON public.forecast_override REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_update_forecast_override();

create table forecast_score (
  item_id uuid not null,
  place_id uuid not null,
  source_id uuid,
  lag_weeks smallint not null,
  week_count integer not null,
  last_on date not null,
  actual_units double precision not null,
  error_units double precision not null,
  bias_units double precision not null,
  naive_error_units double precision not null,
  statistical_error_units double precision not null,
  promotion_error_units double precision not null,
  sourced_error_units double precision not null,
  mase double precision,
  rmsse double precision,
  computed_at timestamp with time zone not null
);
alter table forecast_score add constraint forecast_score_item_id_place_id_source_id_key UNIQUE NULLS NOT DISTINCT (item_id, place_id, source_id);
CREATE INDEX forecast_score_computed_at_idx ON public.forecast_score USING btree (computed_at);
CREATE INDEX forecast_score_place_id_idx ON public.forecast_score USING btree (place_id);
CREATE INDEX forecast_score_source_id_idx ON public.forecast_score USING btree (source_id) WHERE (source_id IS NOT NULL);
comment on table forecast_score is '@derived forecast_snapshot against demand';

create table forecast_score_group (
  id text collate "C" generated always as (((((kind || ':'::text) || key) || ':'::text) || COALESCE((source_id)::text, ''::text))) stored not null,
  kind text collate "C" not null,
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
  statistical_added double precision,
  promotion_added double precision,
  source_added double precision,
  override_added double precision
);
alter table forecast_score_group add constraint forecast_score_group_pkey PRIMARY KEY (id);
alter table forecast_score_group add constraint forecast_score_group_kind_check CHECK ((kind = ANY (ARRAY['source'::text, 'segment'::text, 'supplier'::text, 'place'::text, 'category'::text])));
CREATE INDEX forecast_score_group_kind_source_id_actual_units_id_idx ON public.forecast_score_group USING btree (kind, source_id, actual_units, id);
comment on table forecast_score_group is '@derived forecast_score added up';

create table forecast_snapshot (
  item_id uuid not null,
  place_id uuid not null,
  starts_on date not null,
  made_on date not null,
  laid_at timestamp with time zone not null,
  lag_weeks smallint not null,
  target_on date not null,
  naive_units real not null,
  statistical_units real not null,
  promotion_units real not null,
  sourced_units real not null,
  planned_units real not null
);
alter table forecast_snapshot add constraint forecast_snapshot_pkey PRIMARY KEY (item_id, place_id, starts_on);
CREATE INDEX forecast_snapshot_place_id_idx ON public.forecast_snapshot USING btree (place_id);
CREATE INDEX forecast_snapshot_target_on_idx ON public.forecast_snapshot USING btree (target_on);
comment on table forecast_snapshot is '@derived what was forecast when, for a while';

create table forecast_source (
  id uuid not null,
  code text collate "C" not null,
  name text collate "C" not null,
  includes_promotions boolean default true not null,
  status text collate "C" default 'active'::text not null,
  version integer default 1 not null
);
alter table forecast_source add constraint forecast_source_code_key UNIQUE (code);
alter table forecast_source add constraint forecast_source_pkey PRIMARY KEY (id);
alter table forecast_source add constraint forecast_source_code_check CHECK ((code <> ''::text));
alter table forecast_source add constraint forecast_source_name_check CHECK ((name <> ''::text));
alter table forecast_source add constraint forecast_source_status_check CHECK ((status = ANY (ARRAY['active'::text, 'inactive'::text])));
CREATE INDEX forecast_source_name_id_idx ON public.forecast_source USING btree (name, id);
CREATE INDEX forecast_source_status_code_idx ON public.forecast_source USING btree (status, code);
CREATE TRIGGER audit_delete AFTER DELETE ON public.forecast_source REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_delete();
CREATE TRIGGER audit_insert AFTER INSERT ON public.forecast_source REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_insert();
CREATE TRIGGER audit_update AFTER UPDATE ON public.forecast_source REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_update_forecast_source();

create table forecast_use (
  item_id uuid not null,
  place_id uuid not null,
  segment text collate "C" not null,
  supplier_id uuid,
  protected_days integer not null,
  lag_weeks smallint generated always as (LEAST(52, GREATEST(1, ((protected_days + 6) / 7)))) stored not null
);
alter table forecast_use add constraint forecast_use_pkey PRIMARY KEY (item_id, place_id);
alter table forecast_use add constraint forecast_use_protected_days_check CHECK ((protected_days >= 0));
CREATE INDEX forecast_use_place_id_idx ON public.forecast_use USING btree (place_id);
CREATE INDEX forecast_use_segment_item_id_place_id_idx ON public.forecast_use USING btree (segment, item_id, place_id);
CREATE INDEX forecast_use_supplier_id_item_id_idx ON public.forecast_use USING btree (supplier_id, item_id) WHERE (supplier_id IS NOT NULL);
comment on table forecast_use is '@derived of stock_rule, as the last run left it';

create table grni_balance (
  order_line_id uuid not null,
  company_id uuid not null,
  supplier_id uuid not null,
  document_currency text not null,
  units bigint default 0 not null,
  document_minor bigint default 0 not null,
  amount_minor bigint default 0 not null,
  first_on date not null,
  last_on date not null
);
alter table grni_balance add constraint grni_balance_pkey PRIMARY KEY (order_line_id);
CREATE INDEX grni_balance_company_id_first_on_order_line_id_idx ON public.grni_balance USING btree (company_id, first_on, order_line_id) WHERE ((units <> 0) OR (document_minor <> 0) OR (amount_minor <> 0));
CREATE INDEX grni_balance_supplier_id_first_on_idx ON public.grni_balance USING btree (supplier_id, first_on) WHERE ((units <> 0) OR (document_minor <> 0) OR (amount_minor <> 0));
comment on table grni_balance is '@derived sums of grni_movement';

create table grni_movement (
  id uuid not null,
  entry_id uuid not null,
  company_id uuid not null,
  supplier_id uuid not null,
  order_line_id uuid not null,
  kind text not null,
  units bigint not null,
  document_minor bigint not null,
  document_currency text not null,
  amount_minor bigint not null,
  on_day date not null,
  cause_id uuid not null
);
alter table grni_movement add constraint grni_movement_pkey PRIMARY KEY (id);
alter table grni_movement add constraint grni_movement_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES journal_entry(id);
alter table grni_movement add constraint grni_movement_order_line_id_fkey FOREIGN KEY (order_line_id) REFERENCES purchase_order_line(id);
alter table grni_movement add constraint grni_movement_kind_check CHECK ((kind = ANY (ARRAY['received'::text, 'returned'::text, 'invoiced'::text, 'credited'::text, 'written_off'::text])));
CREATE INDEX grni_movement_entry_id_idx ON public.grni_movement USING btree (entry_id);
CREATE INDEX grni_movement_order_line_id_id_idx ON public.grni_movement USING btree (order_line_id, id);
comment on table grni_movement is '@append-only goods received, not invoiced, by order line';

create table idempotency_key (
  actor_id text not null,
  key text not null,
  request_hash text not null,
  response text,
  created_at timestamp with time zone default clock_timestamp() not null
);
alter table idempotency_key add constraint idempotency_key_pkey PRIMARY KEY (actor_id, key);
CREATE INDEX idempotency_key_created ON public.idempotency_key USING btree (created_at);
comment on table idempotency_key is '@derived The first answer to a request, given again to a twin.';

create table import_batch (
  id uuid not null,
  kind text collate "C" not null,
  file_name text not null,
  byte_count bigint default 0 not null,
  file_hash text default ''::text not null,
  columns jsonb default '[]'::jsonb not null,
  mapping jsonb default '{}'::jsonb not null,
  options jsonb default '{}'::jsonb not null,
  status text collate "C" not null,
  row_count bigint default 0 not null,
  done_count bigint default 0 not null,
  add_count bigint default 0 not null,
  change_count bigint default 0 not null,
  same_count bigint default 0 not null,
  error_count bigint default 0 not null,
  error_groups jsonb default '[]'::jsonb not null,
  note_groups jsonb default '[]'::jsonb not null,
  problem text default ''::text not null,
  created_by text not null,
  created_by_name text not null,
  created_at timestamp with time zone not null,
  committed_at timestamp with time zone,
  cleared_at timestamp with time zone,
  version integer default 1 not null
);
alter table import_batch add constraint import_batch_pkey PRIMARY KEY (id);
alter table import_batch add constraint import_batch_status_check CHECK ((status = ANY (ARRAY['uploaded'::text, 'checking'::text, 'checked'::text, 'committing'::text, 'committed'::text, 'failed'::text, 'discarded'::text])));
CREATE INDEX import_batch_created_at_id_idx ON public.import_batch USING btree (created_at, id);
CREATE INDEX import_batch_created_at_idx ON public.import_batch USING btree (created_at) WHERE (cleared_at IS NULL);
CREATE INDEX import_batch_kind_created_at_idx ON public.import_batch USING btree (kind, created_at);
CREATE INDEX import_batch_status_created_at_idx ON public.import_batch USING btree (status, created_at);
CREATE TRIGGER audit_delete AFTER DELETE ON public.import_batch REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_delete();
CREATE TRIGGER audit_insert AFTER INSERT ON public.import_batch REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_insert();
CREATE TRIGGER audit_update AFTER UPDATE ON public.import_batch REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_update_import_batch();

create table import_mapping (
  id uuid not null,
  kind text collate "C" not null,
  columns_hash text not null,
  mapping jsonb not null
);
alter table import_mapping add constraint import_mapping_kind_columns_hash_key UNIQUE (kind, columns_hash);
alter table import_mapping add constraint import_mapping_pkey PRIMARY KEY (id);
CREATE TRIGGER audit_delete AFTER DELETE ON public.import_mapping REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_delete();
CREATE TRIGGER audit_insert AFTER INSERT ON public.import_mapping REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_insert();
CREATE TRIGGER audit_update AFTER UPDATE ON public.import_mapping REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_update_import_mapping();

create table import_row (
  batch_id uuid not null,
  row_no integer not null,
  cells text[] not null,
  outcome text collate "C",
  business_key text collate "C",
  parsed jsonb,
  before jsonb,
  errors jsonb,
  notes jsonb
);
alter table import_row add constraint import_row_pkey PRIMARY KEY (batch_id, row_no);
alter table import_row add constraint import_row_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES import_batch(id) ON DELETE CASCADE;
alter table import_row add constraint import_row_outcome_check CHECK ((outcome = ANY (ARRAY['add'::text, 'change'::text, 'same'::text, 'error'::text])));
CREATE INDEX import_row_batch_id_business_key_row_no_idx ON public.import_row USING btree (batch_id, business_key, row_no) WHERE (business_key IS NOT NULL);
CREATE INDEX import_row_batch_id_outcome_row_no_idx ON public.import_row USING btree (batch_id, outcome, row_no);
comment on table import_row is '@derived the uploaded file, row by row; what a commit changes is audited in the tables it changes';

create table inspection (
  id uuid not null,
  receipt_line_id uuid not null,
  passed_units bigint not null,
  failed_units bigint not null,
  document_minor bigint not null,
  amount_minor bigint not null,
  failed_document_minor bigint not null,
  failed_minor bigint not null,
  note text default ''::text not null,
  inspected_at timestamp with time zone not null,
  inspected_by text not null,
  inspected_by_name text not null
);
alter table inspection add constraint inspection_pkey PRIMARY KEY (id);
alter table inspection add constraint inspection_receipt_line_id_fkey FOREIGN KEY (receipt_line_id) REFERENCES receipt_line(id);
alter table inspection add constraint inspection_check CHECK (((passed_units + failed_units) > 0));
alter table inspection add constraint inspection_failed_units_check CHECK ((failed_units >= 0));
alter table inspection add constraint inspection_passed_units_check CHECK ((passed_units >= 0));
CREATE INDEX inspection_receipt_line_id_id_idx ON public.inspection USING btree (receipt_line_id, id);
comment on table inspection is '@append-only';

create table invoice_hold (
  id uuid not null,
  invoice_id uuid not null,
  invoice_line_id uuid,
  code text collate "C" not null,
  owner text not null,
  facts jsonb not null,
  held_at timestamp with time zone not null,
  released_at timestamp with time zone,
  released_by text,
  released_by_name text
);
alter table invoice_hold add constraint invoice_hold_pkey PRIMARY KEY (id);
alter table invoice_hold add constraint invoice_hold_invoice_id_fkey FOREIGN KEY (invoice_id) REFERENCES supplier_invoice(id);
alter table invoice_hold add constraint invoice_hold_invoice_line_id_fkey FOREIGN KEY (invoice_line_id) REFERENCES supplier_invoice_line(id);
alter table invoice_hold add constraint invoice_hold_owner_check CHECK ((owner = ANY (ARRAY['buyer'::text, 'receiver'::text, 'ap_clerk'::text])));
CREATE INDEX invoice_hold_code_invoice_id_idx ON public.invoice_hold USING btree (code, invoice_id) WHERE (released_at IS NULL);
CREATE INDEX invoice_hold_invoice_id_id_idx ON public.invoice_hold USING btree (invoice_id, id);
CREATE INDEX invoice_hold_invoice_line_id_idx ON public.invoice_hold USING btree (invoice_line_id) WHERE (invoice_line_id IS NOT NULL);
CREATE TRIGGER audit_delete AFTER DELETE ON public.invoice_hold REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_delete();
CREATE TRIGGER audit_insert AFTER INSERT ON public.invoice_hold REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_insert();
CREATE TRIGGER audit_update AFTER UPDATE ON public.invoice_hold REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_update_invoice_hold();

create table item (
  id uuid not null,
  sku text collate "C" not null,
  name text collate "C" not null,
  description text default ''::text not null,
  gtin text collate "C" default ''::text not null,
  unit text collate "C" not null,
  unit_decimals smallint default 0 not null,
  category_id uuid,
  valuation_method text collate "C" default 'fifo'::text not null,
  weight_grams bigint,
  volume_cm3 bigint,
  tracks_lots boolean default false not null,
  tracks_expiry boolean default false not null,
  status text collate "C" default 'active'::text not null,
  source_system text default ''::text not null,
  external_id text default ''::text not null,
  version integer default 1 not null,
  created_at timestamp with time zone default now() not null
);
alter table item add constraint item_sku_key UNIQUE (sku);
alter table item add constraint item_pkey PRIMARY KEY (id);
alter table item add constraint item_category_id_fkey FOREIGN KEY (category_id) REFERENCES item_category(id);
alter table item add constraint item_name_check CHECK ((name <> ''::text));
alter table item add constraint item_sku_check CHECK ((sku <> ''::text));
alter table item add constraint item_status_check CHECK ((status = ANY (ARRAY['active'::text, 'inactive'::text])));
alter table item add constraint item_unit_decimals_check CHECK (((unit_decimals >= 0) AND (unit_decimals <= 6)));
alter table item add constraint item_valuation_method_check CHECK ((valuation_method = ANY (ARRAY['fifo'::text, 'moving_average'::text])));
alter table item add constraint item_volume_cm3_check CHECK ((volume_cm3 >= 0));
alter table item add constraint item_weight_grams_check CHECK ((weight_grams >= 0));
CREATE INDEX item_category_id_sku_idx ON public.item USING btree (category_id, sku);
CREATE INDEX item_lower_idx ON public.item USING btree (lower((sku COLLATE "default")) COLLATE "C");
CREATE INDEX item_lower_idx1 ON public.item USING btree (lower((name COLLATE "default")) COLLATE "C");
CREATE UNIQUE INDEX item_lpad_idx ON public.item USING btree (lpad(gtin, 14, '0'::text)) WHERE (gtin <> ''::text);
CREATE INDEX item_name_id_idx ON public.item USING btree (name, id);
CREATE UNIQUE INDEX item_source_system_external_id_idx ON public.item USING btree (source_system, external_id) WHERE (external_id <> ''::text);
CREATE INDEX item_status_sku_idx ON public.item USING btree (status, sku);
CREATE INDEX item_valuation_method_sku_idx ON public.item USING btree (valuation_method, sku);
CREATE TRIGGER audit_delete AFTER DELETE ON public.item REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_delete();
CREATE TRIGGER audit_insert AFTER INSERT ON public.item REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_insert();
CREATE TRIGGER audit_update AFTER UPDATE ON public.item REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_update_item();

create table item_category (
  id uuid not null,
  code text collate "C" not null,
  name text not null,
  parent_id uuid,
  version integer default 1 not null
);
alter table item_category add constraint item_category_code_key UNIQUE (code);
alter table item_category add constraint item_category_pkey PRIMARY KEY (id);
alter table item_category add constraint item_category_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES item_category(id);
alter table item_category add constraint item_category_code_check CHECK ((code <> ''::text));
CREATE INDEX item_category_parent_id_idx ON public.item_category USING btree (parent_id);
CREATE TRIGGER audit_delete AFTER DELETE ON public.item_category REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_delete();
CREATE TRIGGER audit_insert AFTER INSERT ON public.item_category REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_insert();
CREATE TRIGGER audit_update AFTER UPDATE ON public.item_category REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_update_item_category();

create table item_pack (
  id uuid not null,
  item_id uuid not null,
  unit text collate "C" not null,
  numerator bigint not null,
  denominator bigint default 1 not null,
  gtin text collate "C" default ''::text not null
);
alter table item_pack add constraint item_pack_item_id_unit_key UNIQUE (item_id, unit);
alter table item_pack add constraint item_pack_pkey PRIMARY KEY (id);
alter table item_pack add constraint item_pack_item_id_fkey FOREIGN KEY (item_id) REFERENCES item(id) ON DELETE CASCADE;
alter table item_pack add constraint item_pack_denominator_check CHECK ((denominator > 0));
alter table item_pack add constraint item_pack_numerator_check CHECK ((numerator > 0));
CREATE UNIQUE INDEX item_pack_lpad_idx ON public.item_pack USING btree (lpad(gtin, 14, '0'::text)) WHERE (gtin <> ''::text);
CREATE TRIGGER audit_delete AFTER DELETE ON public.item_pack REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_delete();
CREATE TRIGGER audit_insert AFTER INSERT ON public.item_pack REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_insert();
CREATE TRIGGER audit_update AFTER UPDATE ON public.item_pack REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_update_item_pack();

create table journal_entry (
  id uuid not null,
  company_id uuid not null,
  no bigint generated always as identity not null,
  key text collate "C" not null,
  period_id uuid not null,
  posted_on date not null,
  valued_on date not null,
  source_kind text collate "C" not null,
  source_id uuid not null,
  memo text default ''::text not null,
  document_currency text not null,
  reverses_id uuid,
  posted_at timestamp with time zone not null,
  posted_by text not null
);
alter table journal_entry add constraint journal_entry_key_key UNIQUE (key);
alter table journal_entry add constraint journal_entry_pkey PRIMARY KEY (id);
alter table journal_entry add constraint journal_entry_company_id_fkey FOREIGN KEY (company_id) REFERENCES company(id);
alter table journal_entry add constraint journal_entry_period_id_fkey FOREIGN KEY (period_id) REFERENCES fiscal_period(id);
alter table journal_entry add constraint journal_entry_reverses_id_fkey FOREIGN KEY (reverses_id) REFERENCES journal_entry(id);
CREATE INDEX journal_entry_company_id_posted_on_id_idx ON public.journal_entry USING btree (company_id, posted_on, id);
CREATE UNIQUE INDEX journal_entry_no_idx ON public.journal_entry USING btree (no);
CREATE INDEX journal_entry_period_id_idx ON public.journal_entry USING btree (period_id);
CREATE INDEX journal_entry_posted_on_id_idx ON public.journal_entry USING btree (posted_on, id);
CREATE UNIQUE INDEX journal_entry_reverses_id_idx ON public.journal_entry USING btree (reverses_id) WHERE (reverses_id IS NOT NULL);
CREATE INDEX journal_entry_source_id_idx ON public.journal_entry USING btree (source_id);
CREATE INDEX journal_entry_source_kind_posted_on_idx ON public.journal_entry USING btree (source_kind, posted_on);
comment on table journal_entry is '@append-only the money book';

create table journal_line (
  entry_id uuid not null,
  line_no smallint not null,
  account_id uuid not null,
  amount_minor bigint not null,
  document_minor bigint,
  supplier_id uuid
);
alter table journal_line add constraint journal_line_pkey PRIMARY KEY (entry_id, line_no);
alter table journal_line add constraint journal_line_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id);
alter table journal_line add constraint journal_line_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES journal_entry(id);
alter table journal_line add constraint journal_line_supplier_id_fkey FOREIGN KEY (supplier_id) REFERENCES supplier(id);
CREATE INDEX journal_line_account_id_entry_id_idx ON public.journal_line USING btree (account_id, entry_id);
CREATE INDEX journal_line_supplier_id_idx ON public.journal_line USING btree (supplier_id) WHERE (supplier_id IS NOT NULL);
comment on table journal_line is '@append-only the money book';

create table layer_movement (
  id uuid not null,
  layer_id uuid not null,
  entry_id uuid,
  kind text not null,
  units bigint not null,
  value_minor bigint not null,
  valued_on date not null,
  cause_kind text not null,
  cause_id uuid not null,
  posted_at timestamp with time zone not null
);
alter table layer_movement add constraint layer_movement_pkey PRIMARY KEY (id);
alter table layer_movement add constraint layer_movement_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES journal_entry(id);
alter table layer_movement add constraint layer_movement_layer_id_fkey FOREIGN KEY (layer_id) REFERENCES stock_layer(id);
alter table layer_movement add constraint layer_movement_kind_check CHECK ((kind = ANY (ARRAY['receive'::text, 'issue'::text, 'return'::text, 'revalue'::text, 'transfer'::text, 'adjust'::text, 'opening'::text])));
CREATE INDEX layer_movement_cause_id_idx ON public.layer_movement USING btree (cause_id);
CREATE INDEX layer_movement_entry_id_idx ON public.layer_movement USING btree (entry_id);
CREATE INDEX layer_movement_layer_id_id_idx ON public.layer_movement USING btree (layer_id, id);
comment on table layer_movement is '@append-only the cost book';

create table lead_time_choice (
  part text collate "C" not null,
  half_life_days integer,
  leaning_lines integer not null,
  has_season boolean not null,
  scored_count bigint not null,
  loss_days double precision not null,
  outcomes double precision[] not null,
  line_count bigint not null,
  chosen_at timestamp with time zone not null
);
alter table lead_time_choice add constraint lead_time_choice_pkey PRIMARY KEY (part);
comment on table lead_time_choice is '@derived by rolling origin over lead_time_observation';

create table lead_time_distribution (
  lane_id uuid not null,
  part text collate "C" not null,
  line_count bigint not null,
  faded_count double precision not null,
  first_days integer not null,
  shares double precision[] not null,
  quantiles_days integer[] not null,
  mean_days double precision not null,
  sd_days double precision not null,
  half_life_days integer,
  leaning_lines integer not null,
  has_season boolean not null,
  as_of date not null
);
alter table lead_time_distribution add constraint lead_time_distribution_pkey PRIMARY KEY (lane_id, part);
alter table lead_time_distribution add constraint lead_time_distribution_lane_id_fkey FOREIGN KEY (lane_id) REFERENCES lead_time_lane(id);
alter table lead_time_distribution add constraint lead_time_distribution_part_check CHECK ((part = ANY (ARRAY['whole'::text, 'late'::text, 'beyond_terms'::text, 'approval'::text, 'answer'::text, 'supply'::text, 'production'::text, 'transit'::text, 'dock'::text])));
comment on table lead_time_distribution is '@derived from lead_time_observation, by lane and part';

create table lead_time_lane (
  id uuid not null,
  supplier_id uuid,
  place_id uuid,
  version bigint default 1 not null,
  learned_version bigint default 0 not null,
  line_count bigint default 0 not null,
  last_known_on date,
  mean_days double precision,
  sd_days double precision,
  p50_days integer,
  p80_days integer,
  p95_days integer,
  late_days double precision,
  on_time_bps integer,
  learned_at timestamp with time zone
);
alter table lead_time_lane add constraint lead_time_lane_supplier_id_place_id_key UNIQUE NULLS NOT DISTINCT (supplier_id, place_id);
alter table lead_time_lane add constraint lead_time_lane_pkey PRIMARY KEY (id);
alter table lead_time_lane add constraint lead_time_lane_place_id_fkey FOREIGN KEY (place_id) REFERENCES place(id);
alter table lead_time_lane add constraint lead_time_lane_supplier_id_fkey FOREIGN KEY (supplier_id) REFERENCES supplier(id);
alter table lead_time_lane add constraint lead_time_lane_check CHECK (((supplier_id IS NOT NULL) OR (place_id IS NULL)));
CREATE INDEX lead_time_lane_id_idx ON public.lead_time_lane USING btree (id) WHERE (learned_version < version);
CREATE INDEX lead_time_lane_late_days_id_idx ON public.lead_time_lane USING btree (late_days, id);
CREATE INDEX lead_time_lane_line_count_id_idx ON public.lead_time_lane USING btree (line_count, id);
CREATE INDEX lead_time_lane_mean_days_id_idx ON public.lead_time_lane USING btree (mean_days, id);
CREATE INDEX lead_time_lane_on_time_bps_id_idx ON public.lead_time_lane USING btree (on_time_bps, id);
CREATE INDEX lead_time_lane_p95_days_id_idx ON public.lead_time_lane USING btree (p95_days, id);
CREATE INDEX lead_time_lane_place_id_idx ON public.lead_time_lane USING btree (place_id);
CREATE INDEX lead_time_lane_sd_days_id_idx ON public.lead_time_lane USING btree (sd_days, id);
comment on table lead_time_lane is '@derived from lead_time_observation, by lane';

create table lead_time_observation (
  id uuid not null,
  cause_kind text collate "C" not null,
  cause_id uuid not null,
  takes_back_id uuid,
  order_line_id uuid not null,
  order_id uuid not null,
  item_id uuid not null,
  supplier_id uuid not null,
  place_id uuid not null,
  units bigint not null,
  started_on date,
  known_on date not null,
  first_promised_on date,
  last_promised_on date,
  agreed_days integer,
  whole_days integer,
  late_days integer,
  late_again_days integer,
  approval_days integer,
  answer_days integer,
  supply_days integer,
  production_days integer,
  transit_days integer,
  dock_days integer,
  observed_at timestamp with time zone not null
);
alter table lead_time_observation add constraint lead_time_observation_cause_id_order_line_id_key UNIQUE (cause_id, order_line_id);
alter table lead_time_observation add constraint lead_time_observation_pkey PRIMARY KEY (id);
alter table lead_time_observation add constraint lead_time_observation_place_id_fkey FOREIGN KEY (place_id) REFERENCES place(id);
alter table lead_time_observation add constraint lead_time_observation_supplier_id_fkey FOREIGN KEY (supplier_id) REFERENCES supplier(id);
alter table lead_time_observation add constraint lead_time_observation_cause_kind_check CHECK ((cause_kind = ANY (ARRAY['receipt'::text, 'reversal'::text, 'inspection'::text])));
CREATE INDEX lead_time_observation_known_on_id_idx ON public.lead_time_observation USING btree (known_on, id);
CREATE INDEX lead_time_observation_place_id_idx ON public.lead_time_observation USING btree (place_id);
CREATE INDEX lead_time_observation_supplier_id_place_id_known_on_id_idx ON public.lead_time_observation USING btree (supplier_id, place_id, known_on, id);
CREATE INDEX lead_time_observation_takes_back_id_idx ON public.lead_time_observation USING btree (takes_back_id) WHERE (takes_back_id IS NOT NULL);
comment on table lead_time_observation is '@append-only what each delivery taught about lead time';

create table mail_message (
  id uuid not null,
  kind text collate "C" not null,
  subject_kind text not null,
  subject_id uuid not null,
  to_address text not null,
  subject text not null,
  body_text text not null,
  attachments jsonb default '[]'::jsonb not null,
  status text collate "C" not null,
  attempts integer default 0 not null,
  problem text default ''::text not null,
  key text collate "C" not null,
  message_id text default ''::text not null,
  created_at timestamp with time zone not null,
  sent_at timestamp with time zone
);
alter table mail_message add constraint mail_message_key_key UNIQUE (key);
alter table mail_message add constraint mail_message_pkey PRIMARY KEY (id);
alter table mail_message add constraint mail_message_status_check CHECK ((status = ANY (ARRAY['queued'::text, 'sent'::text, 'kept'::text, 'failed'::text])));
CREATE INDEX mail_message_created_at_id_idx ON public.mail_message USING btree (created_at, id);
CREATE INDEX mail_message_status_created_at_idx ON public.mail_message USING btree (status, created_at);
CREATE INDEX mail_message_subject_id_idx ON public.mail_message USING btree (subject_id);
comment on table mail_message is '@derived a log of mail; documents keep what was decided';

create table match_row (
  id uuid not null,
  invoice_id uuid not null,
  invoice_line_id uuid not null,
  order_line_id uuid not null,
  units bigint not null,
  billed_document_minor bigint not null,
  cleared_document_minor bigint not null,
  cleared_minor bigint not null,
  variance_stock_minor bigint not null,
  variance_expense_minor bigint not null,
  fx_minor bigint not null,
  entry_id uuid not null,
  matched_at timestamp with time zone not null
);
alter table match_row add constraint match_row_pkey PRIMARY KEY (id);
alter table match_row add constraint match_row_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES journal_entry(id);
alter table match_row add constraint match_row_invoice_id_fkey FOREIGN KEY (invoice_id) REFERENCES supplier_invoice(id);
alter table match_row add constraint match_row_invoice_line_id_fkey FOREIGN KEY (invoice_line_id) REFERENCES supplier_invoice_line(id);
alter table match_row add constraint match_row_order_line_id_fkey FOREIGN KEY (order_line_id) REFERENCES purchase_order_line(id);
CREATE INDEX match_row_entry_id_idx ON public.match_row USING btree (entry_id);
CREATE INDEX match_row_invoice_id_idx ON public.match_row USING btree (invoice_id);
CREATE INDEX match_row_invoice_line_id_idx ON public.match_row USING btree (invoice_line_id);
CREATE INDEX match_row_order_line_id_id_idx ON public.match_row USING btree (order_line_id, id);
comment on table match_row is '@append-only which billed units cleared which accrual';

create table match_tolerance (
  id uuid not null,
  company_id uuid not null,
  supplier_id uuid,
  price_over_bps integer default 200 not null,
  price_over_minor bigint default 5000 not null,
  units_over_max bigint default 0 not null,
  charge_over_bps integer default 1000 not null,
  charge_over_minor bigint default 2500 not null,
  total_over_bps integer default 100 not null,
  total_over_minor bigint default 1000 not null,
  version integer default 1 not null
);
alter table match_tolerance add constraint match_tolerance_company_id_supplier_id_key UNIQUE NULLS NOT DISTINCT (company_id, supplier_id);
alter table match_tolerance add constraint match_tolerance_pkey PRIMARY KEY (id);
alter table match_tolerance add constraint match_tolerance_company_id_fkey FOREIGN KEY (company_id) REFERENCES company(id);
alter table match_tolerance add constraint match_tolerance_supplier_id_fkey FOREIGN KEY (supplier_id) REFERENCES supplier(id);
CREATE INDEX match_tolerance_supplier_id_idx ON public.match_tolerance USING btree (supplier_id) WHERE (supplier_id IS NOT NULL);
CREATE TRIGGER audit_delete AFTER DELETE ON public.match_tolerance REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_delete();
CREATE TRIGGER audit_insert AFTER INSERT ON public.match_tolerance REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_insert();
CREATE TRIGGER audit_update AFTER UPDATE ON public.match_tolerance REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_update_match_tolerance();

create table number_counter (
  kind text not null,
  next bigint not null
);
alter table number_counter add constraint number_counter_pkey PRIMARY KEY (kind);
comment on table number_counter is '@derived The next human number of each kind of document; locked last.';

create table order_minimum (
  id uuid not null,
  supplier_id uuid not null,
  place_id uuid,
  minimum_value_minor bigint default 0 not null,
  currency text collate "C" not null,
  load_name text default ''::text not null,
  load_volume_cm3 bigint,
  load_weight_grams bigint,
  review_days smallint default 127 not null,
  version integer default 1 not null
);
alter table order_minimum add constraint order_minimum_supplier_id_place_id_key UNIQUE NULLS NOT DISTINCT (supplier_id, place_id);
alter table order_minimum add constraint order_minimum_pkey PRIMARY KEY (id);
alter table order_minimum add constraint order_minimum_place_id_fkey FOREIGN KEY (place_id) REFERENCES place(id);
alter table order_minimum add constraint order_minimum_supplier_id_fkey FOREIGN KEY (supplier_id) REFERENCES supplier(id);
alter table order_minimum add constraint order_minimum_load_volume_cm3_check CHECK ((load_volume_cm3 > 0));
alter table order_minimum add constraint order_minimum_load_weight_grams_check CHECK ((load_weight_grams > 0));
alter table order_minimum add constraint order_minimum_minimum_value_minor_check CHECK ((minimum_value_minor >= 0));
alter table order_minimum add constraint order_minimum_review_days_check CHECK (((review_days >= 1) AND (review_days <= 127)));
CREATE INDEX order_minimum_place_id_idx ON public.order_minimum USING btree (place_id) WHERE (place_id IS NOT NULL);
CREATE TRIGGER audit_delete AFTER DELETE ON public.order_minimum REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_delete();
CREATE TRIGGER audit_insert AFTER INSERT ON public.order_minimum REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_insert();
CREATE TRIGGER audit_update AFTER UPDATE ON public.order_minimum REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_update_order_minimum();

create table order_top_up (
  supplier_id uuid not null,
  place_id uuid not null,
  status text collate "C" not null,
  order_on date not null,
  currency text collate "C" not null,
  minimum_minor bigint not null,
  asked_currency text collate "C" not null,
  asked_minor bigint not null,
  due_minor bigint default 0 not null,
  value_minor bigint default 0 not null,
  most_minor bigint default 0 not null,
  takes_days integer,
  load_count integer default 0 not null,
  load_bps integer default 0 not null,
  fingerprint text collate "C" not null,
  computed_at timestamp with time zone not null
);
alter table order_top_up add constraint order_top_up_pkey PRIMARY KEY (supplier_id, place_id);
alter table order_top_up add constraint order_top_up_status_check CHECK ((status = ANY (ARRAY['idle'::text, 'reached'::text, 'topped'::text, 'short'::text, 'no_rate'::text])));
CREATE INDEX order_top_up_place_id_idx ON public.order_top_up USING btree (place_id);
comment on table order_top_up is '@derived of proposals and order_minimum';

create table outbox_event (
  id uuid not null,
  type text not null,
  subject_kind text not null,
  subject_id uuid not null,
  payload jsonb not null,
  occurred_at timestamp with time zone not null,
  actor_id text not null,
  actor_name text not null,
  told_at timestamp with time zone default clock_timestamp() not null,
  "position" bigint
);
alter table outbox_event add constraint outbox_event_position_key UNIQUE ("position");
alter table outbox_event add constraint outbox_event_pkey PRIMARY KEY (id);
CREATE INDEX outbox_event_subject ON public.outbox_event USING btree (subject_kind, subject_id, id);
CREATE INDEX outbox_event_waiting ON public.outbox_event USING btree (told_at, id) WHERE ("position" IS NULL);
comment on table outbox_event is '@append-only What happened, written with the facts it tells of. The relay gives each its position after commit, so a reader by position misses no late commit.';

create table outbox_reader (
  name text not null,
  "position" bigint default 0 not null
);
alter table outbox_reader add constraint outbox_reader_pkey PRIMARY KEY (name);
comment on table outbox_reader is '@derived How far each reader of the outbox has come.';

create table outside_forecast (
  id uuid not null,
  edition_id uuid not null,
  item_id uuid not null,
  place_id uuid not null,
  starts_on date not null,
  units bigint not null,
  received_at timestamp with time zone not null
);
alter table outside_forecast add constraint outside_forecast_edition_id_item_id_place_id_starts_on_key UNIQUE (edition_id, item_id, place_id, starts_on);
alter table outside_forecast add constraint outside_forecast_pkey PRIMARY KEY (id);
alter table outside_forecast add constraint outside_forecast_edition_id_fkey FOREIGN KEY (edition_id) REFERENCES forecast_edition(id);
alter table outside_forecast add constraint outside_forecast_item_id_fkey FOREIGN KEY (item_id) REFERENCES item(id);
alter table outside_forecast add constraint outside_forecast_place_id_fkey FOREIGN KEY (place_id) REFERENCES place(id);
alter table outside_forecast add constraint outside_forecast_units_check CHECK ((units >= 0));
CREATE INDEX outside_forecast_edition_id_starts_on_id_idx ON public.outside_forecast USING btree (edition_id, starts_on, id);
CREATE INDEX outside_forecast_item_id_place_id_starts_on_idx ON public.outside_forecast USING btree (item_id, place_id, starts_on);
CREATE INDEX outside_forecast_place_id_idx ON public.outside_forecast USING btree (place_id);
CREATE INDEX outside_forecast_starts_on_id_idx ON public.outside_forecast USING btree (starts_on, id);
comment on table outside_forecast is '@append-only forecasts of others as they came';

create table place (
  id uuid not null,
  code text collate "C" not null,
  name text collate "C" not null,
  kind text collate "C" default 'warehouse'::text not null,
  company_id uuid not null,
  time_zone text default 'UTC'::text not null,
  address text default ''::text not null,
  status text collate "C" default 'active'::text not null,
  version integer default 1 not null
);
alter table place add constraint place_code_key UNIQUE (code);
alter table place add constraint place_pkey PRIMARY KEY (id);
alter table place add constraint place_company_id_fkey FOREIGN KEY (company_id) REFERENCES company(id);
alter table place add constraint place_code_check CHECK ((code <> ''::text));
alter table place add constraint place_kind_check CHECK ((kind = ANY (ARRAY['warehouse'::text, '3pl'::text, 'store'::text, 'hub'::text])));
alter table place add constraint place_name_check CHECK ((name <> ''::text));
alter table place add constraint place_status_check CHECK ((status = ANY (ARRAY['active'::text, 'inactive'::text])));
CREATE INDEX place_company_id_idx ON public.place USING btree (company_id);
CREATE INDEX place_kind_code_idx ON public.place USING btree (kind, code);
CREATE INDEX place_lower_idx ON public.place USING btree (lower((code COLLATE "default")) COLLATE "C");
CREATE INDEX place_lower_idx1 ON public.place USING btree (lower((name COLLATE "default")) COLLATE "C");
CREATE INDEX place_name_id_idx ON public.place USING btree (name, id);
CREATE INDEX place_status_code_idx ON public.place USING btree (status, code);
CREATE TRIGGER audit_delete AFTER DELETE ON public.place REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_delete();
CREATE TRIGGER audit_insert AFTER INSERT ON public.place REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_insert();
CREATE TRIGGER audit_update AFTER UPDATE ON public.place REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_update_place();

create table plan_position (
  item_id uuid not null,
  place_id uuid not null,
  key text collate "C" generated always as ((((item_id)::text || ':'::text) || (place_id)::text)) stored not null,
  segment text collate "C" default ''::text not null,
  supplier_id uuid,
  on_hand_units bigint not null,
  usable_units bigint not null,
  coming_units bigint not null,
  committed_units bigint not null,
  safety_units bigint not null,
  cover_days integer not null,
  sells_out_on date,
  order_by date,
  urgency smallint default 100 not null,
  urgency_kind text collate "C" default 'covered'::text not null,
  projection_units real[] not null,
  fingerprint text collate "C" not null,
  planned_at timestamp with time zone not null,
  run_id uuid not null
);
alter table plan_position add constraint plan_position_pkey PRIMARY KEY (item_id, place_id);
alter table plan_position add constraint plan_position_urgency_kind_check CHECK ((urgency_kind = ANY (ARRAY['out_now'::text, 'out_before_arrival'::text, 'order_today'::text, 'order_soon'::text, 'covered'::text])));
CREATE INDEX plan_position_place_id_item_id_idx ON public.plan_position USING btree (place_id, item_id);
CREATE INDEX plan_position_segment_urgency_idx ON public.plan_position USING btree (segment, urgency);
CREATE INDEX plan_position_sells_out_on_key_idx ON public.plan_position USING btree (sells_out_on, key);
CREATE INDEX plan_position_supplier_id_urgency_idx ON public.plan_position USING btree (supplier_id, urgency) WHERE (supplier_id IS NOT NULL);
CREATE INDEX plan_position_urgency_key_idx ON public.plan_position USING btree (urgency, key);
CREATE INDEX plan_position_urgency_kind_urgency_idx ON public.plan_position USING btree (urgency_kind, urgency);
comment on table plan_position is '@derived of the last run';

create table plan_release (
  run_id uuid not null,
  proposal_id uuid not null,
  outcome text collate "C" not null,
  supplier_id uuid,
  order_id uuid,
  company_value_minor bigint not null,
  decided_at timestamp with time zone not null
);
alter table plan_release add constraint plan_release_pkey PRIMARY KEY (run_id, proposal_id);
CREATE INDEX plan_release_order_id_idx ON public.plan_release USING btree (order_id) WHERE (order_id IS NOT NULL);
CREATE INDEX plan_release_proposal_id_idx ON public.plan_release USING btree (proposal_id);
CREATE INDEX plan_release_supplier_id_decided_at_idx ON public.plan_release USING btree (supplier_id, decided_at) WHERE (order_id IS NOT NULL);
comment on table plan_release is '@append-only what was ordered by rule, and why not';

create table plan_run (
  id uuid not null,
  kind text collate "C" not null,
  status text collate "C" not null,
  as_of date not null,
  scope jsonb,
  step text default ''::text not null,
  done_count bigint default 0 not null,
  total_count bigint default 0 not null,
  stop_asked_at timestamp with time zone,
  result jsonb default '{}'::jsonb not null,
  problem text default ''::text not null,
  started_by text not null,
  started_by_name text not null,
  queued_at timestamp with time zone not null,
  started_at timestamp with time zone,
  ended_at timestamp with time zone
);
alter table plan_run add constraint plan_run_pkey PRIMARY KEY (id);
alter table plan_run add constraint plan_run_kind_check CHECK ((kind = ANY (ARRAY['plan'::text, 'forecast'::text, 'policy'::text, 'lead_time'::text])));
alter table plan_run add constraint plan_run_status_check CHECK ((status = ANY (ARRAY['queued'::text, 'running'::text, 'done'::text, 'stopped'::text, 'failed'::text])));
CREATE UNIQUE INDEX plan_run_kind_idx ON public.plan_run USING btree (kind) WHERE (status = ANY (ARRAY['queued'::text, 'running'::text]));
CREATE INDEX plan_run_kind_queued_at_idx ON public.plan_run USING btree (kind, queued_at);
CREATE INDEX plan_run_queued_at_id_idx ON public.plan_run USING btree (queued_at, id);
CREATE INDEX plan_run_status_queued_at_idx ON public.plan_run USING btree (status, queued_at);
comment on table plan_run is '@derived what the engine did and how far it is';

create table plan_setting (
  id uuid not null,
  is_only boolean default true not null,
  night_hour smallint default 3,
  is_releasing boolean default true not null,
  release_day_max_minor bigint,
  version integer default 1 not null
);
alter table plan_setting add constraint plan_setting_is_only_key UNIQUE (is_only);
alter table plan_setting add constraint plan_setting_pkey PRIMARY KEY (id);
alter table plan_setting add constraint plan_setting_is_only_check CHECK (is_only);
alter table plan_setting add constraint plan_setting_night_hour_check CHECK (((night_hour >= 0) AND (night_hour <= 23)));
alter table plan_setting add constraint plan_setting_release_day_max_minor_check CHECK ((release_day_max_minor >= 0));
CREATE TRIGGER audit_delete AFTER DELETE ON public.plan_setting REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_delete();
CREATE TRIGGER audit_insert AFTER INSERT ON public.plan_setting REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_insert();
CREATE TRIGGER audit_update AFTER UPDATE ON public.plan_setting REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_update_plan_setting();

create table planning_item (
  id uuid not null,
  item_id uuid not null,
  place_id uuid not null,
  criticality text collate "C" default 'normal'::text not null,
  shelf_life_days integer,
  analog_item_id uuid,
  launch_on date,
  end_on date,
  is_planned boolean default true not null,
  version integer default 1 not null
);
alter table planning_item add constraint planning_item_item_id_place_id_key UNIQUE (item_id, place_id);
alter table planning_item add constraint planning_item_pkey PRIMARY KEY (id);
alter table planning_item add constraint planning_item_analog_item_id_fkey FOREIGN KEY (analog_item_id) REFERENCES item(id);
alter table planning_item add constraint planning_item_item_id_fkey FOREIGN KEY (item_id) REFERENCES item(id);
alter table planning_item add constraint planning_item_place_id_fkey FOREIGN KEY (place_id) REFERENCES place(id);
alter table planning_item add constraint planning_item_criticality_check CHECK ((criticality = ANY (ARRAY['normal'::text, 'high'::text, 'critical'::text])));
alter table planning_item add constraint planning_item_shelf_life_days_check CHECK ((shelf_life_days > 0));
CREATE INDEX planning_item_analog_item_id_idx ON public.planning_item USING btree (analog_item_id) WHERE (analog_item_id IS NOT NULL);
CREATE INDEX planning_item_criticality_idx ON public.planning_item USING btree (criticality) WHERE (criticality <> 'normal'::text);
CREATE INDEX planning_item_place_id_idx ON public.planning_item USING btree (place_id);
CREATE INDEX planning_item_place_id_idx1 ON public.planning_item USING btree (place_id) WHERE (NOT is_planned);
CREATE INDEX planning_item_place_id_idx2 ON public.planning_item USING btree (place_id) WHERE ((launch_on IS NOT NULL) OR (end_on IS NOT NULL));
CREATE TRIGGER audit_delete AFTER DELETE ON public.planning_item REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_delete();
CREATE TRIGGER audit_insert AFTER INSERT ON public.planning_item REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_insert();
CREATE TRIGGER audit_update AFTER UPDATE ON public.planning_item REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_update_planning_item();

create table policy_round (
  id uuid not null,
  policy_id uuid not null,
  segment text collate "C" not null,
  category_id uuid,
  place_id uuid,
  made_on date not null,
  present text collate "C" not null,
  winner text collate "C" not null,
  verdict text collate "C" not null,
  lead_rounds integer not null,
  is_advised boolean not null,
  entrants jsonb not null
);
alter table policy_round add constraint policy_round_segment_category_id_place_id_made_on_key UNIQUE NULLS NOT DISTINCT (segment, category_id, place_id, made_on);
alter table policy_round add constraint policy_round_pkey PRIMARY KEY (id);
alter table policy_round add constraint policy_round_category_id_fkey FOREIGN KEY (category_id) REFERENCES item_category(id);
alter table policy_round add constraint policy_round_place_id_fkey FOREIGN KEY (place_id) REFERENCES place(id);
alter table policy_round add constraint policy_round_policy_id_fkey FOREIGN KEY (policy_id) REFERENCES policy_version(id) ON DELETE CASCADE;
alter table policy_round add constraint policy_round_lead_rounds_check CHECK ((lead_rounds >= 0));
alter table policy_round add constraint policy_round_verdict_check CHECK ((verdict = ANY (ARRAY['stays'::text, 'displaced'::text, 'first'::text, 'nobody_reaches'::text])));
CREATE INDEX policy_round_category_id_idx ON public.policy_round USING btree (category_id) WHERE (category_id IS NOT NULL);
CREATE INDEX policy_round_place_id_idx ON public.policy_round USING btree (place_id) WHERE (place_id IS NOT NULL);
CREATE INDEX policy_round_policy_id_idx ON public.policy_round USING btree (policy_id);
CREATE TRIGGER audit_delete AFTER DELETE ON public.policy_round REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_delete();
CREATE TRIGGER audit_insert AFTER INSERT ON public.policy_round REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_insert();
CREATE TRIGGER audit_update AFTER UPDATE ON public.policy_round REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_update_policy_round();

create table policy_rule (
  id uuid not null,
  policy_id uuid not null,
  segment text collate "C" not null,
  category_id uuid,
  place_id uuid,
  channel_id uuid,
  target_kind text collate "C" not null,
  target_bps integer not null,
  method text collate "C" not null,
  review_days integer default 1 not null,
  min_units bigint,
  max_units bigint,
  cover_days_min integer default 0 not null,
  cover_days_max integer,
  cash_max_minor bigint,
  calibrated_level double precision,
  calibrated_share double precision,
  calibrated_at timestamp with time zone,
  release_up_to_minor bigint,
  version integer default 1 not null
);
alter table policy_rule add constraint policy_rule_policy_id_segment_category_id_place_id_channel__key UNIQUE NULLS NOT DISTINCT (policy_id, segment, category_id, place_id, channel_id);
alter table policy_rule add constraint policy_rule_pkey PRIMARY KEY (id);
alter table policy_rule add constraint policy_rule_category_id_fkey FOREIGN KEY (category_id) REFERENCES item_category(id);
alter table policy_rule add constraint policy_rule_channel_id_fkey FOREIGN KEY (channel_id) REFERENCES channel(id);
alter table policy_rule add constraint policy_rule_place_id_fkey FOREIGN KEY (place_id) REFERENCES place(id);
alter table policy_rule add constraint policy_rule_policy_id_fkey FOREIGN KEY (policy_id) REFERENCES policy_version(id) ON DELETE CASCADE;
alter table policy_rule add constraint policy_rule_cash_max_minor_check CHECK ((cash_max_minor >= 0));
alter table policy_rule add constraint policy_rule_check CHECK (((segment = 'category'::text) = (category_id IS NOT NULL)));
alter table policy_rule add constraint policy_rule_check1 CHECK (((segment <> 'committed'::text) OR (channel_id IS NULL)));
alter table policy_rule add constraint policy_rule_cover_days_max_check CHECK ((cover_days_max > 0));
alter table policy_rule add constraint policy_rule_cover_days_min_check CHECK ((cover_days_min >= 0));
alter table policy_rule add constraint policy_rule_max_units_check CHECK ((max_units >= 0));
alter table policy_rule add constraint policy_rule_method_check CHECK ((method = ANY (ARRAY['s_q'::text, 's_S'::text, 'r_S'::text, 'min_max'::text, 'none'::text])));
alter table policy_rule add constraint policy_rule_min_units_check CHECK ((min_units >= 0));
alter table policy_rule add constraint policy_rule_release_up_to_minor_check CHECK ((release_up_to_minor >= 0));
alter table policy_rule add constraint policy_rule_review_days_check CHECK (((review_days >= 1) AND (review_days <= 90)));
alter table policy_rule add constraint policy_rule_target_bps_check CHECK (((target_bps >= 0) AND (target_bps <= 9999)));
alter table policy_rule add constraint policy_rule_target_kind_check CHECK ((target_kind = ANY (ARRAY['cycle_service'::text, 'fill_rate'::text])));
CREATE INDEX policy_rule_category_id_idx ON public.policy_rule USING btree (category_id) WHERE (category_id IS NOT NULL);
CREATE INDEX policy_rule_channel_id_idx ON public.policy_rule USING btree (channel_id) WHERE (channel_id IS NOT NULL);
CREATE INDEX policy_rule_place_id_idx ON public.policy_rule USING btree (place_id) WHERE (place_id IS NOT NULL);
CREATE TRIGGER audit_delete AFTER DELETE ON public.policy_rule REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_delete();
CREATE TRIGGER audit_insert AFTER INSERT ON public.policy_rule REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_insert();
CREATE TRIGGER audit_update AFTER UPDATE ON public.policy_rule REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_update_policy_rule();

create table policy_version (
  id uuid not null,
  no integer not null,
  name text not null,
  status text collate "C" not null,
  settings jsonb not null,
  note text default ''::text not null,
  made_by text not null,
  made_by_name text not null,
  made_at timestamp with time zone not null,
  activated_at timestamp with time zone,
  activated_by text,
  preview jsonb,
  preview_at timestamp with time zone,
  version integer default 1 not null
);
alter table policy_version add constraint policy_version_no_key UNIQUE (no);
alter table policy_version add constraint policy_version_pkey PRIMARY KEY (id);
alter table policy_version add constraint policy_version_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'active'::text, 'retired'::text])));
CREATE INDEX policy_version_lower_idx ON public.policy_version USING btree (lower((name COLLATE "default")) COLLATE "C");
CREATE INDEX policy_version_made_at_id_idx ON public.policy_version USING btree (made_at, id);
CREATE UNIQUE INDEX policy_version_status_idx ON public.policy_version USING btree (status) WHERE (status = 'active'::text);
CREATE TRIGGER audit_delete AFTER DELETE ON public.policy_version REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_delete();
CREATE TRIGGER audit_insert AFTER INSERT ON public.policy_version REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_insert();
CREATE TRIGGER audit_update AFTER UPDATE ON public.policy_version REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_update_policy_version();

create table promotion (
  id uuid not null,
  code text collate "C" not null,
  name text collate "C" not null,
  kind text collate "C" not null,
  starts_on date not null,
  ends_on date not null,
  status text collate "C" default 'planned'::text not null,
  expected_uplift_bps integer,
  note text default ''::text not null,
  source_system text default ''::text not null,
  external_id text default ''::text not null,
  version integer default 1 not null,
  created_at timestamp with time zone default now() not null
);
alter table promotion add constraint promotion_code_key UNIQUE (code);
alter table promotion add constraint promotion_pkey PRIMARY KEY (id);
alter table promotion add constraint promotion_check CHECK ((ends_on >= starts_on));
alter table promotion add constraint promotion_code_check CHECK ((code <> ''::text));
alter table promotion add constraint promotion_expected_uplift_bps_check CHECK (((expected_uplift_bps >= 0) AND (expected_uplift_bps <= 100000)));
alter table promotion add constraint promotion_kind_check CHECK ((kind = ANY (ARRAY['discount'::text, 'feature'::text, 'deal'::text, 'bundle'::text, 'coupon'::text, 'campaign'::text, 'price_change'::text, 'holiday'::text])));
alter table promotion add constraint promotion_name_check CHECK ((name <> ''::text));
alter table promotion add constraint promotion_status_check CHECK ((status = ANY (ARRAY['planned'::text, 'confirmed'::text, 'cancelled'::text])));
CREATE INDEX promotion_ends_on_id_idx ON public.promotion USING btree (ends_on, id);
CREATE INDEX promotion_kind_starts_on_idx ON public.promotion USING btree (kind, starts_on);
CREATE INDEX promotion_lower_idx ON public.promotion USING btree (lower((code COLLATE "default")) COLLATE "C");
CREATE INDEX promotion_lower_idx1 ON public.promotion USING btree (lower((name COLLATE "default")) COLLATE "C");
CREATE INDEX promotion_name_id_idx ON public.promotion USING btree (name, id);
CREATE UNIQUE INDEX promotion_source_system_external_id_idx ON public.promotion USING btree (source_system, external_id) WHERE (external_id <> ''::text);
CREATE INDEX promotion_starts_on_id_idx ON public.promotion USING btree (starts_on, id);
CREATE INDEX promotion_status_starts_on_idx ON public.promotion USING btree (status, starts_on);
CREATE TRIGGER audit_delete AFTER DELETE ON public.promotion REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_delete();
CREATE TRIGGER audit_insert AFTER INSERT ON public.promotion REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_insert();
CREATE TRIGGER audit_update AFTER UPDATE ON public.promotion REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_update_promotion();

create table promotion_effect (
  id uuid not null,
  kind text collate "C" not null,
  category_id uuid,
  item_id uuid,
  place_id uuid,
  uplift_factor double precision not null,
  dip_factor double precision not null,
  price_elasticity double precision not null,
  observed_count integer not null,
  standard_error double precision not null,
  learned_at timestamp with time zone not null
);
alter table promotion_effect add constraint promotion_effect_kind_category_id_item_id_place_id_key UNIQUE NULLS NOT DISTINCT (kind, category_id, item_id, place_id);
alter table promotion_effect add constraint promotion_effect_pkey PRIMARY KEY (id);
CREATE INDEX promotion_effect_category_id_idx ON public.promotion_effect USING btree (category_id) WHERE (category_id IS NOT NULL);
CREATE INDEX promotion_effect_item_id_idx ON public.promotion_effect USING btree (item_id) WHERE (item_id IS NOT NULL);
CREATE INDEX promotion_effect_place_id_idx ON public.promotion_effect USING btree (place_id) WHERE (place_id IS NOT NULL);
comment on table promotion_effect is '@derived learned from demand_series';

create table promotion_scope (
  id uuid not null,
  promotion_id uuid not null,
  item_id uuid,
  category_id uuid,
  place_id uuid,
  channel_id uuid,
  price_ratio_bps integer
);
alter table promotion_scope add constraint promotion_scope_promotion_id_item_id_category_id_place_id_c_key UNIQUE NULLS NOT DISTINCT (promotion_id, item_id, category_id, place_id, channel_id);
alter table promotion_scope add constraint promotion_scope_pkey PRIMARY KEY (id);
alter table promotion_scope add constraint promotion_scope_category_id_fkey FOREIGN KEY (category_id) REFERENCES item_category(id);
alter table promotion_scope add constraint promotion_scope_channel_id_fkey FOREIGN KEY (channel_id) REFERENCES channel(id);
alter table promotion_scope add constraint promotion_scope_item_id_fkey FOREIGN KEY (item_id) REFERENCES item(id);
alter table promotion_scope add constraint promotion_scope_place_id_fkey FOREIGN KEY (place_id) REFERENCES place(id);
alter table promotion_scope add constraint promotion_scope_promotion_id_fkey FOREIGN KEY (promotion_id) REFERENCES promotion(id) ON DELETE CASCADE;
alter table promotion_scope add constraint promotion_scope_check CHECK (((item_id IS NULL) OR (category_id IS NULL)));
alter table promotion_scope add constraint promotion_scope_price_ratio_bps_check CHECK (((price_ratio_bps >= 1) AND (price_ratio_bps <= 100000)));
CREATE INDEX promotion_scope_category_id_idx ON public.promotion_scope USING btree (category_id) WHERE (category_id IS NOT NULL);
CREATE INDEX promotion_scope_channel_id_idx ON public.promotion_scope USING btree (channel_id) WHERE (channel_id IS NOT NULL);
CREATE INDEX promotion_scope_item_id_idx ON public.promotion_scope USING btree (item_id) WHERE (item_id IS NOT NULL);
CREATE INDEX promotion_scope_place_id_idx ON public.promotion_scope USING btree (place_id) WHERE (place_id IS NOT NULL);
CREATE TRIGGER audit_delete AFTER DELETE ON public.promotion_scope REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_delete();
CREATE TRIGGER audit_insert AFTER INSERT ON public.promotion_scope REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_insert();
CREATE TRIGGER audit_update AFTER UPDATE ON public.promotion_scope REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_update_promotion_scope();

create table proposal (
  id uuid not null,
  key text collate "C" not null,
  kind text collate "C" not null,
  status text collate "C" not null,
  item_id uuid not null,
  place_id uuid not null,
  supplier_id uuid,
  term_id uuid,
  from_place_id uuid,
  order_id uuid,
  order_line_id uuid,
  needed_units bigint not null,
  suggested_units bigint not null,
  ordered_units bigint not null,
  topped_units bigint default 0 not null,
  price_e4 bigint default 0 not null,
  priced_units bigint default 1 not null,
  currency text collate "C" default ''::text not null,
  value_minor bigint default 0 not null,
  company_value_minor bigint default 0 not null,
  order_by date not null,
  pulled_from_on date,
  arrives_on date not null,
  sells_out_on date,
  urgency smallint not null,
  urgency_kind text collate "C" not null,
  is_expedited boolean default false not null,
  is_switched boolean default false not null,
  why jsonb not null,
  alternatives jsonb default '[]'::jsonb not null,
  run_id uuid not null,
  proposed_at timestamp with time zone not null,
  taken_order_id uuid,
  taken_at timestamp with time zone,
  version integer default 1 not null
);
alter table proposal add constraint proposal_pkey PRIMARY KEY (id);
alter table proposal add constraint proposal_kind_check CHECK ((kind = ANY (ARRAY['buy'::text, 'transfer'::text, 'expedite'::text, 'defer'::text, 'reduce'::text, 'cancel'::text])));
alter table proposal add constraint proposal_status_check CHECK ((status = ANY (ARRAY['open'::text, 'taken'::text, 'gone'::text])));
CREATE INDEX proposal_from_place_id_idx ON public.proposal USING btree (from_place_id) WHERE (from_place_id IS NOT NULL);
CREATE INDEX proposal_item_id_status_idx ON public.proposal USING btree (item_id, status);
CREATE UNIQUE INDEX proposal_key_idx ON public.proposal USING btree (key) WHERE (status = 'open'::text);
CREATE INDEX proposal_kind_status_urgency_id_idx ON public.proposal USING btree (kind, status, urgency, id);
CREATE INDEX proposal_order_id_idx ON public.proposal USING btree (order_id) WHERE (order_id IS NOT NULL);
CREATE INDEX proposal_order_line_id_idx ON public.proposal USING btree (order_line_id) WHERE (order_line_id IS NOT NULL);
CREATE INDEX proposal_place_id_status_urgency_id_idx ON public.proposal USING btree (place_id, status, urgency, id);
CREATE INDEX proposal_status_company_value_minor_id_idx ON public.proposal USING btree (status, company_value_minor, id);
CREATE INDEX proposal_status_order_by_id_idx ON public.proposal USING btree (status, order_by, id);
CREATE INDEX proposal_status_sells_out_on_id_idx ON public.proposal USING btree (status, sells_out_on, id);
CREATE INDEX proposal_status_urgency_id_idx ON public.proposal USING btree (status, urgency, id);
CREATE INDEX proposal_supplier_id_status_urgency_id_idx ON public.proposal USING btree (supplier_id, status, urgency, id);
CREATE INDEX proposal_taken_order_id_idx ON public.proposal USING btree (taken_order_id) WHERE (taken_order_id IS NOT NULL);
CREATE INDEX proposal_term_id_idx ON public.proposal USING btree (term_id) WHERE (term_id IS NOT NULL);
CREATE INDEX proposal_urgency_kind_status_urgency_id_idx ON public.proposal USING btree (urgency_kind, status, urgency, id);
comment on table proposal is '@derived what the engine proposes; what people decide is proposal_decision';

create table proposal_decision (
  id uuid not null,
  proposal_key text collate "C" not null,
  item_id uuid not null,
  place_id uuid not null,
  units bigint,
  supplier_id uuid,
  lane_id uuid,
  snoozed_until date,
  reason text default ''::text not null,
  decided_by text not null,
  decided_by_name text not null,
  decided_at timestamp with time zone not null,
  suggested_units bigint not null,
  version integer default 1 not null
);
alter table proposal_decision add constraint proposal_decision_proposal_key_key UNIQUE (proposal_key);
alter table proposal_decision add constraint proposal_decision_pkey PRIMARY KEY (id);
alter table proposal_decision add constraint proposal_decision_item_id_fkey FOREIGN KEY (item_id) REFERENCES item(id);
alter table proposal_decision add constraint proposal_decision_lane_id_fkey FOREIGN KEY (lane_id) REFERENCES source_lane(id);
alter table proposal_decision add constraint proposal_decision_place_id_fkey FOREIGN KEY (place_id) REFERENCES place(id);
alter table proposal_decision add constraint proposal_decision_supplier_id_fkey FOREIGN KEY (supplier_id) REFERENCES supplier(id);
alter table proposal_decision add constraint proposal_decision_check CHECK (((supplier_id IS NULL) OR (lane_id IS NULL)));
alter table proposal_decision add constraint proposal_decision_units_check CHECK ((units >= 0));
CREATE INDEX proposal_decision_item_id_place_id_idx ON public.proposal_decision USING btree (item_id, place_id);
CREATE INDEX proposal_decision_lane_id_idx ON public.proposal_decision USING btree (lane_id) WHERE (lane_id IS NOT NULL);
CREATE INDEX proposal_decision_place_id_idx ON public.proposal_decision USING btree (place_id);
CREATE INDEX proposal_decision_snoozed_until_idx ON public.proposal_decision USING btree (snoozed_until) WHERE (snoozed_until IS NOT NULL);
CREATE INDEX proposal_decision_supplier_id_idx ON public.proposal_decision USING btree (supplier_id) WHERE (supplier_id IS NOT NULL);
CREATE TRIGGER audit_delete AFTER DELETE ON public.proposal_decision REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_delete();
CREATE TRIGGER audit_insert AFTER INSERT ON public.proposal_decision REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_insert();
CREATE TRIGGER audit_update AFTER UPDATE ON public.proposal_decision REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_update_proposal_decision();

create table purchase_order (
  id uuid not null,
  number text collate "C",
  company_id uuid not null,
  supplier_id uuid not null,
  place_id uuid not null,
  currency text collate "C" not null,
  rate_e10 bigint not null,
  lifecycle text collate "C" not null,
  ordered_on date not null,
  requested_on date not null,
  payment_terms_days integer not null,
  incoterm text default ''::text not null,
  buyer_id text not null,
  buyer_name text not null,
  note text default ''::text not null,
  supplier_note text default ''::text not null,
  total_minor bigint not null,
  line_count integer not null,
  content_hash text not null,
  released_hash text default ''::text not null,
  terms_version integer default 0 not null,
  submitted_at timestamp with time zone,
  approved_at timestamp with time zone,
  released_at timestamp with time zone,
  answered_at timestamp with time zone,
  closed_at timestamp with time zone,
  lifecycle_reason text default ''::text not null,
  source_system text default ''::text not null,
  external_id text default ''::text not null,
  version integer default 1 not null,
  created_at timestamp with time zone not null
);
alter table purchase_order add constraint purchase_order_number_key UNIQUE (number);
alter table purchase_order add constraint purchase_order_pkey PRIMARY KEY (id);
alter table purchase_order add constraint purchase_order_company_id_fkey FOREIGN KEY (company_id) REFERENCES company(id);
alter table purchase_order add constraint purchase_order_place_id_fkey FOREIGN KEY (place_id) REFERENCES place(id);
alter table purchase_order add constraint purchase_order_supplier_id_fkey FOREIGN KEY (supplier_id) REFERENCES supplier(id);
alter table purchase_order add constraint purchase_order_lifecycle_check CHECK ((lifecycle = ANY (ARRAY['draft'::text, 'released'::text, 'on_hold'::text, 'closed'::text, 'cancelled'::text])));
alter table purchase_order add constraint purchase_order_rate_e10_check CHECK ((rate_e10 > 0));
CREATE INDEX purchase_order_buyer_id_ordered_on_idx ON public.purchase_order USING btree (buyer_id, ordered_on);
CREATE INDEX purchase_order_company_id_idx ON public.purchase_order USING btree (company_id);
CREATE INDEX purchase_order_lifecycle_ordered_on_id_idx ON public.purchase_order USING btree (lifecycle, ordered_on, id);
CREATE INDEX purchase_order_lower_idx ON public.purchase_order USING btree (lower((number COLLATE "default")) COLLATE "C");
CREATE INDEX purchase_order_ordered_on_id_idx ON public.purchase_order USING btree (ordered_on, id);
CREATE INDEX purchase_order_place_id_ordered_on_id_idx ON public.purchase_order USING btree (place_id, ordered_on, id);
CREATE INDEX purchase_order_requested_on_id_idx ON public.purchase_order USING btree (requested_on, id);
CREATE UNIQUE INDEX purchase_order_source_system_external_id_idx ON public.purchase_order USING btree (source_system, external_id) WHERE (external_id <> ''::text);
CREATE INDEX purchase_order_supplier_id_ordered_on_id_idx ON public.purchase_order USING btree (supplier_id, ordered_on, id);
CREATE INDEX purchase_order_total_minor_id_idx ON public.purchase_order USING btree (total_minor, id);
CREATE TRIGGER audit_delete AFTER DELETE ON public.purchase_order REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_delete();
CREATE TRIGGER audit_insert AFTER INSERT ON public.purchase_order REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_insert();
CREATE TRIGGER audit_update AFTER UPDATE ON public.purchase_order REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_update_purchase_order();

create table purchase_order_comment (
  id uuid not null,
  order_id uuid not null,
  audience text not null,
  body text not null,
  author_id text not null,
  author_name text not null,
  written_at timestamp with time zone not null
);
alter table purchase_order_comment add constraint purchase_order_comment_pkey PRIMARY KEY (id);
alter table purchase_order_comment add constraint purchase_order_comment_order_id_fkey FOREIGN KEY (order_id) REFERENCES purchase_order(id);
alter table purchase_order_comment add constraint purchase_order_comment_audience_check CHECK ((audience = ANY (ARRAY['internal'::text, 'supplier'::text])));
alter table purchase_order_comment add constraint purchase_order_comment_body_check CHECK ((body <> ''::text));
CREATE INDEX purchase_order_comment_order_id_id_idx ON public.purchase_order_comment USING btree (order_id, id);
comment on table purchase_order_comment is '@append-only what people wrote';

create table purchase_order_line (
  id uuid not null,
  order_id uuid not null,
  line_no integer not null,
  item_id uuid not null,
  description text default ''::text not null,
  entered_quantity numeric(18,6) not null,
  entered_unit text not null,
  ordered_units bigint not null,
  price_e4 bigint not null,
  priced_units bigint not null,
  price_source text default 'typed'::text not null,
  supplier_sku text default ''::text not null,
  state text collate "C" default 'open'::text not null,
  state_reason text default ''::text not null,
  answer text collate "C" default 'none'::text not null,
  replaces_rejects boolean default false not null,
  confirmed_units bigint default 0 not null,
  shipped_units bigint default 0 not null,
  accepted_units bigint default 0 not null,
  quarantined_units bigint default 0 not null,
  rejected_units bigint default 0 not null,
  returned_rejected_units bigint default 0 not null,
  returned_accepted_units bigint default 0 not null,
  invoiced_units bigint default 0 not null,
  cancelled_units bigint default 0 not null,
  requested_on date not null,
  promised_original_on date,
  promised_on date,
  expected_on date not null,
  needed_at timestamp with time zone,
  requested_at timestamp with time zone,
  approved_at timestamp with time zone,
  released_at timestamp with time zone,
  acknowledged_at timestamp with time zone,
  shipped_at timestamp with time zone,
  arrived_at timestamp with time zone,
  received_at timestamp with time zone
);
alter table purchase_order_line add constraint purchase_order_line_order_id_line_no_key UNIQUE (order_id, line_no);
alter table purchase_order_line add constraint purchase_order_line_pkey PRIMARY KEY (id);
alter table purchase_order_line add constraint purchase_order_line_item_id_fkey FOREIGN KEY (item_id) REFERENCES item(id);
alter table purchase_order_line add constraint purchase_order_line_order_id_fkey FOREIGN KEY (order_id) REFERENCES purchase_order(id);
alter table purchase_order_line add constraint purchase_order_line_answer_check CHECK ((answer = ANY (ARRAY['none'::text, 'accepted'::text, 'changed'::text, 'refused'::text, 'to_review'::text])));
alter table purchase_order_line add constraint purchase_order_line_check CHECK (((LEAST(confirmed_units, shipped_units, accepted_units, quarantined_units, rejected_units, returned_rejected_units, returned_accepted_units, invoiced_units, cancelled_units) >= 0) AND (returned_rejected_units <= rejected_units)));
alter table purchase_order_line add constraint purchase_order_line_ordered_units_check CHECK ((ordered_units > 0));
alter table purchase_order_line add constraint purchase_order_line_price_e4_check CHECK ((price_e4 >= 0));
alter table purchase_order_line add constraint purchase_order_line_priced_units_check CHECK ((priced_units > 0));
alter table purchase_order_line add constraint purchase_order_line_state_check CHECK ((state = ANY (ARRAY['open'::text, 'short_closed'::text, 'cancelled'::text])));
CREATE INDEX purchase_order_line_expected_on_order_id_idx ON public.purchase_order_line USING btree (expected_on, order_id) WHERE (state = 'open'::text);
CREATE INDEX purchase_order_line_item_id_order_id_idx ON public.purchase_order_line USING btree (item_id, order_id);
CREATE TRIGGER audit_delete AFTER DELETE ON public.purchase_order_line REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_delete();
CREATE TRIGGER audit_insert AFTER INSERT ON public.purchase_order_line REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_insert();
CREATE TRIGGER audit_update AFTER UPDATE ON public.purchase_order_line REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_update_purchase_order_line();

create table purchase_order_version (
  id uuid not null,
  order_id uuid not null,
  version integer not null,
  cause text not null,
  terms jsonb not null,
  made_at timestamp with time zone not null,
  made_by text not null
);
alter table purchase_order_version add constraint purchase_order_version_order_id_version_key UNIQUE (order_id, version);
alter table purchase_order_version add constraint purchase_order_version_pkey PRIMARY KEY (id);
alter table purchase_order_version add constraint purchase_order_version_order_id_fkey FOREIGN KEY (order_id) REFERENCES purchase_order(id);
comment on table purchase_order_version is '@append-only the terms of an order as they stood';

create table receipt (
  id uuid not null,
  no bigint generated always as identity not null,
  number text collate "C" generated always as (('GR-'::text || lpad((no)::text, GREATEST(5, length((no)::text)), '0'::text))) stored,
  company_id uuid not null,
  supplier_id uuid not null,
  place_id uuid not null,
  order_id uuid not null,
  received_on date not null,
  delivery_note text default ''::text not null,
  currency text not null,
  rate_e10 bigint not null,
  reverses_id uuid,
  entry_id uuid,
  posted_at timestamp with time zone not null,
  posted_by text not null,
  posted_by_name text not null,
  source_system text default ''::text not null,
  external_id text default ''::text not null
);
alter table receipt add constraint receipt_pkey PRIMARY KEY (id);
alter table receipt add constraint receipt_company_id_fkey FOREIGN KEY (company_id) REFERENCES company(id);
alter table receipt add constraint receipt_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES journal_entry(id);
alter table receipt add constraint receipt_order_id_fkey FOREIGN KEY (order_id) REFERENCES purchase_order(id);
alter table receipt add constraint receipt_place_id_fkey FOREIGN KEY (place_id) REFERENCES place(id);
alter table receipt add constraint receipt_reverses_id_fkey FOREIGN KEY (reverses_id) REFERENCES receipt(id);
alter table receipt add constraint receipt_supplier_id_fkey FOREIGN KEY (supplier_id) REFERENCES supplier(id);
CREATE INDEX receipt_company_id_idx ON public.receipt USING btree (company_id);
CREATE INDEX receipt_entry_id_idx ON public.receipt USING btree (entry_id);
CREATE INDEX receipt_lower_idx ON public.receipt USING btree (lower((number COLLATE "default")) COLLATE "C");
CREATE UNIQUE INDEX receipt_no_idx ON public.receipt USING btree (no);
CREATE UNIQUE INDEX receipt_number_idx ON public.receipt USING btree (number);
CREATE INDEX receipt_order_id_id_idx ON public.receipt USING btree (order_id, id);
CREATE INDEX receipt_place_id_received_on_id_idx ON public.receipt USING btree (place_id, received_on, id);
CREATE INDEX receipt_received_on_id_idx ON public.receipt USING btree (received_on, id);
CREATE UNIQUE INDEX receipt_reverses_id_idx ON public.receipt USING btree (reverses_id) WHERE (reverses_id IS NOT NULL);
CREATE UNIQUE INDEX receipt_source_system_external_id_idx ON public.receipt USING btree (source_system, external_id) WHERE (external_id <> ''::text);
CREATE INDEX receipt_supplier_id_received_on_id_idx ON public.receipt USING btree (supplier_id, received_on, id);
comment on table receipt is '@append-only a posted receipt; a wrong one is reversed by another';

create table receipt_line (
  id uuid not null,
  receipt_id uuid not null,
  line_no integer not null,
  order_line_id uuid not null,
  item_id uuid not null,
  lot_id uuid,
  entered_quantity numeric(18,6) not null,
  entered_unit text not null,
  accepted_units bigint not null,
  quarantined_units bigint default 0 not null,
  rejected_units bigint default 0 not null,
  reason text default ''::text not null,
  document_minor bigint not null,
  amount_minor bigint not null,
  quarantined_document_minor bigint default 0 not null,
  quarantined_minor bigint default 0 not null,
  rejected_document_minor bigint default 0 not null,
  rejected_minor bigint default 0 not null
);
alter table receipt_line add constraint receipt_line_receipt_id_line_no_key UNIQUE (receipt_id, line_no);
alter table receipt_line add constraint receipt_line_pkey PRIMARY KEY (id);
alter table receipt_line add constraint receipt_line_item_id_fkey FOREIGN KEY (item_id) REFERENCES item(id);
alter table receipt_line add constraint receipt_line_lot_id_fkey FOREIGN KEY (lot_id) REFERENCES stock_lot(id);
alter table receipt_line add constraint receipt_line_order_line_id_fkey FOREIGN KEY (order_line_id) REFERENCES purchase_order_line(id);
alter table receipt_line add constraint receipt_line_receipt_id_fkey FOREIGN KEY (receipt_id) REFERENCES receipt(id);
CREATE INDEX receipt_line_item_id_idx ON public.receipt_line USING btree (item_id);
CREATE INDEX receipt_line_lot_id_idx ON public.receipt_line USING btree (lot_id) WHERE (lot_id IS NOT NULL);
CREATE INDEX receipt_line_order_line_id_id_idx ON public.receipt_line USING btree (order_line_id, id);
comment on table receipt_line is '@append-only';

create table relay_lease (
  name text not null,
  holder uuid not null,
  expires_at timestamp with time zone not null
);
alter table relay_lease add constraint relay_lease_pkey PRIMARY KEY (name);
comment on table relay_lease is '@derived Which process relays the outbox, and until when.';

create table sale_issue (
  id uuid not null,
  no bigint generated always as identity not null,
  number text collate "C" generated always as (('IS-'::text || lpad((no)::text, GREATEST(5, length((no)::text)), '0'::text))) stored,
  company_id uuid not null,
  place_id uuid not null,
  issued_on date not null,
  customer_reference text default ''::text not null,
  reverses_id uuid,
  entry_id uuid,
  posted_at timestamp with time zone not null,
  posted_by text not null,
  posted_by_name text not null,
  source_system text default ''::text not null,
  external_id text default ''::text not null
);
alter table sale_issue add constraint sale_issue_pkey PRIMARY KEY (id);
alter table sale_issue add constraint sale_issue_company_id_fkey FOREIGN KEY (company_id) REFERENCES company(id);
alter table sale_issue add constraint sale_issue_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES journal_entry(id);
alter table sale_issue add constraint sale_issue_place_id_fkey FOREIGN KEY (place_id) REFERENCES place(id);
alter table sale_issue add constraint sale_issue_reverses_id_fkey FOREIGN KEY (reverses_id) REFERENCES sale_issue(id);
CREATE INDEX sale_issue_company_id_idx ON public.sale_issue USING btree (company_id);
CREATE INDEX sale_issue_entry_id_idx ON public.sale_issue USING btree (entry_id);
CREATE INDEX sale_issue_issued_on_id_idx ON public.sale_issue USING btree (issued_on, id);
CREATE INDEX sale_issue_lower_idx ON public.sale_issue USING btree (lower((number COLLATE "default")) COLLATE "C");
CREATE UNIQUE INDEX sale_issue_no_idx ON public.sale_issue USING btree (no);
CREATE UNIQUE INDEX sale_issue_number_idx ON public.sale_issue USING btree (number);
CREATE INDEX sale_issue_place_id_issued_on_id_idx ON public.sale_issue USING btree (place_id, issued_on, id);
CREATE UNIQUE INDEX sale_issue_reverses_id_idx ON public.sale_issue USING btree (reverses_id) WHERE (reverses_id IS NOT NULL);
CREATE UNIQUE INDEX sale_issue_source_system_external_id_idx ON public.sale_issue USING btree (source_system, external_id) WHERE (external_id <> ''::text);
comment on table sale_issue is '@append-only';

create table sale_issue_line (
  id uuid not null,
  issue_id uuid not null,
  line_no integer not null,
  item_id uuid not null,
  lot_id uuid,
  units bigint not null,
  cost_minor bigint not null
);
alter table sale_issue_line add constraint sale_issue_line_issue_id_line_no_key UNIQUE (issue_id, line_no);
alter table sale_issue_line add constraint sale_issue_line_pkey PRIMARY KEY (id);
alter table sale_issue_line add constraint sale_issue_line_issue_id_fkey FOREIGN KEY (issue_id) REFERENCES sale_issue(id);
alter table sale_issue_line add constraint sale_issue_line_item_id_fkey FOREIGN KEY (item_id) REFERENCES item(id);
alter table sale_issue_line add constraint sale_issue_line_lot_id_fkey FOREIGN KEY (lot_id) REFERENCES stock_lot(id);
CREATE INDEX sale_issue_line_item_id_idx ON public.sale_issue_line USING btree (item_id);
CREATE INDEX sale_issue_line_lot_id_idx ON public.sale_issue_line USING btree (lot_id) WHERE (lot_id IS NOT NULL);
comment on table sale_issue_line is '@append-only';

create table schema_migration (
  name text not null,
  checksum text not null,
  applied_at timestamp with time zone default clock_timestamp() not null
);
alter table schema_migration add constraint schema_migration_pkey PRIMARY KEY (name);
comment on table schema_migration is '@sealed Which numbered migrations this database has had.';

create table source_lane (
  id uuid not null,
  from_place_id uuid not null,
  to_place_id uuid not null,
  item_id uuid,
  category_id uuid,
  lead_time_days integer not null,
  fixed_cost_minor bigint default 0 not null,
  cost_per_kg_minor bigint default 0 not null,
  multiple_units bigint default 1 not null,
  rank smallint default 1 not null,
  status text collate "C" default 'active'::text not null,
  version integer default 1 not null
);
alter table source_lane add constraint source_lane_from_place_id_to_place_id_item_id_category_id_key UNIQUE NULLS NOT DISTINCT (from_place_id, to_place_id, item_id, category_id);
alter table source_lane add constraint source_lane_pkey PRIMARY KEY (id);
alter table source_lane add constraint source_lane_category_id_fkey FOREIGN KEY (category_id) REFERENCES item_category(id);
alter table source_lane add constraint source_lane_from_place_id_fkey FOREIGN KEY (from_place_id) REFERENCES place(id);
alter table source_lane add constraint source_lane_item_id_fkey FOREIGN KEY (item_id) REFERENCES item(id);
alter table source_lane add constraint source_lane_to_place_id_fkey FOREIGN KEY (to_place_id) REFERENCES place(id);
alter table source_lane add constraint source_lane_check CHECK ((from_place_id <> to_place_id));
alter table source_lane add constraint source_lane_check1 CHECK (((item_id IS NULL) OR (category_id IS NULL)));
alter table source_lane add constraint source_lane_cost_per_kg_minor_check CHECK ((cost_per_kg_minor >= 0));
alter table source_lane add constraint source_lane_fixed_cost_minor_check CHECK ((fixed_cost_minor >= 0));
alter table source_lane add constraint source_lane_lead_time_days_check CHECK (((lead_time_days >= 0) AND (lead_time_days <= 365)));
alter table source_lane add constraint source_lane_multiple_units_check CHECK ((multiple_units > 0));
alter table source_lane add constraint source_lane_rank_check CHECK ((rank > 0));
alter table source_lane add constraint source_lane_status_check CHECK ((status = ANY (ARRAY['active'::text, 'inactive'::text])));
CREATE INDEX source_lane_category_id_idx ON public.source_lane USING btree (category_id) WHERE (category_id IS NOT NULL);
CREATE INDEX source_lane_item_id_idx ON public.source_lane USING btree (item_id) WHERE (item_id IS NOT NULL);
CREATE INDEX source_lane_status_idx ON public.source_lane USING btree (status);
CREATE INDEX source_lane_to_place_id_item_id_idx ON public.source_lane USING btree (to_place_id, item_id);
CREATE TRIGGER audit_delete AFTER DELETE ON public.source_lane REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_delete();
CREATE TRIGGER audit_insert AFTER INSERT ON public.source_lane REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_insert();
CREATE TRIGGER audit_update AFTER UPDATE ON public.source_lane REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_update_source_lane();

create table stock_adjustment (
  id uuid not null,
  no bigint generated always as identity not null,
  number text collate "C" generated always as (('AD-'::text || lpad((no)::text, GREATEST(5, length((no)::text)), '0'::text))) stored,
  company_id uuid not null,
  place_id uuid not null,
  kind text collate "C" not null,
  adjusted_on date not null,
  reason text not null,
  entry_id uuid,
  posted_at timestamp with time zone not null,
  posted_by text not null,
  posted_by_name text not null,
  source_system text default ''::text not null,
  external_id text default ''::text not null
);
alter table stock_adjustment add constraint stock_adjustment_pkey PRIMARY KEY (id);
alter table stock_adjustment add constraint stock_adjustment_company_id_fkey FOREIGN KEY (company_id) REFERENCES company(id);
alter table stock_adjustment add constraint stock_adjustment_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES journal_entry(id);
alter table stock_adjustment add constraint stock_adjustment_place_id_fkey FOREIGN KEY (place_id) REFERENCES place(id);
alter table stock_adjustment add constraint stock_adjustment_kind_check CHECK ((kind = ANY (ARRAY['adjustment'::text, 'opening'::text])));
CREATE INDEX stock_adjustment_adjusted_on_id_idx ON public.stock_adjustment USING btree (adjusted_on, id);
CREATE INDEX stock_adjustment_company_id_idx ON public.stock_adjustment USING btree (company_id);
CREATE INDEX stock_adjustment_entry_id_idx ON public.stock_adjustment USING btree (entry_id);
CREATE INDEX stock_adjustment_kind_adjusted_on_idx ON public.stock_adjustment USING btree (kind, adjusted_on);
CREATE INDEX stock_adjustment_lower_idx ON public.stock_adjustment USING btree (lower((number COLLATE "default")) COLLATE "C");
CREATE UNIQUE INDEX stock_adjustment_no_idx ON public.stock_adjustment USING btree (no);
CREATE UNIQUE INDEX stock_adjustment_number_idx ON public.stock_adjustment USING btree (number);
CREATE INDEX stock_adjustment_place_id_adjusted_on_id_idx ON public.stock_adjustment USING btree (place_id, adjusted_on, id);
CREATE UNIQUE INDEX stock_adjustment_source_system_external_id_idx ON public.stock_adjustment USING btree (source_system, external_id) WHERE (external_id <> ''::text);
comment on table stock_adjustment is '@append-only';

create table stock_adjustment_line (
  id uuid not null,
  adjustment_id uuid not null,
  line_no integer not null,
  item_id uuid not null,
  lot_id uuid,
  status text not null,
  units bigint not null,
  value_minor bigint not null
);
alter table stock_adjustment_line add constraint stock_adjustment_line_adjustment_id_line_no_key UNIQUE (adjustment_id, line_no);
alter table stock_adjustment_line add constraint stock_adjustment_line_pkey PRIMARY KEY (id);
alter table stock_adjustment_line add constraint stock_adjustment_line_adjustment_id_fkey FOREIGN KEY (adjustment_id) REFERENCES stock_adjustment(id);
alter table stock_adjustment_line add constraint stock_adjustment_line_item_id_fkey FOREIGN KEY (item_id) REFERENCES item(id);
alter table stock_adjustment_line add constraint stock_adjustment_line_lot_id_fkey FOREIGN KEY (lot_id) REFERENCES stock_lot(id);
alter table stock_adjustment_line add constraint stock_adjustment_line_units_check CHECK ((units <> 0));
CREATE INDEX stock_adjustment_line_item_id_idx ON public.stock_adjustment_line USING btree (item_id);
CREATE INDEX stock_adjustment_line_lot_id_idx ON public.stock_adjustment_line USING btree (lot_id) WHERE (lot_id IS NOT NULL);
comment on table stock_adjustment_line is '@append-only';

create table stock_balance (
  id uuid not null,
  item_id uuid not null,
  place_id uuid not null,
  status text collate "C" not null,
  lot_id uuid,
  units bigint not null
);
alter table stock_balance add constraint stock_balance_item_id_place_id_status_lot_id_key UNIQUE NULLS NOT DISTINCT (item_id, place_id, status, lot_id);
alter table stock_balance add constraint stock_balance_pkey PRIMARY KEY (id);
alter table stock_balance add constraint stock_balance_item_id_fkey FOREIGN KEY (item_id) REFERENCES item(id);
alter table stock_balance add constraint stock_balance_lot_id_fkey FOREIGN KEY (lot_id) REFERENCES stock_lot(id);
alter table stock_balance add constraint stock_balance_place_id_fkey FOREIGN KEY (place_id) REFERENCES place(id);
alter table stock_balance add constraint stock_balance_units_check CHECK ((units >= 0));
CREATE INDEX stock_balance_lot_id_idx ON public.stock_balance USING btree (lot_id) WHERE (lot_id IS NOT NULL);
CREATE INDEX stock_balance_place_id_item_id_idx ON public.stock_balance USING btree (place_id, item_id);
CREATE INDEX stock_balance_status_item_id_idx ON public.stock_balance USING btree (status, item_id);
comment on table stock_balance is '@derived sums of stock_move';

create table stock_layer (
  id uuid not null,
  company_id uuid not null,
  item_id uuid not null,
  place_id uuid not null,
  kind text not null,
  status text not null,
  lot_id uuid,
  order_line_id uuid,
  received_on date not null,
  units_in bigint not null,
  value_in_minor bigint not null,
  units_left bigint not null,
  value_left_minor bigint not null
);
alter table stock_layer add constraint stock_layer_pkey PRIMARY KEY (id);
alter table stock_layer add constraint stock_layer_lot_id_fkey FOREIGN KEY (lot_id) REFERENCES stock_lot(id);
alter table stock_layer add constraint stock_layer_check CHECK (((units_left > 0) OR (value_left_minor = 0)));
alter table stock_layer add constraint stock_layer_kind_check CHECK ((kind = ANY (ARRAY['fifo'::text, 'pool'::text, 'held'::text])));
alter table stock_layer add constraint stock_layer_units_left_check CHECK ((units_left >= 0));
CREATE UNIQUE INDEX stock_layer_item_id_place_id_company_id_idx ON public.stock_layer USING btree (item_id, place_id, company_id) WHERE (kind = 'pool'::text);
CREATE INDEX stock_layer_item_id_place_id_received_on_id_idx ON public.stock_layer USING btree (item_id, place_id, received_on, id) WHERE (units_left > 0);
CREATE INDEX stock_layer_lot_id_idx ON public.stock_layer USING btree (lot_id) WHERE (lot_id IS NOT NULL);
CREATE INDEX stock_layer_order_line_id_idx ON public.stock_layer USING btree (order_line_id) WHERE (order_line_id IS NOT NULL);
CREATE INDEX stock_layer_place_id_idx ON public.stock_layer USING btree (place_id) WHERE (units_left > 0);
comment on table stock_layer is '@derived sums of layer_movement';

create table stock_lot (
  id uuid not null,
  item_id uuid not null,
  code text collate "C" not null,
  expires_on date
);
alter table stock_lot add constraint stock_lot_item_id_code_key UNIQUE (item_id, code);
alter table stock_lot add constraint stock_lot_pkey PRIMARY KEY (id);
alter table stock_lot add constraint stock_lot_item_id_fkey FOREIGN KEY (item_id) REFERENCES item(id);
CREATE INDEX stock_lot_expires_on_idx ON public.stock_lot USING btree (expires_on) WHERE (expires_on IS NOT NULL);
CREATE TRIGGER audit_delete AFTER DELETE ON public.stock_lot REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_delete();
CREATE TRIGGER audit_insert AFTER INSERT ON public.stock_lot REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_insert();
CREATE TRIGGER audit_update AFTER UPDATE ON public.stock_lot REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_update_stock_lot();

create table stock_move (
  id uuid not null,
  no bigint generated always as identity not null,
  key text collate "C" not null,
  item_id uuid not null,
  lot_id uuid,
  units bigint not null,
  from_kind text collate "C" not null,
  from_place_id uuid,
  from_status text collate "C",
  to_kind text collate "C" not null,
  to_place_id uuid,
  to_status text collate "C",
  moved_on date not null,
  moved_at timestamp with time zone not null,
  cause_kind text collate "C" not null,
  cause_id uuid not null,
  order_line_id uuid,
  actor_id text not null
);
alter table stock_move add constraint stock_move_pkey PRIMARY KEY (id);
alter table stock_move add constraint stock_move_from_place_id_fkey FOREIGN KEY (from_place_id) REFERENCES place(id);
alter table stock_move add constraint stock_move_item_id_fkey FOREIGN KEY (item_id) REFERENCES item(id);
alter table stock_move add constraint stock_move_lot_id_fkey FOREIGN KEY (lot_id) REFERENCES stock_lot(id);
alter table stock_move add constraint stock_move_order_line_id_fkey FOREIGN KEY (order_line_id) REFERENCES purchase_order_line(id);
alter table stock_move add constraint stock_move_to_place_id_fkey FOREIGN KEY (to_place_id) REFERENCES place(id);
alter table stock_move add constraint stock_move_check CHECK (((from_kind = 'place'::text) = ((from_place_id IS NOT NULL) AND (from_status IS NOT NULL))));
alter table stock_move add constraint stock_move_check1 CHECK (((to_kind = 'place'::text) = ((to_place_id IS NOT NULL) AND (to_status IS NOT NULL))));
alter table stock_move add constraint stock_move_from_kind_check CHECK ((from_kind = ANY (ARRAY['supplier'::text, 'in_transit'::text, 'place'::text, 'customer'::text, 'loss'::text, 'opening'::text])));
alter table stock_move add constraint stock_move_to_kind_check CHECK ((to_kind = ANY (ARRAY['supplier'::text, 'in_transit'::text, 'place'::text, 'customer'::text, 'loss'::text, 'opening'::text])));
alter table stock_move add constraint stock_move_units_check CHECK ((units > 0));
CREATE INDEX stock_move_cause_id_idx ON public.stock_move USING btree (cause_id);
CREATE INDEX stock_move_cause_kind_moved_on_id_from_place_id_to_place_id_idx ON public.stock_move USING btree (cause_kind, moved_on, id) INCLUDE (from_place_id, to_place_id);
CREATE INDEX stock_move_from_place_id_moved_on_id_idx ON public.stock_move USING btree (from_place_id, moved_on, id);
CREATE INDEX stock_move_item_id_moved_on_id_cause_kind_idx ON public.stock_move USING btree (item_id, moved_on, id) INCLUDE (cause_kind);
CREATE UNIQUE INDEX stock_move_key_idx ON public.stock_move USING btree (key);
CREATE INDEX stock_move_lot_id_idx ON public.stock_move USING btree (lot_id) WHERE (lot_id IS NOT NULL);
CREATE INDEX stock_move_moved_on_id_from_status_to_status_idx ON public.stock_move USING btree (moved_on, id) INCLUDE (from_status, to_status) WHERE ((from_status <> 'available'::text) OR (to_status <> 'available'::text));
CREATE INDEX stock_move_moved_on_id_idx ON public.stock_move USING btree (moved_on, id);
CREATE UNIQUE INDEX stock_move_no_idx ON public.stock_move USING btree (no);
CREATE INDEX stock_move_order_line_id_idx ON public.stock_move USING btree (order_line_id) WHERE (order_line_id IS NOT NULL);
CREATE INDEX stock_move_to_place_id_moved_on_id_idx ON public.stock_move USING btree (to_place_id, moved_on, id);
comment on table stock_move is '@append-only the units book';

create table stock_rule (
  item_id uuid not null,
  place_id uuid not null,
  policy_id uuid not null,
  abc text collate "C" not null,
  xyz text collate "C" not null,
  segment text collate "C" not null,
  target_kind text collate "C" not null,
  target_bps integer not null,
  level double precision not null,
  method text collate "C" not null,
  supplier_id uuid,
  term_id uuid,
  lane_id uuid,
  from_place_id uuid,
  lead_days integer not null,
  lead_deviation_days double precision not null,
  review_days integer not null,
  mean_day_units double precision not null,
  lead_demand_units double precision not null,
  quantile_units double precision not null,
  safety_units bigint not null,
  reorder_units bigint not null,
  order_up_to_units bigint not null,
  cover_days_max integer,
  shelf_life_days integer,
  max_units bigint,
  cash_max_minor bigint,
  release_up_to_minor bigint,
  facts jsonb default '{}'::jsonb not null,
  input_fingerprint text collate "C" not null,
  fingerprint text collate "C" not null,
  computed_at timestamp with time zone not null
);
alter table stock_rule add constraint stock_rule_pkey PRIMARY KEY (item_id, place_id);
alter table stock_rule add constraint stock_rule_abc_check CHECK ((abc = ANY (ARRAY['A'::text, 'B'::text, 'C'::text])));
alter table stock_rule add constraint stock_rule_xyz_check CHECK ((xyz = ANY (ARRAY['X'::text, 'Y'::text, 'Z'::text])));
CREATE INDEX stock_rule_from_place_id_idx ON public.stock_rule USING btree (from_place_id) WHERE (from_place_id IS NOT NULL);
CREATE INDEX stock_rule_item_id_place_id_idx ON public.stock_rule USING btree (item_id, place_id) WHERE (facts ? 'flowPlaces'::text);
CREATE INDEX stock_rule_place_id_item_id_idx ON public.stock_rule USING btree (place_id, item_id);
CREATE INDEX stock_rule_policy_id_idx ON public.stock_rule USING btree (policy_id);
CREATE INDEX stock_rule_segment_idx ON public.stock_rule USING btree (segment);
CREATE INDEX stock_rule_supplier_id_idx ON public.stock_rule USING btree (supplier_id) WHERE (supplier_id IS NOT NULL);
comment on table stock_rule is '@derived of policy, forecast and lead time';

create table stock_status (
  id uuid not null,
  code text collate "C" not null,
  name text not null,
  is_usable boolean not null,
  version integer default 1 not null
);
alter table stock_status add constraint stock_status_code_key UNIQUE (code);
alter table stock_status add constraint stock_status_pkey PRIMARY KEY (id);
CREATE TRIGGER audit_delete AFTER DELETE ON public.stock_status REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_delete();
CREATE TRIGGER audit_insert AFTER INSERT ON public.stock_status REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_insert();
CREATE TRIGGER audit_update AFTER UPDATE ON public.stock_status REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_update_stock_status();

create table supplier (
  id uuid not null,
  code text collate "C" not null,
  name text collate "C" not null,
  legal_name text default ''::text not null,
  email text default ''::text not null,
  phone text default ''::text not null,
  address text default ''::text not null,
  country text collate "C" default ''::text not null,
  tax_id text default ''::text not null,
  language text default 'en'::text not null,
  currency text collate "C" not null,
  payment_terms_days integer default 30 not null,
  incoterm text default ''::text not null,
  status text collate "C" default 'active'::text not null,
  source_system text default ''::text not null,
  external_id text default ''::text not null,
  version integer default 1 not null,
  created_at timestamp with time zone default now() not null
);
alter table supplier add constraint supplier_code_key UNIQUE (code);
alter table supplier add constraint supplier_pkey PRIMARY KEY (id);
alter table supplier add constraint supplier_code_check CHECK ((code <> ''::text));
alter table supplier add constraint supplier_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text));
alter table supplier add constraint supplier_name_check CHECK ((name <> ''::text));
alter table supplier add constraint supplier_payment_terms_days_check CHECK (((payment_terms_days >= 0) AND (payment_terms_days <= 365)));
alter table supplier add constraint supplier_status_check CHECK ((status = ANY (ARRAY['active'::text, 'inactive'::text])));
CREATE INDEX supplier_country_idx ON public.supplier USING btree (country);
CREATE INDEX supplier_currency_idx ON public.supplier USING btree (currency);
CREATE INDEX supplier_lower_idx ON public.supplier USING btree (lower((code COLLATE "default")) COLLATE "C");
CREATE INDEX supplier_lower_idx1 ON public.supplier USING btree (lower((name COLLATE "default")) COLLATE "C");
CREATE INDEX supplier_name_id_idx ON public.supplier USING btree (name, id);
CREATE UNIQUE INDEX supplier_source_system_external_id_idx ON public.supplier USING btree (source_system, external_id) WHERE (external_id <> ''::text);
CREATE INDEX supplier_status_code_idx ON public.supplier USING btree (status, code);
CREATE TRIGGER audit_delete AFTER DELETE ON public.supplier REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_delete();
CREATE TRIGGER audit_insert AFTER INSERT ON public.supplier REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_insert();
CREATE TRIGGER audit_update AFTER UPDATE ON public.supplier REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_update_supplier();

create table supplier_answer (
  id uuid not null,
  order_id uuid not null,
  order_version integer not null,
  channel text not null,
  status text collate "C" not null,
  message text default ''::text not null,
  answered_at timestamp with time zone not null,
  answered_by text not null,
  answered_by_name text not null,
  decided_at timestamp with time zone,
  decided_by text,
  decided_by_name text,
  decision_reason text default ''::text not null,
  version integer default 1 not null
);
alter table supplier_answer add constraint supplier_answer_pkey PRIMARY KEY (id);
alter table supplier_answer add constraint supplier_answer_order_id_fkey FOREIGN KEY (order_id) REFERENCES purchase_order(id);
alter table supplier_answer add constraint supplier_answer_channel_check CHECK ((channel = ANY (ARRAY['link'::text, 'buyer'::text])));
alter table supplier_answer add constraint supplier_answer_status_check CHECK ((status = ANY (ARRAY['auto_accepted'::text, 'needs_review'::text, 'accepted'::text, 'rejected'::text, 'superseded'::text])));
CREATE INDEX supplier_answer_answered_at_id_idx ON public.supplier_answer USING btree (answered_at, id);
CREATE INDEX supplier_answer_order_id_id_idx ON public.supplier_answer USING btree (order_id, id);
CREATE INDEX supplier_answer_status_answered_at_id_idx ON public.supplier_answer USING btree (status, answered_at, id);
CREATE TRIGGER audit_delete AFTER DELETE ON public.supplier_answer REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_delete();
CREATE TRIGGER audit_insert AFTER INSERT ON public.supplier_answer REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_insert();
CREATE TRIGGER audit_update AFTER UPDATE ON public.supplier_answer REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_update_supplier_answer();

create table supplier_answer_line (
  id uuid not null,
  answer_id uuid not null,
  order_line_id uuid not null,
  kind text not null,
  units bigint,
  promised_on date,
  price_e4 bigint,
  priced_units bigint,
  comment text default ''::text not null,
  exceptions jsonb default '[]'::jsonb not null
);
alter table supplier_answer_line add constraint supplier_answer_line_answer_id_order_line_id_key UNIQUE (answer_id, order_line_id);
alter table supplier_answer_line add constraint supplier_answer_line_pkey PRIMARY KEY (id);
alter table supplier_answer_line add constraint supplier_answer_line_answer_id_fkey FOREIGN KEY (answer_id) REFERENCES supplier_answer(id);
alter table supplier_answer_line add constraint supplier_answer_line_order_line_id_fkey FOREIGN KEY (order_line_id) REFERENCES purchase_order_line(id);
alter table supplier_answer_line add constraint supplier_answer_line_kind_check CHECK ((kind = ANY (ARRAY['accept'::text, 'change'::text, 'refuse'::text])));
CREATE INDEX supplier_answer_line_order_line_id_idx ON public.supplier_answer_line USING btree (order_line_id);
comment on table supplier_answer_line is '@append-only what the supplier said';

create table supplier_invoice (
  id uuid not null,
  no bigint generated always as identity not null,
  number text collate "C" generated always as (('SI-'::text || lpad((no)::text, GREATEST(5, length((no)::text)), '0'::text))) stored,
  supplier_number text collate "C" not null,
  normal_number text collate "C" not null,
  company_id uuid not null,
  supplier_id uuid not null,
  currency text collate "C" not null,
  rate_e10 bigint not null,
  invoiced_on date not null,
  due_on date not null,
  status text collate "C" not null,
  goods_minor bigint not null,
  charges_minor bigint not null,
  tax_minor bigint not null,
  total_minor bigint not null,
  payable_minor bigint,
  entry_id uuid,
  posted_at timestamp with time zone,
  captured_at timestamp with time zone not null,
  captured_by text not null,
  captured_by_name text not null,
  release_reason text default ''::text not null,
  source_system text default ''::text not null,
  external_id text default ''::text not null,
  version integer default 1 not null
);
alter table supplier_invoice add constraint supplier_invoice_pkey PRIMARY KEY (id);
alter table supplier_invoice add constraint supplier_invoice_company_id_fkey FOREIGN KEY (company_id) REFERENCES company(id);
alter table supplier_invoice add constraint supplier_invoice_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES journal_entry(id);
alter table supplier_invoice add constraint supplier_invoice_supplier_id_fkey FOREIGN KEY (supplier_id) REFERENCES supplier(id);
alter table supplier_invoice add constraint supplier_invoice_status_check CHECK ((status = ANY (ARRAY['captured'::text, 'held'::text, 'posted'::text, 'rejected'::text, 'reversed'::text])));
alter table supplier_invoice add constraint supplier_invoice_supplier_number_check CHECK ((supplier_number <> ''::text));
CREATE INDEX supplier_invoice_company_id_idx ON public.supplier_invoice USING btree (company_id);
CREATE INDEX supplier_invoice_due_on_id_idx ON public.supplier_invoice USING btree (due_on, id);
CREATE INDEX supplier_invoice_entry_id_idx ON public.supplier_invoice USING btree (entry_id);
CREATE INDEX supplier_invoice_invoiced_on_id_idx ON public.supplier_invoice USING btree (invoiced_on, id);
CREATE INDEX supplier_invoice_lower_idx ON public.supplier_invoice USING btree (lower((number COLLATE "default")) COLLATE "C");
CREATE INDEX supplier_invoice_lower_idx1 ON public.supplier_invoice USING btree (lower((supplier_number COLLATE "default")) COLLATE "C");
CREATE UNIQUE INDEX supplier_invoice_no_idx ON public.supplier_invoice USING btree (no);
CREATE UNIQUE INDEX supplier_invoice_number_idx ON public.supplier_invoice USING btree (number);
CREATE UNIQUE INDEX supplier_invoice_source_system_external_id_idx ON public.supplier_invoice USING btree (source_system, external_id) WHERE (external_id <> ''::text);
CREATE INDEX supplier_invoice_status_invoiced_on_id_idx ON public.supplier_invoice USING btree (status, invoiced_on, id);
CREATE INDEX supplier_invoice_supplier_id_invoiced_on_id_idx ON public.supplier_invoice USING btree (supplier_id, invoiced_on, id);
CREATE INDEX supplier_invoice_supplier_id_normal_number_idx ON public.supplier_invoice USING btree (supplier_id, normal_number);
CREATE UNIQUE INDEX supplier_invoice_supplier_id_normal_number_invoiced_on_idx ON public.supplier_invoice USING btree (supplier_id, normal_number, invoiced_on) WHERE (status <> ALL (ARRAY['rejected'::text, 'reversed'::text]));
CREATE INDEX supplier_invoice_total_minor_id_idx ON public.supplier_invoice USING btree (total_minor, id);
CREATE TRIGGER audit_delete AFTER DELETE ON public.supplier_invoice REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_delete();
CREATE TRIGGER audit_insert AFTER INSERT ON public.supplier_invoice REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_insert();
CREATE TRIGGER audit_update AFTER UPDATE ON public.supplier_invoice REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_update_supplier_invoice();

create table supplier_invoice_line (
  id uuid not null,
  invoice_id uuid not null,
  line_no integer not null,
  kind text not null,
  description text default ''::text not null,
  order_line_id uuid,
  billed_units bigint,
  entered_quantity numeric(18,6),
  entered_unit text,
  price_e4 bigint,
  priced_units bigint,
  amount_minor bigint not null,
  tax_code_id uuid,
  charge_code_id uuid
);
alter table supplier_invoice_line add constraint supplier_invoice_line_invoice_id_line_no_key UNIQUE (invoice_id, line_no);
alter table supplier_invoice_line add constraint supplier_invoice_line_pkey PRIMARY KEY (id);
alter table supplier_invoice_line add constraint supplier_invoice_line_charge_code_id_fkey FOREIGN KEY (charge_code_id) REFERENCES charge_code(id);
alter table supplier_invoice_line add constraint supplier_invoice_line_invoice_id_fkey FOREIGN KEY (invoice_id) REFERENCES supplier_invoice(id);
alter table supplier_invoice_line add constraint supplier_invoice_line_order_line_id_fkey FOREIGN KEY (order_line_id) REFERENCES purchase_order_line(id);
alter table supplier_invoice_line add constraint supplier_invoice_line_tax_code_id_fkey FOREIGN KEY (tax_code_id) REFERENCES tax_code(id);
alter table supplier_invoice_line add constraint supplier_invoice_line_billed_units_check CHECK ((billed_units > 0));
alter table supplier_invoice_line add constraint supplier_invoice_line_check CHECK (((kind <> 'goods'::text) OR ((order_line_id IS NOT NULL) AND (billed_units IS NOT NULL) AND (price_e4 IS NOT NULL))));
alter table supplier_invoice_line add constraint supplier_invoice_line_check1 CHECK (((kind <> 'tax'::text) OR (tax_code_id IS NOT NULL)));
alter table supplier_invoice_line add constraint supplier_invoice_line_check2 CHECK (((kind <> 'charge'::text) OR (charge_code_id IS NOT NULL)));
alter table supplier_invoice_line add constraint supplier_invoice_line_kind_check CHECK ((kind = ANY (ARRAY['goods'::text, 'charge'::text, 'tax'::text])));
alter table supplier_invoice_line add constraint supplier_invoice_line_price_e4_check CHECK ((price_e4 >= 0));
alter table supplier_invoice_line add constraint supplier_invoice_line_priced_units_check CHECK ((priced_units > 0));
CREATE INDEX supplier_invoice_line_charge_code_id_idx ON public.supplier_invoice_line USING btree (charge_code_id) WHERE (charge_code_id IS NOT NULL);
CREATE INDEX supplier_invoice_line_order_line_id_idx ON public.supplier_invoice_line USING btree (order_line_id) WHERE (order_line_id IS NOT NULL);
CREATE INDEX supplier_invoice_line_tax_code_id_idx ON public.supplier_invoice_line USING btree (tax_code_id) WHERE (tax_code_id IS NOT NULL);
CREATE TRIGGER audit_delete AFTER DELETE ON public.supplier_invoice_line REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_delete();
CREATE TRIGGER audit_insert AFTER INSERT ON public.supplier_invoice_line REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_insert();
CREATE TRIGGER audit_update AFTER UPDATE ON public.supplier_invoice_line REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_update_supplier_invoice_line();

create table supplier_link (
  id uuid not null,
  order_id uuid not null,
  secret_hash text collate "C" not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  first_seen_at timestamp with time zone
);
alter table supplier_link add constraint supplier_link_secret_hash_key UNIQUE (secret_hash);
alter table supplier_link add constraint supplier_link_pkey PRIMARY KEY (id);
alter table supplier_link add constraint supplier_link_order_id_fkey FOREIGN KEY (order_id) REFERENCES purchase_order(id);
CREATE INDEX supplier_link_order_id_idx ON public.supplier_link USING btree (order_id);
CREATE TRIGGER audit_delete AFTER DELETE ON public.supplier_link REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_delete();
CREATE TRIGGER audit_insert AFTER INSERT ON public.supplier_link REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_insert();
CREATE TRIGGER audit_update AFTER UPDATE ON public.supplier_link REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_update_supplier_link();

create table supplier_return (
  id uuid not null,
  no bigint generated always as identity not null,
  number text collate "C" generated always as (('RT-'::text || lpad((no)::text, GREATEST(5, length((no)::text)), '0'::text))) stored,
  company_id uuid not null,
  supplier_id uuid not null,
  place_id uuid not null,
  order_id uuid not null,
  returned_on date not null,
  rma_number text default ''::text not null,
  reason text default ''::text not null,
  reverses_id uuid,
  entry_id uuid,
  posted_at timestamp with time zone not null,
  posted_by text not null,
  posted_by_name text not null,
  source_system text default ''::text not null,
  external_id text default ''::text not null
);
alter table supplier_return add constraint supplier_return_pkey PRIMARY KEY (id);
alter table supplier_return add constraint supplier_return_company_id_fkey FOREIGN KEY (company_id) REFERENCES company(id);
alter table supplier_return add constraint supplier_return_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES journal_entry(id);
alter table supplier_return add constraint supplier_return_order_id_fkey FOREIGN KEY (order_id) REFERENCES purchase_order(id);
alter table supplier_return add constraint supplier_return_place_id_fkey FOREIGN KEY (place_id) REFERENCES place(id);
alter table supplier_return add constraint supplier_return_reverses_id_fkey FOREIGN KEY (reverses_id) REFERENCES supplier_return(id);
alter table supplier_return add constraint supplier_return_supplier_id_fkey FOREIGN KEY (supplier_id) REFERENCES supplier(id);
CREATE INDEX supplier_return_company_id_idx ON public.supplier_return USING btree (company_id);
CREATE INDEX supplier_return_entry_id_idx ON public.supplier_return USING btree (entry_id);
CREATE INDEX supplier_return_lower_idx ON public.supplier_return USING btree (lower((number COLLATE "default")) COLLATE "C");
CREATE UNIQUE INDEX supplier_return_no_idx ON public.supplier_return USING btree (no);
CREATE UNIQUE INDEX supplier_return_number_idx ON public.supplier_return USING btree (number);
CREATE INDEX supplier_return_order_id_idx ON public.supplier_return USING btree (order_id);
CREATE INDEX supplier_return_place_id_idx ON public.supplier_return USING btree (place_id);
CREATE INDEX supplier_return_returned_on_id_idx ON public.supplier_return USING btree (returned_on, id);
CREATE UNIQUE INDEX supplier_return_reverses_id_idx ON public.supplier_return USING btree (reverses_id) WHERE (reverses_id IS NOT NULL);
CREATE UNIQUE INDEX supplier_return_source_system_external_id_idx ON public.supplier_return USING btree (source_system, external_id) WHERE (external_id <> ''::text);
CREATE INDEX supplier_return_supplier_id_returned_on_id_idx ON public.supplier_return USING btree (supplier_id, returned_on, id);
comment on table supplier_return is '@append-only';

create table supplier_return_line (
  id uuid not null,
  return_id uuid not null,
  line_no integer not null,
  order_line_id uuid not null,
  item_id uuid not null,
  lot_id uuid,
  from_status text not null,
  units bigint not null,
  invoiced_units bigint default 0 not null,
  cost_minor bigint not null,
  accrued_document_minor bigint not null,
  accrued_minor bigint not null,
  own_document_minor bigint default 0 not null,
  own_minor bigint default 0 not null
);
alter table supplier_return_line add constraint supplier_return_line_return_id_line_no_key UNIQUE (return_id, line_no);
alter table supplier_return_line add constraint supplier_return_line_pkey PRIMARY KEY (id);
alter table supplier_return_line add constraint supplier_return_line_item_id_fkey FOREIGN KEY (item_id) REFERENCES item(id);
alter table supplier_return_line add constraint supplier_return_line_lot_id_fkey FOREIGN KEY (lot_id) REFERENCES stock_lot(id);
alter table supplier_return_line add constraint supplier_return_line_order_line_id_fkey FOREIGN KEY (order_line_id) REFERENCES purchase_order_line(id);
alter table supplier_return_line add constraint supplier_return_line_return_id_fkey FOREIGN KEY (return_id) REFERENCES supplier_return(id);
alter table supplier_return_line add constraint supplier_return_line_units_check CHECK ((units <> 0));
CREATE INDEX supplier_return_line_item_id_idx ON public.supplier_return_line USING btree (item_id);
CREATE INDEX supplier_return_line_lot_id_idx ON public.supplier_return_line USING btree (lot_id) WHERE (lot_id IS NOT NULL);
CREATE INDEX supplier_return_line_order_line_id_idx ON public.supplier_return_line USING btree (order_line_id);
comment on table supplier_return_line is '@append-only';

create table supplier_term (
  id uuid not null,
  supplier_id uuid not null,
  item_id uuid not null,
  place_id uuid,
  supplier_sku text collate "C" default ''::text not null,
  currency text collate "C" not null,
  unit text not null,
  unit_numerator bigint default 1 not null,
  unit_denominator bigint default 1 not null,
  moq_units bigint default 0 not null,
  multiple_units bigint default 1 not null,
  lead_time_days integer default 0 not null,
  valid_from date default '0001-01-01'::date not null,
  valid_to date,
  rank smallint default 1 not null,
  inner_units bigint,
  outer_units bigint,
  layer_units bigint,
  pallet_units bigint,
  outer_length_mm integer,
  outer_width_mm integer,
  outer_height_mm integer,
  outer_weight_grams bigint,
  version integer default 1 not null
);
alter table supplier_term add constraint supplier_term_supplier_id_item_id_place_id_valid_from_key UNIQUE NULLS NOT DISTINCT (supplier_id, item_id, place_id, valid_from);
alter table supplier_term add constraint supplier_term_pkey PRIMARY KEY (id);
alter table supplier_term add constraint supplier_term_item_id_fkey FOREIGN KEY (item_id) REFERENCES item(id);
alter table supplier_term add constraint supplier_term_place_id_fkey FOREIGN KEY (place_id) REFERENCES place(id);
alter table supplier_term add constraint supplier_term_supplier_id_fkey FOREIGN KEY (supplier_id) REFERENCES supplier(id);
alter table supplier_term add constraint supplier_term_check CHECK ((valid_to >= valid_from));
alter table supplier_term add constraint supplier_term_inner_units_check CHECK ((inner_units > 0));
alter table supplier_term add constraint supplier_term_layer_units_check CHECK ((layer_units > 0));
alter table supplier_term add constraint supplier_term_lead_time_days_check CHECK (((lead_time_days >= 0) AND (lead_time_days <= 730)));
alter table supplier_term add constraint supplier_term_moq_units_check CHECK ((moq_units >= 0));
alter table supplier_term add constraint supplier_term_multiple_units_check CHECK ((multiple_units > 0));
alter table supplier_term add constraint supplier_term_outer_height_mm_check CHECK ((outer_height_mm > 0));
alter table supplier_term add constraint supplier_term_outer_length_mm_check CHECK ((outer_length_mm > 0));
alter table supplier_term add constraint supplier_term_outer_units_check CHECK ((outer_units > 0));
alter table supplier_term add constraint supplier_term_outer_weight_grams_check CHECK ((outer_weight_grams > 0));
alter table supplier_term add constraint supplier_term_outer_width_mm_check CHECK ((outer_width_mm > 0));
alter table supplier_term add constraint supplier_term_pallet_units_check CHECK ((pallet_units > 0));
alter table supplier_term add constraint supplier_term_rank_check CHECK ((rank > 0));
alter table supplier_term add constraint supplier_term_unit_denominator_check CHECK ((unit_denominator > 0));
alter table supplier_term add constraint supplier_term_unit_numerator_check CHECK ((unit_numerator > 0));
CREATE INDEX supplier_term_item_id_supplier_id_idx ON public.supplier_term USING btree (item_id, supplier_id);
CREATE INDEX supplier_term_place_id_idx ON public.supplier_term USING btree (place_id) WHERE (place_id IS NOT NULL);
CREATE INDEX supplier_term_supplier_sku_idx ON public.supplier_term USING btree (supplier_sku) WHERE (supplier_sku <> ''::text);
CREATE INDEX supplier_term_valid_from_id_idx ON public.supplier_term USING btree (valid_from, id);
CREATE INDEX supplier_term_valid_to_idx ON public.supplier_term USING btree (valid_to);
CREATE TRIGGER audit_delete AFTER DELETE ON public.supplier_term REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_delete();
CREATE TRIGGER audit_insert AFTER INSERT ON public.supplier_term REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_insert();
CREATE TRIGGER audit_update AFTER UPDATE ON public.supplier_term REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_update_supplier_term();

create table supplier_term_break (
  id uuid not null,
  term_id uuid not null,
  from_units bigint not null,
  price_e4 bigint not null,
  priced_units bigint not null
);
alter table supplier_term_break add constraint supplier_term_break_term_id_from_units_key UNIQUE (term_id, from_units);
alter table supplier_term_break add constraint supplier_term_break_pkey PRIMARY KEY (id);
alter table supplier_term_break add constraint supplier_term_break_term_id_fkey FOREIGN KEY (term_id) REFERENCES supplier_term(id) ON DELETE CASCADE;
alter table supplier_term_break add constraint supplier_term_break_from_units_check CHECK ((from_units >= 0));
alter table supplier_term_break add constraint supplier_term_break_price_e4_check CHECK ((price_e4 >= 0));
alter table supplier_term_break add constraint supplier_term_break_priced_units_check CHECK ((priced_units > 0));
CREATE TRIGGER audit_delete AFTER DELETE ON public.supplier_term_break REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_delete();
CREATE TRIGGER audit_insert AFTER INSERT ON public.supplier_term_break REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_insert();
CREATE TRIGGER audit_update AFTER UPDATE ON public.supplier_term_break REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_update_supplier_term_break();

create table taken_decision (
  order_line_id uuid not null,
  order_id uuid not null,
  proposal_id uuid not null,
  item_id uuid not null,
  suggested_units bigint not null,
  ordered_units bigint not null,
  supplier_id uuid not null,
  usual_supplier_id uuid,
  usual_place_id uuid,
  reason text not null,
  decided_by text not null,
  decided_by_name text not null,
  decided_at timestamp with time zone not null
);
alter table taken_decision add constraint taken_decision_pkey PRIMARY KEY (order_line_id);
alter table taken_decision add constraint taken_decision_item_id_fkey FOREIGN KEY (item_id) REFERENCES item(id);
alter table taken_decision add constraint taken_decision_proposal_id_fkey FOREIGN KEY (proposal_id) REFERENCES proposal(id);
alter table taken_decision add constraint taken_decision_supplier_id_fkey FOREIGN KEY (supplier_id) REFERENCES supplier(id);
alter table taken_decision add constraint taken_decision_usual_place_id_fkey FOREIGN KEY (usual_place_id) REFERENCES place(id);
alter table taken_decision add constraint taken_decision_usual_supplier_id_fkey FOREIGN KEY (usual_supplier_id) REFERENCES supplier(id);
CREATE INDEX taken_decision_item_id_idx ON public.taken_decision USING btree (item_id);
CREATE INDEX taken_decision_order_id_idx ON public.taken_decision USING btree (order_id);
CREATE INDEX taken_decision_proposal_id_idx ON public.taken_decision USING btree (proposal_id);
CREATE INDEX taken_decision_supplier_id_idx ON public.taken_decision USING btree (supplier_id);
CREATE INDEX taken_decision_usual_place_id_idx ON public.taken_decision USING btree (usual_place_id) WHERE (usual_place_id IS NOT NULL);
CREATE INDEX taken_decision_usual_supplier_id_idx ON public.taken_decision USING btree (usual_supplier_id) WHERE (usual_supplier_id IS NOT NULL);
comment on table taken_decision is '@append-only what was decided about lines of orders before they were made';

create table tax_code (
  id uuid not null,
  company_id uuid not null,
  code text collate "C" not null,
  name text not null,
  rate_bps integer not null,
  recoverable_bps integer default 10000 not null,
  is_active boolean default true not null,
  version integer default 1 not null
);
alter table tax_code add constraint tax_code_company_id_code_key UNIQUE (company_id, code);
alter table tax_code add constraint tax_code_pkey PRIMARY KEY (id);
alter table tax_code add constraint tax_code_company_id_fkey FOREIGN KEY (company_id) REFERENCES company(id);
alter table tax_code add constraint tax_code_rate_bps_check CHECK (((rate_bps >= 0) AND (rate_bps <= 10000)));
alter table tax_code add constraint tax_code_recoverable_bps_check CHECK (((recoverable_bps >= 0) AND (recoverable_bps <= 10000)));
CREATE TRIGGER audit_delete AFTER DELETE ON public.tax_code REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_delete();
CREATE TRIGGER audit_insert AFTER INSERT ON public.tax_code REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_insert();
CREATE TRIGGER audit_update AFTER UPDATE ON public.tax_code REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_update_tax_code();

create table unit (
  id uuid not null,
  code text collate "C" not null,
  name text not null,
  version integer default 1 not null
);
alter table unit add constraint unit_code_key UNIQUE (code);
alter table unit add constraint unit_pkey PRIMARY KEY (id);
alter table unit add constraint unit_code_check CHECK ((code <> ''::text));
CREATE TRIGGER audit_delete AFTER DELETE ON public.unit REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_delete();
CREATE TRIGGER audit_insert AFTER INSERT ON public.unit REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_insert();
CREATE TRIGGER audit_update AFTER UPDATE ON public.unit REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_update_unit();

CREATE OR REPLACE FUNCTION public.audit_delete()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
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
$function$
;

CREATE OR REPLACE FUNCTION public.audit_insert()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
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
$function$
;

CREATE OR REPLACE FUNCTION public.count_jobs(OUT waiting integer, OUT running integer, OUT failed integer)
 RETURNS record
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  select c.waiting, c.running, c.failed into waiting, running, failed
  from graphile_worker.count_jobs() c;
end
$function$
;

CREATE OR REPLACE FUNCTION public.enqueue_jobs(jobs jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  perform graphile_worker.enqueue_jobs(jobs);
end
$function$
;

CREATE OR REPLACE FUNCTION public.next_number(p_kind text)
 RETURNS bigint
 LANGUAGE sql
AS $function$
  insert into number_counter as counter (kind, next) values (p_kind, 2)
  on conflict (kind) do update set next = counter.next + 1
  returning next - 1
$function$
;

CREATE OR REPLACE FUNCTION public.relay_assign(p_name text, p_holder uuid, p_limit integer)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET enable_seqscan TO 'off'
AS $function$
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
$function$
;

CREATE OR REPLACE FUNCTION public.relay_lease_take(p_name text, p_holder uuid, p_ms integer)
 RETURNS boolean
 LANGUAGE sql
AS $function$
  with taken as (
    insert into relay_lease as lease (name, holder, expires_at)
    values (p_name, p_holder, clock_timestamp() + p_ms * interval '1 millisecond')
    on conflict (name) do update
      set holder = excluded.holder, expires_at = excluded.expires_at
      where lease.holder = excluded.holder or lease.expires_at < clock_timestamp()
    returning 1
  )
  select exists (select from taken)
$function$
;

CREATE OR REPLACE FUNCTION public.work_begin(p_actor_id text, p_actor_kind text, p_actor_name text, p_request_id text, p_address text, p_now timestamp with time zone, p_key text, p_request_hash text, OUT outcome text, OUT response text)
 RETURNS record
 LANGUAGE plpgsql
AS $function$
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
$function$
;

CREATE OR REPLACE FUNCTION public.work_flush(p_events jsonb, p_jobs jsonb, p_key text, p_response text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
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
$function$
;
