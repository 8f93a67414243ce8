import { ActionIcon, Button } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'

import type { TermView } from '#contracts/flow/agreements'

import { type Problem, reasonAt } from '../../api/problem.ts'
import { trimmed } from '../../look/format.ts'
import { PriceField, QuantityField } from '../../parts/fields/decimal-field.tsx'
import { Scrollable } from '../../parts/scrollable.tsx'
import styles from './supplier-terms.module.css'

export type Break = TermView['breaks'][number]

export type BreaksProps = {
  readonly breaks: readonly Break[]
  readonly onChange: (breaks: readonly Break[]) => void
  readonly unit: string
  readonly currency: string
  readonly isDisabled: boolean
  readonly problem: Problem | undefined
}

export function newBreak(from: string, unit: string, currency: string): Break {
  return {
    from: { quantity: from, unit },
    price: { amount: '', currency, per: '1', unit },
  }
}

/** Prices by quantity: the last break that is reached holds for the whole quantity. */
export function Breaks(props: BreaksProps) {
  const { breaks, onChange, unit, currency, isDisabled, problem } = props
  return (
    <section className={styles.part} aria-label="Quantity breaks">
      <h2>Prices by quantity</h2>
      <p>The last break that is reached holds for the whole quantity.</p>
      <Scrollable label="Table of breaks">
        <table>
          <caption className={styles.caption}>Quantity breaks</caption>
          <thead>
            <tr>
              <th scope="col">From</th>
              <th scope="col">Price</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {breaks.map((each, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a break has no name but its place
              <tr key={at}>
                <td>
                  <QuantityField
                    label={`From quantity of break ${at + 1}`}
                    isBare
                    unit={unit}
                    isDisabled={isDisabled}
                    value={each.from.quantity || undefined}
                    error={partError(problem, at, 'from')}
                    onChange={(quantity) =>
                      onChange(
                        breaks.with(at, { ...each, from: { quantity: quantity ?? '', unit } }),
                      )
                    }
                  />
                </td>
                <td>
                  <PriceField
                    label={`Price of break ${at + 1}`}
                    isBare
                    currency={currency}
                    per={perText(each)}
                    isDisabled={isDisabled}
                    value={trimmed(each.price.amount) || undefined}
                    error={partError(problem, at, 'price')}
                    onChange={(amount) =>
                      onChange(
                        breaks.with(at, {
                          ...each,
                          price: { ...each.price, amount: amount ?? '', currency },
                        }),
                      )
                    }
                  />
                </td>
                <td>
                  {isDisabled || breaks.length < 2 ? null : (
                    <ActionIcon
                      aria-label={`Remove break ${at + 1}`}
                      onClick={() => onChange(breaks.toSpliced(at, 1))}
                    >
                      <IconX size={14} aria-hidden="true" />
                    </ActionIcon>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrollable>
      {isDisabled ? null : (
        <Button
          variant="default"
          onClick={() => onChange([...breaks, newBreak('', unit, currency)])}
          leftSection={<IconPlus size={14} aria-hidden="true" />}
        >
          Add a break
        </Button>
      )}
    </section>
  )
}

function perText({ price: { per, unit } }: Break): string {
  return per === '1' ? unit : `${per} ${unit}`
}

function partError(problem: Problem | undefined, at: number, part: string): string | undefined {
  const pointer = `/breaks/${at}/${part}`
  const own = reasonAt(problem, pointer)
  return own ?? problem?.errors.find((error) => error.pointer?.startsWith(`${pointer}/`))?.detail
}
