import { Button } from '@mantine/core'

import { usePermission } from '../../api/session.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { ScreenLink } from '../../shell/link.tsx'
import { nothing } from './filters.tsx'
import { type LatestRun, usePlanNow } from './plan-run.tsx'
import { type BuyListSearch, type ChangeSearch, isFiltered } from './use-buy-list.ts'

type NothingProps = {
  readonly search: BuyListSearch
  readonly change: ChangeSearch
  readonly latest: LatestRun
}

/** Why the list is empty, and what to do about it. */
export function Nothing({ search, change, latest }: NothingProps) {
  const planNow = usePlanNow()
  const mayPlan = usePermission('plans.write')
  if (isFiltered(search)) {
    return (
      <EmptyState
        title="Nothing fits this filter"
        acts={
          <Button variant="default" onClick={() => change(nothing)}>
            Show the whole list
          </Button>
        }
      >
        Other lines may be for another place, due later, or put away until a day.
      </EmptyState>
    )
  }
  if (latest.run?.status === 'done') {
    return (
      <EmptyState
        title="Nothing to order"
        acts={<ScreenLink to="/stock">Look at the stock</ScreenLink>}
      >
        Everything that is planned is covered by what is there and what comes. When that changes, by
        a sale, a late supplier or a new forecast, the line stands here with its reasons.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      title="Nothing is planned yet"
      acts={
        <>
          {mayPlan ? (
            <Button
              loading={planNow.isRunning || latest.isGoing}
              onClick={() => void planNow.run()}
            >
              Plan now
            </Button>
          ) : null}
          <ScreenLink to="/imports">Bring past sales by file</ScreenLink>
        </>
      }
    >
      Landfall reads what was sold, forecasts it, and proposes what to buy from whom, how much and
      by when, each line with the terms that made it. It needs items, supplier terms and some weeks
      of sales.
    </EmptyState>
  )
}
