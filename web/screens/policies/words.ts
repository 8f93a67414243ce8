import type { PolicyRow, PolicyRuleView } from '#contracts/flow/policies'

import { dayText } from '../../look/days.ts'
import { currencyDigits, decimalText, moneyText } from '../../look/format.ts'
import type { Tone } from '../../look/theme.ts'

export const statusWords: Readonly<
  Record<PolicyRow['status'], { readonly label: string; readonly tone: Tone }>
> = {
  draft: { label: 'Draft', tone: 'proposed' },
  active: { label: 'In force', tone: 'ok' },
  retired: { label: 'Retired', tone: 'neutral' },
}

export const targetWords: Readonly<Record<PolicyRuleView['targetKind'], string>> = {
  cycle_service: 'Cycle service',
  fill_rate: 'Fill rate',
}

export const methodWords: Readonly<Record<PolicyRuleView['method'], string>> = {
  s_q: 'Reorder point, lots',
  s_S: 'Reorder point, up to a level',
  r_S: 'Up to a level at each review',
  min_max: 'Min and max',
  none: 'Not stocked',
}

export const valueClasses = ['A', 'B', 'C'] as const
export const variationClasses = ['X', 'Y', 'Z'] as const

export const segments: readonly string[] = valueClasses.flatMap((value) =>
  variationClasses.map((one) => `${value}${one}`),
)
export const isSegment = (name: string): boolean => segments.includes(name)

export const classWords = {
  A: 'A, most of the value',
  B: 'B, some of the value',
  C: 'C, little of the value',
  X: 'X, steady',
  Y: 'Y, uneven',
  Z: 'Z, erratic',
} as const

/** What a rule may be about beside the nine segments, the nearest to an item first. */
export const groupWords: Readonly<Record<string, string>> = {
  critical: 'critical items',
  high: 'items of high importance',
  category: 'category',
  committed: 'committed channels',
  '*': 'every other',
}

type RuleScope = Pick<PolicyRuleView, 'segment' | 'category' | 'place' | 'channel'>

/** `AX`, `AX at Edison`, `category Glass`, `AX for Wholesale`. */
export function ruleName({ segment, category, place, channel }: RuleScope): string {
  const isAll = segment === '*' && channel !== null
  const group = isAll ? 'all items' : (groupWords[segment] ?? segment)
  const name = category === null ? group : `${group} ${category.name}`
  const at = place === null ? name : `${name} at ${place.name}`
  return channel === null ? at : `${at} for ${channel.name}`
}

/** Whether it is what channels ask of the stock that they share. */
export const isClaim = ({ segment, channel }: Pick<PolicyRuleView, 'segment' | 'channel'>) =>
  channel !== null || segment === 'committed'

/** `Fill rate 95 %`. */
export function targetText(rule: Pick<PolicyRuleView, 'targetKind' | 'targetBps'>): string {
  return `${targetWords[rule.targetKind]} ${percentOf(rule.targetBps)}`
}

export function percentOf(bps: number): string {
  return `${decimalText(String(bps / 100))} %`
}

export function achievedText(share: number | undefined): string {
  return share === undefined ? '–' : `${decimalText((100 * share).toFixed(1))} %`
}

/** Where the level comes from: when it was found by replay, and what it kept there of what was asked. */
export function levelText(rule: PolicyRuleView): string {
  const { calibratedLevel, calibratedShare, calibratedAt } = rule
  if (calibratedLevel === null || calibratedAt === null) return 'Level by formula'
  const kept = calibratedShare === null ? '' : `; kept ${achievedText(calibratedShare)}`
  return `z ${decimalText(calibratedLevel.toFixed(2), 2)}, replayed ${dayText(calibratedAt.slice(0, 10))}${kept}`
}

/** Minor units of a currency as money. */
export function minorText(minor: number | undefined, currency: string): string {
  if (minor === undefined) return '–'
  const digits = currencyDigits(currency)
  return moneyText({ amount: (minor / 10 ** digits).toFixed(digits), currency })
}

/** What a rule is kept within, in a line; empty where nothing limits it. */
export function limitsText(rule: PolicyRuleView, currency: string): string {
  const { minUnits, maxUnits, coverDaysMin, coverDaysMax, cashMaxMinor } = rule
  return [
    ...(minUnits === null ? [] : [`at least ${minUnits} units`]),
    ...(maxUnits === null ? [] : [`at most ${maxUnits} units`]),
    ...(coverDaysMin === 0 ? [] : [`cover from ${coverDaysMin} days`]),
    ...(coverDaysMax === null ? [] : [`cover up to ${coverDaysMax} days`]),
    ...(cashMaxMinor === null ? [] : [`up to ${minorText(cashMaxMinor, currency)}`]),
  ].join(', ')
}
