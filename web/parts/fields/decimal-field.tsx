import { TextInput } from '@mantine/core'
import { useState } from 'react'

import { readDecimal } from '../../look/decimal.ts'
import { currencyDigits, currencySymbol, type Decimal, decimalText } from '../../look/format.ts'
import { type FieldProps, inputProps } from './field.ts'
import fields from './fields.module.css'

type FigureProps = Omit<FieldProps<Decimal>, 'onChange'> & {
  /** `isWrong`: something stands there, but it is no value. */
  readonly onChange: (value: Decimal | undefined, isWrong: boolean) => void
}

export type DecimalFieldProps = FigureProps & {
  readonly digitsMax: number
  /** Stands at the right, in the field: the unit or currency. */
  readonly suffix?: string
  readonly allowsNegative?: boolean
  /** Digits that are always written: 2 for money. */
  readonly digitsMin?: number
}

/**
 * A decimal, exact: never a JavaScript number. Takes the reader's own separators, shows them again
 * when the field is left, and gives the wire's form.
 */
export function DecimalField(props: DecimalFieldProps) {
  const { value, onChange, digitsMin = 0, suffix } = props
  const [typed, setTyped] = useState<string>()
  const own = typed === undefined ? undefined : complaint(typed, props)
  const shown = typed ?? (value === undefined ? '' : decimalText(value, digitsMin))
  const take = (text: string) => {
    setTyped(text)
    const isWrong = complaint(text, props) !== undefined
    onChange(isWrong ? undefined : readDecimal(text), isWrong)
  }
  return (
    <TextInput
      {...inputProps(props)}
      classNames={{ input: fields.figure ?? '' }}
      inputMode="decimal"
      autoComplete="off"
      maxLength={40}
      value={shown}
      error={own ?? props.error}
      onChange={(event) => take(event.currentTarget.value)}
      onBlur={() => {
        if (!own) setTyped(undefined)
      }}
      rightSection={suffix ? <span className={fields.suffix}>{suffix}</span> : undefined}
      rightSectionWidth={suffix ? `calc(${suffix.length}ch + 18px)` : undefined}
      rightSectionPointerEvents="none"
    />
  )
}

export type QuantityFieldProps = FigureProps & {
  readonly unit?: string
  /** Decimals of the unit, 0 to 6. */
  readonly unitDecimals?: number
  readonly allowsNegative?: boolean
}

/** A quantity in its unit, as a decimal string. */
export function QuantityField({ unit, unitDecimals = 6, ...rest }: QuantityFieldProps) {
  return <DecimalField {...rest} digitsMax={unitDecimals} {...(unit ? { suffix: unit } : {})} />
}

export type MoneyFieldProps = FigureProps & {
  readonly currency: string
  readonly allowsNegative?: boolean
}

/** An amount with as many digits as its currency has. */
export function MoneyField({ currency, ...rest }: MoneyFieldProps) {
  const digits = currencyDigits(currency)
  const suffix = currencySymbol(currency)
  return <DecimalField {...rest} digitsMax={digits} digitsMin={digits} suffix={suffix} />
}

export type PriceFieldProps = FigureProps & {
  readonly currency: string
  /** What it is for, such as `EA` or `144 EA`. */
  readonly per?: string
}

/** A price goes up to four digits below the currency's own. */
export function PriceField({ currency, per, ...rest }: PriceFieldProps) {
  const digits = currencyDigits(currency)
  const suffix = `${currencySymbol(currency)}${per ? `/${per}` : ''}`
  return <DecimalField {...rest} digitsMax={digits + 4} digitsMin={digits} suffix={suffix} />
}

function complaint(text: string, props: DecimalFieldProps): string | undefined {
  if (text.trim() === '') return undefined
  const value = readDecimal(text)
  if (value === undefined) return `Write a number, such as ${decimalText('1234.5')}.`
  const digits = (value.split('.')[1] ?? '').length
  if (digits > props.digitsMax) return digitsText(props.digitsMax)
  if (value.startsWith('-') && !props.allowsNegative) return 'This can’t be below zero.'
  return undefined
}

function digitsText(digitsMax: number): string {
  if (digitsMax === 0) return 'Whole numbers only.'
  return digitsMax === 1
    ? 'One digit after the point.'
    : `At most ${digitsMax} digits after the point.`
}
