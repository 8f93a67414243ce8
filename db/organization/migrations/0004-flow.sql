-- Supplier to stock: terms, orders and their answers, receipts, invoices and their match, issues,
-- returns, adjustments. Posted documents are never edited; corrections are documents of their own.

-- What a supplier asks for an item: one row per item, supplier, place (or all) and validity.
create table supplier_term (
  id uuid primary key,
  supplier_id uuid not null references supplier,
  item_id uuid not null references item,
  place_id uuid references place,
  supplier_sku text collate "C" not null default '',
  currency text collate "C" not null,
  -- the unit in which the supplier counts, and how many base units one is
  unit text not null,
  unit_numerator bigint not null default 1 check (unit_numerator > 0),
  unit_denominator bigint not null default 1 check (unit_denominator > 0),
  moq_units bigint not null default 0 check (moq_units >= 0),
  multiple_units bigint not null default 1 check (multiple_units > 0),
  lead_time_days integer not null default 0 check (lead_time_days between 0 and 730),
  valid_from date not null default '0001-01-01',
  valid_to date check (valid_to >= valid_from),
  rank smallint not null default 1 check (rank > 0),
  inner_units bigint check (inner_units > 0),
  outer_units bigint check (outer_units > 0),
  layer_units bigint check (layer_units > 0),
  pallet_units bigint check (pallet_units > 0),
  outer_length_mm integer check (outer_length_mm > 0),
  outer_width_mm integer check (outer_width_mm > 0),
  outer_height_mm integer check (outer_height_mm > 0),
  outer_weight_grams bigint check (outer_weight_grams > 0),
  version integer not null default 1,
  unique nulls not distinct (supplier_id, item_id, place_id, valid_from)
);
create index on supplier_term (item_id, supplier_id);
create index on supplier_term (place_id) where place_id is not null;
create index on supplier_term (valid_to);
create index on supplier_term (valid_from, id);
create index on supplier_term (supplier_sku) where supplier_sku <> '';

create table supplier_term_break (
  id uuid primary key,
  term_id uuid not null references supplier_term on delete cascade,
  from_units bigint not null check (from_units >= 0),
  price_e4 bigint not null check (price_e4 >= 0),
  priced_units bigint not null check (priced_units > 0),
  unique (term_id, from_units)
);

create table purchase_order (
  id uuid primary key,
  -- given at release, from the counter, without gaps
  number text collate "C" unique,
  company_id uuid not null references company,
  supplier_id uuid not null references supplier,
  place_id uuid not null references place,
  currency text collate "C" not null,
  -- company currency per one of the order's, times 1e10, at the order's day; receipts take their own day's
  rate_e10 bigint not null check (rate_e10 > 0),
  lifecycle text collate "C" not null check (lifecycle in ('draft', 'released', 'on_hold', 'closed', 'cancelled')),
  ordered_on date not null,
  requested_on date not null,
  payment_terms_days integer not null,
  incoterm text not null default '',
  buyer_id text not null,
  buyer_name text not null,
  note text not null default '',
  supplier_note text not null default '',
  total_minor bigint not null,
  line_count integer not null,
  -- of the terms that an approval approves: supplier, place, currency, lines, prices, days
  content_hash text not null,
  -- the same of what was last sent to the supplier; empty before the first release
  released_hash text not null default '',
  -- the last row of purchase_order_version, 0 before the first release
  terms_version integer not null default 0,
  submitted_at timestamptz,
  approved_at timestamptz,
  released_at timestamptz,
  answered_at timestamptz,
  closed_at timestamptz,
  lifecycle_reason text not null default '',
  source_system text not null default '',
  external_id text not null default '',
  version integer not null default 1,
  created_at timestamptz not null
) with (fillfactor = 60);
create unique index on purchase_order (source_system, external_id) where external_id <> '';
create index on purchase_order ((lower(number collate "default") collate "C"));
create index on purchase_order (supplier_id, ordered_on, id);
create index on purchase_order (company_id);
create index on purchase_order (place_id, ordered_on, id);
create index on purchase_order (lifecycle, ordered_on, id);
create index on purchase_order (ordered_on, id);
create index on purchase_order (requested_on, id);
create index on purchase_order (total_minor, id);
create index on purchase_order (buyer_id, ordered_on);

create table purchase_order_line (
  id uuid primary key,
  order_id uuid not null references purchase_order,
  line_no integer not null,
  item_id uuid not null references item,
  description text not null default '',
  -- as the buyer typed it
  entered_quantity numeric(18, 6) not null,
  entered_unit text not null,
  ordered_units bigint not null check (ordered_units > 0),
  price_e4 bigint not null check (price_e4 >= 0),
  priced_units bigint not null check (priced_units > 0),
  -- where the price came from: 'typed', or the supplier_term it was quoted from
  price_source text not null default 'typed',
  supplier_sku text not null default '',
  state text collate "C" not null default 'open' check (state in ('open', 'short_closed', 'cancelled')),
  state_reason text not null default '',
  answer text collate "C" not null default 'none' check (answer in ('none', 'accepted', 'changed', 'refused', 'to_review')),
  replaces_rejects boolean not null default false,
  -- the quantity ledger: received = accepted + quarantined + rejected
  confirmed_units bigint not null default 0,
  shipped_units bigint not null default 0,
  accepted_units bigint not null default 0,
  quarantined_units bigint not null default 0,
  rejected_units bigint not null default 0,
  -- sent back: rejects, and accepted goods; the second also lowers what may be invoiced
  returned_rejected_units bigint not null default 0,
  returned_accepted_units bigint not null default 0,
  invoiced_units bigint not null default 0,
  cancelled_units bigint not null default 0,
  requested_on date not null,
  promised_original_on date,
  promised_on date,
  expected_on date not null,
  -- immutable once set
  needed_at timestamptz,
  requested_at timestamptz,
  approved_at timestamptz,
  released_at timestamptz,
  acknowledged_at timestamptz,
  shipped_at timestamptz,
  arrived_at timestamptz,
  received_at timestamptz,
  unique (order_id, line_no),
  -- one check rather than nine: each is read anew by each statement that writes
  check (least(confirmed_units, shipped_units, accepted_units, quarantined_units, rejected_units,
    returned_rejected_units, returned_accepted_units, invoiced_units, cancelled_units) >= 0
    and returned_rejected_units <= rejected_units)
) with (fillfactor = 45);
create index on purchase_order_line (item_id, order_id);
create index on purchase_order_line (expected_on, order_id) where state = 'open';

alter table grni_movement add foreign key (order_line_id) references purchase_order_line;
alter table stock_move add foreign key (order_line_id) references purchase_order_line;

create table purchase_order_version (
  id uuid primary key,
  order_id uuid not null references purchase_order,
  version integer not null,
  cause text not null,
  terms jsonb not null,
  made_at timestamptz not null,
  made_by text not null,
  unique (order_id, version)
);
comment on table purchase_order_version is '@append-only the terms of an order as they stood';

create table purchase_order_comment (
  id uuid primary key,
  order_id uuid not null references purchase_order,
  audience text not null check (audience in ('internal', 'supplier')),
  body text not null check (body <> ''),
  author_id text not null,
  author_name text not null,
  written_at timestamptz not null
);
create index on purchase_order_comment (order_id, id);
comment on table purchase_order_comment is '@append-only what people wrote';

-- A signed link: only the hash of its secret is kept.
create table supplier_link (
  id uuid primary key,
  order_id uuid not null references purchase_order,
  secret_hash text collate "C" not null unique,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  first_seen_at timestamptz
);
create index on supplier_link (order_id);

create table supplier_answer (
  id uuid primary key,
  order_id uuid not null references purchase_order,
  order_version integer not null,
  channel text not null check (channel in ('link', 'buyer')),
  status text collate "C" not null check (status in ('auto_accepted', 'needs_review', 'accepted', 'rejected', 'superseded')),
  message text not null default '',
  answered_at timestamptz not null,
  answered_by text not null,
  answered_by_name text not null,
  decided_at timestamptz,
  decided_by text,
  decided_by_name text,
  decision_reason text not null default '',
  version integer not null default 1
);
create index on supplier_answer (order_id, id);
create index on supplier_answer (status, answered_at, id);
create index on supplier_answer (answered_at, id);

create table supplier_answer_line (
  id uuid primary key,
  answer_id uuid not null references supplier_answer,
  order_line_id uuid not null references purchase_order_line,
  kind text not null check (kind in ('accept', 'change', 'refuse')),
  units bigint,
  promised_on date,
  price_e4 bigint,
  priced_units bigint,
  comment text not null default '',
  -- every limit it went past, with the terms that say so
  exceptions jsonb not null default '[]',
  unique (answer_id, order_line_id)
);
create index on supplier_answer_line (order_line_id);
comment on table supplier_answer_line is '@append-only what the supplier said';

create table receipt (
  id uuid primary key,
  no bigint generated always as identity,
  number text collate "C" generated always as ('GR-' || lpad(no::text, greatest(5, length(no::text)), '0')) stored,
  company_id uuid not null references company,
  supplier_id uuid not null references supplier,
  place_id uuid not null references place,
  order_id uuid not null references purchase_order,
  received_on date not null,
  delivery_note text not null default '',
  currency text not null,
  rate_e10 bigint not null,
  reverses_id uuid references receipt,
  entry_id uuid references journal_entry,
  posted_at timestamptz not null,
  posted_by text not null,
  posted_by_name text not null,
  source_system text not null default '',
  external_id text not null default ''
);
create unique index on receipt (no);
create unique index on receipt (number);
create index on receipt ((lower(number collate "default") collate "C"));
create unique index on receipt (reverses_id) where reverses_id is not null;
create unique index on receipt (source_system, external_id) where external_id <> '';
create index on receipt (order_id, id);
create index on receipt (supplier_id, received_on, id);
create index on receipt (place_id, received_on, id);
create index on receipt (received_on, id);
create index on receipt (company_id);
create index on receipt (entry_id);
comment on table receipt is '@append-only a posted receipt; a wrong one is reversed by another';

create table receipt_line (
  id uuid primary key,
  receipt_id uuid not null references receipt,
  line_no integer not null,
  order_line_id uuid not null references purchase_order_line,
  item_id uuid not null references item,
  lot_id uuid references stock_lot,
  entered_quantity numeric(18, 6) not null,
  entered_unit text not null,
  -- negative on a reversal; received = accepted + quarantined + rejected
  accepted_units bigint not null,
  quarantined_units bigint not null default 0,
  rejected_units bigint not null default 0,
  reason text not null default '',
  -- worth in the order's currency and in the company's: of the line, and of its parts that are held
  document_minor bigint not null,
  amount_minor bigint not null,
  quarantined_document_minor bigint not null default 0,
  quarantined_minor bigint not null default 0,
  rejected_document_minor bigint not null default 0,
  rejected_minor bigint not null default 0,
  unique (receipt_id, line_no)
);
create index on receipt_line (order_line_id, id);
create index on receipt_line (item_id);
create index on receipt_line (lot_id) where lot_id is not null;
comment on table receipt_line is '@append-only';

-- What became of quarantined units: passed into stock, or rejected.
create table inspection (
  id uuid primary key,
  receipt_line_id uuid not null references receipt_line,
  passed_units bigint not null check (passed_units >= 0),
  failed_units bigint not null check (failed_units >= 0),
  -- the worth that left quarantine: of all units judged, and of those that failed
  document_minor bigint not null,
  amount_minor bigint not null,
  failed_document_minor bigint not null,
  failed_minor bigint not null,
  note text not null default '',
  inspected_at timestamptz not null,
  inspected_by text not null,
  inspected_by_name text not null,
  check (passed_units + failed_units > 0)
);
create index on inspection (receipt_line_id, id);
comment on table inspection is '@append-only';

create table match_tolerance (
  id uuid primary key,
  company_id uuid not null references company,
  -- null is the company's own; the more particular wins
  supplier_id uuid references supplier,
  price_over_bps integer not null default 200,
  price_over_minor bigint not null default 5000,
  units_over_max bigint not null default 0,
  charge_over_bps integer not null default 1000,
  charge_over_minor bigint not null default 2500,
  total_over_bps integer not null default 100,
  total_over_minor bigint not null default 1000,
  version integer not null default 1,
  unique nulls not distinct (company_id, supplier_id)
);
create index on match_tolerance (supplier_id) where supplier_id is not null;

create table supplier_invoice (
  id uuid primary key,
  no bigint generated always as identity,
  number text collate "C" generated always as ('SI-' || lpad(no::text, greatest(5, length(no::text)), '0')) stored,
  supplier_number text collate "C" not null check (supplier_number <> ''),
  -- upper case, letters and digits only, no leading zeros: what duplicates are found by
  normal_number text collate "C" not null,
  company_id uuid not null references company,
  supplier_id uuid not null references supplier,
  -- an invoice bills one currency; its lines may name several orders
  currency text collate "C" not null,
  rate_e10 bigint not null,
  invoiced_on date not null,
  due_on date not null,
  status text collate "C" not null check (status in ('captured', 'held', 'posted', 'rejected', 'reversed')),
  goods_minor bigint not null,
  charges_minor bigint not null,
  tax_minor bigint not null,
  total_minor bigint not null,
  -- the same total in the company's currency, once posted: the payable
  payable_minor bigint,
  entry_id uuid references journal_entry,
  posted_at timestamptz,
  captured_at timestamptz not null,
  captured_by text not null,
  captured_by_name text not null,
  release_reason text not null default '',
  source_system text not null default '',
  external_id text not null default '',
  version integer not null default 1
);
create unique index on supplier_invoice (no);
create unique index on supplier_invoice (number);
create unique index on supplier_invoice (source_system, external_id) where external_id <> '';
-- one living invoice per supplier and number: the database refuses what two clerks do at once
create unique index on supplier_invoice (supplier_id, normal_number, invoiced_on) where status not in ('rejected', 'reversed');
create index on supplier_invoice (supplier_id, normal_number);
create index on supplier_invoice (status, invoiced_on, id);
create index on supplier_invoice (supplier_id, invoiced_on, id);
create index on supplier_invoice (invoiced_on, id);
create index on supplier_invoice (due_on, id);
create index on supplier_invoice (total_minor, id);
create index on supplier_invoice ((lower(number collate "default") collate "C"));
create index on supplier_invoice ((lower(supplier_number collate "default") collate "C"));
create index on supplier_invoice (company_id);
create index on supplier_invoice (entry_id);

create table supplier_invoice_line (
  id uuid primary key,
  invoice_id uuid not null references supplier_invoice,
  line_no integer not null,
  kind text not null check (kind in ('goods', 'charge', 'tax')),
  description text not null default '',
  order_line_id uuid references purchase_order_line,
  billed_units bigint check (billed_units > 0),
  entered_quantity numeric(18, 6),
  entered_unit text,
  price_e4 bigint check (price_e4 >= 0),
  priced_units bigint check (priced_units > 0),
  amount_minor bigint not null,
  tax_code_id uuid references tax_code,
  charge_code_id uuid references charge_code,
  unique (invoice_id, line_no),
  check (kind <> 'goods' or (order_line_id is not null and billed_units is not null and price_e4 is not null)),
  check (kind <> 'tax' or tax_code_id is not null),
  check (kind <> 'charge' or charge_code_id is not null)
);
create index on supplier_invoice_line (order_line_id) where order_line_id is not null;
create index on supplier_invoice_line (tax_code_id) where tax_code_id is not null;
create index on supplier_invoice_line (charge_code_id) where charge_code_id is not null;

-- Why an invoice is held: one row per reason, released with the invoice or gone when it no longer holds.
create table invoice_hold (
  id uuid primary key,
  invoice_id uuid not null references supplier_invoice,
  invoice_line_id uuid references supplier_invoice_line,
  code text collate "C" not null,
  owner text not null check (owner in ('buyer', 'receiver', 'ap_clerk')),
  facts jsonb not null,
  held_at timestamptz not null,
  released_at timestamptz,
  released_by text,
  released_by_name text
);
create index on invoice_hold (invoice_id, id);
create index on invoice_hold (invoice_line_id) where invoice_line_id is not null;
create index on invoice_hold (code, invoice_id) where released_at is null;

create table match_row (
  id uuid primary key,
  invoice_id uuid not null references supplier_invoice,
  invoice_line_id uuid not null references supplier_invoice_line,
  order_line_id uuid not null references purchase_order_line,
  -- negative when the invoice is reversed
  units bigint not null,
  billed_document_minor bigint not null,
  cleared_document_minor bigint not null,
  cleared_minor bigint not null,
  variance_stock_minor bigint not null,
  variance_expense_minor bigint not null,
  fx_minor bigint not null,
  entry_id uuid not null references journal_entry,
  matched_at timestamptz not null
);
create index on match_row (invoice_id);
create index on match_row (invoice_line_id);
create index on match_row (order_line_id, id);
create index on match_row (entry_id);
comment on table match_row is '@append-only which billed units cleared which accrual';

create table sale_issue (
  id uuid primary key,
  no bigint generated always as identity,
  number text collate "C" generated always as ('IS-' || lpad(no::text, greatest(5, length(no::text)), '0')) stored,
  company_id uuid not null references company,
  place_id uuid not null references place,
  issued_on date not null,
  customer_reference text not null default '',
  reverses_id uuid references sale_issue,
  entry_id uuid references journal_entry,
  posted_at timestamptz not null,
  posted_by text not null,
  posted_by_name text not null,
  source_system text not null default '',
  external_id text not null default ''
);
create unique index on sale_issue (no);
create unique index on sale_issue (number);
create index on sale_issue ((lower(number collate "default") collate "C"));
create unique index on sale_issue (source_system, external_id) where external_id <> '';
create unique index on sale_issue (reverses_id) where reverses_id is not null;
create index on sale_issue (issued_on, id);
create index on sale_issue (place_id, issued_on, id);
create index on sale_issue (company_id);
create index on sale_issue (entry_id);
comment on table sale_issue is '@append-only';

create table sale_issue_line (
  id uuid primary key,
  issue_id uuid not null references sale_issue,
  line_no integer not null,
  item_id uuid not null references item,
  lot_id uuid references stock_lot,
  units bigint not null,
  cost_minor bigint not null,
  unique (issue_id, line_no)
);
create index on sale_issue_line (item_id);
create index on sale_issue_line (lot_id) where lot_id is not null;
comment on table sale_issue_line is '@append-only';

create table supplier_return (
  id uuid primary key,
  no bigint generated always as identity,
  number text collate "C" generated always as ('RT-' || lpad(no::text, greatest(5, length(no::text)), '0')) stored,
  company_id uuid not null references company,
  supplier_id uuid not null references supplier,
  place_id uuid not null references place,
  order_id uuid not null references purchase_order,
  returned_on date not null,
  rma_number text not null default '',
  reason text not null default '',
  reverses_id uuid references supplier_return,
  entry_id uuid references journal_entry,
  posted_at timestamptz not null,
  posted_by text not null,
  posted_by_name text not null,
  source_system text not null default '',
  external_id text not null default ''
);
create unique index on supplier_return (no);
create unique index on supplier_return (number);
create index on supplier_return ((lower(number collate "default") collate "C"));
create unique index on supplier_return (source_system, external_id) where external_id <> '';
create unique index on supplier_return (reverses_id) where reverses_id is not null;
create index on supplier_return (returned_on, id);
create index on supplier_return (supplier_id, returned_on, id);
create index on supplier_return (order_id);
create index on supplier_return (place_id);
create index on supplier_return (company_id);
create index on supplier_return (entry_id);
comment on table supplier_return is '@append-only';

create table supplier_return_line (
  id uuid primary key,
  return_id uuid not null references supplier_return,
  line_no integer not null,
  order_line_id uuid not null references purchase_order_line,
  item_id uuid not null references item,
  lot_id uuid references stock_lot,
  from_status text not null,
  -- negative, as all below, on a reversal
  units bigint not null check (units <> 0),
  -- how many of them were invoiced already: those wait in RTV clearing for a credit
  invoiced_units bigint not null default 0,
  -- what left stock, and what the accrual fell by in the order's currency and in the company's
  cost_minor bigint not null,
  accrued_document_minor bigint not null,
  accrued_minor bigint not null,
  -- what rejects came in at, so that the last of them take the rest; 0 for accepted goods
  own_document_minor bigint not null default 0,
  own_minor bigint not null default 0,
  unique (return_id, line_no)
);
create index on supplier_return_line (order_line_id);
create index on supplier_return_line (item_id);
create index on supplier_return_line (lot_id) where lot_id is not null;
comment on table supplier_return_line is '@append-only';

create table stock_adjustment (
  id uuid primary key,
  no bigint generated always as identity,
  number text collate "C" generated always as ('AD-' || lpad(no::text, greatest(5, length(no::text)), '0')) stored,
  company_id uuid not null references company,
  place_id uuid not null references place,
  kind text collate "C" not null check (kind in ('adjustment', 'opening')),
  adjusted_on date not null,
  reason text not null,
  entry_id uuid references journal_entry,
  posted_at timestamptz not null,
  posted_by text not null,
  posted_by_name text not null,
  source_system text not null default '',
  external_id text not null default ''
);
create unique index on stock_adjustment (no);
create unique index on stock_adjustment (number);
create index on stock_adjustment ((lower(number collate "default") collate "C"));
create unique index on stock_adjustment (source_system, external_id) where external_id <> '';
create index on stock_adjustment (adjusted_on, id);
create index on stock_adjustment (place_id, adjusted_on, id);
create index on stock_adjustment (kind, adjusted_on);
create index on stock_adjustment (company_id);
create index on stock_adjustment (entry_id);
comment on table stock_adjustment is '@append-only';

create table stock_adjustment_line (
  id uuid primary key,
  adjustment_id uuid not null references stock_adjustment,
  line_no integer not null,
  item_id uuid not null references item,
  lot_id uuid references stock_lot,
  status text not null,
  -- found is positive, lost negative
  units bigint not null check (units <> 0),
  value_minor bigint not null,
  unique (adjustment_id, line_no)
);
create index on stock_adjustment_line (item_id);
create index on stock_adjustment_line (lot_id) where lot_id is not null;
comment on table stock_adjustment_line is '@append-only';

-- Mail that left or waits to: what /admin/mail shows.
create table mail_message (
  id uuid primary key,
  kind text collate "C" not null,
  subject_kind text not null,
  subject_id uuid not null,
  to_address text not null,
  subject text not null,
  body_text text not null,
  attachments jsonb not null default '[]',
  status text collate "C" not null check (status in ('queued', 'sent', 'kept', 'failed')),
  attempts integer not null default 0,
  problem text not null default '',
  -- unique, so that a job that runs twice sends once
  key text collate "C" not null unique,
  message_id text not null default '',
  created_at timestamptz not null,
  sent_at timestamptz
);
create index on mail_message (created_at, id);
create index on mail_message (status, created_at);
create index on mail_message (subject_id);
comment on table mail_message is '@derived a log of mail; documents keep what was decided';
