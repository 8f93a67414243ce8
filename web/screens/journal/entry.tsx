import { useParams } from '@tanstack/react-router'

import type { EntryView } from '#contracts/books/ledger'

import { useDocument } from '../../api/queries.ts'
import { dayText, instantText } from '../../look/days.ts'
import { sumOf } from '../../look/decimal.ts'
import { amountText, countText, type MoneyWire } from '../../look/format.ts'
import { StatusBadge } from '../../look/status-badge.tsx'
import ui from '../../look/ui.module.css'
import { DocumentLink } from '../../parts/document-link.tsx'
import { Facts } from '../../parts/facts.tsx'
import { InParts } from '../../parts/in-parts.tsx'
import { Scrollable } from '../../parts/scrollable.tsx'
import { UnreadPage } from '../../parts/unread-page.tsx'
import { ScreenLink } from '../../shell/link.tsx'
import { Page } from '../../shell/page.tsx'

type Line = EntryView['lines'][number]

const crumb = { label: 'Journal', to: '/journal' }

/** One entry: its lines, which balance, and the document it came from. */
export function Entry() {
  const { entryId = '' } = useParams({ strict: false }) as { entryId?: string }
  const { document: entry, problem } = useDocument<EntryView>(`/journal-entries/${entryId}`)
  if (!entry) return <UnreadPage title="Journal entry" crumb={crumb} problem={problem} />
  return (
    <Page
      title={`Entry ${entry.no}`}
      crumb={crumb}
      badges={
        entry.reversedById === null ? null : <StatusBadge tone="warn">Taken back</StatusBadge>
      }
      note={entry.memo}
    >
      <Facts
        facts={[
          ['From', <DocumentLink key="d" {...entry.source} />],
          ['Posted on', dayText(entry.postedOn, true)],
          ['Valued on', dayText(entry.valuedOn, true)],
          ['Period', entry.periodName],
          ['Posted', instantText(entry.postedAt)],
          entry.reversesId !== null && [
            'Takes back',
            <ScreenLink key="r" to={`/journal/${entry.reversesId}`}>
              The entry before
            </ScreenLink>,
          ],
          entry.reversedById !== null && [
            'Taken back by',
            <ScreenLink key="b" to={`/journal/${entry.reversedById}`}>
              Its correction
            </ScreenLink>,
          ],
        ]}
      />
      <Lines entry={entry} />
    </Page>
  )
}

function Lines({ entry }: { readonly entry: EntryView }) {
  const { lines, amount, documentCurrency } = entry
  const { currency } = amount
  const isForeign = documentCurrency !== currency
  const total = (of: (line: Line) => MoneyWire | null) => ({
    amount: sumOf(lines.map((line) => of(line)?.amount ?? '0')),
    currency,
  })
  return (
    <Scrollable label="Lines">
      <table className={ui.table}>
        <caption>Lines of entry {entry.no}</caption>
        <thead>
          <tr>
            <th scope="col">Account</th>
            <th scope="col">Supplier</th>
            {isForeign ? (
              <th scope="col" data-num>
                Document {documentCurrency}
              </th>
            ) : null}
            <th scope="col" data-num>
              Debit {currency}
            </th>
            <th scope="col" data-num>
              Credit {currency}
            </th>
          </tr>
        </thead>
        <tbody>
          <InParts rows={lines} columns={isForeign ? 5 : 4}>
            {(line) => (
              <tr key={line.lineNo}>
                <th scope="row">
                  <ScreenLink to={`/trial-balance/${line.accountId}`}>
                    {line.accountCode} {line.accountName}
                  </ScreenLink>
                </th>
                <td>{line.supplierName ?? '–'}</td>
                {isForeign ? <td data-num>{moneyOrNothing(line.documentAmount)}</td> : null}
                <td data-num>{moneyOrNothing(line.debit)}</td>
                <td data-num>{moneyOrNothing(line.credit)}</td>
              </tr>
            )}
          </InParts>
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={isForeign ? 3 : 2}>
              {lines.length === 0
                ? 'Nothing to post: it came to zero'
                : `${countText(lines.length)} lines`}
            </th>
            <td data-num>{amountText(total(({ debit }) => debit))}</td>
            <td data-num>{amountText(total(({ credit }) => credit))}</td>
          </tr>
        </tfoot>
      </table>
    </Scrollable>
  )
}

function moneyOrNothing(money: MoneyWire | null): string {
  return money === null ? '' : amountText(money)
}
