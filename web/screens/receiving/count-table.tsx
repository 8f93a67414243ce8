import { TextInput } from '@mantine/core'
import { memo } from 'react'

import type { ArrivalLine } from '#contracts/flow/receiving'

import { unitsText } from '../../look/format.ts'
import { StatusBadge } from '../../look/status-badge.tsx'
import ui from '../../look/ui.module.css'
import { DayField } from '../../parts/fields/day-field.tsx'
import { QuantityField } from '../../parts/fields/decimal-field.tsx'
import { InParts } from '../../parts/in-parts.tsx'
import { Scrollable } from '../../parts/scrollable.tsx'
import { type Counted, remarkOn, type useCounts } from './counted.ts'
import styles from './receiving.module.css'

export type Counting = ReturnType<typeof useCounts>

type CountTableProps = { readonly lines: readonly ArrivalLine[]; readonly counting: Counting }

/** All lines at once, for a keyboard: Tab goes from count to count. */
export function CountTable({ lines, counting }: CountTableProps) {
  const keepsLots = lines.some(({ tracksLots }) => tracksLots)
  return (
    <Scrollable label="Lines to count">
      <table className={ui.table}>
        <caption>Lines to count</caption>
        <thead>
          <tr>
            <th scope="col">Item</th>
            <th scope="col" data-num>
              Expected
            </th>
            <th scope="col">Accepted</th>
            <th scope="col">Quarantined</th>
            <th scope="col">Rejected</th>
            {keepsLots ? <th scope="col">Lot</th> : null}
            {keepsLots ? <th scope="col">Best before</th> : null}
            <th scope="col">Reason</th>
            <th scope="col">Remark</th>
          </tr>
        </thead>
        <tbody>
          <InParts rows={lines} columns={keepsLots ? 9 : 7}>
            {(line) => (
              <Line
                key={line.orderLineId}
                line={line}
                keepsLots={keepsLots}
                counted={counting.countedOf(line)}
                set={counting.set}
              />
            )}
          </InParts>
        </tbody>
      </table>
    </Scrollable>
  )
}

type LineProps = {
  readonly line: ArrivalLine
  readonly keepsLots: boolean
  readonly counted: Counted
  readonly set: Counting['set']
}

const parts = ['accepted', 'quarantined', 'rejected'] as const

/** Drawn again only when it is counted. */
const Line = memo(function Line({ line, keepsLots, counted, set }: LineProps) {
  const onChange = (next: Counted) => set(line, next)
  const remark = remarkOn(line, counted)
  return (
    <tr>
      <td className={styles.item}>
        <div title={line.name}>{line.name}</div>
        <small>{line.sku}</small>
      </td>
      <td data-num>
        {unitsText(line.expected.quantity)} {line.expected.unit}
      </td>
      {parts.map((part) => (
        <td key={part} className={styles.cell}>
          <QuantityField
            label={`${part} of ${line.name}`}
            isBare
            value={counted[part]}
            onChange={(quantity) => onChange({ ...counted, [part]: quantity })}
          />
        </td>
      ))}
      {keepsLots ? (
        <td className={styles.cell}>
          {line.tracksLots ? (
            <TextInput
              aria-label={`Lot of ${line.name}`}
              maxLength={60}
              value={counted.lot ?? ''}
              onChange={(event) => onChange({ ...counted, lot: event.currentTarget.value })}
            />
          ) : (
            '–'
          )}
        </td>
      ) : null}
      {keepsLots ? (
        <td className={styles.cell}>
          {line.tracksExpiry ? (
            <DayField
              label={`Best before of ${line.name}`}
              isBare
              value={counted.expiresOn}
              onChange={(expiresOn) => onChange({ ...counted, expiresOn })}
            />
          ) : (
            '–'
          )}
        </td>
      ) : null}
      <td className={styles.cell}>
        <TextInput
          aria-label={`Reason for ${line.name}`}
          maxLength={300}
          value={counted.reason ?? ''}
          onChange={(event) => onChange({ ...counted, reason: event.currentTarget.value })}
        />
      </td>
      <td>{remark ? <StatusBadge tone={remark.tone}>{remark.text}</StatusBadge> : null}</td>
    </tr>
  )
})
