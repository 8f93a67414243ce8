import { Button } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'

import type { ListPage } from '../../api/queries.ts'
import { countText } from '../../look/format.ts'
import list from './data-list.module.css'
import type { useListUrl } from './list-url.ts'

export type ListFootProps = {
  readonly page: ListPage<unknown> | undefined
  readonly url: ReturnType<typeof useListUrl>
}

/** Which rows these are, out of how many, and the way to the others. */
export function ListFoot({ page, url }: ListFootProps) {
  const { trail, limit } = url.state
  const next = page?.nextCursor ?? null
  if (page?.items.length === 0 && trail.length === 0) return null
  return (
    <div className={list.foot}>
      <span role="status">{page ? rangeText(page, trail, limit) : ''}</span>
      <span className={list.grow} />
      {trail.length > 0 || next !== null ? (
        <>
          <Button
            variant="default"
            disabled={trail.length === 0}
            onClick={url.back}
            leftSection={<IconChevronLeft size={14} aria-hidden="true" />}
          >
            Back
          </Button>
          <Button
            variant="default"
            disabled={next === null}
            onClick={() => next && url.next(next)}
            rightSection={<IconChevronRight size={14} aria-hidden="true" />}
          >
            Next
          </Button>
        </>
      ) : null}
    </div>
  )
}

/** `1–50 of 1,204`, or `51–100 of 10,000+`. A page from a saved address does not know its place. */
function rangeText(page: ListPage<unknown>, trail: readonly string[], limit: number): string {
  const { value, relation } = page.total
  const total = `${countText(value)}${relation === 'gte' ? '+' : ''}`
  if (page.items.length === 0) return ''
  const isPlaceKnown = trail.length === 0 || trail[0] === ''
  if (!isPlaceKnown) return `${countText(page.items.length)} of ${total}`
  const from = trail.length * limit
  return `${countText(from + 1)}\u2013${countText(from + page.items.length)} of ${total}`
}
