import { z } from 'zod'

import { listQuery, page } from '#platform/list'
import { dayWire, idWire, instantWire, moneyWire, textWire } from '#platform/wire'

export const policyStatusWire = z.enum(['draft', 'active', 'retired'])
export const targetKindWire = z.enum(['cycle_service', 'fill_rate'])
export const stockMethodWire = z.enum(['s_q', 's_S', 'r_S', 'min_max', 'none'])

const groupPattern = /^(\*|[ABC][XYZ]|critical|high|category|committed)$/
/** What a rule is about. What is critical comes before high, that before its category, that before AX to CZ, and * is every other. */
export const segmentWire = z.string().regex(groupPattern, {
  error:
    'Give a segment such as AX or CZ, critical, high, category, committed, or * for every other.',
})

const share = z.number().min(0).max(1)

/** What holds for all segments. */
export const policySettingsWire = z
  .strictObject({
    /** A ends where the values of a year's demand, largest first, add up to this share; B likewise. */
    valueShareA: share,
    valueShareB: share,
    /** X is up to this deviation over the mean by month, Y up to the next. */
    variationX: z.number().min(0).max(10),
    variationY: z.number().min(0).max(10),
    /** What an order costs, in the company's minor units. */
    orderCostMinor: z.int().min(0).max(1e9),
    /** What holding costs in a year, as a share of the goods' cost. */
    holdingRate: share,
    /** A method must cost this share less in a year, for so many rounds in a row, to be advised. */
    tournamentMargin: share,
    tournamentRounds: z.int().min(1).max(24),
    /** What is advised is drafted by itself; a person still puts it in force. */
    draftsAdvice: z.boolean(),
  })
  .meta({ id: 'PolicySettings' })

const units = z.int().min(0).max(1e12)
const minor = z.int().min(0).max(1e15)

const ruleFields = {
  targetKind: targetKindWire,
  /** Of the promise that is named, in ten-thousandths. */
  targetBps: z.int().min(0).max(9_999),
  method: stockMethodWire,
  reviewDays: z.int().min(1).max(90),
  /** Base units. */
  minUnits: units.nullable(),
  maxUnits: units.nullable(),
  coverDaysMin: z.int().min(0).max(3_650),
  coverDaysMax: z.int().min(1).max(3_650).nullable(),
  /** At most so much money in one order line's stock, in the company's minor units. */
  cashMaxMinor: minor.nullable(),
  /** Orders up to this value go out without a person, in the company's minor units; null: none does. */
  releaseUpToMinor: minor.nullable(),
}

const placeRef = z.strictObject({ id: idWire, code: z.string(), name: z.string() })

export const policyRuleView = z
  .strictObject({
    id: idWire,
    segment: z.string(),
    /** Of a rule of segment `category`: items filed under it, or under one below it. */
    category: placeRef.nullable(),
    /** Null: at every place that has no rule of its own. */
    place: placeRef.nullable(),
    /** Set: what this channel asks of the stock that it shares with others; only the target counts. */
    channel: placeRef.nullable(),
    ...ruleFields,
    /** The level as z, the standard normal quantile; null until a preview found it. */
    calibratedLevel: z.number().nullable(),
    /** What it achieved in the replay, of the promise that is named. */
    calibratedShare: z.number().nullable(),
    calibratedAt: instantWire.nullable(),
    version: z.int(),
  })
  .meta({ id: 'PolicyRule' })

const outcomeWire = z.strictObject({
  /** By value: served over asked for. */
  fill: z.number(),
  /** Orders whose cycle saw no stock-out, over all. */
  cycleService: z.number(),
  /** On average, in the company's minor units. */
  stockValueMinor: z.int(),
  ordersPerYear: z.number(),
  /** What is bought in a year, at cost. */
  cashPerYearMinor: z.int(),
  /** Orders that a cap by shelf life, cover, units or cash made less, or none. */
  cappedPerYear: z.number(),
})

const competingWire = z.enum(['s_q', 's_S', 'r_S', 'min_max'])
const verdictWire = z.enum(['stays', 'displaced', 'first', 'nobody_reaches'])

/** A method replayed at the rule's target. */
const entrantWire = z.strictObject({
  method: competingWire,
  calibratedLevel: z.number(),
  calibration: z.enum(['reached', 'below_range', 'above_range']),
  outcome: outcomeWire,
  /** What holding and ordering cost in a year. */
  yearCostMinor: z.int(),
})

/** Every method at the same target, without limits; the present one stays unless another costs less by the margin. */
const contestWire = z.strictObject({
  winner: competingWire,
  verdict: verdictWire,
  entrants: z.array(entrantWire),
})

export const previewLineWire = z.strictObject({
  ruleId: idWire,
  segment: z.string(),
  placeId: idWire.nullable(),
  /** What a channel claims: it has a level, but its stock is in the lines of the rules that keep it. */
  isClaim: z.boolean(),
  itemCount: z.int(),
  /** Of many items a sample is replayed, and the figures are raised to all of them. */
  replayedCount: z.int(),
  targetKind: targetKindWire,
  targetBps: z.int(),
  /** Null where too little is known, or nothing is kept. */
  calibratedLevel: z.number().nullable(),
  calibratedShare: z.number().nullable(),
  /** Whether the target can be reached at all by what the history shows. */
  calibration: z.enum(['reached', 'below_range', 'above_range', 'unknown']),
  draft: outcomeWire.nullable(),
  /** As drafted, but for its caps and least stock; null where it has none. */
  unlimited: outcomeWire.nullable(),
  inForce: outcomeWire.nullable(),
  contest: contestWire.nullable(),
})

export const policyPreviewWire = z.strictObject({
  status: z.enum(['queued', 'running', 'done', 'stopped', 'outdated', 'failed']),
  doneCount: z.int(),
  totalCount: z.int(),
  /** Of the policy as it was replayed. */
  policyVersion: z.int(),
  lines: z.array(previewLineWire),
  whole: z.strictObject({ draft: outcomeWire.nullable(), inForce: outcomeWire.nullable() }),
})

const rowFields = {
  id: idWire,
  no: z.int(),
  name: z.string(),
  status: policyStatusWire,
  note: z.string(),
  madeByName: z.string(),
  madeAt: instantWire,
  activatedAt: instantWire.nullable(),
  previewAt: instantWire.nullable(),
  /** A preview is done and nothing changed since: it may be activated. */
  isPreviewed: z.boolean(),
  version: z.int(),
}

export const policyRow = z.strictObject(rowFields).meta({ id: 'PolicyRow' })
export const policyPage = page(policyRow)

/** What the last round of the tournament found for a rule. */
export const policyRoundWire = z
  .strictObject({
    segment: z.string(),
    categoryId: idWire.nullable(),
    placeId: idWire.nullable(),
    madeOn: dayWire,
    present: competingWire,
    winner: competingWire,
    verdict: verdictWire,
    /** Rounds in a row that the winner beat the present method. */
    leadRounds: z.int(),
    /** It led long enough: adopt it in a draft. */
    isAdvised: z.boolean(),
    entrants: z.array(entrantWire),
  })
  .meta({ id: 'PolicyRound' })

export const policyView = z
  .strictObject({
    ...rowFields,
    settings: policySettingsWire,
    rules: z.array(policyRuleView),
    preview: policyPreviewWire.nullable(),
    /** The tournament of methods among the policies in force: the latest round of each rule. */
    rounds: z.array(policyRoundWire),
  })
  .meta({ id: 'Policy' })

export const listPoliciesQuery = listQuery({
  filters: { status: policyStatusWire.optional() },
  sorts: ['-madeAt'],
})

export const policyParams = z.strictObject({ policyId: idWire })
export const policyRuleParams = z.strictObject({ policyId: idWire, ruleId: idWire })

export const draftPolicyBody = z
  .strictObject({
    name: textWire(200),
    note: z.string().max(2_000).optional(),
    /** The policy it starts as a copy of; absent: the one in force. */
    copyOf: idWire.optional(),
    /** Takes over the methods that the tournament advises. */
    adoptsAdvice: z.boolean().optional(),
  })
  .meta({ id: 'DraftPolicy' })

export const changePolicyBody = z
  .strictObject({
    name: textWire(200),
    note: z.string().max(2_000),
    settings: policySettingsWire.partial(),
  })
  .partial()
  .meta({ id: 'ChangePolicy' })

export const addRuleBody = z
  .strictObject({
    segment: segmentWire,
    /** With segment `category`, and only then. */
    categoryId: idWire.nullable().optional(),
    placeId: idWire.nullable().optional(),
    /** The rule then names a target only: what this channel asks of the stock that it shares. */
    channelId: idWire.nullable().optional(),
    ...z.strictObject(ruleFields).partial().shape,
    targetKind: ruleFields.targetKind,
    targetBps: ruleFields.targetBps,
  })
  .meta({ id: 'AddPolicyRule' })

export const changeRuleBody = z.strictObject(ruleFields).partial().meta({ id: 'ChangePolicyRule' })

export const listSegmentsQuery = z.strictObject({ placeId: idWire.optional() })

export const segmentList = z.strictObject({
  items: z.array(
    z
      .strictObject({
        segment: z.string(),
        /** Items at places. */
        count: z.int(),
        /** What a year's demand costs, and the stock that is there; one row for each currency. */
        yearValue: moneyWire,
        stockValue: moneyWire,
      })
      .meta({ id: 'Segment' }),
  ),
})

export type PolicyRow = z.infer<typeof policyRow>
export type PolicyView = z.infer<typeof policyView>
export type PolicyRuleView = z.infer<typeof policyRuleView>
export type PolicyPreview = z.infer<typeof policyPreviewWire>
export type PreviewLine = z.infer<typeof previewLineWire>
export type PreviewEntrant = z.infer<typeof entrantWire>
export type PolicyRound = z.infer<typeof policyRoundWire>
export type PreviewOutcome = z.infer<typeof outcomeWire>
export type SegmentRow = z.infer<typeof segmentList>['items'][number]
export type ListPoliciesQuery = z.infer<typeof listPoliciesQuery>
export type RuleFields = z.infer<typeof changeRuleBody>
