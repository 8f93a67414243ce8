import { Button } from '@mantine/core'

import type { StockLevelRow } from '#contracts/books/inventory'

import { usePermission } from '../../api/session.ts'
import { DataList } from '../../parts/data-list/data-list.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { ButtonKey } from '../../parts/keys/kbd.tsx'
import { ScreenLink, useGo } from '../../shell/link.tsx'
import { Page } from '../../shell/page.tsx'
import { itemColumn, itemFilter, levelColumns, placeFilter, statusFilter } from './columns.tsx'

/** What is on hand, where, in which state, what it cost, and what is still to come. */
export function Stock() {
  const go = useGo()
  const mayAdjust = usePermission('stock.adjust')
  const adjust = () => go('/adjustments/new')
  return (
    <Page
      title="Stock"
      isFixed
      actions={
        mayAdjust ? (
          <Button variant="default" onClick={adjust} rightSection={<ButtonKey name="c" />}>
            Adjust stock
          </Button>
        ) : null
      }
    >
      <DataList<StockLevelRow>
        id="stock-levels"
        label="Stock by item, place and status"
        path="/stock-levels"
        columns={[itemColumn, ...levelColumns]}
        filters={[itemFilter, placeFilter, statusFilter]}
        searchKey="q"
        searchHint="SKU or name"
        sort="sku"
        isTall
        rowId={({ id }) => id}
        rowName={({ name, placeName }) => `${name} at ${placeName}`}
        rowTo={({ itemId }) => `/stock/${itemId}`}
        keys={{ c: { label: 'adjust stock', run: adjust, isOff: !mayAdjust } }}
        empty={
          <EmptyState
            title="Nothing is in stock yet"
            acts={
              mayAdjust ? (
                <>
                  <Button onClick={() => go('/adjustments/new?kind=opening')}>
                    Write opening stock
                  </Button>
                  <ScreenLink to="/imports/new">Bring a file</ScreenLink>
                </>
              ) : null
            }
          >
            Receiving an order puts its goods here, with what they cost. What was there before
            Landfall comes in as opening stock.
          </EmptyState>
        }
      />
    </Page>
  )
}
