import { TextInput } from '@mantine/core'

import { compareDecimals } from '../../look/decimal.ts'
import { unitsText } from '../../look/format.ts'
import { StatusBadge } from '../../look/status-badge.tsx'
import ui from '../../look/ui.module.css'
import forms from '../../parts/document-form.module.css'
import { QuantityField } from '../../parts/fields/decimal-field.tsx'
import { InParts } from '../../parts/in-parts.tsx'
import { Scrollable } from '../../parts/scrollable.tsx'
import { type Said, type Sendable, type Sending, sendingOf } from './sendable.ts'

type ReturnLinesProps = {
  readonly rows: readonly Sendable[]
  readonly said: Said
  readonly onChange: (said: Said) => void
  readonly errorAt: (row: Sendable, field: string) => string | undefined
}

/** A refusal points to these, or to the line as a whole. */
const fieldsOfLine = ['', '/quantity', '/lot'] as const

export function ReturnLines({ rows, said, onChange, errorAt }: ReturnLinesProps) {
  const keepsLots = rows.some(({ line }) => line.item.tracksLots)
  return (
    <div className={forms.lines}>
      <Scrollable label="Lines">
        <table className={ui.table}>
          <caption>What goes back</caption>
          <thead>
            <tr>
              <th scope="col">Order line</th>
              <th scope="col">Item</th>
              <th scope="col">From</th>
              <th scope="col" data-num>
                At most
              </th>
              <th scope="col">Goes back</th>
              {keepsLots ? <th scope="col">Lot</th> : null}
              <th scope="col">Remark</th>
            </tr>
          </thead>
          <tbody>
            <InParts
              rows={rows}
              columns={keepsLots ? 7 : 6}
              needs={(row) => fieldsOfLine.some((field) => errorAt(row, field) !== undefined)}
            >
              {(row) => (
                <Line
                  key={row.key}
                  row={row}
                  sending={sendingOf(row, said)}
                  keepsLots={keepsLots}
                  errorAt={(field) => errorAt(row, field)}
                  onChange={(sending) => onChange({ ...said, [row.key]: sending })}
                />
              )}
            </InParts>
          </tbody>
        </table>
      </Scrollable>
    </div>
  )
}

type LineProps = {
  readonly row: Sendable
  readonly sending: Sending
  readonly keepsLots: boolean
  readonly errorAt: (field: string) => string | undefined
  readonly onChange: (sending: Sending) => void
}

function Line({ row, sending, keepsLots, errorAt, onChange }: LineProps) {
  const { line, from, most } = row
  const what = from === 'rejected' ? 'Rejects' : 'Accepted goods'
  return (
    <tr>
      <td>Line {line.lineNo}</td>
      <td className={forms.item}>
        <div title={line.item.name}>{line.item.name}</div>
        <small>{line.item.sku}</small>
      </td>
      <td>
        <StatusBadge tone={from === 'rejected' ? 'crit' : 'neutral'}>{what}</StatusBadge>
      </td>
      <td data-num data-label="At most">
        {unitsText(most)} {line.item.unit}
      </td>
      <td className={forms.cell} data-label="Goes back">
        <QuantityField
          label={`${what} of ${line.item.name}, goes back`}
          isBare
          unitDecimals={line.item.unitDecimals}
          value={sending.quantity}
          onChange={(quantity) => onChange({ ...sending, quantity })}
          error={errorAt('/quantity') ?? errorAt('')}
        />
      </td>
      {keepsLots ? (
        <td className={forms.cell} data-label="Lot">
          {line.item.tracksLots ? (
            <TextInput
              aria-label={`Lot of ${line.item.name}, ${what.toLowerCase()}`}
              maxLength={60}
              value={sending.lot ?? ''}
              onChange={(event) => onChange({ ...sending, lot: event.currentTarget.value })}
              error={errorAt('/lot')}
            />
          ) : (
            '–'
          )}
        </td>
      ) : null}
      <td>
        {compareDecimals(sending.quantity ?? '0', most) > 0 ? (
          <StatusBadge tone="warn">More than is there</StatusBadge>
        ) : null}
      </td>
    </tr>
  )
}
