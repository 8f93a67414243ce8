import { Button } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useSearch } from '@tanstack/react-router'

import type { PromotionRow } from '#contracts/records/promotions'

import { useList } from '../../api/queries.ts'
import { addDays, dayText, today } from '../../look/days.ts'
import type { Day } from '../../look/format.ts'
import ui from '../../look/ui.module.css'
import { wordOf } from '../../look/words.ts'
import { Refusal } from '../../parts/refusal.tsx'
import { Scrollable } from '../../parts/scrollable.tsx'
import { ScreenLink, useGo } from '../../shell/link.tsx'
import styles from './promotions.module.css'
import { monthsOf, weekStarts, weeksOf, weeksShown } from './weeks.ts'
import { kindWord, mondayOf, spanText, statusWords } from './words.ts'

const rowsMax = 200
const stepWeeks = 13
/** Fewer have no room for words; the days stand under the name, too. */
const weeksToRead = 5
/** What was lately, beside what comes. */
const weeksBefore = 4

/** Half a year week by week, each promotion over the weeks it has a day in. */
export function WeekTable() {
  const go = useGo()
  const search = useSearch({ strict: false }) as { from?: Day }
  const usual = addDays(mondayOf(today()), -7 * weeksBefore)
  const from = mondayOf(search.from ?? usual)
  const to = addDays(from, weeksShown * 7 - 1)
  const { page, problem } = useList<PromotionRow>('/promotions', {
    endsFrom: from,
    startsTo: to,
    sort: 'startsOn',
    limit: rowsMax,
  })
  const show = (day: Day) => go(`/promotions?view=weeks&from=${day}`, { replace: true })
  return (
    <section className={styles.weeks} aria-label="Weeks">
      <div className={styles.bar}>
        <Button
          variant="default"
          leftSection={<IconChevronLeft size={14} aria-hidden="true" />}
          onClick={() => show(addDays(from, -7 * stepWeeks))}
        >
          Earlier
        </Button>
        <Button variant="default" onClick={() => show(usual)}>
          Today
        </Button>
        <Button
          variant="default"
          rightSection={<IconChevronRight size={14} aria-hidden="true" />}
          onClick={() => show(addDays(from, 7 * stepWeeks))}
        >
          Later
        </Button>
        <p>
          {spanText(from, to)}
          {page && page.total.value > rowsMax ? `, the first ${rowsMax} promotions` : ''}
        </p>
      </div>
      {problem ? <Refusal problem={problem} /> : null}
      {page ? <Weeks rows={page.items} from={from} /> : <p role="status">Reading promotions</p>}
    </section>
  )
}

type WeeksProps = { readonly rows: readonly PromotionRow[]; readonly from: Day }

function Weeks({ rows, from }: WeeksProps) {
  const weeks = weekStarts(from)
  const now = mondayOf(today())
  if (rows.length === 0)
    return <p className={styles.none}>No promotion has a day in these weeks.</p>
  return (
    <Scrollable label="Promotions by week">
      <table className={styles.table}>
        <caption>Promotions by week</caption>
        <thead>
          <tr>
            <th scope="col" rowSpan={2}>
              Promotion
            </th>
            {monthsOf(weeks).map(({ label, weekCount }) => (
              <th key={label} scope="colgroup" colSpan={weekCount}>
                {label}
              </th>
            ))}
          </tr>
          <tr>
            {weeks.map((week) => (
              <th key={week} scope="col" data-now={week === now || undefined}>
                <abbr title={`Week of ${dayText(week)}`}>{Number(week.slice(8))}</abbr>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} row={row} from={from} />
          ))}
        </tbody>
      </table>
    </Scrollable>
  )
}

function Row({ row, from }: { readonly row: PromotionRow; readonly from: Day }) {
  const shown = weeksOf(row, from)
  const { label } = wordOf(statusWords, row.status)
  if (shown === undefined) return null
  const after = weeksShown - shown.first - shown.count
  const said = `${spanText(row.startsOn, row.endsOn)}, ${label.toLowerCase()}`
  return (
    <tr>
      <th scope="row">
        <ScreenLink to={`/promotions/${row.id}`}>{row.name}</ScreenLink>
        <small>
          {kindWord(row.kind)}, {spanText(row.startsOn, row.endsOn)}
        </small>
      </th>
      {shown.first > 0 ? <td colSpan={shown.first} /> : null}
      <td colSpan={shown.count} title={said}>
        <span className={styles.span} data-status={row.status}>
          {shown.count < weeksToRead ? <span className={ui.hidden}>{said}</span> : said}
        </span>
      </td>
      {after > 0 ? <td colSpan={after} /> : null}
    </tr>
  )
}
