import type { PlanningItemView } from '#contracts/records/assortment'

import { dayText } from '../../look/days.ts'

export const criticalityWords: Readonly<Record<PlanningItemView['criticality'], string>> = {
  normal: 'Normal',
  high: 'High',
  critical: 'Critical',
}

export const criticalityOptions = Object.entries(criticalityWords).map(([value, label]) => ({
  value,
  label,
}))

/** `from 3 Mar`, `until 1 Dec`, or both; empty where it is sold without end. */
export function lifeText({ launchOn, endOn }: PlanningItemView): string {
  return [
    ...(launchOn === null ? [] : [`from ${dayText(launchOn)}`]),
    ...(endOn === null ? [] : [`until ${dayText(endOn)}`]),
  ].join(' ')
}
