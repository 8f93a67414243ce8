/** The lines of the SCMS delivery history: when each was due and when it came. */
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'

import { daysBetween } from '#kernel/day'
import { invariant } from '#kernel/invariant'

import type { ScheduledLine } from './score-lines.ts'

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

export function scmsLines(path: string): readonly ScheduledLine[] {
  const rows: Record<string, string>[] = parse(gunzipSync(readFileSync(path)), { columns: true })
  return rows
    .map((row) => {
      const cell = (name: string): string => row[name] ?? ''
      const class_ = `${cell('fulfill via')} by ${cell('shipment mode')}`
      return {
        id: Number(cell('id')),
        class: class_,
        lane: [cell('vendor'), class_, cell('country')].join(' to '),
        scheduledDay: dayNumber(cell('scheduled delivery date')),
        deliveredDay: dayNumber(cell('delivered to client date')),
      }
    })
    .sort((a, b) => a.scheduledDay - b.scheduledDay || a.id - b.id)
}

/** `2-Jun-06` as days since 1970. */
function dayNumber(text: string): number {
  const [day = '', name = '', year = ''] = text.split('-')
  const month = months.indexOf(name) + 1
  invariant(month > 0, `${text} is not a day of the file`)
  const iso = `20${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`
  return daysBetween('1970-01-01', iso)
}
