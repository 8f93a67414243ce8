/** Calls about lead times. */
import { sql } from 'kysely'

import type { Within } from '../within.ts'
import type { Recipes, Walk } from './walk.ts'

/** A lane that was learned: the relay that would note deliveries does not run beside the walk. */
export async function startLeadTimes(walk: Walk, within: Within): Promise<void> {
  const organization = await within.installation.organization(walk.organization)
  if (organization === undefined) throw new Error('the organization of the walk is gone')
  await sql`
    insert into lead_time_lane (id, supplier_id, place_id, line_count, mean_days, sd_days, p50_days,
      p80_days, p95_days, learned_version, learned_at)
    values (gen_random_uuid(), ${walk.supplierId}::uuid, ${walk.placeId}::uuid, 3, 14, 2, 14, 16, 18,
      1, now())
  `.execute(organization.db)
}

const laneParams = async (walk: Walk) => ({
  params: { laneId: (await walk.first('/lead-times?limit=1')).id },
})

export const leadTimeCalls: Recipes = {
  'GET /lead-times': async ({ supplierId }) => ({ query: { supplierId } }),
  'GET /lead-times/:laneId': laneParams,
  'GET /lead-times/:laneId/observations': laneParams,
  'POST /lead-times/learn': async () => ({}),
}
