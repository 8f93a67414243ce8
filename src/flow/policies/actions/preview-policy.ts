import { z } from 'zod'

import { type NotFound, type Refused, refused } from '#platform/change'
import { enqueue, type JobHandler } from '#platform/jobs'
import { ruleActor } from '#platform/rule-actor'
import { requirePermission, type Tx, type Work } from '#platform/work'

import type { PolicyPreview } from '../contract.ts'
import type { RulingPolicy } from '../planned-facts.ts'
import { valueClasses } from '../queries/rule-inputs.ts'
import { type LockedPolicy, lockPolicy, putLevels, putPreview } from '../store/drafts.ts'
import { bookOf, type PolicyId, readActivePolicy, readRules } from '../store/policies.ts'
import { keepRounds } from './keep-rounds.ts'
import { previewLine, wholeOf } from './preview-lines.ts'
import { readGroups } from './read-groups.ts'
import { type Levels, type ReplayedRule, replayClaim, replayGroup } from './replay-policies.ts'

export const previewTask = 'policies.preview'

/**
 * Has a draft replayed over the last year beside the policy in force; or the one in force by itself, so that its
 * levels are found anew and its methods compete.
 *
 * @throws {PermissionError} when the actor may not write policies
 */
export async function askPreview(
  tx: Tx,
  { policyId }: { readonly policyId: PolicyId },
): Promise<{ readonly kind: 'queued' } | NotFound | Refused> {
  requirePermission(tx, 'policies.write')

  const policy = await lockPolicy(tx, policyId)
  if (policy === undefined) return { kind: 'not_found' }
  if (policy.status === 'retired') {
    const detail = 'Preview a draft: make one as a copy of it with POST /policies.'
    return refused({ code: 'policy_in_use', detail })
  }
  await queuePreview(tx, policy)
  return { kind: 'queued' }
}

async function queuePreview(tx: Tx, { id: policyId, version: policyVersion }: LockedPolicy) {
  await putPreview(tx, policyId, { ...nothingYet, policyVersion, status: 'queued' })
  const jobKey = `${previewTask}:${policyId}`
  enqueue(tx, previewTask, { policyId, policyVersion }, { jobKey })
}

/**
 * Ends a preview that waits or is under way; what it had replayed is not kept.
 *
 * @throws {PermissionError} when the actor may not write policies
 */
export async function stopPreview(
  tx: Tx,
  { policyId }: { readonly policyId: PolicyId },
): Promise<{ readonly kind: 'changed' } | NotFound | Refused> {
  requirePermission(tx, 'policies.write')

  const preview = (await lockPolicy(tx, policyId))?.preview
  if (preview === undefined) return { kind: 'not_found' }
  if (preview?.status !== 'queued' && preview?.status !== 'running') {
    const detail = 'No preview of it is under way.'
    return refused({ code: 'preview_not_running', detail })
  }
  await putPreview(tx, policyId, { ...preview, status: 'stopped' })
  return { kind: 'changed' }
}

const nothingYet = {
  doneCount: 0,
  totalCount: 0,
  lines: [],
  whole: { draft: null, inForce: null },
}

const staleDays = 28
const dayMs = 86_400_000

/** Each day: the levels of the policy in force are found anew when they are four weeks old. */
export const reviewPolicies: JobHandler = async ({ work }) => {
  await work.as(ruleActor(reviewTask)).transact(askReview)
}

export const reviewTask = 'policies.review'

/** @returns whether it was due */
export async function askReview(tx: Tx): Promise<boolean> {
  const active = await readActivePolicy(tx)
  const policy = active && (await lockPolicy(tx, active.id))
  if (policy?.status !== 'active') return false
  if (!isDue(policy, tx.now)) return false
  await queuePreview(tx, policy)
  return true
}

/** What failed, or was lost with its worker, is tried again the next day. */
function isDue({ preview, previewAt }: LockedPolicy, now: Date): boolean {
  if (preview === null || previewAt === null) return true
  const isWhole = preview.status === 'done' || preview.status === 'stopped'
  return now.getTime() - previewAt.getTime() >= (isWhole ? staleDays : 1) * dayMs
}

const payloadShape = z.object({ policyId: z.string(), policyVersion: z.int() })

/** The worker's handler. */
export const previewPolicies: JobHandler = async ({ work }, payload) => {
  const { policyId, policyVersion } = payloadShape.parse(payload)
  const id = policyId as PolicyId
  const asRule = work.as(ruleActor(previewTask))
  try {
    await previewPolicy(asRule, { policyId: id, policyVersion })
  } catch (error) {
    await asRule.transact((tx) =>
      putPreview(tx, id, { ...nothingYet, policyVersion, status: 'failed' }),
    )
    throw error
  }
}

type Asked = { readonly policyId: PolicyId; readonly policyVersion: number }

type Ended = 'done' | 'stopped' | 'outdated'

/** Replays rule by rule, so that progress shows; levels are kept only for what was replayed. */
export async function previewPolicy(work: Work, asked: Asked): Promise<Ended> {
  const { policyId, policyVersion } = asked
  const both = await work.transact((tx) => readBoth(tx, policyId))
  if (both === undefined) return 'outdated'
  const groups = await readGroups(work, both.policy, both.inForce)
  const totalCount = groups.kept.reduce((sum, { count }) => sum + count, 0)
  const replayed: ReplayedRule[] = []
  const levels = new Map<string, number>()
  let doneCount = 0
  const goOn = () => {
    const so = { ...nothingYet, policyVersion, status: 'running', doneCount, totalCount } as const
    return work.transact((tx) => keep(tx, asked, so))
  }
  for (const group of groups.claimed) {
    const state = await goOn()
    if (state !== 'kept') return state
    replayed.push(noted(replayClaim(group, both.policy), levels))
  }
  for (const group of groups.kept) {
    const state = await goOn()
    if (state !== 'kept') return state
    replayed.push(replayGroup(group, both.policy, both.inForce, levels))
    doneCount += group.count
  }
  return work.transact((tx) => end(tx, asked, both, replayed, totalCount))
}

function noted(replayed: ReplayedRule, levels: Levels & Map<string, number>): ReplayedRule {
  if (replayed.found !== undefined) levels.set(replayed.rule.id, replayed.found.z)
  return replayed
}

async function end(
  tx: Tx,
  asked: Asked,
  { policy, isInForce }: Both,
  replayed: readonly ReplayedRule[],
  totalCount: number,
): Promise<Ended> {
  const state = await keep(tx, asked, {
    status: 'done',
    policyVersion: asked.policyVersion,
    doneCount: totalCount,
    totalCount,
    lines: replayed.map(previewLine),
    whole: wholeOf(replayed),
  })
  if (state !== 'kept') return state
  const levels = replayed.map(({ rule, found }) => ({
    ruleId: rule.id,
    z: found?.z ?? null,
    kept: found?.kept ?? null,
  }))
  await putLevels(tx, levels, { isInForce })
  if (isInForce) await keepRounds(tx, asked.policyId, policy.settings, replayed)
  return 'done'
}

/** `kept`, unless somebody stopped it, or the policy is another one by now. */
async function keep(
  tx: Tx,
  asked: Asked,
  preview: PolicyPreview,
): Promise<'kept' | 'stopped' | 'outdated'> {
  const policy = await lockPolicy(tx, asked.policyId)
  if (policy === undefined || policy.status === 'retired') return 'outdated'
  if (policy.preview?.status === 'stopped') return 'stopped'
  const isSame = policy.version === asked.policyVersion
  await putPreview(tx, asked.policyId, isSame ? preview : { ...preview, status: 'outdated' })
  return isSame ? 'kept' : 'outdated'
}

type Both = {
  readonly policy: RulingPolicy
  readonly inForce: RulingPolicy
  readonly isInForce: boolean
}

async function readBoth(tx: Tx, policyId: PolicyId): Promise<Both | undefined> {
  const policy = await lockPolicy(tx, policyId)
  const active = await readActivePolicy(tx)
  if (policy === undefined || active === undefined) return undefined
  const { settings } = policy
  const rules = await readRules(tx, policyId)
  return {
    policy: { settings, book: await bookOf(tx, rules), classes: await valueClasses(tx, settings) },
    inForce: { ...active, classes: await valueClasses(tx, active.settings) },
    isInForce: policy.status === 'active',
  }
}
