/** How what runs out could be there sooner. */
import { z } from 'zod'

import { dayWire, idWire, moneyWire } from '#platform/wire'

export const fasterWayWire = z.strictObject({
  /** From another supplier, by a lane from another place, or an open order hastened. */
  kind: z.enum(['supplier', 'lane', 'message']),
  /** Of the supplier, the place, or the order; null for a draft. */
  name: z.string().nullable(),
  /** The supplier to switch to, the place it would come from, or the order to write about. */
  id: idWire,
  arrivesOn: dayWire,
  daysSooner: z.int(),
  /** Before stock is gone. */
  isInTime: z.boolean(),
  /** What it costs beyond what is proposed; null where that is the supplier's to say. */
  extra: moneyWire.nullable(),
})

export type FasterWay = z.infer<typeof fasterWayWire>
