import type { SupplierView } from '#contracts/records/suppliers'

import { useAct } from '../../api/acts.ts'
import { rounded } from '../../look/decimal.ts'
import { currencyDigits, type Decimal, moneyText } from '../../look/format.ts'
import { toast } from '../../parts/toast.tsx'
import { useGo } from '../../shell/link.tsx'
import { bodyLinesOf, type Draft, type TaxLine } from './draft.ts'

export type Head = {
  readonly supplierNumber: string
  readonly invoicedOn: string | undefined
  readonly dueOn?: string | undefined
  readonly total?: Decimal | undefined
}

type Captured = {
  readonly id: string
  readonly number: string
  readonly status: string
  readonly lookalikes: readonly { readonly id: string; readonly supplierNumber: string }[]
  readonly match: {
    readonly result: 'posted' | 'held'
    readonly reasons: readonly unknown[]
  } | null
}

type CaptureProps = {
  readonly supplier: SupplierView | undefined
  readonly head: Head
  readonly draft: Draft
  readonly taxes: readonly TaxLine[]
  readonly currency: string
}

/** Sends the paper, then shows the invoice that came of it. */
export function useCapture({ supplier, head, draft, taxes, currency }: CaptureProps) {
  const go = useGo()
  const { supplierNumber, invoicedOn, dueOn, total } = head
  const act = useAct<boolean, Captured>(
    (match) => ({
      path: '/supplier-invoices',
      body: {
        supplierId: supplier?.id,
        supplierNumber: supplierNumber.trim(),
        invoicedOn,
        ...(dueOn === undefined ? {} : { dueOn }),
        currency,
        ...(total === undefined
          ? {}
          : { total: { amount: rounded(total, currencyDigits(currency)), currency } }),
        match,
        lines: bodyLinesOf(draft, taxes, currency),
      },
    }),
    (captured) => {
      toast({ text: `${supplierNumber.trim()}: ${pastOf(captured)}.` })
      const like = captured.lookalikes.map((twin) => `${twin.id}~${twin.supplierNumber}`).join(',')
      go(`/invoices/${captured.id}${like === '' ? '' : `?${new URLSearchParams({ like })}`}`)
    },
  )
  return {
    run: (matches: boolean) => void act.run(matches),
    isRunning: act.isRunning,
    problem: act.problem,
  }
}

function pastOf({ match, status }: Captured): string {
  if (match === null) return status === 'captured' ? 'captured, not matched yet' : 'known already'
  if (match.result === 'posted') return 'matched and posted'
  return `held for ${match.reasons.length === 1 ? '1 reason' : `${match.reasons.length} reasons`}`
}

export function amountText(amount: Decimal, currency: string): string {
  return moneyText({ amount, currency })
}
