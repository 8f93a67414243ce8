import { Button } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'

import type { DemandView } from '#contracts/flow/demand'

import { useDocument } from '../../api/queries.ts'
import { usePermission } from '../../api/session.ts'
import { dayText, instantText } from '../../look/days.ts'
import { decimalText, type QuantityWire } from '../../look/format.ts'
import { Figures } from '../../parts/figures.tsx'
import { Refusal } from '../../parts/refusal.tsx'
import { Page } from '../../shell/page.tsx'
import styles from './demand.module.css'
import { LayersPanel } from './layers-panel.tsx'
import { NewMark } from './new-mark.tsx'
import { PersonMarks } from './person-marks.tsx'

const crumb = { label: 'Demand', to: '/demand' }

/** One item at one place: its weeks layer by layer, why they are so, and what people say of them. */
export function Demand() {
  const { itemId, placeId } = useParams({ strict: false }) as Record<string, string>
  const { document: demand, problem } = useDocument<DemandView>(`/demand/${itemId}/${placeId}`)
  if (problem || !demand) {
    return (
      <Page title="Demand of an item" crumb={crumb}>
        {problem ? <Refusal problem={problem} /> : <p role="status">Reading the demand</p>}
      </Page>
    )
  }
  return (
    <Page
      title={demand.item.name}
      crumb={crumb}
      note={`${demand.item.code} at ${demand.place.name}`}
    >
      <Headline demand={demand} />
      {demand.weeks.length === 0 ? (
        <p className={styles.section}>
          No whole week of demand is known yet: it shows within a minute of the week's end.
        </p>
      ) : (
        <LayersPanel demand={demand} />
      )}
      <PersonMarks marks={demand.personMarks} />
      <MarkWeeks demand={demand} />
    </Page>
  )
}

function Headline({ demand }: { readonly demand: DemandView }) {
  const { last4Weeks, last13Weeks, last52Weeks, firstSoldOn, lastSoldOn, computedAt } = demand
  return (
    <Figures
      figures={[
        { label: 'Last 4 weeks', value: quantityText(last4Weeks) },
        { label: 'Last 13 weeks', value: quantityText(last13Weeks) },
        { label: 'Last 52 weeks', value: quantityText(last52Weeks) },
        {
          label: 'Last sold',
          value: lastSoldOn === null ? '–' : dayText(lastSoldOn),
          note: firstSoldOn === null ? 'never' : `first ${dayText(firstSoldOn, true)}`,
        },
        {
          label: 'Cleaned',
          value: computedAt === null ? '–' : instantText(computedAt),
          note: 'follows demand within a minute',
        },
      ]}
    />
  )
}

function quantityText({ quantity, unit }: QuantityWire): string {
  return `${decimalText(quantity)} ${unit}`
}

function MarkWeeks({ demand }: { readonly demand: DemandView }) {
  const mayWrite = usePermission('demand.write')
  const [isOpen, setOpen] = useState(false)
  if (!mayWrite) return null
  return (
    <p className={styles.section}>
      <Button onClick={() => setOpen(true)}>Mark weeks</Button>
      {isOpen ? <NewMark demand={demand} close={() => setOpen(false)} /> : null}
    </p>
  )
}
