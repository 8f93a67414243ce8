/**
 * Plan, then apply: each plan reads and locks the layers it needs and decides; nothing is written
 * until `applyPlan`, so a refusal has nothing to undo.
 */
import type { Ask, Tx } from '#platform/work'

import { type AdjustLine, decideAdjust } from '../rules/adjust.ts'
import { decideIssue } from '../rules/issue.ts'
import type { Short, ValuationMethod, ValuationPlan } from '../rules/plan.ts'
import { decideReceive, type ReceiveLine } from '../rules/receive.ts'
import { decideRelease } from '../rules/release.ts'
import { decideRevalue, type RevalueLine, type RevaluePlan } from '../rules/revalue.ts'
import { lockLayers, readBearingLayers, readLastCosts } from '../store.ts'

export type IssueLine = {
  readonly itemId: string
  readonly placeId: string
  readonly lotId?: string | null | undefined
  readonly units: bigint
  /** Layers to take from first: what one document brought (`layersOfCause`). */
  readonly layerIds?: ReadonlySet<string> | undefined
}

export type ReturnLine = IssueLine & {
  readonly orderLineId: string
  /** The status the units are taken from. */
  readonly status: string
}

export type ReleaseLine = IssueLine & {
  readonly orderLineId?: string | null | undefined
  readonly fromStatus: string
  readonly toStatus: string
  readonly toIsUsable: boolean
  readonly method: ValuationMethod
}

type Planned<Line> = { readonly companyId: string; readonly lines: readonly Line[] }

/** Values what comes in. It needs no read: a layer of its own, or joining a pool, changes no other. */
export function planReceive(_tx: Tx, planned: Planned<ReceiveLine>): ValuationPlan {
  return decideReceive(planned.companyId, planned.lines)
}

/** Costs usable units that leave: oldest layers first, or at the pool's mean. */
export async function planIssue(
  tx: Tx,
  { companyId, lines }: Planned<IssueLine>,
): Promise<ValuationPlan | Short> {
  const { layers } = await lockLayers(tx, companyId, lines)
  return decideIssue(companyId, layers, lines)
}

/** Costs units that go back: what their order line brought first, held units exactly. */
export async function planReturn(
  tx: Tx,
  { companyId, lines }: Planned<ReturnLine>,
): Promise<ValuationPlan | Short> {
  const { layers, heldStatuses } = await lockLayers(tx, companyId, lines)
  return decideIssue(
    companyId,
    layers,
    lines.map((line) => ({ ...line, heldStatus: heldOr(heldStatuses, line.status) })),
  )
}

/** Moves units to another status of their place; their value goes with them. */
export async function planRelease(
  tx: Tx,
  { companyId, lines }: Planned<ReleaseLine>,
): Promise<ValuationPlan | Short> {
  const { layers, heldStatuses } = await lockLayers(tx, companyId, lines)
  return decideRelease(
    companyId,
    layers,
    lines.map((line) => ({ ...line, heldStatus: heldOr(heldStatuses, line.fromStatus) })),
  )
}

/** Splits variances between the units still on hand and those already consumed. */
export function planRevalue(tx: Tx, planned: Planned<RevalueLine>): Promise<RevaluePlan> {
  return revalue(tx, planned, 'lock')
}

/** The same for a preview: nothing is locked, and nothing may be written from it. */
export function previewRevalue(
  ask: Pick<Ask, 'db'>,
  planned: Planned<RevalueLine>,
): Promise<RevaluePlan> {
  return revalue(ask, planned, 'look')
}

async function revalue(
  ask: Pick<Ask, 'db'>,
  { companyId, lines }: Planned<RevalueLine>,
  use: 'lock' | 'look',
): Promise<RevaluePlan> {
  const layers = lines.length === 0 ? [] : await readBearingLayers(ask, { companyId, lines, use })
  return decideRevalue(companyId, layers, lines)
}

/** Values what was found and costs what was lost. */
export async function planAdjust(
  tx: Tx,
  { companyId, lines }: Planned<AdjustLine>,
): Promise<ValuationPlan | Short> {
  const { layers } = await lockLayers(tx, companyId, lines)
  const unvalued = lines.filter((line) => line.units > 0n && line.valueMinor === undefined)
  const lastCosts =
    unvalued.length === 0
      ? []
      : await readLastCosts(
          tx,
          companyId,
          unvalued.map((line) => line.itemId),
        )
  return decideAdjust(companyId, { layers, lastCosts }, lines)
}

function heldOr(heldStatuses: ReadonlySet<string>, status: string): string | undefined {
  return heldStatuses.has(status) ? status : undefined
}
