import type { PreviewView } from '#contracts/flow/matching'

import { useDocument } from '../../api/queries.ts'
import { dayText } from '../../look/days.ts'
import { sumOf } from '../../look/decimal.ts'
import { amountText, currencySymbol } from '../../look/format.ts'
import { StatusBadge } from '../../look/status-badge.tsx'
import ui from '../../look/ui.module.css'
import { Refusal } from '../../parts/refusal.tsx'
import { Scrollable } from '../../parts/scrollable.tsx'
import styles from './match-queue.module.css'

type Line = PreviewView['lines'][number]

/** The entry that posting the invoice as billed would make. */
export function Preview({ invoiceId }: { readonly invoiceId: string }) {
  const path = `/supplier-invoices/${invoiceId}/posting-preview`
  const { document: preview, problem } = useDocument<PreviewView>(path)
  if (problem) return <Refusal problem={problem} sentence="It can’t be posted yet." />
  if (!preview) return <p role="status">Working out the entry</p>
  const symbol = currencySymbol(preview.payable.currency)
  const lines = [...preview.lines].sort(
    (a, b) => Number(a.debit === null) - Number(b.debit === null),
  )
  return (
    <section aria-label="Posting preview" className={styles.preview}>
      <header>
        <h2>Posting preview</h2>
        <StatusBadge tone="proposed" isProposed>
          Not posted
        </StatusBadge>
        <span>as billed, on {dayText(preview.postedOn)}</span>
      </header>
      <Scrollable label="Entry">
        <table className={ui.table}>
          <caption>Posting preview</caption>
          <thead>
            <tr>
              <th scope="col">Account</th>
              <th scope="col" data-num>
                Debit {symbol}
              </th>
              <th scope="col" data-num>
                Credit {symbol}
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.accountId}>
                <td data-credit={line.debit === null || undefined}>
                  {line.name} <small>{line.code}</small>
                </td>
                <td data-num>{line.debit ? amountText(line.debit) : ''}</td>
                <td data-num>{line.credit ? amountText(line.credit) : ''}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">Balanced</th>
              <td data-num>{sideText(lines, 'debit')}</td>
              <td data-num>{sideText(lines, 'credit')}</td>
            </tr>
          </tfoot>
        </table>
      </Scrollable>
    </section>
  )
}

function sideText(lines: readonly Line[], side: 'debit' | 'credit'): string {
  const amounts = lines.map((line) => line[side]).filter((money) => money !== null)
  const currency = amounts[0]?.currency ?? ''
  return amountText({ amount: sumOf(amounts.map(({ amount }) => amount)), currency })
}
