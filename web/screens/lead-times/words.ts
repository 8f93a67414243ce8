import type { LeadTimePartView, LeadTimeRow } from '#contracts/flow/lead-times'

import { decimalText } from '../../look/format.ts'

export type Part = LeadTimePartView['part']

/** A part as a person calls it, and what it runs from and to. */
export const partWords: Readonly<Record<Part, { readonly label: string; readonly span: string }>> =
  {
    whole: { label: 'Whole', span: 'sent to received' },
    late: { label: 'Late', span: 'received after the first promise' },
    beyond_terms: { label: 'Beyond terms', span: 'received after the days agreed' },
    approval: { label: 'Approval', span: 'asked for to sent' },
    answer: { label: 'Answer', span: 'sent to answered' },
    supply: { label: 'Production and transit', span: 'answered to arrived' },
    production: { label: 'Production', span: 'answered to shipped' },
    transit: { label: 'Transit', span: 'shipped to arrived' },
    dock: { label: 'Dock', span: 'arrived to in stock' },
  }

/** `Vetreria Bormia to EDI`. */
export function laneName(lane: LeadTimeRow): string {
  if (lane.supplierName === null) return 'All suppliers'
  return lane.placeCode === null
    ? `${lane.supplierName}, all places`
    : `${lane.supplierName} to ${lane.placeCode}`
}

/** Days with one digit, such as a mean. */
export function meanText(days: number | null, showsPlus = false): string {
  return days === null ? '–' : decimalText(days.toFixed(1).replace('-0.0', '0.0'), 1, showsPlus)
}

export function wholeText(days: number | null): string {
  return days === null ? '–' : decimalText(String(days))
}

export function percentText(percent: number | null): string {
  return percent === null ? '–' : `${decimalText(percent.toFixed(0))} %`
}

/** How far promises are off, in a sentence. */
export function biasText(lateDays: number | null): string {
  if (lateDays === null) return 'Nothing was promised yet'
  const size = Math.abs(lateDays).toFixed(1)
  if (size === '0.0') return 'As promised'
  return `${size} days ${lateDays > 0 ? 'after' : 'before'} promise`
}
