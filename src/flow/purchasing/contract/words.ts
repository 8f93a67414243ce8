/** Words that several contracts share. */
import { z } from 'zod'

import { idWire } from '#platform/wire'

export const lifecycle = z.enum(['draft', 'released', 'on_hold', 'closed', 'cancelled'])
export const progress = z.enum(['none', 'partial', 'full', 'over'])
export const answerProgress = z.enum(['none', 'partial', 'full', 'exception'])
export const approvalState = z.enum(['approved', 'pending', 'rejected', 'none'])
export const answerStatus = z.enum([
  'auto_accepted',
  'needs_review',
  'accepted',
  'rejected',
  'superseded',
])
export const decimal = z.string()
export const party = z.strictObject({ id: idWire, code: z.string(), name: z.string() })
