import { ActionIcon, Button, NativeSelect } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'

import type { ItemView } from '#contracts/records/items'

import { type Problem, reasonAt } from '../../api/problem.ts'
import { PriceField, QuantityField } from '../../parts/fields/decimal-field.tsx'
import { ItemSelect } from '../../parts/fields/record-selects.tsx'
import { Scrollable } from '../../parts/scrollable.tsx'
import styles from './customer-orders.module.css'
import { type DraftLine, emptyLine, unitOf } from './line.ts'

export type DraftLinesProps = {
  readonly lines: readonly DraftLine[]
  readonly onChange: (lines: readonly DraftLine[]) => void
  readonly currency: string
  readonly problem: Problem | undefined
}

/** What the customer orders, one row for each item. */
export function DraftLines({ lines, onChange, currency, problem }: DraftLinesProps) {
  return (
    <section className={styles.lines} aria-label="Lines">
      <Scrollable label="Table of lines">
        <table>
          <caption className={styles.caption}>Lines</caption>
          <thead>
            <tr>
              <th scope="col">Item</th>
              <th scope="col">Quantity</th>
              <th scope="col">Unit</th>
              <th scope="col">Price of one</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {lines.map((line, at) => (
              <Row
                key={line.key}
                line={line}
                no={at + 1}
                currency={currency}
                errorAt={(field) => errorOf(problem, `/lines/${at}/${field}`)}
                onChange={(change) => onChange(lines.with(at, { ...line, ...change }))}
                remove={lines.length > 1 ? () => onChange(lines.toSpliced(at, 1)) : undefined}
              />
            ))}
          </tbody>
        </table>
      </Scrollable>
      <Button
        variant="default"
        onClick={() => onChange([...lines, emptyLine()])}
        leftSection={<IconPlus size={14} aria-hidden="true" />}
      >
        Add a line
      </Button>
    </section>
  )
}

function errorOf(problem: Problem | undefined, pointer: string): string | undefined {
  const own = reasonAt(problem, pointer)
  return own ?? problem?.errors.find((error) => error.pointer?.startsWith(`${pointer}/`))?.detail
}

type RowProps = {
  readonly line: DraftLine
  readonly no: number
  readonly currency: string
  readonly errorAt: (field: string) => string | undefined
  readonly onChange: (change: Partial<DraftLine>) => void
  readonly remove: (() => void) | undefined
}

function Row({ line, no, currency, errorAt, onChange, remove }: RowProps) {
  const { item, quantity, price } = line
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
      <td data-head="Unit">
        <NativeSelect
          aria-label={`Unit of line ${no}`}
          data={item ? [item.unit, ...item.packs.map((pack) => pack.unit)] : ['–']}
          value={unitOf(line)}
          disabled={item === undefined || item.packs.length === 0}
          onChange={(event) => onChange({ unit: event.currentTarget.value })}
        />
      </td>
      <td data-head="Price of one">
        <PriceField
          label={`Price of line ${no}`}
          isBare
          currency={currency}
          value={price}
          onChange={(next) => onChange({ price: next })}
          error={errorAt('price')}
        />
      </td>
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
