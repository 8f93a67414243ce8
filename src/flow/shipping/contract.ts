/** What shipping takes and gives over the wire. */
import { z } from 'zod'

import { listQuery, page } from '#platform/list'
import { noteWire } from '#platform/record-wire'
import { searchWire } from '#platform/search'
import {
  countWire,
  dayWire,
  idWire,
  instantWire,
  moneyWire,
  quantityWire,
  textWire,
} from '#platform/wire'

export const issueLinesMax = 200

const issueLineInput = z.strictObject({
  itemId: idWire,
  quantity: countWire,
  /** The code of the lot, where lots are kept. */
  lot: textWire(60).optional(),
})

export const issueInput = z.strictObject({
  placeId: idWire,
  issuedOn: dayWire,
  /** The shop's order, so that people find it again. */
  customerReference: noteWire(100).optional(),
  sourceSystem: noteWire(60).optional(),
  externalId: noteWire(120).optional(),
  lines: z
    .array(issueLineInput)
    .min(1, { error: 'Give at least one line.' })
    .max(issueLinesMax, {
      error: `Give at most ${issueLinesMax} lines; post the rest as another issue.`,
    }),
})

export const reversalInput = z.strictObject({
  /** The day the correction belongs to; the issue's own day when absent. */
  reversedOn: dayWire.optional(),
})

export const issueLineView = z.strictObject({
  id: idWire,
  lineNo: z.int(),
  itemId: idWire,
  sku: z.string(),
  name: z.string(),
  /** Negative on a reversal. */
  quantity: quantityWire,
  lot: z.strictObject({ id: idWire, code: z.string(), expiresOn: dayWire.nullable() }).nullable(),
  cost: moneyWire,
})

const head = {
  id: idWire,
  number: z.string(),
  placeId: idWire,
  placeName: z.string(),
  issuedOn: dayWire,
  customerReference: z.string(),
  reversesId: idWire.nullable(),
  reversedById: idWire.nullable(),
  cost: moneyWire,
  postedAt: instantWire,
  postedByName: z.string(),
}

export const issueView = z
  .strictObject({
    ...head,
    companyId: idWire,
    entryId: idWire.nullable(),
    lines: z.array(issueLineView),
  })
  .meta({ id: 'SaleIssue' })

export const issueRow = z.strictObject({ ...head, lineCount: z.int() })
export const issuePage = page(issueRow)
export const issueParams = z.strictObject({ issueId: idWire })

export const issueListQuery = listQuery({
  filters: {
    placeId: idWire.optional(),
    /** Numbers that start so. */
    q: searchWire.optional(),
    issuedFrom: dayWire.optional(),
    issuedTo: dayWire.optional(),
  },
  sorts: ['-issuedOn', 'no'],
})

export type IssueView = z.infer<typeof issueView>
export type IssueRow = z.infer<typeof issueRow>
export type IssueListQuery = z.infer<typeof issueListQuery>
