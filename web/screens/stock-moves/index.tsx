import { Page } from '../../shell/page.tsx'
import { MoveList } from './move-list.tsx'

/** What moved, from where to where, and because of which document. */
export function StockMoves() {
  return (
    <Page title="Stock moves" isFixed>
      <MoveList />
    </Page>
  )
}
