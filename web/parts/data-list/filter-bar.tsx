import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { IconDownload, IconFilter, IconX } from '@tabler/icons-react'
import { useState } from 'react'

import { organizationUrl, type Query } from '../../api/client.ts'
import { useOrganization } from '../../api/queries.ts'
import { usePhone } from '../../shell/layout.ts'
import { ColumnMenu } from './column-menu.tsx'
import list from './data-list.module.css'
import type { useListUrl } from './list-url.ts'
import { TextFilter } from './text-filter.tsx'
import { type DataListProps, type Filter, namesOf } from './types.ts'

export type FilterBarProps<Row> = DataListProps<Row> & {
  readonly url: ReturnType<typeof useListUrl>
  /** What the API is asked now, for the CSV of the same. */
  readonly asked: Query
}

export function FilterBar<Row>(props: FilterBarProps<Row>) {
  const { filters = [], searchKey, searchHint = 'Search', views = [], tools, url, asked } = props
  const organization = useOrganization()
  const isPhone = usePhone()
  const [isOpen, setOpen] = useState(false)
  const { values } = url.state
  const isFiltered = Object.keys(values).length > 0
  return (
    <search className={list.bar}>
      {views.map(({ label, query }) => (
        <button
          key={label}
          type="button"
          className={list.view}
          aria-pressed={isSame(query, values)}
          onClick={() => url.reset(query)}
        >
          {label}
        </button>
      ))}
      {searchKey ? (
        <TextFilter
          label={searchHint}
          value={values[searchKey] ?? ''}
          onChange={(value) => url.change({ values: { [searchKey]: value || undefined } }, true)}
          isSearch
        />
      ) : null}
      {isPhone && filters.length > 0 ? (
        <Button
          variant="default"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
          leftSection={<IconFilter size={16} aria-hidden="true" />}
        >
          {filterText(filters, values)}
        </Button>
      ) : null}
      {isOpen || !isPhone ? (
        <div className={list.filters}>
          {filters.map((filter) => (
            <FilterField key={filter.label} filter={filter} url={url} />
          ))}
        </div>
      ) : null}
      {isFiltered ? (
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconX size={13} aria-hidden="true" />}
          onClick={() => url.reset({})}
        >
          Clear
        </Button>
      ) : null}
      <span className={list.grow} />
      {tools}
      {props.csvPath ? (
        <Button
          component="a"
          variant="default"
          href={organizationUrl(organization, props.csvPath, asked)}
          download
          leftSection={<IconDownload size={14} aria-hidden="true" />}
        >
          CSV
        </Button>
      ) : null}
      {isPhone ? null : <ColumnMenu columns={props.columns} url={url} />}
    </search>
  )
}

function FilterField({
  filter,
  url,
}: {
  readonly filter: Filter
  readonly url: ReturnType<typeof useListUrl>
}) {
  const { values } = url.state
  const set = (key: string) => (value: string | undefined) =>
    url.change({ values: { [key]: value || undefined } })
  switch (filter.kind) {
    case 'text':
      return (
        <TextFilter
          label={filter.label}
          value={values[filter.key] ?? ''}
          onChange={(value) => url.change({ values: { [filter.key]: value || undefined } }, true)}
        />
      )
    case 'choice':
      return (
        <NativeSelect
          aria-label={filter.label}
          data-on={values[filter.key] ? true : undefined}
          className={list.choice}
          value={values[filter.key] ?? ''}
          onChange={(event) => set(filter.key)(event.currentTarget.value)}
          data={[{ value: '', label: `${filter.label}: all` }, ...filter.options]}
        />
      )
    case 'days':
      return (
        <fieldset className={list.days}>
          <legend>{filter.label}</legend>
          <DayFilter
            label={`${filter.label} from`}
            value={values[filter.fromKey]}
            onChange={set(filter.fromKey)}
          />
          <span aria-hidden="true">–</span>
          <DayFilter
            label={`${filter.label} to`}
            value={values[filter.toKey]}
            onChange={set(filter.toKey)}
          />
        </fieldset>
      )
    case 'flag':
      return (
        <Checkbox
          size="xs"
          label={filter.label}
          checked={values[filter.key] === 'true'}
          onChange={(event) => set(filter.key)(event.currentTarget.checked ? 'true' : undefined)}
        />
      )
    case 'search':
      return filter.render({
        label: filter.label,
        value: values[filter.key],
        onChange: set(filter.key),
      })
  }
}

function DayFilter({
  label,
  value,
  onChange,
}: {
  readonly label: string
  readonly value: string | undefined
  readonly onChange: (value: string | undefined) => void
}) {
  return (
    <TextInput
      type="date"
      aria-label={label}
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

/** `Filter`, or `Filter 2` when two are set. */
function filterText(filters: readonly Filter[], values: Readonly<Record<string, string>>): string {
  const names = filters.flatMap(namesOf)
  const count = names.filter((name) => values[name]).length
  return count === 0 ? 'Filter' : `Filter ${count}`
}

function isSame(
  query: Readonly<Record<string, string>>,
  values: Readonly<Record<string, string>>,
): boolean {
  const keys = new Set([...Object.keys(query), ...Object.keys(values)])
  return [...keys].every((key) => key === 'sort' || query[key] === values[key])
}
