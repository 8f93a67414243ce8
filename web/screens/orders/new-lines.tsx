import { ActionIcon, Button, Select } from '@mantine/core'
import { useCallbackRef } from '@mantine/hooks'
import { IconPlus, IconX } from '@tabler/icons-react'
import { memo, useEffect, useRef, useState } from 'react'

import type { ItemView } from '#contracts/records/items'

import { type Problem, reasonWithin } from '../../api/problem.ts'
import { compareDecimals } from '../../look/decimal.ts'
import { currencySymbol, moneyText, priceText, quantityText } from '../../look/format.ts'
import ui from '../../look/ui.module.css'
import { DayField } from '../../parts/fields/day-field.tsx'
import { PriceField, QuantityField } from '../../parts/fields/decimal-field.tsx'
import { ItemSelect } from '../../parts/fields/record-selects.tsx'
import { InParts } from '../../parts/in-parts.tsx'
import {
  amountOf,
  type DraftLine,
  emptyLine,
  isHalfWritten,
  perOf,
  type Quote,
  unitOf,
} from './draft-line.ts'
import styles from './orders.module.css'
import { type Asking, type Quoted, useQuotes } from './use-quotes.ts'

export type NewLinesProps = {
  readonly caption: string
  readonly lines: readonly DraftLine[]
  readonly onChange: (lines: readonly DraftLine[]) => void
  readonly currency: string
  readonly asking: Asking
  readonly problem: Problem | undefined
  /** Keys of the lines as they were sent: what the pointers of the problem count. */
  readonly sentKeys: readonly string[]
}

export function NewLines(props: NewLinesProps) {
  const { caption, lines, onChange, problem, sentKeys, ...shared } = props
  const [addedKey, setAddedKey] = useState<string>()
  const add = () => {
    const line = emptyLine()
    setAddedKey(line.key)
    onChange([...lines, line])
  }
  const change = useCallbackRef((next: DraftLine) => {
    onChange(lines.map((line) => (line.key === next.key ? next : line)))
  })
  const remove = useCallbackRef((key: string) => {
    onChange(lines.filter((line) => line.key !== key))
  })
  const pointerOf = ({ key }: DraftLine) => {
    const at = sentKeys.indexOf(key)
    return at < 0 ? undefined : `/lines/${at}`
  }
  const isInTheWay = (line: DraftLine) => {
    const pointer = problem && pointerOf(line)
    const isRefused = pointer !== undefined && reasonWithin(problem, pointer) !== undefined
    return isRefused || line.key === addedKey || isHalfWritten(line)
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
          <InParts rows={lines} columns={7} needs={isInTheWay}>
            {(line, at) => (
              <Line
                key={line.key}
                {...shared}
                line={line}
                no={at + 1}
                takesFocus={line.key === addedKey}
                problem={problem}
                pointer={problem && pointerOf(line)}
                onChange={change}
                remove={lines.length > 1 ? remove : undefined}
              />
            )}
          </InParts>
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

type LineProps = Pick<NewLinesProps, 'currency' | 'asking' | 'problem'> & {
  readonly line: DraftLine
  readonly no: number
  readonly takesFocus: boolean
  /** Of the line, as it was sent. */
  readonly pointer: string | undefined
  readonly onChange: (line: DraftLine) => void
  readonly remove: ((key: string) => void) | undefined
}

/** Drawn again only when it is another: an order has up to a thousand of them. */
const Line = memo(function Line(props: LineProps) {
  const { line, no, currency, asking, takesFocus, problem, pointer, onChange, remove } = props
  const quoted = useQuotes({ ...asking, lines: [line] })(line)
  const errorAt = (field: string) =>
    pointer === undefined ? undefined : reasonWithin(problem, `${pointer}/${field}`)
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
          <ActionIcon aria-label={`Remove line ${no}`} onClick={() => remove(line.key)}>
            <IconX size={14} aria-hidden="true" />
          </ActionIcon>
        ) : null}
      </td>
    </tr>
  )
})

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
