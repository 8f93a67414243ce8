import { useParams } from '@tanstack/react-router'

import type { LeadTimeView } from '#contracts/flow/lead-times'

import { useDocument } from '../../api/queries.ts'
import { instantText } from '../../look/days.ts'
import { countText, plusMinusText } from '../../look/format.ts'
import { Figures } from '../../parts/figures.tsx'
import { Refusal } from '../../parts/refusal.tsx'
import { Page } from '../../shell/page.tsx'
import { DayChart } from './day-chart.tsx'
import { History } from './history.tsx'
import styles from './lead-times.module.css'
import { PartsTable, StackedParts } from './parts-table.tsx'
import { biasText, laneName, meanText, percentText, wholeText } from './words.ts'

const crumb = { label: 'Lead times', to: '/lead-times' }

/** One lane: its spread, where the days go, how its promises hold, and what it was learned from. */
export function Lane() {
  const { laneId = '' } = useParams({ strict: false }) as { laneId?: string }
  const { document: lane, problem } = useDocument<LeadTimeView>(`/lead-times/${laneId}`)
  if (problem) {
    return (
      <Page title="Lead time" crumb={crumb}>
        <Refusal problem={problem} />
      </Page>
    )
  }
  if (!lane) {
    return (
      <Page title="Lead time" crumb={crumb}>
        <p role="status">Reading the lead time</p>
      </Page>
    )
  }
  return (
    <Page title={laneName(lane)} crumb={crumb}>
      <Headline lane={lane} />
      <Charts lane={lane} />
      <section className={styles.section} aria-labelledby="parts">
        <h2 id="parts">Parts</h2>
        <PartsTable parts={lane.parts} />
      </section>
      <section className={styles.section} aria-labelledby="history">
        <h2 id="history">Deliveries</h2>
        <History laneId={lane.id} />
      </section>
    </Page>
  )
}

type LaneProps = { readonly lane: LeadTimeView }

function Headline({ lane }: LaneProps) {
  const whole = lane.parts.find(({ part }) => part === 'whole')
  return (
    <Figures
      figures={[
        { label: 'Half are in by', value: `${wholeText(lane.p50Days)} days`, note: 'P50' },
        { label: '80 % are in by', value: `${wholeText(lane.p80Days)} days`, note: 'P80' },
        { label: '95 % are in by', value: `${wholeText(lane.p95Days)} days`, note: 'P95' },
        {
          label: 'Mean',
          value: `${meanText(lane.meanDays)} days`,
          note: plusMinusText(meanText(lane.sdDays)),
        },
        {
          label: 'On time',
          value: percentText(lane.onTimePercent),
          note: biasText(lane.lateDays),
        },
        {
          label: 'Lines',
          value: countText(lane.lineCount),
          note: whole ? `${meanText(whole.fadedCount)} count after fading` : 'none yet',
        },
      ]}
    />
  )
}

function Charts({ lane }: LaneProps) {
  const whole = lane.parts.find(({ part }) => part === 'whole')
  const late = lane.parts.find(({ part }) => part === 'late')
  return (
    <section className={styles.charts} aria-label="Distributions">
      {whole ? <DayChart part={whole} label="Days from sent to received" /> : null}
      {late ? <DayChart part={late} label="Days after the first promise" lateFromDays={1} /> : null}
      <StackedParts parts={lane.parts} />
      {whole ? <HowLearned lane={lane} part={whole} /> : null}
    </section>
  )
}

function HowLearned({ lane, part }: LaneProps & { readonly part: LeadTimeView['parts'][number] }) {
  const fading =
    part.halfLifeDays === null
      ? 'Older lines count as much as new ones'
      : `A line counts half after ${part.halfLifeDays} days`
  return (
    <p className={styles.how}>
      {fading}.{' '}
      {part.leaningLines === 1
        ? 'One line of the wider class stands'
        : `${part.leaningLines} lines of the wider class stand`}{' '}
      beside its own{part.hasSeason ? ', and the season of the year is taken into account' : ''}.
      Chosen by what would have forecast past lines best.
      {lane.learnedAt === null
        ? ''
        : ` Learned ${instantText(lane.learnedAt)}; planning goes by it from its next run on.`}
    </p>
  )
}
