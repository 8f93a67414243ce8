import { useParams } from '@tanstack/react-router'

import type { AdjustmentView } from '#contracts/flow/counts'

import { useDocument } from '../../api/queries.ts'
import { dayText, instantText } from '../../look/days.ts'
import { moneyText, quantityText } from '../../look/format.ts'
import ui from '../../look/ui.module.css'
import { sentence } from '../../look/words.ts'
import { Facts } from '../../parts/facts.tsx'
import { InParts } from '../../parts/in-parts.tsx'
import { Scrollable } from '../../parts/scrollable.tsx'
import { UnreadPage } from '../../parts/unread-page.tsx'
import { ScreenLink } from '../../shell/link.tsx'
import { Page } from '../../shell/page.tsx'
import styles from './adjustments.module.css'

const crumb = { label: 'Stock adjustments', to: '/adjustments' }

/** One adjustment as it was posted. It is never changed: a mistake is adjusted back. */
export function Adjustment() {
  const { adjustmentId = '' } = useParams({ strict: false }) as { adjustmentId?: string }
  const { document: adjustment, problem } = useDocument<AdjustmentView>(
    `/stock-adjustments/${adjustmentId}`,
  )
  if (!adjustment) return <UnreadPage title="Stock adjustment" crumb={crumb} problem={problem} />
  const { number, kind, placeName, adjustedOn, reason, value, entryId } = adjustment
  return (
    <Page title={number} crumb={crumb} note={reason}>
      <Facts
        facts={[
          ['Kind', kind === 'opening' ? 'Opening stock' : 'Found or lost'],
          ['Place', placeName],
          ['Day', dayText(adjustedOn, true)],
          ['Value', moneyText(value, true)],
          entryId !== null && [
            'In the books',
            <ScreenLink key="e" to={`/journal/${entryId}`}>
              Journal entry
            </ScreenLink>,
          ],
          ['Posted', `${instantText(adjustment.postedAt)}, ${adjustment.postedByName}`],
        ]}
      />
      <Scrollable label="Lines">
        <table className={ui.table}>
          <caption>Lines of {number}</caption>
          <thead>
            <tr>
              <th scope="col">Item</th>
              <th scope="col">State</th>
              <th scope="col">Lot</th>
              <th scope="col" data-num>
                Quantity
              </th>
              <th scope="col" data-num>
                Value
              </th>
            </tr>
          </thead>
          <tbody>
            <InParts rows={adjustment.lines} columns={5}>
              {(line) => (
                <tr key={line.id}>
                  <th scope="row" className={styles.item}>
                    <ScreenLink to={`/stock/${line.itemId}`}>{line.name}</ScreenLink>
                    <small>{line.sku}</small>
                  </th>
                  <td>{sentence(line.status)}</td>
                  <td>{line.lot?.code ?? '–'}</td>
                  <td data-num>{quantityText(line.quantity)}</td>
                  <td data-num>{moneyText(line.value)}</td>
                </tr>
              )}
            </InParts>
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={4}>
                {adjustment.lines.length === 1 ? '1 line' : `${adjustment.lines.length} lines`}
              </th>
              <td data-num>{moneyText(value)}</td>
            </tr>
          </tfoot>
        </table>
      </Scrollable>
    </Page>
  )
}
