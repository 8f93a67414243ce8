import { Button } from '@mantine/core'

import type { ProposalRow } from '#contracts/flow/planning'
import type { Problem } from '../../api/problem.ts'
import { sumOf } from '../../look/decimal.ts'
import { moneyText } from '../../look/format.ts'
import { DecisionBar } from '../../parts/decision-bar.tsx'
import { ButtonKey } from '../../parts/keys/kbd.tsx'
import { Refusal } from '../../parts/refusal.tsx'
import { usePhone } from '../../shell/layout.ts'
import { ScreenLink } from '../../shell/link.tsx'
import { linesText, suppliersText } from './words.ts'

type FootProps = {
  readonly rows: readonly ProposalRow[]
  readonly make: () => void
  readonly snooze: () => void
  readonly clear: () => void
  /** Orders that were made a moment ago. */
  readonly made: readonly { readonly id: string }[]
  readonly isMaking: boolean
  readonly problem: Problem | undefined
}

/** What the selected lines come to, and the orders they become. */
export function Foot({ rows, make, snooze, clear, made, isMaking, problem }: FootProps) {
  const isPhone = usePhone()
  const suppliers = new Set(rows.map(({ supplier }) => supplier?.id)).size
  const orders = new Set(
    rows.map(({ supplier, place, value }) => `${supplier?.id} ${place.id} ${value?.currency}`),
  ).size
  // There is no room to say what could be done.
  if (isPhone && rows.length === 0 && made.length === 0 && !problem) return null
  return (
    <>
      {problem ? <Refusal problem={problem} sentence="The orders were not made." /> : null}
      <DecisionBar
        sentence={
          rows.length === 0 ? (
            <Made orders={made} />
          ) : (
            <>
              <b>
                {linesText(rows.length)}, {suppliersText(suppliers)}
              </b>{' '}
              {totals(rows)}
            </>
          )
        }
      >
        <Button variant="default" disabled={rows.length === 0} onClick={clear}>
          Select none
        </Button>
        <Button variant="default" disabled={rows.length === 0} onClick={snooze}>
          Snooze
        </Button>
        <Button
          disabled={rows.length === 0}
          loading={isMaking}
          onClick={make}
          rightSection={<ButtonKey name="mod+Enter" />}
        >
          {ordersText(orders)}
        </Button>
      </DecisionBar>
    </>
  )
}

function Made({ orders }: { readonly orders: FootProps['made'] }) {
  const [first] = orders
  if (first === undefined) return 'Select lines to make orders of them.'
  return orders.length === 1 ? (
    <>
      1 draft order made. <ScreenLink to={`/orders/${first.id}`}>Open it</ScreenLink>
    </>
  ) : (
    <>
      {orders.length} draft orders made.{' '}
      <ScreenLink to="/orders?lifecycle=draft">Show drafts</ScreenLink>
    </>
  )
}

export function ordersText(count: number): string {
  if (count === 0) return 'Make draft orders'
  return count === 1 ? 'Make 1 draft order' : `Make ${count} draft orders`
}

/** In each company's own currency; sums of different ones are not added up. */
function totals(rows: readonly ProposalRow[]): string {
  const byCurrency = Map.groupBy(rows, ({ companyValue }) => companyValue.currency)
  return [...byCurrency]
    .map(([currency, some]) => {
      const amount = sumOf(some.map(({ companyValue }) => companyValue.amount))
      return moneyText({ amount, currency })
    })
    .join(' and ')
}
