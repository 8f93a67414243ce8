import { Button, NativeSelect, SegmentedControl, TextInput } from '@mantine/core'
import { IconFileDownload } from '@tabler/icons-react'

import { organizationUrl } from '../../api/client.ts'
import { useOrganization } from '../../api/queries.ts'
import { usePermission } from '../../api/session.ts'
import { addDays, today } from '../../look/days.ts'
import { PlaceSelect } from '../../parts/fields/record-selects.tsx'
import { usePhone } from '../../shell/layout.ts'
import styles from './buy-list.module.css'
import { type LatestRun, usePlanNow } from './plan-run.tsx'
import { type BuyListSearch, type ChangeSearch, filtersOf } from './use-buy-list.ts'

type FiltersProps = {
  readonly search: BuyListSearch
  readonly change: ChangeSearch
  readonly latest: LatestRun
}

const weekDays = 7

/** How the list is looked at, what of it, and acts on the whole. */
export function Filters({ search, change, latest }: FiltersProps) {
  const organization = useOrganization()
  const planNow = usePlanNow()
  const mayPlan = usePermission('plans.write')
  const isPhone = usePhone()
  const soon = addDays(today(), weekDays)
  const csv = organizationUrl(organization, '/proposals.csv', filtersOf(search))
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
          change({
            by: by === 'urgency' ? by : undefined,
            supplierId: undefined,
            currency: undefined,
            sort: undefined,
          })
        }
      />
      {isPhone ? null : (
        <>
          <TextInput
            aria-label="SKU or name"
            placeholder="SKU or name"
            className={styles.search ?? ''}
            value={search.q ?? ''}
            onChange={(event) => change({ q: event.currentTarget.value || undefined })}
          />
          <PlaceSelect isBare value={search.placeId} onChange={(placeId) => change({ placeId })} />
          <NativeSelect
            aria-label="Which lines"
            value={search.snoozed ?? (search.until ? 'week' : 'all')}
            data={[
              { value: 'all', label: 'All that is due' },
              { value: 'week', label: 'To order this week' },
              { value: 'only', label: 'Snoozed' },
            ]}
            onChange={({ currentTarget: { value } }) =>
              change({
                until: value === 'week' ? soon : undefined,
                snoozed: value === 'only' ? 'only' : undefined,
              })
            }
          />
          <Button
            component="a"
            variant="default"
            href={csv}
            download
            leftSection={<IconFileDownload size={14} aria-hidden="true" />}
          >
            CSV
          </Button>
        </>
      )}
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
