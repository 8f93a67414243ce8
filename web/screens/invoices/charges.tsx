import { ActionIcon, Button, NativeSelect } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'

import type { ChargeCodeView } from '#contracts/records/companies'

import { type Problem, reasonAt } from '../../api/problem.ts'
import { bpsText } from '../../look/format.ts'
import { MoneyField } from '../../parts/fields/decimal-field.tsx'
import { type ChargeDraft, type Draft, isBilled, type TaxLine } from './draft.ts'
import styles from './invoices.module.css'
import { amountText } from './use-capture.ts'

type ChargesProps = {
  readonly draft: Draft
  readonly onChange: (draft: Draft) => void
  readonly codes: readonly ChargeCodeView[]
  readonly taxes: readonly TaxLine[]
  readonly taxCodeId: string | undefined
  readonly currency: string
  readonly problem: Problem | undefined
  readonly isOpen: boolean
}

/** What stands on the paper beside the goods: charges, discounts below zero, and tax. */
export function Charges(props: ChargesProps) {
  const { draft, onChange, codes, taxes, taxCodeId, currency, problem, isOpen } = props
  if (!isOpen) return null
  const goodsCount = draft.goods.filter(isBilled).length
  const set = (at: number, charge: ChargeDraft) =>
    onChange({ ...draft, charges: draft.charges.with(at, charge) })
  const add = () =>
    onChange({ ...draft, charges: [...draft.charges, { key: crypto.randomUUID(), taxCodeId }] })
  return (
    <section className={styles.charges} aria-label="Charges and tax">
      {draft.charges.map((charge, at) => (
        <div key={charge.key} className={styles.charge}>
          <NativeSelect
            label="Charge"
            value={charge.chargeCodeId ?? ''}
            data={[
              { value: '', label: 'Choose a charge' },
              ...codes.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={(event) =>
              set(at, { ...charge, chargeCodeId: event.currentTarget.value || undefined })
            }
            error={reasonAt(problem, `/lines/${goodsCount + at}/chargeCodeId`)}
          />
          <MoneyField
            label="Amount"
            currency={currency}
            allowsNegative
            value={charge.amount}
            onChange={(amount) => set(at, { ...charge, amount })}
            error={reasonAt(problem, `/lines/${goodsCount + at}/amount`)}
          />
          <ActionIcon
            aria-label={`Take charge ${at + 1} away`}
            onClick={() => onChange({ ...draft, charges: draft.charges.toSpliced(at, 1) })}
          >
            <IconX size={14} aria-hidden="true" />
          </ActionIcon>
        </div>
      ))}
      {taxes.map(({ code, base, computed, amount }) => (
        <div key={code.id} className={styles.charge}>
          <MoneyField
            label={`${code.name}, ${bpsText(code.rateBps)} of ${amountText(base, currency)}`}
            currency={currency}
            allowsNegative
            value={amount}
            hint={`its rate gives ${amountText(computed, currency)}`}
            onChange={(next) => onChange({ ...draft, tax: { ...draft.tax, [code.id]: next } })}
          />
        </div>
      ))}
      <Button
        variant="default"
        onClick={add}
        leftSection={<IconPlus size={14} aria-hidden="true" />}
      >
        Add a charge
      </Button>
    </section>
  )
}
