import { Button, NativeSelect } from '@mantine/core'
import { IconDownload, IconFilter, IconX } from '@tabler/icons-react'
import { useState } from 'react'

import { organizationUrl } from '../../api/client.ts'
import { useOrganization } from '../../api/queries.ts'
import { addDays, today } from '../../look/days.ts'
import { countText } from '../../look/format.ts'
import { urgencyWords } from '../../look/urgency-mark.tsx'
import list from '../../parts/data-list/data-list.module.css'
import { TextFilter } from '../../parts/data-list/text-filter.tsx'
import { PlaceSelect, SupplierSelect } from '../../parts/fields/record-selects.tsx'
import { usePhone } from '../../shell/layout.ts'
import styles from './buy-list.module.css'
import {
  type BuyListSearch,
  type ChangeSearch,
  filtersOf,
  isFiltered,
  type Lines,
} from './use-buy-list.ts'
import { kindWords } from './words.ts'

type FiltersProps = { readonly search: BuyListSearch; readonly change: ChangeSearch }
type LinesProps = FiltersProps & { readonly lines: Lines | undefined }

const weekDays = 7
/** Of the API. */
const fileLinesMax = 10_000

/** Which lines are looked at, and the same as a file. */
export function Filters({ search, change, lines }: LinesProps) {
  const isPhone = usePhone()
  const [isOpen, setOpen] = useState(false)
  return (
    <search className={`${list.bar} ${styles.filters}`}>
      {isOpen || !isPhone ? <Views search={search} change={change} /> : null}
      <TextFilter
        label="SKU or name"
        value={search.q ?? ''}
        onChange={(q) => change({ q: q || undefined })}
        isSearch
      />
      {isPhone ? (
        <Button
          variant="default"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
          leftSection={<IconFilter size={16} aria-hidden="true" />}
        >
          Filter
        </Button>
      ) : null}
      {isOpen || !isPhone ? <Fields search={search} change={change} /> : null}
      {isFiltered(search) ? (
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconX size={13} aria-hidden="true" />}
          onClick={() => change(nothing)}
        >
          Clear
        </Button>
      ) : null}
      <span className={list.grow} />
      {isPhone ? null : <FileButton search={search} lines={lines} />}
    </search>
  )
}

type FileButtonProps = Pick<LinesProps, 'search' | 'lines'>

/** As many lines as a file holds, or why there is none. */
function FileButton({ search, lines }: FileButtonProps) {
  const organization = useOrganization()
  const icon = <IconDownload size={14} aria-hidden="true" />
  if (lines !== undefined && (lines.relation === 'gte' || lines.value > fileLinesMax)) {
    const why = `A file holds at most ${countText(fileLinesMax)} lines: filter the list first.`
    return (
      <Button variant="default" disabled title={why} leftSection={icon}>
        CSV
      </Button>
    )
  }
  const csv = organizationUrl(organization, '/proposals.csv', filtersOf(search))
  return (
    <Button component="a" variant="default" href={csv} download leftSection={icon}>
      CSV
    </Button>
  )
}

/** Takes every filter away; how the list is grouped and sorted stays. */
export const nothing = {
  until: undefined,
  placeId: undefined,
  q: undefined,
  snoozed: undefined,
  supplierId: undefined,
  currency: undefined,
  urgencyKind: undefined,
  kind: undefined,
}

function Views({ search, change }: FiltersProps) {
  const soon = addDays(today(), weekDays)
  const views = [
    { label: 'All that is due', until: undefined, snoozed: undefined },
    { label: 'This week', until: soon, snoozed: undefined },
    { label: 'Snoozed', until: undefined, snoozed: 'only' },
  ] as const
  return views.map(({ label, until, snoozed }) => (
    <button
      key={label}
      type="button"
      className={list.view}
      aria-pressed={search.snoozed === snoozed && (search.until === undefined) === !until}
      onClick={() => change({ until, snoozed })}
    >
      {label}
    </button>
  ))
}

function Fields({ search, change }: FiltersProps) {
  const urgencies = Object.entries(urgencyWords).filter(([value]) => value !== 'covered')
  return (
    <div className={list.filters}>
      <div className={styles.pick}>
        <SupplierSelect
          isBare
          value={search.supplierId}
          onChange={(supplierId) => change({ supplierId, currency: undefined })}
        />
      </div>
      <div className={styles.pick}>
        <PlaceSelect isBare value={search.placeId} onChange={(placeId) => change({ placeId })} />
      </div>
      <NativeSelect
        aria-label="Urgency"
        className={list.choice}
        data-on={search.urgencyKind ? true : undefined}
        value={search.urgencyKind ?? ''}
        onChange={(event) => change({ urgencyKind: event.currentTarget.value || undefined })}
        data={[
          { value: '', label: 'Urgency: all' },
          ...urgencies.map(([value, { words }]) => ({ value, label: words })),
        ]}
      />
      <NativeSelect
        aria-label="Kind"
        className={list.choice}
        data-on={search.kind ? true : undefined}
        value={search.kind ?? ''}
        // Goods that are moved have no supplier to stand under.
        onChange={({ currentTarget: { value: kind } }) =>
          change({ kind: kind || undefined, ...(kind === 'transfer' ? { by: 'urgency' } : {}) })
        }
        data={[{ value: '', label: 'Kind: all' }, ...kindWords]}
      />
    </div>
  )
}
