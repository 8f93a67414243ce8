import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'

import type { OrderView } from '#contracts/flow/purchasing'
import type { ChargeCodeView, TaxCodeView } from '#contracts/records/companies'
import type { SupplierView } from '#contracts/records/suppliers'

import { type Problem, reasonAt } from '../../api/problem.ts'
import { useList } from '../../api/queries.ts'
import { today } from '../../look/days.ts'
import { compareDecimals, difference } from '../../look/decimal.ts'
import { moneyText } from '../../look/format.ts'
import { DecisionBar } from '../../parts/decision-bar.tsx'
import forms from '../../parts/document-form.module.css'
import { EmptyState } from '../../parts/empty-state.tsx'
import { DayField } from '../../parts/fields/day-field.tsx'
import { MoneyField } from '../../parts/fields/decimal-field.tsx'
import { SupplierSelect } from '../../parts/fields/record-selects.tsx'
import { ButtonKey } from '../../parts/keys/kbd.tsx'
import { useKeys } from '../../parts/keys/keys.ts'
import { Refusal } from '../../parts/refusal.tsx'
import { ScreenLink } from '../../shell/link.tsx'
import { Page } from '../../shell/page.tsx'
import { Charges } from './charges.tsx'
import { type Draft, goodsOf, isBilled, isComplete, taxesOf, totalsOf } from './draft.ts'
import { GoodsLines } from './goods-lines.tsx'
import styles from './invoices.module.css'
import { OrderPick } from './order-pick.tsx'
import { type Head, useCapture } from './use-capture.ts'

const nothing: Draft = { goods: [], charges: [], tax: {} }

/** Takes a supplier's paper: its head, what it bills of which order lines, charges and tax. */
export function CaptureInvoice() {
  const [supplier, setSupplier] = useState<SupplierView>()
  const [head, setHead] = useState<Head>({ supplierNumber: '', invoicedOn: today() })
  const [draft, setDraft] = useState<Draft>(nothing)
  const [taxCodeId, setTaxCodeId] = useState<string>()
  const [company, setCompany] = useState<OrderView['company']>()
  const [currency, setCurrency] = useState<string>()
  const codes = useCodes(company?.id)
  const money = currency ?? supplier?.currency ?? 'USD'
  const taxes = taxesOf(draft, codes.taxes, money)
  const totals = totalsOf(draft, taxes)
  const capture = useCapture({ supplier, head, draft, taxes, currency: money })
  const { problem } = capture
  const isReady = supplier !== undefined && isWhole(head, draft)
  const run = (matches: boolean) => {
    if (isReady && !capture.isRunning) capture.run(matches)
  }
  useKeys({ 'mod+Enter': { label: 'capture and match', run: () => run(true) } })
  const pickSupplier = (next: SupplierView | undefined) => {
    setSupplier(next)
    setDraft(nothing)
    setCompany(undefined)
    setCurrency(undefined)
  }
  const take = (order: OrderView) => {
    setCompany(order.company)
    setCurrency(order.total.currency)
    setDraft({ ...draft, goods: [...draft.goods, ...goodsOf(order, taxCodeId)] })
  }
  const bearTax = (next: string | undefined) => {
    setTaxCodeId(next)
    setDraft({
      ...draft,
      goods: draft.goods.map((line) => ({ ...line, taxCodeId: next })),
      charges: draft.charges.map((line) => ({ ...line, taxCodeId: next })),
    })
  }
  const billed = draft.goods.filter(isBilled).length + draft.charges.length
  const total = { amount: totals.total, currency: money }
  return (
    <Page
      title="New invoice"
      crumb={{ label: 'Invoices', to: '/invoices' }}
      foot={
        <DecisionBar
          sentence={
            isReady
              ? `${billed === 1 ? '1 line' : `${billed} lines`}, ${moneyText(total)}. What fits its order and receipts is posted at once; the rest is held with every reason.`
              : missingText(supplier !== undefined, head, draft)
          }
        >
          <Button variant="default" disabled={!isReady} onClick={() => run(false)}>
            Only capture
          </Button>
          <Button
            disabled={!isReady}
            loading={capture.isRunning}
            onClick={() => run(true)}
            rightSection={<ButtonKey name="mod+Enter" />}
          >
            Capture and match
          </Button>
        </DecisionBar>
      }
    >
      <div className={forms.form}>
        <SupplierSelect<SupplierView>
          isRequired
          value={supplier?.id}
          onChange={() => undefined}
          onPick={pickSupplier}
          error={reasonAt(problem, '/supplierId')}
        />
        <HeadFields head={head} onChange={setHead} currency={money} problem={problem} />
        <NativeSelect
          label="Tax on the lines"
          disabled={codes.taxes.length === 0}
          value={taxCodeId ?? ''}
          data={[
            { value: '', label: 'None' },
            ...codes.taxes.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(event) => bearTax(event.currentTarget.value || undefined)}
        />
      </div>
      {supplier ? (
        <OrderPick
          supplierId={supplier.id}
          taken={new Set(draft.goods.map(({ orderNumber }) => orderNumber))}
          companyId={company?.id}
          currency={currency}
          take={take}
        />
      ) : null}
      <GoodsLines draft={draft} onChange={setDraft} problem={problem} />
      <Charges
        draft={draft}
        onChange={setDraft}
        codes={codes.charges}
        taxes={taxes}
        taxCodeId={taxCodeId}
        currency={money}
        problem={problem}
        isOpen={company !== undefined}
      />
      {draft.goods.length === 0 ? (
        <EmptyState title="No order is laid beside it yet">
          Choose the order that the paper names. What came and was not invoiced yet is filled in;
          take away or change what the paper says otherwise.
        </EmptyState>
      ) : (
        <Sums totals={totals} typed={head.total} currency={money} />
      )}
      {problem ? (
        <div className={forms.refusal}>
          <Refusal
            problem={problem}
            sentence="The invoice was not captured."
            helpFor={({ twins }) => <TwinLinks twins={twins} />}
          />
        </div>
      ) : null}
    </Page>
  )
}

/** Of a number that the supplier has used: the invoices that bear it. */
function TwinLinks({ twins }: { readonly twins: unknown }) {
  if (!Array.isArray(twins)) return null
  return (twins as readonly { readonly id: string; readonly number: string }[]).map(
    ({ id, number }) => (
      <ScreenLink key={id} to={`/invoices/${id}`}>
        Open {number}
      </ScreenLink>
    ),
  )
}

function missingText(hasSupplier: boolean, { supplierNumber }: Head, draft: Draft): string {
  if (!hasSupplier) return 'Choose the supplier that sent the paper.'
  if (supplierNumber.trim() === '') return 'Write the number as it stands on the paper.'
  if (!isComplete(draft)) return 'Give each line its price, and each charge its kind and amount.'
  return 'Bill at least one line, and give the date of the paper.'
}

function isWhole({ supplierNumber, invoicedOn }: Head, draft: Draft): boolean {
  const lines = draft.goods.filter(isBilled).length + draft.charges.length
  return supplierNumber.trim() !== '' && invoicedOn !== undefined && lines > 0 && isComplete(draft)
}

/** Codes of the company whose orders are billed; the first order says which. */
function useCodes(companyId: string | undefined) {
  const query = { companyId, limit: 200 }
  const taxes = useList<TaxCodeView>('/tax-codes', query, companyId !== undefined)
  const charges = useList<ChargeCodeView>('/charge-codes', query, companyId !== undefined)
  return {
    taxes: taxes.page?.items.filter(({ isActive }) => isActive) ?? [],
    charges: charges.page?.items.filter(({ isActive }) => isActive) ?? [],
  }
}

type HeadFieldsProps = {
  readonly head: Head
  readonly onChange: (head: Head) => void
  readonly currency: string
  readonly problem: Problem | undefined
}

function HeadFields({ head, onChange, currency, problem }: HeadFieldsProps) {
  return (
    <>
      <TextInput
        label="Number on the paper"
        required
        maxLength={60}
        value={head.supplierNumber}
        onChange={(event) => onChange({ ...head, supplierNumber: event.currentTarget.value })}
        error={reasonAt(problem, '/supplierNumber')}
      />
      <DayField
        label="Invoice date"
        isRequired
        value={head.invoicedOn}
        onChange={(invoicedOn) => onChange({ ...head, invoicedOn })}
        error={reasonAt(problem, '/invoicedOn')}
      />
      <DayField
        label="Due, by the terms when empty"
        value={head.dueOn}
        onChange={(dueOn) => onChange({ ...head, dueOn })}
        error={reasonAt(problem, '/dueOn')}
      />
      <MoneyField
        label="Total on the paper"
        currency={currency}
        value={head.total}
        onChange={(total) => onChange({ ...head, total })}
        error={reasonAt(problem, '/total')}
      />
    </>
  )
}

type SumsProps = {
  readonly totals: ReturnType<typeof totalsOf>
  readonly typed: string | undefined
  readonly currency: string
}

function Sums({ totals, typed, currency }: SumsProps) {
  const rows = [
    ['Goods', totals.goods],
    ['Charges', totals.charges],
    ['Tax', totals.tax],
    ['Total', totals.total],
  ] as const
  const gap = typed === undefined ? '0' : difference(typed, totals.total)
  return (
    <dl className={styles.sums} aria-label="Sums">
      {rows.map(([label, amount]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{moneyText({ amount, currency })}</dd>
        </div>
      ))}
      {compareDecimals(gap, '0') === 0 ? null : (
        <div data-tone="warn">
          <dt>The paper says</dt>
          <dd>{moneyText({ amount: gap, currency }, true)}</dd>
        </div>
      )}
    </dl>
  )
}
