import { z } from 'zod'

import { dayAt } from '#kernel/day'
import { type NotFound, type Refused, refused } from '#platform/change'
import { enqueue, type JobHandler } from '#platform/jobs'
import { ruleActor } from '#platform/rule-actor'
import { requirePermission, type Tx, type Work } from '#platform/work'

import type { PolicyPreview } from '../contract.ts'
import { plannedFacts } from '../planned-facts.ts'
import { type RuleCursor, ruleInputs, valueClasses } from '../queries/rule-inputs.ts'
import { lockPolicy, putLevels, putPreview } from '../store/drafts.ts'
import { type PolicyId, readActivePolicy, readRules } from '../store/policies.ts'
import {
  addToGroups,
  type ReplayedLine,
  type ReplayedPolicy,
  type RuleGroup,
  replayGroup,
  wholeOf,
} from './replay-policies.ts'

export const previewTask = 'policies.preview'

const chunkPairs = 2_000

/**
 * Has a draft replayed over the last year beside the policy in force.
 *
 * @throws {PermissionError} when the actor may not write policies
 */
export async function askPreview(
  tx: Tx,
  { policyId }: { readonly policyId: PolicyId },
): Promise<{ readonly kind: 'queued' } | NotFound | Refused> {
  requirePermission(tx, 'policies.write')

  const draft = await lockPolicy(tx, policyId)
  if (draft === undefined) return { kind: 'not_found' }
  if (draft.status !== 'draft') {
    const detail = 'Preview a draft: make one as a copy of it with POST /policies.'
    return refused({ code: 'policy_in_use', detail })
  }
  const { version: policyVersion } = draft
  await putPreview(tx, policyId, { ...nothingYet, policyVersion, status: 'queued' })
  const jobKey = `${previewTask}:${policyId}`
  enqueue(tx, previewTask, { policyId, policyVersion }, { jobKey })
  return { kind: 'queued' }
}

const nothingYet = {
  doneCount: 0,
  totalCount: 0,
  lines: [],
  whole: { draft: null, inForce: null },
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

/** Replays rule by rule, so that progress shows; levels are kept only for what was replayed. */
export async function previewPolicy(work: Work, asked: Asked): Promise<PolicyPreview['status']> {
  const { policyId, policyVersion } = asked
  const both = await work.transact((tx) => readBoth(tx, policyId))
  if (both === undefined) return 'outdated'
  const groups = await readGroups(work, both.draft)
  const totalCount = groups.reduce((sum, { count }) => sum + count, 0)
  const lines: ReplayedLine[] = []
  let doneCount = 0
  for (const group of groups) {
    const so = { ...nothingYet, policyVersion, status: 'running', doneCount, totalCount } as const
    if (!(await work.transact((tx) => keep(tx, asked, so)))) return 'outdated'
    lines.push(replayGroup(group, both.draft, both.inForce))
    doneCount += group.count
  }
  const preview: PolicyPreview = {
    status: 'done',
    policyVersion,
    doneCount,
    totalCount,
    lines: lines.map(({ line }) => line),
    whole: { draft: wholeOf(lines, 'draft'), inForce: wholeOf(lines, 'inForce') },
  }
  return work.transact(async (tx) => {
    if (!(await keep(tx, asked, preview))) return 'outdated'
    await putLevels(
      tx,
      preview.lines.map(({ ruleId, calibratedLevel: z }) => ({ ruleId, z })),
    )
    return 'done'
  })
}

/** @returns false when the draft is another one by now, or no draft any more */
async function keep(tx: Tx, asked: Asked, preview: PolicyPreview): Promise<boolean> {
  const draft = await lockPolicy(tx, asked.policyId)
  if (draft?.status !== 'draft') return false
  const isSame = draft.version === asked.policyVersion
  await putPreview(tx, asked.policyId, isSame ? preview : { ...preview, status: 'outdated' })
  return isSame
}

async function readBoth(
  tx: Tx,
  policyId: PolicyId,
): Promise<{ readonly draft: ReplayedPolicy; readonly inForce: ReplayedPolicy } | undefined> {
  const draft = await lockPolicy(tx, policyId)
  const active = await readActivePolicy(tx)
  if (draft === undefined || active === undefined) return undefined
  const { settings } = draft
  const rules = await readRules(tx, policyId)
  return {
    draft: { settings, rules, classes: await valueClasses(tx, settings) },
    inForce: { ...active, classes: await valueClasses(tx, active.settings) },
  }
}

async function readGroups(work: Work, draft: ReplayedPolicy): Promise<readonly RuleGroup[]> {
  const groups = new Map<string, RuleGroup>()
  let after: RuleCursor | undefined
  do {
    const from = after
    const known = await work.transact(async (tx) => {
      const range = { classes: draft.classes, after: from, limit: chunkPairs }
      // No rule was made from it: the units of all are read.
      const inputs = await ruleInputs(tx, { ...range, policyFingerprint: 'preview' })
      return plannedFacts(tx, inputs, dayAt(tx.now.getTime(), 'UTC'))
    })
    addToGroups(groups, draft, known)
    after = known.at(-1)?.input
  } while (after !== undefined)
  return [...groups.values()].sort((a, b) => (a.rule.segment < b.rule.segment ? -1 : 1))
}
