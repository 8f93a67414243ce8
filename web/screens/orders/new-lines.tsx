import { ActionIcon, Button, Select } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'

import type { ItemView } from '#contracts/records/items'

import { type Problem, reasonAt } from '../../api/problem.ts'
import { product, rounded } from '../../look/decimal.ts'
import { currencyDigits, moneyText } from '../../look/format.ts'
import { PriceField, QuantityField } from '../../parts/fields/decimal-field.tsx'
import { ItemSelect } from '../../parts/fields/record-selects.tsx'
import styles from './orders.module.css'

export type DraftLine = {
  readonly key: string
  readonly item?: ItemView | undefined
  readonly quantity?: string | undefined
  readonly unit?: string | undefined
  /** Undefined: quoted from the supplier's terms. */
  readonly price?: string | undefined
}

export function emptyLine(): DraftLine {
  return { key: crypto.randomUUID() }
}

export function isWritten(line: DraftLine): boolean {
  return line.item !== undefined && line.quantity !== undefined
}

export function bodyOf({ item, quantity, unit, price }: DraftLine, currency: string) {
  const counted = unit ?? item?.unit ?? ''
  return {
    itemId: item?.id,
    quantity: { quantity, unit: counted },
    ...(price === undefined ? {} : { price: { amount: price, currency, per: '1', unit: counted } }),
  }
}

export function lineValue({ quantity, price }: DraftLine, currency: string): string {
  return rounded(product(quantity ?? '0', price ?? '0'), currencyDigits(currency))
}

export type NewLinesProps = {
  readonly lines: readonly DraftLine[]
  readonly onChange: (lines: readonly DraftLine[]) => void
  readonly currency: string
  readonly supplierId: string | undefined
  readonly placeId: string | undefined
  readonly problem: Problem | undefined
}

export function NewLines({ lines, onChange, currency, problem }: NewLinesProps) {
  const change = (at: number, line: DraftLine) => onChange(lines.with(at, line))
  const add = () => onChange([...lines, emptyLine()])
  return (
    <section className={styles.newLines} aria-label="Lines">
      <table>
        <caption className={styles.caption}>Lines of the new order</caption>
        <thead>
          <tr>
            <th scope="col">Item</th>
            <th scope="col">Quantity</th>
            <th scope="col">Unit</th>
            <th scope="col">Price</th>
            <th scope="col" data-num>
              Value
            </th>
            <td />
          </tr>
        </thead>
        <tbody>
          {lines.map((line, at) => (
            <Line
              key={line.key}
              line={line}
              no={at + 1}
              currency={currency}
              errorAt={(field) => reasonAt(problem, `/lines/${at}/${field}`)}
              onChange={(next) => change(at, next)}
              remove={lines.length > 1 ? () => onChange(lines.toSpliced(at, 1)) : undefined}
            />
          ))}
        </tbody>
      </table>
      <Button
        variant="default"
        onClick={add}
        leftSection={<IconPlus size={14} aria-hidden="true" />}
      >
        Add a line
      </Button>
    </section>
  )
}

type LineProps = {
  readonly line: DraftLine
  readonly no: number
  readonly currency: string
  readonly errorAt: (field: string) => string | undefined
  readonly onChange: (line: DraftLine) => void
  readonly remove: (() => void) | undefined
}

function Line({ line, no, currency, errorAt, onChange, remove }: LineProps) {
  const { item, price } = line
  const units = item ? [item.unit, ...item.packs.map((pack) => pack.unit)] : []
  const unit = line.unit ?? item?.unit
  return (
    <tr>
      <td>
        <ItemSelect<ItemView>
          label={`Item of line ${no}`}
          isBare
          value={item?.id}
          onChange={() => undefined}
          onPick={(picked) => onChange({ ...line, item: picked, unit: picked?.unit })}
          error={errorAt('itemId')}
        />
      </td>
      <td>
        <QuantityField
          label={`Quantity of line ${no}`}
          isBare
          {...(unit === item?.unit && item ? { unitDecimals: item.unitDecimals } : {})}
          value={line.quantity}
          onChange={(quantity) => onChange({ ...line, quantity })}
          error={errorAt('quantity')}
        />
      </td>
      <td>
        <Select
          aria-label={`Unit of line ${no}`}
          data={units}
          value={unit ?? null}
          disabled={units.length < 2}
          allowDeselect={false}
          onChange={(next) => onChange({ ...line, unit: next ?? undefined })}
        />
      </td>
      <td>
        <PriceField
          label={`Price of line ${no}`}
          isBare
          currency={currency}
          {...(unit ? { per: unit } : {})}
          hint={price === undefined ? 'Empty: from the terms' : undefined}
          value={price}
          onChange={(next) => onChange({ ...line, price: next })}
          error={errorAt('price')}
        />
      </td>
      <td data-num>
        {price === undefined ? '–' : moneyText({ amount: lineValue(line, currency), currency })}
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
