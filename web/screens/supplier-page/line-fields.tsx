import { TextInput } from '@mantine/core'

import { type Problem, reasonAt } from '../../api/problem.ts'
import { daysBetween, dayText, today } from '../../look/days.ts'
import {
  daysText,
  priceAmountText,
  priceText,
  quantityText,
  trimmed,
  unitsText,
} from '../../look/format.ts'
import { DayField } from '../../parts/fields/day-field.tsx'
import { PriceField, QuantityField } from '../../parts/fields/decimal-field.tsx'
import {
  isOtherPrice,
  isOtherQuantity,
  type PageLine,
  priceOf,
  quantityOf,
  type Said,
} from './said.ts'
import styles from './supplier-page.module.css'

const unitDecimalsMax = 6

type LineFieldsProps = {
  readonly line: PageLine
  readonly said: Said
  readonly onChange: (said: Said) => void
  readonly problem: Problem | undefined
  /** Where the line stands in the answer that was refused. */
  readonly sentAt: number
}

/** What is different, with what was asked under it. */
export function LineFields({ line, said, onChange, problem, sentAt }: LineFieldsProps) {
  if (said.kind === 'accept') return null
  const errorAt = (field: string) => reasonAt(problem, `/lines/${sentAt}/${field}`)
  const comment = (
    <TextInput
      className={styles.wide ?? ''}
      label="Reason"
      maxLength={1000}
      value={said.comment ?? ''}
      onChange={(event) => onChange({ ...said, comment: event.currentTarget.value })}
      error={errorAt('comment')}
    />
  )
  return (
    <div className={styles.fields}>
      {said.kind === 'change' ? (
        <ChangeFields line={line} said={said} onChange={onChange} errorAt={errorAt} />
      ) : null}
      {comment}
    </div>
  )
}

type ChangeFieldsProps = Pick<LineFieldsProps, 'line' | 'said' | 'onChange'> & {
  readonly errorAt: (field: string) => string | undefined
}

function ChangeFields({ line, said, onChange, errorAt }: ChangeFieldsProps) {
  const { quantity, unit } = quantityOf(line, said)
  const { price = trimmed(line.price.amount) } = said
  const priced = priceOf(line, said)
  const promisedOn = said.promisedOn ?? line.promisedOn ?? line.requestedOn
  return (
    <>
      <div data-changed={isOtherQuantity(line, said) || undefined}>
        <QuantityField
          label="Quantity"
          unit={unit}
          unitDecimals={unitDecimalsMax}
          value={quantity || undefined}
          onChange={(next) => onChange({ ...said, quantity: next ?? '' })}
          error={errorAt('quantity') ?? missing(quantity)}
        />
        <small>
          asked{' '}
          {unit === line.quantity.unit
            ? unitsText(line.quantity.quantity)
            : quantityText(line.quantity)}
        </small>
      </div>
      <div data-changed={promisedOn !== line.requestedOn || undefined}>
        <DayField
          label="Delivery"
          from={today()}
          value={promisedOn}
          onChange={(next) => onChange({ ...said, promisedOn: next ?? line.requestedOn })}
          error={errorAt('promisedOn')}
        />
        <small>
          asked {dayText(line.requestedOn, true)}
          {driftText(line.requestedOn, promisedOn)}
        </small>
      </div>
      <div data-changed={isOtherPrice(line, said) || undefined}>
        <PriceField
          label="Price"
          currency={line.price.currency}
          per={priced.per === '1' ? priced.unit : `${priced.per} ${priced.unit}`}
          value={price || undefined}
          onChange={(next) => onChange({ ...said, price: next ?? '' })}
          error={errorAt('price') ?? missing(price)}
        />
        <small>
          asked{' '}
          {priced.unit === line.price.unit && priced.per === line.price.per
            ? priceAmountText(line.price)
            : priceText(line.price)}
        </small>
      </div>
    </>
  )
}

function driftText(asked: string, promised: string): string {
  const days = daysBetween(asked, promised)
  if (days === 0) return ''
  return `, ${daysText(days, true)}`
}

function missing(value: string): string | undefined {
  return value === '' ? 'Fill this in, or choose another answer.' : undefined
}
