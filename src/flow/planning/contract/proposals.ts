/** What is proposed, why, and what people decide about it. */
import { z } from 'zod'

import { listQuery, page } from '#platform/list'
import { searchWire } from '#platform/search'
import {
  currencyWire,
  dayWire,
  idWire,
  instantWire,
  moneyWire,
  priceWire,
  quantityWire,
} from '#platform/wire'

import { fasterWayWire } from './faster.ts'
import { itemWire, placeWire, supplierWire, urgencyKindWire } from './runs.ts'

export const proposalsFileMax = 10_000

export const proposalKindWire = z.enum(['buy', 'transfer', 'expedite', 'defer', 'reduce', 'cancel'])

const decisionView = z.strictObject({
  /** Null: as suggested. */
  quantity: quantityWire.nullable(),
  supplierId: idWire.nullable(),
  laneId: idWire.nullable(),
  /** Where that lane starts. */
  fromPlace: placeWire.nullable(),
  snoozedUntil: dayWire.nullable(),
  reason: z.string(),
  byName: z.string(),
  at: instantWire,
  /** What was suggested then; another suggestion now is worth another look. */
  suggested: quantityWire,
  isOutdated: z.boolean(),
})

const row = {
  id: idWire,
  kind: proposalKindWire,
  status: z.enum(['open', 'taken', 'gone']),
  item: itemWire,
  place: placeWire,
  supplier: supplierWire.nullable(),
  /** Where a transfer comes from. */
  fromPlace: placeWire.nullable(),
  /** The order that a message is about; the one it became, when taken. */
  order: z.strictObject({ id: idWire, number: z.string().nullable() }).nullable(),
  segment: z.string(),
  onHand: quantityWire,
  /** Usable, less what is owed to customers. */
  available: quantityWire,
  coming: quantityWire,
  sellsOutOn: dayWire.nullable(),
  orderBy: dayWire,
  /** Its own day, where it is ordered earlier together with others of the supplier. */
  pulledFrom: dayWire.nullable(),
  arrivesOn: dayWire,
  /** 0 is most urgent, 100 least. */
  urgency: z.int(),
  urgencyKind: urgencyKindWire,
  /** Stock runs out before it can come. */
  isExpedited: z.boolean(),
  /** From another supplier or place than planned, since a person said so. */
  isSwitched: z.boolean(),
  /** Less than asked for: where it comes from has too little for all. */
  isShared: z.boolean(),
  needed: quantityWire,
  suggested: quantityWire,
  /** Added so that the supplier's minimum is reached or a load is full. */
  topped: quantityWire,
  /** As suggested and topped up, or as decided; for a message what its order line is to bring. */
  ordered: quantityWire,
  price: priceWire.nullable(),
  /** In the currency of the supplier's terms. */
  value: moneyWire.nullable(),
  companyValue: moneyWire,
  decision: decisionView.nullable(),
  proposedAt: instantWire,
  version: z.int(),
}

export const proposalRow = z.strictObject(row)
export const proposalPage = page(proposalRow)

/** One term of a sum; `facts` say what it was made of, quantities in the stocking unit. */
const whyTerm = z.strictObject({
  code: z.string(),
  quantity: quantityWire,
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
})

const weeks = z.array(z.number())

export const proposalView = z
  .strictObject({
    ...row,
    /** Null for a message; else terms that add up: cover + have = needed, + size = suggested, top = topped. */
    why: z
      .strictObject({
        needOn: dayWire,
        /** The supplier's least is beyond what a cap allows. */
        isOverCap: z.boolean(),
        cover: z.array(whyTerm),
        have: z.array(whyTerm),
        size: z.array(whyTerm),
        top: z.array(whyTerm),
      })
      .nullable(),
    /** A message: from which day, to which day, how many units. */
    message: z
      .strictObject({
        fromOn: dayWire,
        toOn: dayWire.nullable(),
        line: quantityWire,
        short: quantityWire.nullable(),
        less: quantityWire.nullable(),
      })
      .nullable(),
    alternatives: z.array(
      z.strictObject({
        supplier: supplierWire,
        quantity: quantityWire,
        price: priceWire.nullable(),
        value: moneyWire.nullable(),
        companyValue: moneyWire,
        leadDays: z.int(),
        arrivesOn: dayWire,
        /** Where it was weighed against moving: goods, ordering, and what comes late. */
        cost: moneyWire.nullable(),
      }),
    ),
    /** By which lanes it could be moved instead. */
    moves: z.array(
      z.strictObject({
        laneId: idWire,
        fromPlace: placeWire,
        quantity: quantityWire,
        /** The way alone. */
        value: moneyWire,
        leadDays: z.int(),
        arrivesOn: dayWire,
        /** With what the goods would be bought for again, unless they are spare, and what comes late. */
        cost: moneyWire,
      }),
    ),
    /** For what runs out before it can come: what would be there sooner, in time and cheapest first. */
    faster: z.array(fasterWayWire),
    /** Of the rule that orders within limits: released, waits_for_approval, or why it left it to people. */
    ruleOutcome: z.string().nullable(),
    /** What it was weighed by, where it could be both bought and moved. */
    cost: moneyWire.nullable(),
    /** Stock at the end of each week from the planning day on, with what is proposed. */
    projection: z.strictObject({ startsOn: dayWire, units: weeks }),
    /** Demand by week, in the stocking unit: what was, and the forecast with its spread. */
    demand: z
      .strictObject({
        historyStartsOn: dayWire.nullable(),
        history: weeks,
        startsOn: dayWire,
        expected: weeks,
        p05: weeks,
        p25: weeks,
        p75: weeks,
        p95: weeks,
        /** Weighted error of past forecasts, in percent. */
        wapePercent: z.number().nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'Proposal' })

const filters = {
  /** The start of the SKU or name, upper or lower case. */
  q: searchWire.optional(),
  kind: proposalKindWire.optional(),
  status: z.enum(['open', 'taken', 'gone']).default('open'),
  supplierId: idWire.optional(),
  /** Of what is not moved from place to place; `false`: those whose supplier is known. */
  withoutSupplier: z.enum(['true', 'false']).optional(),
  placeId: idWire.optional(),
  itemId: idWire.optional(),
  currency: currencyWire.optional(),
  urgencyKind: urgencyKindWire.optional(),
  segment: z.string().min(1).max(40).optional(),
  /** To be ordered on this day or earlier. */
  orderByUntil: dayWire.optional(),
  /** Unasked, snoozed ones are left out. */
  snoozed: z.enum(['no', 'only', 'all']).default('no'),
}

export const listProposalsQuery = listQuery({
  filters,
  sorts: ['urgency', 'orderBy', 'value', 'sellsOutOn'],
})

/** The same list as a file, up to a limit. */
export const proposalsFileQuery = listProposalsQuery.omit({ limit: true, cursor: true })

export const proposalParams = z.strictObject({ proposalId: idWire })

/** What is to be bought from a supplier in one currency, beside what it asks for at least. */
export const proposalSupplierRow = z.strictObject({
  /** Null: no supplier is known for these. */
  supplier: supplierWire.nullable(),
  currency: currencyWire.nullable(),
  lineCount: z.int(),
  value: moneyWire.nullable(),
  companyValue: moneyWire,
  minimum: moneyWire.nullable(),
  /** Of items whose size is known, in cubic centimetres and grams. */
  volumeCm3: z.number(),
  weightGrams: z.number(),
  load: z
    .strictObject({
      name: z.string(),
      volumeCm3: z.number().nullable(),
      weightGrams: z.number().nullable(),
    })
    .nullable(),
  /** Its next order at each place, as it was topped up: what is due, and with what was added. */
  topUps: z.array(
    z.strictObject({
      place: placeWire,
      /**
       * `short`: the minimum is out of reach within all limits, and nothing was added. `no_rate`: it is in
       * another currency, and no rate of the day says what it is worth.
       */
      status: z.enum(['reached', 'topped', 'short', 'no_rate']),
      orderOn: dayWire,
      /** In the order's currency at the day's rate; null without one. */
      minimum: moneyWire.nullable(),
      /** As the supplier asks for it. */
      asked: moneyWire,
      due: moneyWire,
      value: moneyWire,
      /** Short: the most that may be ordered, and for how many days stock would have to last. */
      most: moneyWire,
      takesDays: z.int().nullable(),
      /** How many loads, and how full the last one is, in percent. */
      loadCount: z.int(),
      loadPercent: z.number(),
    }),
  ),
  /** The longest of its lines. */
  leadDays: z.int(),
  /** The most urgent of its lines, and the first day to buy on: null where nothing is to be bought. */
  urgency: z.int(),
  orderBy: dayWire.nullable(),
})
export const proposalSupplierPage = page(proposalSupplierRow)
export const listProposalSuppliersQuery = listQuery({
  filters: {
    supplierId: idWire.optional(),
    kind: proposalKindWire.optional(),
    placeId: idWire.optional(),
    orderByUntil: dayWire.optional(),
    urgencyKind: urgencyKindWire.optional(),
    snoozed: z.enum(['no', 'only', 'all']).default('no'),
    q: searchWire.optional(),
  },
  sorts: ['orderBy', 'urgency', 'value', 'lineCount', 'name'],
})

export type ProposalRow = z.infer<typeof proposalRow>
export type ProposalView = z.infer<typeof proposalView>
export type ProposalKindWire = z.infer<typeof proposalKindWire>
export type ListProposalsQuery = z.infer<typeof listProposalsQuery>
export type ProposalsFileQuery = z.infer<typeof proposalsFileQuery>
export type ProposalSupplierRow = z.infer<typeof proposalSupplierRow>
export type ListProposalSuppliersQuery = z.infer<typeof listProposalSuppliersQuery>
