import type { ColumnType, Generated, GeneratedAlways } from 'kysely'

/** The tables as PostgreSQL has them. Written by `npm run db:types`; do not edit. */
export type Database = {
  account: {
    id: string
    company_id: string
    code: string
    name: string
    kind: string
    control: string | null
    is_active: Generated<boolean>
    version: Generated<number>
  }
  approval_request: {
    id: string
    subject_kind: string
    subject_id: string
    content_hash: string
    amount_minor: bigint
    currency: string
    status: string
    requested_by: string
    requested_by_name: string
    requested_at: ColumnType<Date, Date | string, Date | string>
    decided_by: string | null
    decided_by_name: string | null
    decided_at: ColumnType<Date | null, Date | string | null, Date | string | null>
    reason: Generated<string>
    facts: ColumnType<unknown, string | undefined, string>
  }
  audit_event: {
    id: GeneratedAlways<bigint>
    at: ColumnType<Date, Date | string, Date | string>
    actor_id: string
    actor_kind: string
    actor_name: string
    request_id: string | null
    address: string | null
    table_name: string
    row_id: string
    action: string
    changes: ColumnType<unknown, string, string>
  }
  bundle_part: {
    id: string
    bundle_item_id: string
    part_item_id: string
    part_units: bigint
    price_share: Generated<number>
  }
  channel: {
    id: string
    code: string
    name: string
    kind: Generated<string>
    place_id: string | null
    is_committed: Generated<boolean>
    status: Generated<string>
    version: Generated<number>
  }
  charge_code: {
    id: string
    company_id: string
    code: string
    name: string
    follows_goods: boolean
    account_id: string | null
    is_active: Generated<boolean>
    version: Generated<number>
  }
  company: {
    id: string
    code: string
    name: string
    legal_name: Generated<string>
    currency: string
    country: Generated<string>
    time_zone: Generated<string>
    tax_id: Generated<string>
    address: Generated<string>
    fiscal_year_start_month: Generated<number>
    approval_over_minor: bigint | null
    receipt_over_bps: Generated<number>
    receipt_over_units_max: bigint | null
    receipt_under_bps: Generated<number>
    receipt_order_over_minor: bigint | null
    answer_late_days_max: Generated<number>
    answer_short_bps_max: Generated<number>
    answer_price_over_bps_max: Generated<number>
    version: Generated<number>
    created_at: ColumnType<Date, Date | string | undefined, Date | string>
  }
  currency: {
    id: string
    code: string
    name: string
    is_active: Generated<boolean>
    version: Generated<number>
  }
  currency_rate: {
    id: string
    from_currency: string
    to_currency: string
    on_day: string
    rate_e10: bigint
    source: Generated<string>
    version: Generated<number>
  }
  customer_order: {
    id: string
    no: GeneratedAlways<bigint>
    number: GeneratedAlways<string | null>
    channel_id: string
    place_id: string
    customer: Generated<string>
    country: Generated<string>
    currency: string
    ordered_on: string
    requested_on: string
    lifecycle: Generated<string>
    line_count: number
    total_minor: bigint
    content_hash: string
    source_system: Generated<string>
    external_id: Generated<string>
    version: Generated<number>
    created_at: ColumnType<Date, Date | string, Date | string>
  }
  customer_order_line: {
    id: string
    order_id: string
    line_no: number
    item_id: string
    bundle_item_id: string | null
    bundle_units: bigint | null
    ordered_units: bigint
    cancelled_units: Generated<bigint>
    shipped_units: Generated<bigint>
    returned_units: Generated<bigint>
    price_e4: Generated<bigint>
    priced_units: Generated<bigint>
    amount_minor: Generated<bigint>
    requested_on: string
    cancel_reason: Generated<string>
    return_reason: Generated<string>
  }
  demand_day: {
    item_id: string
    place_id: string
    channel_id: string
    on_day: string
    raw_units: Generated<bigint>
    returned_units: Generated<bigint>
    largest_units: Generated<bigint>
    entry_count: Generated<number>
  }
  demand_entry: {
    id: string
    key: string
    item_id: string
    place_id: string
    channel_id: string
    on_day: string
    kind: string
    units: bigint
    value_minor: Generated<bigint>
    currency: Generated<string>
    source_kind: string
    source_id: string | null
    entered_at: ColumnType<Date, Date | string, Date | string>
  }
  demand_mark: {
    id: string
    item_id: string
    place_id: string
    channel_id: string | null
    kind: string
    starts_on: string
    ends_on: string
    reason: Generated<string>
    made_by: string
    made_by_name: string
    made_at: ColumnType<Date, Date | string, Date | string>
    withdrawn_at: ColumnType<Date | null, Date | string | null, Date | string | null>
    version: Generated<number>
  }
  demand_series: {
    id: string
    item_id: string
    place_id: string
    channel_id: string | null
    period: string
    starts_on: string
    ends_on: string
    raw_units: number[]
    corrected_units: number[]
    cleaned_units: number[]
    baseline_units: number[]
    uplift_units: number[]
    event_units: number[]
    marks: number[]
    units_4w: bigint
    units_13w: bigint
    units_52w: bigint
    first_sold_on: string | null
    last_sold_on: string | null
    weekday_units: Generated<number[]>
    sale_days: Generated<number>
    channel_ids: Generated<string[]>
    channel_units: Generated<number[]>
    mark_kinds: number
    fingerprint: string
    computed_at: ColumnType<Date, Date | string, Date | string>
  }
  demand_set_aside: {
    id: string
    key: string
    place_id: string
    channel_id: string
    on_day: string
    reason: string
    units: bigint
    value_minor: bigint
    said: ColumnType<unknown, string, string>
    entered_at: ColumnType<Date, Date | string, Date | string>
  }
  demand_touch: {
    item_id: string
    place_id: string
    touched_at: ColumnType<Date, Date | string, Date | string>
  }
  expectation: {
    id: string
    source_kind: string
    source_id: string
    document_id: string
    item_id: string
    place_id: string
    supplier_id: string | null
    units: bigint
    firmness: string
    requested_on: string | null
    promised_on: string | null
    expected_on: string | null
    date_source: Generated<string>
    confidence_bps: Generated<number>
    stages: ColumnType<unknown, string | undefined, string>
  }
  expectation_change: {
    id: string
    expectation_id: string
    cause_kind: string
    cause_id: string
    units: bigint
    firmness: string
    requested_on: string | null
    promised_on: string | null
    expected_on: string | null
    date_source: string
    changed_at: ColumnType<Date, Date | string, Date | string>
    actor_id: string
  }
  expected_payment: {
    id: string
    source_kind: string
    source_id: string
    company_id: string
    supplier_id: string
    due_on: string
    amount_minor: bigint
    currency: string
    firmness: string
  }
  expected_payment_change: {
    id: string
    expected_payment_id: string
    cause_kind: string
    cause_id: string
    due_on: string
    amount_minor: bigint
    firmness: string
    changed_at: ColumnType<Date, Date | string, Date | string>
    actor_id: string
  }
  fiscal_period: {
    id: string
    company_id: string
    starts_on: string
    ends_on: string
    name: string
    status: Generated<string>
    closed_at: ColumnType<Date | null, Date | string | null, Date | string | null>
    closed_by: string | null
    version: Generated<number>
  }
  forecast: {
    id: string
    item_id: string
    place_id: string
    period: string
    starts_on: string
    made_on: string
    method: string
    weights: ColumnType<unknown, string | undefined, string>
    is_intermittent: Generated<boolean>
    baseline_units: number[]
    uplift_units: number[]
    event_units: number[]
    planned_units: number[]
    quantile_units: number[]
    wape: number | null
    bias: number | null
    rmsse: number | null
    level_units: number
    launches_on: string | null
    ends_on: string | null
    unbound_units: number[] | null
    analog_item_id: string | null
    own_weeks: number | null
    analog_fingerprint: string | null
    seed: bigint
    source_id: string | null
    outside_said: Generated<string>
    outside_units: Generated<number[]>
    fingerprint: string
    computed_at: ColumnType<Date, Date | string, Date | string>
  }
  forecast_choice: {
    id: string
    segment: string
    place_id: string | null
    source_id: string | null
    reason: string
    chosen_by_name: string
    chosen_at: ColumnType<Date, Date | string, Date | string>
    version: Generated<number>
  }
  forecast_edition: {
    id: string
    source_id: string
    name: string
    period: string
    week_starts: number | null
    made_on: string
    figure_count: Generated<bigint>
    pair_count: Generated<bigint>
    first_on: string | null
    last_on: string | null
    received_at: ColumnType<Date, Date | string, Date | string>
  }
  forecast_habit: {
    item_id: string
    place_id: string
    day_shares: number[]
    channel_ids: string[]
    channel_shares: number[]
    planned_shares: Generated<number[]>
    learned_on: string
  }
  forecast_override: {
    id: string
    item_id: string | null
    place_id: string | null
    category_id: string | null
    channel_id: string | null
    starts_on: string
    ends_on: string
    kind: string
    amount: bigint
    spread_from: string | null
    spread_factors: number[] | null
    reason: string
    owner_id: string
    owner_name: string
    made_at: ColumnType<Date, Date | string, Date | string>
    expires_on: string
    withdrawn_at: ColumnType<Date | null, Date | string | null, Date | string | null>
    version: Generated<number>
  }
  forecast_score: {
    item_id: string
    place_id: string
    source_id: string | null
    lag_weeks: number
    week_count: number
    last_on: string
    actual_units: number
    error_units: number
    bias_units: number
    naive_error_units: number
    statistical_error_units: number
    promotion_error_units: number
    sourced_error_units: number
    mase: number | null
    rmsse: number | null
    computed_at: ColumnType<Date, Date | string, Date | string>
  }
  forecast_score_group: {
    id: GeneratedAlways<string>
    kind: string
    key: string
    source_id: string | null
    series_count: number
    week_count: bigint
    actual_units: number
    wape: number | null
    bias: number | null
    mase: number | null
    rmsse: number | null
    tracking_signal: number | null
    naive_wape: number | null
    statistical_added: number | null
    promotion_added: number | null
    source_added: number | null
    override_added: number | null
  }
  forecast_snapshot: {
    item_id: string
    place_id: string
    starts_on: string
    made_on: string
    laid_at: ColumnType<Date, Date | string, Date | string>
    lag_weeks: number
    target_on: string
    naive_units: number
    statistical_units: number
    promotion_units: number
    sourced_units: number
    planned_units: number
  }
  forecast_source: {
    id: string
    code: string
    name: string
    includes_promotions: Generated<boolean>
    status: Generated<string>
    version: Generated<number>
  }
  forecast_use: {
    item_id: string
    place_id: string
    segment: string
    supplier_id: string | null
    protected_days: number
    lag_weeks: GeneratedAlways<number>
  }
  grni_balance: {
    order_line_id: string
    company_id: string
    supplier_id: string
    document_currency: string
    units: Generated<bigint>
    document_minor: Generated<bigint>
    amount_minor: Generated<bigint>
    first_on: string
    last_on: string
  }
  grni_movement: {
    id: string
    entry_id: string
    company_id: string
    supplier_id: string
    order_line_id: string
    kind: string
    units: bigint
    document_minor: bigint
    document_currency: string
    amount_minor: bigint
    on_day: string
    cause_id: string
  }
  idempotency_key: {
    actor_id: string
    key: string
    request_hash: string
    response: string | null
    created_at: ColumnType<Date, Date | string | undefined, Date | string>
  }
  import_batch: {
    id: string
    kind: string
    file_name: string
    byte_count: Generated<bigint>
    file_hash: Generated<string>
    columns: ColumnType<unknown, string | undefined, string>
    mapping: ColumnType<unknown, string | undefined, string>
    options: ColumnType<unknown, string | undefined, string>
    status: string
    row_count: Generated<bigint>
    done_count: Generated<bigint>
    add_count: Generated<bigint>
    change_count: Generated<bigint>
    same_count: Generated<bigint>
    error_count: Generated<bigint>
    error_groups: ColumnType<unknown, string | undefined, string>
    note_groups: ColumnType<unknown, string | undefined, string>
    problem: Generated<string>
    created_by: string
    created_by_name: string
    created_at: ColumnType<Date, Date | string, Date | string>
    committed_at: ColumnType<Date | null, Date | string | null, Date | string | null>
    cleared_at: ColumnType<Date | null, Date | string | null, Date | string | null>
    version: Generated<number>
  }
  import_mapping: {
    id: string
    kind: string
    columns_hash: string
    mapping: ColumnType<unknown, string, string>
  }
  import_row: {
    batch_id: string
    row_no: number
    cells: string[]
    outcome: string | null
    business_key: string | null
    parsed: ColumnType<unknown, string | null, string | null>
    before: ColumnType<unknown, string | null, string | null>
    errors: ColumnType<unknown, string | null, string | null>
    notes: ColumnType<unknown, string | null, string | null>
  }
  inspection: {
    id: string
    receipt_line_id: string
    passed_units: bigint
    failed_units: bigint
    document_minor: bigint
    amount_minor: bigint
    failed_document_minor: bigint
    failed_minor: bigint
    note: Generated<string>
    inspected_at: ColumnType<Date, Date | string, Date | string>
    inspected_by: string
    inspected_by_name: string
  }
  invoice_hold: {
    id: string
    invoice_id: string
    invoice_line_id: string | null
    code: string
    owner: string
    facts: ColumnType<unknown, string, string>
    held_at: ColumnType<Date, Date | string, Date | string>
    released_at: ColumnType<Date | null, Date | string | null, Date | string | null>
    released_by: string | null
    released_by_name: string | null
  }
  item: {
    id: string
    sku: string
    name: string
    description: Generated<string>
    gtin: Generated<string>
    unit: string
    unit_decimals: Generated<number>
    category_id: string | null
    valuation_method: Generated<string>
    weight_grams: bigint | null
    volume_cm3: bigint | null
    tracks_lots: Generated<boolean>
    tracks_expiry: Generated<boolean>
    status: Generated<string>
    source_system: Generated<string>
    external_id: Generated<string>
    version: Generated<number>
    created_at: ColumnType<Date, Date | string | undefined, Date | string>
  }
  item_category: {
    id: string
    code: string
    name: string
    parent_id: string | null
    version: Generated<number>
  }
  item_pack: {
    id: string
    item_id: string
    unit: string
    numerator: bigint
    denominator: Generated<bigint>
    gtin: Generated<string>
  }
  journal_entry: {
    id: string
    company_id: string
    no: GeneratedAlways<bigint>
    key: string
    period_id: string
    posted_on: string
    valued_on: string
    source_kind: string
    source_id: string
    memo: Generated<string>
    document_currency: string
    reverses_id: string | null
    posted_at: ColumnType<Date, Date | string, Date | string>
    posted_by: string
  }
  journal_line: {
    entry_id: string
    line_no: number
    account_id: string
    amount_minor: bigint
    document_minor: bigint | null
    supplier_id: string | null
  }
  layer_movement: {
    id: string
    layer_id: string
    entry_id: string | null
    kind: string
    units: bigint
    value_minor: bigint
    valued_on: string
    cause_kind: string
    cause_id: string
    posted_at: ColumnType<Date, Date | string, Date | string>
  }
  lead_time_choice: {
    part: string
    half_life_days: number | null
    leaning_lines: number
    has_season: boolean
    scored_count: bigint
    loss_days: number
    outcomes: number[]
    line_count: bigint
    chosen_at: ColumnType<Date, Date | string, Date | string>
  }
  lead_time_distribution: {
    lane_id: string
    part: string
    line_count: bigint
    faded_count: number
    first_days: number
    shares: number[]
    quantiles_days: number[]
    mean_days: number
    sd_days: number
    half_life_days: number | null
    leaning_lines: number
    has_season: boolean
    as_of: string
  }
  lead_time_lane: {
    id: string
    supplier_id: string | null
    place_id: string | null
    version: Generated<bigint>
    learned_version: Generated<bigint>
    line_count: Generated<bigint>
    last_known_on: string | null
    mean_days: number | null
    sd_days: number | null
    p50_days: number | null
    p80_days: number | null
    p95_days: number | null
    late_days: number | null
    on_time_bps: number | null
    learned_at: ColumnType<Date | null, Date | string | null, Date | string | null>
  }
  lead_time_observation: {
    id: string
    cause_kind: string
    cause_id: string
    takes_back_id: string | null
    order_line_id: string
    order_id: string
    item_id: string
    supplier_id: string
    place_id: string
    units: bigint
    started_on: string | null
    known_on: string
    first_promised_on: string | null
    last_promised_on: string | null
    agreed_days: number | null
    whole_days: number | null
    late_days: number | null
    late_again_days: number | null
    approval_days: number | null
    answer_days: number | null
    supply_days: number | null
    production_days: number | null
    transit_days: number | null
    dock_days: number | null
    observed_at: ColumnType<Date, Date | string, Date | string>
  }
  mail_message: {
    id: string
    kind: string
    subject_kind: string
    subject_id: string
    to_address: string
    subject: string
    body_text: string
    attachments: ColumnType<unknown, string | undefined, string>
    status: string
    attempts: Generated<number>
    problem: Generated<string>
    key: string
    message_id: Generated<string>
    created_at: ColumnType<Date, Date | string, Date | string>
    sent_at: ColumnType<Date | null, Date | string | null, Date | string | null>
  }
  match_row: {
    id: string
    invoice_id: string
    invoice_line_id: string
    order_line_id: string
    units: bigint
    billed_document_minor: bigint
    cleared_document_minor: bigint
    cleared_minor: bigint
    variance_stock_minor: bigint
    variance_expense_minor: bigint
    fx_minor: bigint
    entry_id: string
    matched_at: ColumnType<Date, Date | string, Date | string>
  }
  match_tolerance: {
    id: string
    company_id: string
    supplier_id: string | null
    price_over_bps: Generated<number>
    price_over_minor: Generated<bigint>
    units_over_max: Generated<bigint>
    charge_over_bps: Generated<number>
    charge_over_minor: Generated<bigint>
    total_over_bps: Generated<number>
    total_over_minor: Generated<bigint>
    version: Generated<number>
  }
  number_counter: {
    kind: string
    next: bigint
  }
  order_minimum: {
    id: string
    supplier_id: string
    place_id: string | null
    minimum_value_minor: Generated<bigint>
    currency: string
    load_name: Generated<string>
    load_volume_cm3: bigint | null
    load_weight_grams: bigint | null
    review_days: Generated<number>
    version: Generated<number>
  }
  order_top_up: {
    supplier_id: string
    place_id: string
    status: string
    order_on: string
    currency: string
    minimum_minor: bigint
    asked_currency: string
    asked_minor: bigint
    due_minor: Generated<bigint>
    value_minor: Generated<bigint>
    most_minor: Generated<bigint>
    takes_days: number | null
    load_count: Generated<number>
    load_bps: Generated<number>
    fingerprint: string
    computed_at: ColumnType<Date, Date | string, Date | string>
  }
  outbox_event: {
    id: string
    type: string
    subject_kind: string
    subject_id: string
    payload: ColumnType<unknown, string, string>
    occurred_at: ColumnType<Date, Date | string, Date | string>
    actor_id: string
    actor_name: string
    told_at: ColumnType<Date, Date | string | undefined, Date | string>
    position: bigint | null
  }
  outbox_reader: {
    name: string
    position: Generated<bigint>
  }
  outside_forecast: {
    id: string
    edition_id: string
    item_id: string
    place_id: string
    starts_on: string
    units: bigint
    received_at: ColumnType<Date, Date | string, Date | string>
  }
  place: {
    id: string
    code: string
    name: string
    kind: Generated<string>
    company_id: string
    time_zone: Generated<string>
    address: Generated<string>
    status: Generated<string>
    version: Generated<number>
  }
  plan_position: {
    item_id: string
    place_id: string
    key: GeneratedAlways<string>
    segment: Generated<string>
    supplier_id: string | null
    on_hand_units: bigint
    usable_units: bigint
    coming_units: bigint
    committed_units: bigint
    safety_units: bigint
    cover_days: number
    sells_out_on: string | null
    order_by: string | null
    urgency: Generated<number>
    urgency_kind: Generated<string>
    projection_units: number[]
    fingerprint: string
    planned_at: ColumnType<Date, Date | string, Date | string>
    run_id: string
  }
  plan_release: {
    run_id: string
    proposal_id: string
    outcome: string
    supplier_id: string | null
    order_id: string | null
    company_value_minor: bigint
    decided_at: ColumnType<Date, Date | string, Date | string>
  }
  plan_run: {
    id: string
    kind: string
    status: string
    as_of: string
    scope: ColumnType<unknown, string | null, string | null>
    step: Generated<string>
    done_count: Generated<bigint>
    total_count: Generated<bigint>
    stop_asked_at: ColumnType<Date | null, Date | string | null, Date | string | null>
    result: ColumnType<unknown, string | undefined, string>
    problem: Generated<string>
    started_by: string
    started_by_name: string
    queued_at: ColumnType<Date, Date | string, Date | string>
    started_at: ColumnType<Date | null, Date | string | null, Date | string | null>
    ended_at: ColumnType<Date | null, Date | string | null, Date | string | null>
  }
  plan_setting: {
    id: string
    is_only: Generated<boolean>
    night_hour: Generated<number | null>
    is_releasing: Generated<boolean>
    release_day_max_minor: bigint | null
    version: Generated<number>
  }
  planning_item: {
    id: string
    item_id: string
    place_id: string
    criticality: Generated<string>
    shelf_life_days: number | null
    analog_item_id: string | null
    launch_on: string | null
    end_on: string | null
    is_planned: Generated<boolean>
    version: Generated<number>
  }
  policy_round: {
    id: string
    policy_id: string
    segment: string
    category_id: string | null
    place_id: string | null
    made_on: string
    present: string
    winner: string
    verdict: string
    lead_rounds: number
    is_advised: boolean
    entrants: ColumnType<unknown, string, string>
  }
  policy_rule: {
    id: string
    policy_id: string
    segment: string
    category_id: string | null
    place_id: string | null
    channel_id: string | null
    target_kind: string
    target_bps: number
    method: string
    review_days: Generated<number>
    min_units: bigint | null
    max_units: bigint | null
    cover_days_min: Generated<number>
    cover_days_max: number | null
    cash_max_minor: bigint | null
    calibrated_level: number | null
    calibrated_share: number | null
    calibrated_at: ColumnType<Date | null, Date | string | null, Date | string | null>
    release_up_to_minor: bigint | null
    version: Generated<number>
  }
  policy_version: {
    id: string
    no: number
    name: string
    status: string
    settings: ColumnType<unknown, string, string>
    note: Generated<string>
    made_by: string
    made_by_name: string
    made_at: ColumnType<Date, Date | string, Date | string>
    activated_at: ColumnType<Date | null, Date | string | null, Date | string | null>
    activated_by: string | null
    preview: ColumnType<unknown, string | null, string | null>
    preview_at: ColumnType<Date | null, Date | string | null, Date | string | null>
    version: Generated<number>
  }
  promotion: {
    id: string
    code: string
    name: string
    kind: string
    starts_on: string
    ends_on: string
    status: Generated<string>
    expected_uplift_bps: number | null
    note: Generated<string>
    source_system: Generated<string>
    external_id: Generated<string>
    version: Generated<number>
    created_at: ColumnType<Date, Date | string | undefined, Date | string>
  }
  promotion_effect: {
    id: string
    kind: string
    category_id: string | null
    item_id: string | null
    place_id: string | null
    uplift_factor: number
    dip_factor: number
    price_elasticity: number
    observed_count: number
    standard_error: number
    learned_at: ColumnType<Date, Date | string, Date | string>
  }
  promotion_scope: {
    id: string
    promotion_id: string
    item_id: string | null
    category_id: string | null
    place_id: string | null
    channel_id: string | null
    price_ratio_bps: number | null
  }
  proposal: {
    id: string
    key: string
    kind: string
    status: string
    item_id: string
    place_id: string
    supplier_id: string | null
    term_id: string | null
    from_place_id: string | null
    order_id: string | null
    order_line_id: string | null
    needed_units: bigint
    suggested_units: bigint
    ordered_units: bigint
    topped_units: Generated<bigint>
    price_e4: Generated<bigint>
    priced_units: Generated<bigint>
    currency: Generated<string>
    value_minor: Generated<bigint>
    company_value_minor: Generated<bigint>
    order_by: string
    pulled_from_on: string | null
    arrives_on: string
    sells_out_on: string | null
    urgency: number
    urgency_kind: string
    is_expedited: Generated<boolean>
    is_switched: Generated<boolean>
    why: ColumnType<unknown, string, string>
    alternatives: ColumnType<unknown, string | undefined, string>
    run_id: string
    proposed_at: ColumnType<Date, Date | string, Date | string>
    taken_order_id: string | null
    taken_at: ColumnType<Date | null, Date | string | null, Date | string | null>
    version: Generated<number>
  }
  proposal_decision: {
    id: string
    proposal_key: string
    item_id: string
    place_id: string
    units: bigint | null
    supplier_id: string | null
    lane_id: string | null
    snoozed_until: string | null
    reason: Generated<string>
    decided_by: string
    decided_by_name: string
    decided_at: ColumnType<Date, Date | string, Date | string>
    suggested_units: bigint
    version: Generated<number>
  }
  purchase_order: {
    id: string
    number: string | null
    company_id: string
    supplier_id: string
    place_id: string
    currency: string
    rate_e10: bigint
    lifecycle: string
    ordered_on: string
    requested_on: string
    payment_terms_days: number
    incoterm: Generated<string>
    buyer_id: string
    buyer_name: string
    note: Generated<string>
    supplier_note: Generated<string>
    total_minor: bigint
    line_count: number
    content_hash: string
    released_hash: Generated<string>
    terms_version: Generated<number>
    submitted_at: ColumnType<Date | null, Date | string | null, Date | string | null>
    approved_at: ColumnType<Date | null, Date | string | null, Date | string | null>
    released_at: ColumnType<Date | null, Date | string | null, Date | string | null>
    answered_at: ColumnType<Date | null, Date | string | null, Date | string | null>
    closed_at: ColumnType<Date | null, Date | string | null, Date | string | null>
    lifecycle_reason: Generated<string>
    source_system: Generated<string>
    external_id: Generated<string>
    version: Generated<number>
    created_at: ColumnType<Date, Date | string, Date | string>
  }
  purchase_order_comment: {
    id: string
    order_id: string
    audience: string
    body: string
    author_id: string
    author_name: string
    written_at: ColumnType<Date, Date | string, Date | string>
  }
  purchase_order_line: {
    id: string
    order_id: string
    line_no: number
    item_id: string
    description: Generated<string>
    entered_quantity: ColumnType<string, string | bigint, string | bigint>
    entered_unit: string
    ordered_units: bigint
    price_e4: bigint
    priced_units: bigint
    price_source: Generated<string>
    supplier_sku: Generated<string>
    state: Generated<string>
    state_reason: Generated<string>
    answer: Generated<string>
    replaces_rejects: Generated<boolean>
    confirmed_units: Generated<bigint>
    shipped_units: Generated<bigint>
    accepted_units: Generated<bigint>
    quarantined_units: Generated<bigint>
    rejected_units: Generated<bigint>
    returned_rejected_units: Generated<bigint>
    returned_accepted_units: Generated<bigint>
    invoiced_units: Generated<bigint>
    cancelled_units: Generated<bigint>
    requested_on: string
    promised_original_on: string | null
    promised_on: string | null
    expected_on: string
    needed_at: ColumnType<Date | null, Date | string | null, Date | string | null>
    requested_at: ColumnType<Date | null, Date | string | null, Date | string | null>
    approved_at: ColumnType<Date | null, Date | string | null, Date | string | null>
    released_at: ColumnType<Date | null, Date | string | null, Date | string | null>
    acknowledged_at: ColumnType<Date | null, Date | string | null, Date | string | null>
    shipped_at: ColumnType<Date | null, Date | string | null, Date | string | null>
    arrived_at: ColumnType<Date | null, Date | string | null, Date | string | null>
    received_at: ColumnType<Date | null, Date | string | null, Date | string | null>
  }
  purchase_order_version: {
    id: string
    order_id: string
    version: number
    cause: string
    terms: ColumnType<unknown, string, string>
    made_at: ColumnType<Date, Date | string, Date | string>
    made_by: string
  }
  receipt: {
    id: string
    no: GeneratedAlways<bigint>
    number: GeneratedAlways<string | null>
    company_id: string
    supplier_id: string
    place_id: string
    order_id: string
    received_on: string
    delivery_note: Generated<string>
    currency: string
    rate_e10: bigint
    reverses_id: string | null
    entry_id: string | null
    posted_at: ColumnType<Date, Date | string, Date | string>
    posted_by: string
    posted_by_name: string
    source_system: Generated<string>
    external_id: Generated<string>
  }
  receipt_line: {
    id: string
    receipt_id: string
    line_no: number
    order_line_id: string
    item_id: string
    lot_id: string | null
    entered_quantity: ColumnType<string, string | bigint, string | bigint>
    entered_unit: string
    accepted_units: bigint
    quarantined_units: Generated<bigint>
    rejected_units: Generated<bigint>
    reason: Generated<string>
    document_minor: bigint
    amount_minor: bigint
    quarantined_document_minor: Generated<bigint>
    quarantined_minor: Generated<bigint>
    rejected_document_minor: Generated<bigint>
    rejected_minor: Generated<bigint>
  }
  relay_lease: {
    name: string
    holder: string
    expires_at: ColumnType<Date, Date | string, Date | string>
  }
  sale_issue: {
    id: string
    no: GeneratedAlways<bigint>
    number: GeneratedAlways<string | null>
    company_id: string
    place_id: string
    issued_on: string
    customer_reference: Generated<string>
    reverses_id: string | null
    entry_id: string | null
    posted_at: ColumnType<Date, Date | string, Date | string>
    posted_by: string
    posted_by_name: string
    source_system: Generated<string>
    external_id: Generated<string>
  }
  sale_issue_line: {
    id: string
    issue_id: string
    line_no: number
    item_id: string
    lot_id: string | null
    units: bigint
    cost_minor: bigint
  }
  schema_migration: {
    name: string
    checksum: string
    applied_at: ColumnType<Date, Date | string | undefined, Date | string>
  }
  source_lane: {
    id: string
    from_place_id: string
    to_place_id: string
    item_id: string | null
    category_id: string | null
    lead_time_days: number
    fixed_cost_minor: Generated<bigint>
    cost_per_kg_minor: Generated<bigint>
    multiple_units: Generated<bigint>
    rank: Generated<number>
    status: Generated<string>
    version: Generated<number>
  }
  stock_adjustment: {
    id: string
    no: GeneratedAlways<bigint>
    number: GeneratedAlways<string | null>
    company_id: string
    place_id: string
    kind: string
    adjusted_on: string
    reason: string
    entry_id: string | null
    posted_at: ColumnType<Date, Date | string, Date | string>
    posted_by: string
    posted_by_name: string
    source_system: Generated<string>
    external_id: Generated<string>
  }
  stock_adjustment_line: {
    id: string
    adjustment_id: string
    line_no: number
    item_id: string
    lot_id: string | null
    status: string
    units: bigint
    value_minor: bigint
  }
  stock_balance: {
    id: string
    item_id: string
    place_id: string
    status: string
    lot_id: string | null
    units: bigint
  }
  stock_layer: {
    id: string
    company_id: string
    item_id: string
    place_id: string
    kind: string
    status: string
    lot_id: string | null
    order_line_id: string | null
    received_on: string
    units_in: bigint
    value_in_minor: bigint
    units_left: bigint
    value_left_minor: bigint
  }
  stock_lot: {
    id: string
    item_id: string
    code: string
    expires_on: string | null
  }
  stock_move: {
    id: string
    no: GeneratedAlways<bigint>
    key: string
    item_id: string
    lot_id: string | null
    units: bigint
    from_kind: string
    from_place_id: string | null
    from_status: string | null
    to_kind: string
    to_place_id: string | null
    to_status: string | null
    moved_on: string
    moved_at: ColumnType<Date, Date | string, Date | string>
    cause_kind: string
    cause_id: string
    order_line_id: string | null
    actor_id: string
  }
  stock_rule: {
    item_id: string
    place_id: string
    policy_id: string
    abc: string
    xyz: string
    segment: string
    target_kind: string
    target_bps: number
    level: number
    method: string
    supplier_id: string | null
    term_id: string | null
    lane_id: string | null
    from_place_id: string | null
    lead_days: number
    lead_deviation_days: number
    review_days: number
    mean_day_units: number
    lead_demand_units: number
    quantile_units: number
    safety_units: bigint
    reorder_units: bigint
    order_up_to_units: bigint
    cover_days_max: number | null
    shelf_life_days: number | null
    max_units: bigint | null
    cash_max_minor: bigint | null
    release_up_to_minor: bigint | null
    facts: ColumnType<unknown, string | undefined, string>
    input_fingerprint: string
    fingerprint: string
    computed_at: ColumnType<Date, Date | string, Date | string>
  }
  stock_status: {
    id: string
    code: string
    name: string
    is_usable: boolean
    version: Generated<number>
  }
  supplier: {
    id: string
    code: string
    name: string
    legal_name: Generated<string>
    email: Generated<string>
    phone: Generated<string>
    address: Generated<string>
    country: Generated<string>
    tax_id: Generated<string>
    language: Generated<string>
    currency: string
    payment_terms_days: Generated<number>
    incoterm: Generated<string>
    status: Generated<string>
    source_system: Generated<string>
    external_id: Generated<string>
    version: Generated<number>
    created_at: ColumnType<Date, Date | string | undefined, Date | string>
  }
  supplier_answer: {
    id: string
    order_id: string
    order_version: number
    channel: string
    status: string
    message: Generated<string>
    answered_at: ColumnType<Date, Date | string, Date | string>
    answered_by: string
    answered_by_name: string
    decided_at: ColumnType<Date | null, Date | string | null, Date | string | null>
    decided_by: string | null
    decided_by_name: string | null
    decision_reason: Generated<string>
    version: Generated<number>
  }
  supplier_answer_line: {
    id: string
    answer_id: string
    order_line_id: string
    kind: string
    units: bigint | null
    promised_on: string | null
    price_e4: bigint | null
    priced_units: bigint | null
    comment: Generated<string>
    exceptions: ColumnType<unknown, string | undefined, string>
  }
  supplier_invoice: {
    id: string
    no: GeneratedAlways<bigint>
    number: GeneratedAlways<string | null>
    supplier_number: string
    normal_number: string
    company_id: string
    supplier_id: string
    currency: string
    rate_e10: bigint
    invoiced_on: string
    due_on: string
    status: string
    goods_minor: bigint
    charges_minor: bigint
    tax_minor: bigint
    total_minor: bigint
    payable_minor: bigint | null
    entry_id: string | null
    posted_at: ColumnType<Date | null, Date | string | null, Date | string | null>
    captured_at: ColumnType<Date, Date | string, Date | string>
    captured_by: string
    captured_by_name: string
    release_reason: Generated<string>
    source_system: Generated<string>
    external_id: Generated<string>
    version: Generated<number>
  }
  supplier_invoice_line: {
    id: string
    invoice_id: string
    line_no: number
    kind: string
    description: Generated<string>
    order_line_id: string | null
    billed_units: bigint | null
    entered_quantity: ColumnType<string | null, string | bigint | null, string | bigint | null>
    entered_unit: string | null
    price_e4: bigint | null
    priced_units: bigint | null
    amount_minor: bigint
    tax_code_id: string | null
    charge_code_id: string | null
  }
  supplier_link: {
    id: string
    order_id: string
    secret_hash: string
    created_at: ColumnType<Date, Date | string, Date | string>
    expires_at: ColumnType<Date, Date | string, Date | string>
    revoked_at: ColumnType<Date | null, Date | string | null, Date | string | null>
    first_seen_at: ColumnType<Date | null, Date | string | null, Date | string | null>
  }
  supplier_return: {
    id: string
    no: GeneratedAlways<bigint>
    number: GeneratedAlways<string | null>
    company_id: string
    supplier_id: string
    place_id: string
    order_id: string
    returned_on: string
    rma_number: Generated<string>
    reason: Generated<string>
    reverses_id: string | null
    entry_id: string | null
    posted_at: ColumnType<Date, Date | string, Date | string>
    posted_by: string
    posted_by_name: string
    source_system: Generated<string>
    external_id: Generated<string>
  }
  supplier_return_line: {
    id: string
    return_id: string
    line_no: number
    order_line_id: string
    item_id: string
    lot_id: string | null
    from_status: string
    units: bigint
    invoiced_units: Generated<bigint>
    cost_minor: bigint
    accrued_document_minor: bigint
    accrued_minor: bigint
    own_document_minor: Generated<bigint>
    own_minor: Generated<bigint>
  }
  supplier_term: {
    id: string
    supplier_id: string
    item_id: string
    place_id: string | null
    supplier_sku: Generated<string>
    currency: string
    unit: string
    unit_numerator: Generated<bigint>
    unit_denominator: Generated<bigint>
    moq_units: Generated<bigint>
    multiple_units: Generated<bigint>
    lead_time_days: Generated<number>
    valid_from: Generated<string>
    valid_to: string | null
    rank: Generated<number>
    inner_units: bigint | null
    outer_units: bigint | null
    layer_units: bigint | null
    pallet_units: bigint | null
    outer_length_mm: number | null
    outer_width_mm: number | null
    outer_height_mm: number | null
    outer_weight_grams: bigint | null
    version: Generated<number>
  }
  supplier_term_break: {
    id: string
    term_id: string
    from_units: bigint
    price_e4: bigint
    priced_units: bigint
  }
  taken_decision: {
    order_line_id: string
    order_id: string
    proposal_id: string
    item_id: string
    suggested_units: bigint
    ordered_units: bigint
    supplier_id: string
    usual_supplier_id: string | null
    usual_place_id: string | null
    reason: string
    decided_by: string
    decided_by_name: string
    decided_at: ColumnType<Date, Date | string, Date | string>
  }
  tax_code: {
    id: string
    company_id: string
    code: string
    name: string
    rate_bps: number
    recoverable_bps: Generated<number>
    is_active: Generated<boolean>
    version: Generated<number>
  }
  unit: {
    id: string
    code: string
    name: string
    version: Generated<number>
  }
}
