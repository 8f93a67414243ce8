/** What people ask for in place of what is proposed. */
import { z } from 'zod'

import { noteWire } from '#platform/record-wire'
import { countWire, dayWire, idWire } from '#platform/wire'

export const decisionsMax = 500

const decision = {
  /** Left out or null: as suggested. */
  quantity: countWire.nullable().optional(),
  /** Who to buy it of, or the lane to move it by; both left out or null: as planned. */
  supplierId: idWire.nullable().optional(),
  laneId: idWire.nullable().optional(),
  snoozedUntil: dayWire.nullable().optional(),
  reason: noteWire(500).optional(),
}

export const decideProposalBody = z.strictObject(decision).meta({ id: 'DecideProposal' })

export const decideProposalsBody = z
  .strictObject({
    decisions: z
      .array(
        z.strictObject({
          proposalId: idWire,
          /** The version that was seen; not checked when left out. */
          version: z.int().min(1).optional(),
          ...decision,
        }),
      )
      .min(1)
      .max(decisionsMax),
  })
  .meta({ id: 'DecideProposals' })

export const proposalsDecided = z.strictObject({ decidedCount: z.int() })
