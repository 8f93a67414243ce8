/** Fires at every route and looks after each shot whether anything broke or was left behind. */
import { problemMediaType } from '#platform/http/problem'
import type { Route } from '#platform/http/route'
import { type Random, randomOf } from '#support/sample'

import type { Answer } from './client.ts'
import { almost, type Shot, shotOf } from './fuzz.ts'
import { nameOf, type Recipe, recipeFor, type Walk } from './grand-walk.ts'
import type { Trace } from './trace.ts'

export type FuzzResult = {
  readonly calls: number
  readonly succeeded: number
  readonly callsPerRouteAtLeast: number
  readonly succeededPerRouteAtLeast: number
  readonly byStatus: Readonly<Record<string, number>>
  /** Right calls of which the trace saw that they left something: it is not blind. */
  readonly seenToChange: number
  readonly wrong: readonly string[]
}

type Range = {
  readonly routes: readonly Route[]
  readonly walk: Walk
  readonly trace: Trace
  /** Ten calls each, of which one is right. */
  readonly cycles: number
  readonly seed: number
}

const callsPerCycle = 10

export async function fuzzRoutes(range: Range): Promise<FuzzResult> {
  const byStatus: Record<string, number> = {}
  const wrong: string[] = []
  const seen = { changes: 0 }
  const counts: { readonly calls: number; readonly succeeded: number }[] = []
  for (const [no, route] of range.routes.entries()) {
    const random = randomOf(range.seed + no)
    const shooting = { ...range, route, random, byStatus, seen, wrong }
    counts.push(await fuzzRoute(shooting).catch((error: unknown) => broken(shooting, error)))
  }
  return {
    calls: sum(counts.map(({ calls }) => calls)),
    succeeded: sum(counts.map(({ succeeded }) => succeeded)),
    callsPerRouteAtLeast: Math.min(...counts.map(({ calls }) => calls)),
    succeededPerRouteAtLeast: Math.min(...counts.map(({ succeeded }) => succeeded)),
    byStatus,
    seenToChange: seen.changes,
    wrong,
  }
}

type Shooting = Range & {
  readonly route: Route
  readonly random: Random
  readonly byStatus: Record<string, number>
  readonly seen: { changes: number }
  readonly wrong: string[]
}

function broken({ route, wrong }: Shooting, error: unknown) {
  wrong.push(`${nameOf(route)}: ${error instanceof Error ? error.message : String(error)}`)
  return { calls: 0, succeeded: 0 }
}

/**
 * Each cycle has a call that would succeed, shoots at it from all sides, and then makes it: it still
 * succeeds, since nothing of what was refused was left behind.
 */
async function fuzzRoute(shooting: Shooting) {
  const { route, cycles } = shooting
  const recipe = recipeFor(route)
  if (recipe === undefined) throw new Error('the walk leaves it out')
  let succeeded = 0
  for (let cycle = 0; cycle < cycles; cycle += 1) {
    succeeded += await fuzzOnce(shooting, recipe)
  }
  return { calls: cycles * callsPerCycle, succeeded }
}

async function fuzzOnce(shooting: Shooting, recipe: Recipe): Promise<number> {
  const { route, walk, random, trace, seen, wrong } = shooting
  let succeeded = 0
  let wanted = await recipe(walk)
  for (let shot = 1; shot < callsPerCycle; shot += 1) {
    if (!(await isTaken(shooting, almost(route, wanted, random)))) continue
    succeeded += 1
    if (route.method !== 'GET') wanted = await recipe(walk)
  }
  if (await isTaken(shooting, shotOf(route, wanted))) {
    if ((await trace.changes()) > 0) seen.changes += 1
    return succeeded + 1
  }
  wrong.push(`${nameOf(route)} refuses what is right`)
  return succeeded
}

async function isTaken(shooting: Shooting, shot: Shot): Promise<boolean> {
  const { route, walk, trace, byStatus, wrong } = shooting
  await trace.start()
  const answer = await walk.owner.send(walk.at(shot.path), shot.call)
  const stayed = answer.status < 400 ? 0 : await trace.changes()
  byStatus[answer.status] = (byStatus[answer.status] ?? 0) + 1
  const complaint = complaintAbout(answer, stayed)
  if (complaint !== undefined) wrong.push(`${nameOf(route)} ${complaint}; ${told(shot, answer)}`)
  return answer.status < 300
}

function complaintAbout(answer: Answer, stayed: number): string | undefined {
  const { status, headers } = answer
  if (status >= 500) return 'broke'
  if (status < 300) return undefined
  if (status < 400) return 'led elsewhere'
  if (stayed > 0) return 'was refused and yet left something behind'
  const isProblem = String(headers['content-type']).startsWith(problemMediaType)
  return isProblem ? undefined : 'was refused without a problem document'
}

function told({ how, path, call }: Shot, { status, text }: Answer): string {
  const body = Buffer.isBuffer(call.body) ? call.body.toString('latin1') : JSON.stringify(call.body)
  return `${how}: ${path.slice(0, 200)} ${body?.slice(0, 300)} → ${status} ${text.slice(0, 200)}`
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
