/** A first or last day of sale that is said or taken back holds in the forecast at once. */
import { z } from 'zod'

import { type Subscription, subscribe } from '#platform/relay'

import { layAnew } from './lay-anew.ts'

const told = z.looseObject({ placeId: z.string() })

export const followLives: Subscription = subscribe(
  'forecasting.follow-lives',
  ['planning-item.changed'],
  async (tx, { subject, payload }) => {
    await layAnew(tx, [{ itemId: subject.id, placeId: told.parse(payload).placeId }])
  },
)
