import { Button, Tabs } from '@mantine/core'
import { useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'

import type { StockLevelRow } from '#contracts/books/inventory'
import type { ItemView } from '#contracts/records/items'

import { useDocument, useList } from '../../api/queries.ts'
import { usePermission } from '../../api/session.ts'
import { sumOf } from '../../look/decimal.ts'
import { type MoneyWire, moneyText, quantityText } from '../../look/format.ts'
import { DataList } from '../../parts/data-list/data-list.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { Figures } from '../../parts/figures.tsx'
import { useKeys } from '../../parts/keys/keys.ts'
import { SidePanel } from '../../parts/side-panel.tsx'
import { UnreadPage } from '../../parts/unread-page.tsx'
import { useNarrow } from '../../shell/layout.ts'
import { useGo } from '../../shell/link.tsx'
import { Page } from '../../shell/page.tsx'
import { ExpectationList } from '../expected/expectation-list.tsx'
import { MoveList } from '../stock-moves/move-list.tsx'
import { levelColumns } from './columns.tsx'
import { LayerList } from './layer-list.tsx'
import { ValueWhy } from './value-why.tsx'

const crumb = { label: 'Stock', to: '/stock' }
const levelsMax = 200

export function ItemStock() {
  const { itemId = '' } = useParams({ strict: false }) as { itemId?: string }
  const { document, problem } = useDocument<ItemView>(`/items/${itemId}`)
  if (!document) return <UnreadPage title="Stock" crumb={crumb} problem={problem} />
  return <Known item={document} />
}

/** One item: where it stands, how it came and went, what it cost, what is to come. */
function Known({ item }: { readonly item: ItemView }) {
  const go = useGo()
  const isNarrow = useNarrow()
  const { tab = 'places' } = useSearch({ strict: false }) as { tab?: string }
  const mayAdjust = usePermission('stock.adjust')
  const [isWhyOpen, setWhyOpen] = useState(false)
  const { page } = useList<StockLevelRow>('/stock-levels', { itemId: item.id, limit: levelsMax })
  const why = () => setWhyOpen(true)
  useKeys({ w: { label: 'why this value', run: why } })
  const path = `/stock/${item.id}`
  return (
    <Page
      title={item.name}
      crumb={crumb}
      note={item.sku}
      isFixed
      actions={
        <>
          {isNarrow ? (
            <Button variant="default" onClick={why}>
              Why
            </Button>
          ) : null}
          <Button variant="default" onClick={() => go(`/items/${item.id}`)}>
            Item
          </Button>
          {mayAdjust ? (
            <Button variant="default" onClick={() => go(`/adjustments/new?itemId=${item.id}`)}>
              Adjust
            </Button>
          ) : null}
        </>
      }
      aside={
        <SidePanel title="Why this value" isOpen={isWhyOpen} close={() => setWhyOpen(false)}>
          <ValueWhy itemId={item.id} method={item.valuationMethod} />
        </SidePanel>
      }
    >
      {page ? <Figures figures={figuresOf(page.items, item.unit)} /> : null}
      <Tabs
        value={tab}
        onChange={(next) => go(next === 'places' ? path : `${path}?tab=${next}`)}
        keepMounted={false}
      >
        <Tabs.List>
          <Tabs.Tab value="places">Places</Tabs.Tab>
          <Tabs.Tab value="moves">Moves</Tabs.Tab>
          <Tabs.Tab value="layers">Layers</Tabs.Tab>
          <Tabs.Tab value="expected">To come</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="places">
          <DataList<StockLevelRow>
            id="item-levels"
            label={`Stock of ${item.name}`}
            path="/stock-levels"
            query={{ itemId: item.id }}
            columns={levelColumns}
            rowId={({ id }) => id}
            rowName={({ placeName }) => placeName}
            empty={
              <EmptyState title="None is in stock">
                It shows here by place, state and lot once some was received or found.
              </EmptyState>
            }
          />
        </Tabs.Panel>
        <Tabs.Panel value="moves">
          <MoveList itemId={item.id} />
        </Tabs.Panel>
        <Tabs.Panel value="layers">
          <LayerList itemId={item.id} />
        </Tabs.Panel>
        <Tabs.Panel value="expected">
          <ExpectationList itemId={item.id} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  )
}

function figuresOf(levels: readonly StockLevelRow[], unit: string) {
  const units = (rows: readonly StockLevelRow[]) =>
    quantityText({ quantity: sumOf(rows.map(({ onHand }) => onHand.quantity)), unit })
  const usable = levels.filter(({ isUsable }) => isUsable)
  const held = levels.filter(({ isUsable }) => !isUsable)
  const expected = levels.flatMap((level) => (level.expected ? [level.expected.quantity] : []))
  return [
    { label: 'On hand', value: units(levels) },
    { label: 'Usable', value: units(usable) },
    { label: 'Held', value: units(held) },
    { label: 'To come', value: quantityText({ quantity: sumOf(expected), unit }) },
    { label: 'Value', value: valueText(levels.map(({ value }) => value)) },
  ]
}

/** Companies may keep books in different currencies, which are never added up. */
function valueText(values: readonly MoneyWire[]): string {
  const byCurrency = [...Map.groupBy(values, ({ currency }) => currency)]
  if (byCurrency.length === 0) return '–'
  return byCurrency
    .map(([currency, some]) =>
      moneyText({ amount: sumOf(some.map(({ amount }) => amount)), currency }),
    )
    .join(' + ')
}
