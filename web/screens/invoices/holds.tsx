import type { HoldView, InvoiceLineView } from '#contracts/flow/matching'

import { instantText } from '../../look/days.ts'
import { StatusBadge } from '../../look/status-badge.tsx'
import ui from '../../look/ui.module.css'
import { sentence } from '../../look/words.ts'
import { InParts } from '../../parts/in-parts.tsx'
import { Scrollable } from '../../parts/scrollable.tsx'
import { ownerWords, reasonWords } from '../match-queue/words.ts'

type HoldsProps = {
  readonly holds: readonly HoldView[]
  readonly lines: readonly InvoiceLineView[]
}

/** Every reason it was held for, and who let it go. */
export function Holds({ holds, lines }: HoldsProps) {
  if (holds.length === 0) return null
  const lineNoById = new Map(lines.map(({ id, lineNo }) => [id, lineNo]))
  return (
    <Scrollable label="Reasons">
      <table className={ui.table}>
        <caption>Why it was held</caption>
        <thead>
          <tr>
            <th scope="col">Why held</th>
            <th scope="col" data-num>
              Line
            </th>
            <th scope="col">What to do</th>
            <th scope="col">Whose turn</th>
            <th scope="col">Since</th>
            <th scope="col">State</th>
          </tr>
        </thead>
        <tbody>
          <InParts rows={holds} columns={6} noun="Reasons">
            {(hold) => (
              <tr key={hold.id}>
                <td>{reasonWords[hold.code] ?? sentence(hold.code)}</td>
                <td data-num>{lineNoById.get(hold.invoiceLineId ?? '') ?? '–'}</td>
                <td>{hold.detail}</td>
                <td>{ownerWords[hold.owner]}</td>
                <td>{instantText(hold.heldAt)}</td>
                <td>
                  {hold.releasedAt === null ? (
                    <StatusBadge tone="crit">Holds it</StatusBadge>
                  ) : (
                    <StatusBadge tone="neutral">
                      {`Gone ${instantText(hold.releasedAt)}, ${hold.releasedByName ?? ''}`}
                    </StatusBadge>
                  )}
                </td>
              </tr>
            )}
          </InParts>
        </tbody>
      </table>
    </Scrollable>
  )
}
