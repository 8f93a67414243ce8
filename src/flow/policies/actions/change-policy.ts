import {
  type Changed,
  type NotFound,
  type Refused,
  refused,
  type Stale,
  staleSince,
  withChanges,
} from '#platform/change'
import type { ErrorFact } from '#platform/http/problem'
import { requirePermission, type Tx } from '#platform/work'
import { type ChannelId, readChannels } from '#records/channels'
import { type PlaceId, readPlaceFacts } from '#records/places'

import type { RuleFields } from '../contract.ts'
import { categoryExists } from '../queries/category-exists.ts'
import { isClaim } from '../rules/pick-rule.ts'
import {
  deleteRule,
  insertRule,
  type LockedPolicy,
  type LockedRule,
  lockPolicy,
  lockRule,
  type RuleScopeIds,
  type RuleTerms,
  touchPolicy,
  updatePolicy,
  updateRule,
} from '../store/drafts.ts'
import type { PolicyId, PolicyRuleId, PolicySettings } from '../store/policies.ts'

type Given = {
  readonly policyId: PolicyId
  /** The version of the policy that the caller saw; absent: whatever it is. */
  readonly seenVersion?: number | undefined
}

type Partly<T> = { readonly [Name in keyof T]?: T[Name] | undefined }

const policyInForce: ErrorFact = {
  code: 'policy_in_use',
  detail: 'Only drafts change: make a draft as a copy of it with POST /policies.',
}

/** The draft, locked; or why it can't be changed. */
async function draftAt(
  tx: Tx,
  { policyId, seenVersion: seen }: Given,
): Promise<{ readonly kind: 'draft'; readonly draft: LockedPolicy } | NotFound | Stale | Refused> {
  const draft = await lockPolicy(tx, policyId)
  if (draft === undefined) return { kind: 'not_found' }
  const { version } = draft
  const stale = await staleSince(tx, { table: 'policy_version', id: policyId, seen, version })
  if (stale !== undefined) return stale
  return draft.status === 'draft' ? { kind: 'draft', draft } : refused(policyInForce)
}

export type ChangePolicy = Given & {
  readonly changes: {
    readonly name?: string | undefined
    readonly note?: string | undefined
    readonly settings?: Partly<PolicySettings> | undefined
  }
}

/**
 * Changes what holds for all segments of a draft.
 *
 * @throws {PermissionError} when the actor may not write policies
 */
export async function changePolicy(
  tx: Tx,
  given: ChangePolicy,
): Promise<Changed | NotFound | Stale | Refused> {
  requirePermission(tx, 'policies.write')

  const found = await draftAt(tx, given)
  if (found.kind !== 'draft') return found
  const { name, note, settings } = given.changes
  const after: LockedPolicy = {
    ...found.draft,
    name: name ?? found.draft.name,
    note: note ?? found.draft.note,
    settings: withChanges(found.draft.settings, settings ?? {}),
  }
  const errors = settingErrors(after.settings)
  if (errors.length > 0) return refused(...errors)
  await updatePolicy(tx, after)
  return { kind: 'changed' }
}

function settingErrors(settings: PolicySettings): readonly ErrorFact[] {
  const errors: ErrorFact[] = []
  if (settings.valueShareA > settings.valueShareB) {
    const detail = 'Let B end at a share that is not below that of A.'
    errors.push({ code: 'shares_crossed', detail, pointer: '/settings/valueShareB' })
  }
  if (settings.variationX > settings.variationY) {
    const detail = 'Let Y end at a variation that is not below that of X.'
    errors.push({ code: 'variations_crossed', detail, pointer: '/settings/variationY' })
  }
  return errors
}

/**
 * Changes a rule of a draft; it then has to be calibrated again.
 *
 * @throws {PermissionError} when the actor may not write policies
 */
export async function changeRule(
  tx: Tx,
  given: Given & { readonly ruleId: PolicyRuleId; readonly changes: Partly<RuleFields> },
): Promise<Changed | NotFound | Stale | Refused> {
  requirePermission(tx, 'policies.write')

  const found = await draftAt(tx, given)
  if (found.kind !== 'draft') return found
  const rule = await lockRule(tx, given)
  if (rule === undefined) return { kind: 'not_found' }
  const after = withChanges<LockedRule>(rule, given.changes)
  const errors = ruleErrors(after, isClaim({ ...after, categoryId: null, placeId: null }))
  if (errors.length > 0) return refused(...errors)
  await updateRule(tx, after)
  await touchPolicy(tx, given.policyId)
  return { kind: 'changed' }
}

export type AddRule = Given & {
  readonly segment: string
  readonly categoryId?: string | null | undefined
  readonly placeId?: string | null | undefined
  readonly channelId?: string | null | undefined
  readonly terms: Partly<RuleTerms> & Pick<RuleTerms, 'targetKind' | 'targetBps'>
}

/**
 * Adds a rule to a draft: of a segment, a category or what is critical, at one place or all; or what a channel asks for
 * of the stock that it shares.
 *
 * @throws {PermissionError} when the actor may not write policies
 */
export async function addRule(
  tx: Tx,
  given: AddRule,
): Promise<Changed | NotFound | Stale | Refused> {
  requirePermission(tx, 'policies.write')

  const found = await draftAt(tx, given)
  if (found.kind !== 'draft') return found
  const { policyId, segment, categoryId = null, placeId = null, channelId = null } = given
  const scope: RuleScopeIds = { segment, categoryId, placeId, channelId }
  const { targetKind, targetBps } = given.terms
  const terms = withChanges<RuleTerms>({ ...usualTerms, targetKind, targetBps }, given.terms)
  const errors = [...ruleErrors(terms, isClaim(scope)), ...(await scopeErrors(tx, scope))]
  if (errors.length > 0) return refused(...errors)
  const id = tx.newId<'PolicyRule'>()
  if (!(await insertRule(tx, { ...terms, ...scope, id, policyId }))) {
    const detail = `Change the rule of ${segment} that is there already.`
    return refused({ code: 'segment_taken', detail, pointer: '/segment' })
  }
  await touchPolicy(tx, policyId)
  return { kind: 'changed' }
}

const usualTerms: Omit<RuleTerms, 'targetKind' | 'targetBps'> = {
  method: 's_S',
  reviewDays: 7,
  minUnits: null,
  maxUnits: null,
  coverDaysMin: 0,
  coverDaysMax: null,
  cashMaxMinor: null,
  releaseUpToMinor: null,
}

/**
 * Takes a rule out of a draft; its items then go by the next wider one.
 *
 * @throws {PermissionError} when the actor may not write policies
 */
export async function removeRule(
  tx: Tx,
  given: Given & { readonly ruleId: PolicyRuleId },
): Promise<Changed | NotFound | Stale | Refused> {
  requirePermission(tx, 'policies.write')

  const found = await draftAt(tx, given)
  if (found.kind !== 'draft') return found
  if ((await lockRule(tx, given)) === undefined) return { kind: 'not_found' }
  await deleteRule(tx, given.ruleId)
  await touchPolicy(tx, given.policyId)
  return { kind: 'changed' }
}

async function placeErrors(tx: Tx, placeId: string | null): Promise<readonly ErrorFact[]> {
  if (placeId === null) return []
  const places = await readPlaceFacts(tx, [placeId as PlaceId])
  const detail = 'Name a place that exists: list them under /places.'
  return places.has(placeId as PlaceId)
    ? []
    : [{ code: 'place_unknown', detail, pointer: '/placeId' }]
}

async function scopeErrors(tx: Tx, scope: RuleScopeIds): Promise<readonly ErrorFact[]> {
  const { segment, categoryId, placeId, channelId } = scope
  const errors = [...(await placeErrors(tx, placeId))]
  const say = (code: string, detail: string, pointer: string) =>
    errors.push({ code, detail, pointer })
  if ((segment === 'category') !== (categoryId !== null)) {
    say(
      'category_missing',
      'Name a category with segment `category`, and only then.',
      '/categoryId',
    )
  } else if (categoryId !== null && !(await categoryExists(tx, categoryId))) {
    say(
      'category_unknown',
      'Name a category that exists: list them under /item-categories.',
      '/categoryId',
    )
  }
  if (channelId === null) return errors
  if (segment === 'committed') {
    say(
      'channel_of_committed',
      'Leave the channel out: it is about every channel that is committed.',
      '/channelId',
    )
  } else if (!(await readChannels(tx, [channelId as ChannelId])).has(channelId as ChannelId)) {
    say('channel_unknown', 'Name a channel that exists: list them under /channels.', '/channelId')
  }
  return errors
}

/** What a channel claims is a target; how stock is kept is said by the rule that it shares. */
function claimErrors(terms: RuleTerms): readonly ErrorFact[] {
  const { coverDaysMin, minUnits, maxUnits, coverDaysMax, cashMaxMinor, releaseUpToMinor } = terms
  const limits = [minUnits, maxUnits, coverDaysMax, cashMaxMinor, releaseUpToMinor]
  if (coverDaysMin === 0 && limits.every((limit) => limit === null)) return []
  const detail = 'Say limits in the rule by which the stock is kept: a channel shares it.'
  return [{ code: 'claim_with_limits', detail }]
}

function ruleErrors(terms: RuleTerms, isOfChannel: boolean): readonly ErrorFact[] {
  const { minUnits, maxUnits, coverDaysMin, coverDaysMax, method } = terms
  const errors: ErrorFact[] = isOfChannel ? [...claimErrors(terms)] : []
  if (minUnits !== null && maxUnits !== null && minUnits > maxUnits) {
    const detail = 'Let the maximum not be below the minimum.'
    errors.push({ code: 'max_below_min', detail, pointer: '/maxUnits' })
  }
  if (coverDaysMax !== null && coverDaysMin > coverDaysMax) {
    const detail = 'Let the longest cover not be below the shortest.'
    errors.push({ code: 'cover_crossed', detail, pointer: '/coverDaysMax' })
  }
  if (method === 'min_max' && maxUnits === null) {
    const detail = 'Min/max needs a maximum.'
    errors.push({ code: 'max_missing', detail, pointer: '/maxUnits' })
  }
  return errors
}
