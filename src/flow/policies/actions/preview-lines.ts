/** What a replay found, as it is kept and travels. */
import type { PolicyPreview, PreviewLine, PreviewOutcome } from '../contract.ts'
import type { Outcome } from '../rules/closed-loop.ts'
import type { Contest } from '../rules/compete.ts'
import { addOutcomes } from '../rules/preview-segment.ts'
import type { ReplayedRule } from './replay-policies.ts'

export function previewLine(replayed: ReplayedRule): PreviewLine {
  const { rule, itemCount, replayedCount, found, contest } = replayed
  return {
    ruleId: rule.id,
    segment: rule.segment,
    placeId: rule.placeId,
    isClaim: rule.channelId !== null || rule.segment === 'committed',
    itemCount,
    replayedCount,
    targetKind: rule.targetKind,
    targetBps: rule.targetBps,
    calibratedLevel: found?.z ?? null,
    calibratedShare: found?.kept ?? null,
    calibration: found?.kind ?? 'unknown',
    draft: toWire(replayed.outcome),
    unlimited: toWire(replayed.free),
    inForce: toWire(replayed.inForce),
    contest: contest === undefined ? null : contestWire(contest),
  }
}

export function contestWire({
  contestants,
  verdict,
}: Contest): NonNullable<PreviewLine['contest']> {
  return {
    winner: verdict.winner as NonNullable<PreviewLine['contest']>['winner'],
    verdict: verdict.kind,
    entrants: contestants.map(({ method, z, kind, outcome }) => ({
      method,
      calibratedLevel: z,
      calibration: kind,
      outcome: wireOf(outcome),
      yearCostMinor: Math.round(verdict.yearCosts[method] ?? 0),
    })),
  }
}

const toWire = (outcome: Outcome | undefined): PreviewOutcome | null =>
  outcome === undefined ? null : wireOf(outcome)

/** @param outcome of a year */
function wireOf(outcome: Outcome): PreviewOutcome {
  const { fill, cycleService, stockValue, orderCount, orderedValue, cappedCount } = outcome
  return {
    fill,
    cycleService,
    stockValueMinor: Math.round(stockValue),
    ordersPerYear: Math.round(orderCount * 10) / 10,
    cashPerYearMinor: Math.round(orderedValue),
    cappedPerYear: Math.round(cappedCount * 10) / 10,
  }
}

export function wholeOf(lines: readonly ReplayedRule[]): PolicyPreview['whole'] {
  const sum = (side: 'outcome' | 'inForce') => {
    const there = lines.map((line) => line[side]).filter((outcome) => outcome !== undefined)
    return there.length === 0 ? null : wireOf(addOutcomes(there))
  }
  return { draft: sum('outcome'), inForce: sum('inForce') }
}
