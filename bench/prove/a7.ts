/**
 * Bad input: each route is shot at with requests made from its contract, most of them wrong. None breaks
 * it; none that is refused leaves anything behind; and files that are wrong in every way a file can be.
 */
import { roomRoutes } from '#edge/http/rooms'
import { withClient } from '#platform/postgres/roles'
import { importBytesMax } from '#records/imports'

import { sendBadFiles } from '../support/bad-files.ts'
import { fuzzRoutes } from '../support/fuzz-routes.ts'
import { startGrandWalk } from '../support/grand-walk.ts'
import { removeFolder, startLive } from '../support/live.ts'
import { traceOn } from '../support/trace.ts'
import { startWithin } from '../support/within.ts'
import { makeWorld } from '../support/world.ts'
import type { Proof } from './proof.ts'

const seed = Number(process.env['FUZZ_SEED'] ?? 20_260_105)

export const proof: Proof = async ({ isShort }) => {
  const cycles = isShort ? 2 : 20
  const [{ wrong: wrongCalls, ...fuzz }, { wrong: wrongFiles, ...files }] = await Promise.all([
    fuzzed(cycles),
    badFiles(isShort),
  ])
  const wrong = [...wrongCalls, ...wrongFiles]
  return {
    holds:
      wrong.length === 0 && fuzz.succeededPerRouteAtLeast >= cycles && fuzz.seenToChange >= cycles,
    measured: true,
    ...fuzz,
    files,
    ...(wrong.length === 0 ? {} : { wrong: wrong.slice(0, 20), wrongs: wrong.length }),
  }
}

async function badFiles(isShort: boolean) {
  const live = await startLive()
  try {
    const world = await makeWorld(live, { suppliers: 1, items: 1 })
    const result = await sendBadFiles(live, world, {
      errors: isShort ? 5_000 : 100_000,
      streamedBytes: isShort ? 200_000_000 : 1_000_000_000,
      importBytesMax,
    })
    world.close()
    return result
  } finally {
    await live.stop()
    removeFolder(live.dataFolder)
  }
}

async function fuzzed(cycles: number) {
  const within = await startWithin()
  try {
    const walk = await startGrandWalk(within, 'fuzzed')
    const routes = roomRoutes(within.installation.control)
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
