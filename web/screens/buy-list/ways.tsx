import { Button, SegmentedControl } from '@mantine/core'

import { usePermission } from '../../api/session.ts'
import { type LatestRun, usePlanNow } from './plan-run.tsx'
import type { BuyListSearch, ChangeSearch } from './use-buy-list.ts'

type WaysProps = {
  readonly search: BuyListSearch
  readonly change: ChangeSearch
  readonly latest: LatestRun
}

/** How the list is looked at, and planning anew. */
export function Ways({ search, change, latest }: WaysProps) {
  const planNow = usePlanNow()
  const mayPlan = usePermission('plans.write')
  return (
    <>
      <SegmentedControl
        aria-label="Grouping"
        value={search.by ?? 'supplier'}
        data={[
          { value: 'supplier', label: 'By supplier' },
          { value: 'urgency', label: 'By urgency' },
        ]}
        onChange={(by) =>
          change({ by: by === 'urgency' ? by : undefined, currency: undefined, sort: undefined })
        }
      />
      {mayPlan ? (
        <Button
          variant="default"
          loading={planNow.isRunning}
          disabled={latest.isGoing}
          onClick={() => void planNow.run()}
        >
          Plan now
        </Button>
      ) : null}
    </>
  )
}
