/**
 * Bad input: each route is shot at with requests made from its contract, most of them wrong. None breaks
 * it; none that is refused leaves anything behind; and files that are wrong in every way a file can be.
 */
import { roomRoutes } from '#edge/http/rooms'
import { withClient } from '#platform/postgres/roles'

import { fuzzRoutes } from '../support/fuzz-routes.ts'
import { startGrandWalk } from '../support/grand-walk.ts'
import { traceOn } from '../support/trace.ts'
import { startWithin } from '../support/within.ts'
import type { Proof } from './proof.ts'

const seed = Number(process.env['FUZZ_SEED'] ?? 20_260_105)

export const proof: Proof = async ({ isShort }) => {
  const { wrong, ...fuzz } = await fuzzed(isShort ? 2 : 20)
  return {
    holds: wrong.length === 0,
    measured: true,
    ...fuzz,
    ...(wrong.length === 0 ? {} : { wrong: wrong.slice(0, 20), wrongs: wrong.length }),
  }
}

async function fuzzed(cycles: number) {
  const within = await startWithin()
  try {
    const walk = await startGrandWalk(within, 'fuzzed')
    const all = roomRoutes(within.installation.control)
    const only = process.env['FUZZ_ROUTE']
    const routes = all.filter(({ path }) => only === undefined || path.startsWith(only))
    const result = await withClient(within.server.owner, async (owner) =>
      fuzzRoutes({ routes, walk, cycles, seed, trace: await traceOn(owner) }),
    )
    walk.owner.close()
    walk.second.close()
    return { routes: routes.length, ...result }
  } finally {
    await within.close()
  }
}
