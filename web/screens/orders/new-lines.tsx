import { ActionIcon, Button, Select } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'

import type { ItemView } from '#contracts/records/items'

import type { Problem } from '../../api/problem.ts'
import { compareDecimals } from '../../look/decimal.ts'
import { currencySymbol, moneyText, priceText, quantityText } from '../../look/format.ts'
import ui from '../../look/ui.module.css'
import { DayField } from '../../parts/fields/day-field.tsx'
import { PriceField, QuantityField } from '../../parts/fields/decimal-field.tsx'
import { ItemSelect } from '../../parts/fields/record-selects.tsx'
import {
  amountOf,
  type DraftLine,
  emptyLine,
  perOf,
  type Quote,
  reasonWithin,
  unitOf,
} from './draft-line.ts'
import styles from './orders.module.css'
import type { Quoted } from './use-quotes.ts'

export type NewLinesProps = {
  readonly caption: string
  readonly lines: readonly DraftLine[]
  readonly onChange: (lines: readonly DraftLine[]) => void
  readonly currency: string
  readonly quotedOf: (line: DraftLine) => Quoted
  readonly problem: Problem | undefined
  /** Keys of the lines as they were sent: what the pointers of the problem count. */
  readonly sentKeys: readonly string[]
}

export function NewLines(props: NewLinesProps) {
  const { caption, lines, onChange, currency, quotedOf, problem, sentKeys } = props
  const [addedKey, setAddedKey] = useState<string>()
  const add = () => {
    const line = emptyLine()
    setAddedKey(line.key)
    onChange([...lines, line])
  }
  const errorOf = (key: string) => (field: string) => {
    const at = sentKeys.indexOf(key)
    return at < 0 ? undefined : reasonWithin(problem, `/lines/${at}/${field}`)
  }
  return (
    <section className={styles.newLines} aria-label="Lines">
      <table>
        <caption className={styles.caption}>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Item</th>
            <th scope="col">Quantity</th>
            <th scope="col">Unit</th>
            <th scope="col">Price</th>
            <th scope="col" data-num>
              Value
            </th>
            <th scope="col">Needed by</th>
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
              quoted={quotedOf(line)}
              takesFocus={line.key === addedKey}
              errorAt={errorOf(line.key)}
              onChange={(next) => onChange(lines.with(at, next))}
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
  readonly quoted: Quoted
  readonly takesFocus: boolean
  readonly errorAt: (field: string) => string | undefined
  readonly onChange: (line: DraftLine) => void
  readonly remove: (() => void) | undefined
}

function Line({ line, no, currency, quoted, takesFocus, errorAt, onChange, remove }: LineProps) {
  const row = useRef<HTMLTableRowElement>(null)
  useEffect(() => {
    if (takesFocus) row.current?.querySelector('input')?.focus()
  }, [takesFocus])
  const { item } = line
  const unit = unitOf(line)
  const units = item ? [...new Set([item.unit, unit, ...item.packs.map((pack) => pack.unit)])] : []
  const quote = quoteOf(quoted, currency)
  return (
    <tr ref={row}>
      <td data-label="Item">
        <LineItem line={line} no={no} onChange={onChange} error={errorAt('itemId')} />
      </td>
      <td data-label="Quantity">
        <QuantityField
          label={`Quantity of line ${no}`}
          isBare
          {...(unit === item?.unit ? { unitDecimals: item.unitDecimals } : {})}
          value={line.quantity}
          hint={quote && <QuantityHint quote={quote} />}
          onChange={(quantity, isQuantityWrong) => onChange({ ...line, quantity, isQuantityWrong })}
          error={errorAt('quantity') ?? reasonWithin(quoted.problem, '/lines/0/quantity')}
        />
      </td>
      <td data-label="Unit">
        <Select
          aria-label={`Unit of line ${no}`}
          data={units}
          value={unit || null}
          disabled={units.length < 2}
          allowDeselect={false}
          onChange={(next) => onChange({ ...line, unit: next ?? undefined })}
        />
      </td>
      <td data-label="Price">
        <PriceField
          label={`Price of line ${no}`}
          isBare
          currency={currency}
          {...(unit ? { per: perText(line) } : {})}
          hint={priceHint(line, quoted, currency)}
          value={line.price}
          onChange={(price, isPriceWrong) => onChange({ ...line, price, isPriceWrong })}
          error={errorAt('price')}
        />
      </td>
      <td data-label="Value" data-num>
        <LineValue line={line} quote={quote} currency={currency} />
      </td>
      <td data-label="Needed by">
        <DayField
          label={`Day of line ${no}`}
          isBare
          value={line.neededOn}
          hint={line.neededOn === undefined ? 'Empty: as the order' : undefined}
          onChange={(neededOn) => onChange({ ...line, neededOn })}
          error={errorAt('requestedOn')}
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

type LineItemProps = Pick<LineProps, 'line' | 'no' | 'onChange'> & {
  readonly error: string | undefined
}

/** A kept line keeps its item: for another one it is taken off and a new one written. */
function LineItem({ line, no, onChange, error }: LineItemProps) {
  const { item, kept } = line
  if (kept && item) {
    return (
      <div className={styles.keptItem}>
        <div>{item.name}</div>
        <small className={ui.quiet}>{item.sku}</small>
      </div>
    )
  }
  return (
    <ItemSelect<ItemView>
      label={`Item of line ${no}`}
      isBare
      value={item?.id}
      onChange={() => undefined}
      onPick={(picked) => onChange({ ...line, item: picked, unit: picked?.unit })}
      error={error}
    />
  )
}

type LineValueProps = Pick<LineProps, 'line' | 'currency'> & { readonly quote: Quote | undefined }

function LineValue({ line, quote, currency }: LineValueProps) {
  const isWrong = line.isPriceWrong || line.isQuantityWrong
  const amount = isWrong ? undefined : amountOf(line, quote, currency)
  if (amount === undefined) return '–'
  const text = moneyText({ amount, currency })
  return line.price === undefined && !line.kept ? <span className={ui.quiet}>{text}</span> : text
}

/** What can be taken from the terms: not in another currency than the order's. */
export function quoteOf({ line }: Quoted, currency: string): Quote | undefined {
  return line?.kind === 'quoted' && line.price.currency === currency ? line : undefined
}

function priceHint(line: DraftLine, { line: quoted }: Quoted, currency: string) {
  if (line.price !== undefined || line.isPriceWrong) return undefined
  if (line.kept) return 'Empty: as it was'
  if (quoted === undefined) return 'Empty: from the terms'
  if (quoted.kind === 'no_terms') return 'No terms: type a price'
  if (quoted.price.currency !== currency) {
    return `Terms in ${currencySymbol(quoted.price.currency)}: type a price`
  }
  return `${priceText(quoted.price)}, from the terms`
}

/** What the terms say against the quantity, and which would fit; it may be ordered all the same. */
function QuantityHint({ quote: { asked, rounded, moq, multiple } }: { readonly quote: Quote }) {
  if (asked.quantity === rounded.quantity) return null
  const isBelow = asked.unit === moq.unit && compareDecimals(asked.quantity, moq.quantity) < 0
  const why = isBelow
    ? `below the minimum of ${quantityText(moq)}`
    : `not a multiple of ${quantityText(multiple)}`
  return (
    <span className={styles.hint}>
      {why}; {quantityText(rounded)} would fit
    </span>
  )
}

function perText(line: DraftLine): string {
  const { per, unit } = perOf(line)
  return per === '1' ? unit : `${per} ${unit}`
}
