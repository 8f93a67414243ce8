/** What an act on an order leaves behind. */
import { z } from 'zod'

import { idWire, moneyWire } from '#platform/wire'

import { lifecycle } from './words.ts'

/** What an act left behind; read the order for the rest. */
export const orderActed = z.strictObject({
  id: idWire,
  number: z.string().nullable(),
  lifecycle,
  total: moneyWire,
  /** Of the document, for If-Match. */
  version: z.int(),
  /** Of the terms as sent to the supplier; 0 before the first release. */
  termsVersion: z.int(),
})

export const orderCreated = orderActed.extend({
  approval: z.enum(['not_submitted', 'not_needed', 'pending']),
  lineIds: z.array(idWire),
  /** Quantities below the supplier's minimum, or off its multiple: ordered all the same. */
  warnings: z.array(z.strictObject({ code: z.string(), detail: z.string(), pointer: z.string() })),
})

export const orderChanged = orderActed.extend({
  approval: z.enum(['not_submitted', 'not_needed', 'pending']),
})

/** An order that was already there with this business key. */
export const orderExisting = orderActed.extend({ lineIds: z.array(idWire) })
export const orderSubmitted = orderActed.extend({ approval: z.enum(['not_needed', 'pending']) })
export const orderReleased = orderActed.extend({ isMailed: z.boolean() })

/** Orders made of proposals: drafts, or submitted when asked to. */
export const ordersMade = z.strictObject({
  orders: z.array(
    z.strictObject({
      id: idWire,
      supplierId: idWire,
      placeId: idWire,
      total: moneyWire,
      lineCount: z.int(),
      proposalIds: z.array(idWire),
      approval: z.enum(['not_submitted', 'not_needed', 'pending']),
    }),
  ),
})
