import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'

import type { ItemView } from '#contracts/records/items'
import type { StatusView } from '#contracts/records/places'

import { type Problem, reasonWithin } from '../../api/problem.ts'
import { useList } from '../../api/queries.ts'
import { DayField } from '../../parts/fields/day-field.tsx'
import { MoneyField, QuantityField } from '../../parts/fields/decimal-field.tsx'
import { ItemSelect } from '../../parts/fields/record-selects.tsx'
import { InParts } from '../../parts/in-parts.tsx'
import { Scrollable } from '../../parts/scrollable.tsx'
import styles from './adjustments.module.css'
import { type CountedLine, emptyCounted, unitOf } from './counted-line.ts'

/** Which columns the document has. */
export type LineShape = 'adjustment' | 'opening' | 'issue'

export type CountedLinesProps = {
  readonly shape: LineShape
  readonly lines: readonly CountedLine[]
  readonly onChange: (lines: readonly CountedLine[]) => void
  readonly currency: string
  readonly problem: Problem | undefined
}

/** Items with quantities, one row each; lots are asked only of items that have them. */
export function CountedLines({ shape, lines, onChange, currency, problem }: CountedLinesProps) {
  const { page } = useList<StatusView>('/stock-statuses', { limit: 200 })
  const statuses = page?.items.map(({ code, name }) => ({ value: code, label: name })) ?? []
  const hasLots = lines.some(({ item }) => item?.tracksLots)
  return (
    <section className={styles.lines} aria-label="Lines">
      <Scrollable label="Table of lines">
        <table>
          <caption className={styles.caption}>Lines</caption>
          <thead>
            <tr>
              <th scope="col">Item</th>
              {shape === 'adjustment' ? <th scope="col">What</th> : null}
              <th scope="col">Quantity</th>
              <th scope="col">Unit</th>
              {shape === 'issue' ? null : <th scope="col">State</th>}
              {hasLots ? <th scope="col">Lot</th> : null}
              {shape === 'issue' ? null : <th scope="col">Worth in all</th>}
              <td />
            </tr>
          </thead>
          <tbody>
            <InParts
              rows={lines}
              columns={7}
              needs={(_, at) => at === lines.length - 1 || isRefused(problem, at)}
            >
              {(line, at) => (
                <Row
                  key={line.key}
                  shape={shape}
                  line={line}
                  no={at + 1}
                  statuses={statuses}
                  hasLots={hasLots}
                  currency={currency}
                  errorAt={(field) => reasonWithin(problem, `/lines/${at}/${field}`)}
                  onChange={(change) => onChange(lines.with(at, { ...line, ...change }))}
                  remove={lines.length > 1 ? () => onChange(lines.toSpliced(at, 1)) : undefined}
                />
              )}
            </InParts>
          </tbody>
        </table>
      </Scrollable>
      <Button
        variant="default"
        onClick={() => onChange([...lines, emptyCounted()])}
        leftSection={<IconPlus size={14} aria-hidden="true" />}
      >
        Add a line
      </Button>
    </section>
  )
}

function isRefused(problem: Problem | undefined, at: number): boolean {
  return reasonWithin(problem, `/lines/${at}`) !== undefined
}

type RowProps = {
  readonly shape: LineShape
  readonly line: CountedLine
  readonly no: number
  readonly statuses: readonly { readonly value: string; readonly label: string }[]
  readonly hasLots: boolean
  readonly currency: string
  readonly errorAt: (field: string) => string | undefined
  readonly onChange: (change: Partial<CountedLine>) => void
  readonly remove: (() => void) | undefined
}

function Row(props: RowProps) {
  const { shape, line, no, statuses, hasLots, errorAt, onChange, remove } = props
  const { item, direction, quantity, status } = line
  return (
    <tr>
      <td className={styles.itemCell} data-head="Item">
        <ItemSelect<ItemView>
          label={`Item of line ${no}`}
          isBare
          value={item?.id}
          chosen={item && { id: item.id, label: item.name }}
          onChange={() => undefined}
          onPick={(picked) => onChange({ item: picked, unit: picked?.unit })}
          error={errorAt('itemId')}
        />
      </td>
      {shape === 'adjustment' ? (
        <td data-head="What">
          <NativeSelect
            aria-label={`Found or lost on line ${no}`}
            value={direction}
            data={[
              { value: 'found', label: 'Found' },
              { value: 'lost', label: 'Lost' },
            ]}
            onChange={(event) =>
              onChange({ direction: event.currentTarget.value === 'lost' ? 'lost' : 'found' })
            }
          />
        </td>
      ) : null}
      <td data-head="Quantity">
        <QuantityField
          label={`Quantity of line ${no}`}
          isBare
          {...(item && unitOf(line) === item.unit ? { unitDecimals: item.unitDecimals } : {})}
          value={quantity}
          onChange={(next) => onChange({ quantity: next })}
          error={errorAt('quantity')}
        />
      </td>
      <UnitCell {...props} />
      {shape === 'issue' ? null : (
        <td data-head="State">
          <NativeSelect
            aria-label={`State of line ${no}`}
            data={statuses.length > 0 ? [...statuses] : ['available']}
            value={status}
            onChange={(event) => onChange({ status: event.currentTarget.value })}
            error={errorAt('status')}
          />
        </td>
      )}
      {hasLots ? <LotCell {...props} /> : null}
      {shape === 'issue' ? null : <ValueCell {...props} />}
      <td>
        {remove ? (
          <ActionIcon aria-label={`Remove line ${no}`} onClick={remove}>
            <IconX size={14} aria-hidden="true" />
          </ActionIcon>
        ) : null}
      </td>
    </tr>
  )
}

function UnitCell({ line, no, onChange }: RowProps) {
  const { item } = line
  return (
    <td data-head="Unit">
      <NativeSelect
        aria-label={`Unit of line ${no}`}
        data={item ? [item.unit, ...item.packs.map((pack) => pack.unit)] : ['–']}
        value={unitOf(line)}
        disabled={item === undefined || item.packs.length === 0}
        onChange={(event) => onChange({ unit: event.currentTarget.value })}
      />
    </td>
  )
}

/** What was lost is worth what it cost; what was found may be said. */
function ValueCell({ shape, line, no, currency, errorAt, onChange }: RowProps) {
  const { direction, value } = line
  if (direction === 'lost') {
    return (
      <td>
        <span className={styles.own}>its own cost</span>
      </td>
    )
  }
  return (
    <td data-head="Worth in all">
      <MoneyField
        label={`Value of line ${no}`}
        isBare
        currency={currency}
        hint={shape === 'adjustment' && value === undefined ? 'Empty: as on hand' : undefined}
        value={value}
        onChange={(next) => onChange({ value: next })}
        error={errorAt('value')}
      />
    </td>
  )
}

function LotCell({ shape, line, no, errorAt, onChange }: RowProps) {
  const { item, lot, expiresOn } = line
  if (!item?.tracksLots) return <td />
  return (
    <td data-head="Lot">
      <div className={styles.lotFields}>
        <TextInput
          aria-label={`Lot of line ${no}`}
          placeholder="Lot"
          maxLength={60}
          value={lot}
          onChange={(event) => onChange({ lot: event.currentTarget.value })}
          error={errorAt('lot')}
        />
        {item.tracksExpiry && shape !== 'issue' ? (
          <DayField
            label={`Expiry of line ${no}`}
            isBare
            value={expiresOn}
            onChange={(day) => onChange({ expiresOn: day })}
          />
        ) : null}
      </div>
    </td>
  )
}
