/** What the isolation of promotions reads and gives; see `promotion-isolate.ts`. */

/** One item in one place, period by period. All arrays of a call have the same length. */
export type PromotionSeries = {
  readonly id: string
  /** Effects are pooled in a group, such as a brand or a category. */
  readonly group: string
  /** Where it competes: series of other groups with the same market are its rivals. */
  readonly market?: string
  /** Units sold; NaN where unknown (stock-out, not yet, the future). */
  readonly units: Float64Array
  /** Price over regular price; NaN counts as 1. See `price-reference.ts`. */
  readonly priceRatio?: Float64Array
  /** The regular price, in any unit; its slow moves belong to the baseline. */
  readonly regularPrice?: Float64Array
  /** Strength per kind of promotion or event, 0 (off) to 1 (on). Known for future periods too. */
  readonly kinds: Readonly<Record<string, Float64Array>>
}

export type IsolationInput = {
  readonly series: readonly PromotionSeries[]
  /** Kinds that make uplift: discount, bundle, feature, coupon, email campaign, ... */
  readonly promotionKinds: readonly string[]
  /** Kinds that are kept as events: holidays, fairs, ... */
  readonly eventKinds?: readonly string[]
  /** 52 for weeks, 12 for months. */
  readonly periodsPerYear: number
  /** How far ahead the choices made by rolling origin look; 8 unless told. */
  readonly horizonPeriods?: number
}

/** What a term of the log-linear model says, so that its effect lands in the right layer. */
export type TermRole =
  | 'season'
  | 'regular_price'
  | 'price'
  | 'group_price'
  | 'kind'
  | 'kind_price'
  | 'kind_dip'
  | 'price_dip'
  | 'event'
  | 'rivals_price'
  | 'rivals_kind'
  | 'rival_price'

/** One term: the natural logarithm of demand moves by `coefficient` times the term's value. */
export type EffectTerm = {
  readonly role: TermRole
  /** The kind, the rival group, or empty. */
  readonly about: string
  readonly coefficient: number
}

/** What is known of the effects on one series, or on a group for series without history. */
export type Effects = {
  readonly terms: readonly EffectTerm[]
}

/**
 * Layers of one series. In every period `baselineUnits + upliftUnits + eventUnits` is `cleanedUnits`
 * to the last float, and `cleanedUnits` is `units` wherever they were known (whole units exactly,
 * parts to 2^-20); unknown periods carry what the model expects.
 */
export type IsolatedSeries = {
  readonly id: string
  readonly group: string
  readonly cleanedUnits: Float64Array
  readonly baselineUnits: Float64Array
  readonly upliftUnits: Float64Array
  readonly eventUnits: Float64Array
  /** Parts of `upliftUnits`, by the model: demand brought forward, and demand lost to rivals. */
  readonly dipUnits: Float64Array
  readonly cannibalisedUnits: Float64Array
  /** What the model expects in each period, all known promotions included. */
  readonly expectedUnits: Float64Array
  /** The factor on demand while a kind runs, at its usual price cut; 1 to 8. */
  readonly upliftFactorByKind: Readonly<Record<string, number>>
  /** The factor on demand in the period after a promotion; 1 where nothing was brought forward. */
  readonly dipFactor: number
  readonly effects: Effects
}

export type PooledEffect = {
  /** Mean of the series' factors, weighted by their promoted periods. */
  readonly upliftFactor: number
  readonly dipFactor: number
  readonly promotedPeriods: number
  readonly seriesCount: number
}

/** A rival's price cut by 1 % moves demand by about `elasticity` %. */
export type CrossEffect = {
  readonly group: string
  readonly rival: string
  readonly elasticity: number
}

export type Isolation = {
  readonly series: readonly IsolatedSeries[]
  readonly pooled: {
    readonly effectByKind: Readonly<Record<string, PooledEffect>>
    readonly effectsByGroup: Readonly<Record<string, Effects>>
    readonly crossEffects: readonly CrossEffect[]
    /** What rolling origin chose. */
    readonly tuning: Tuning
  }
}

export type Tuning = {
  /** Pairs of sine and cosine per year; 0 is no season. */
  readonly seasonPairs: number
  /** The share of half the log variance that lifts median to mean. */
  readonly meanShare: number
}
