import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'

import type { PlanRunView } from '#contracts/flow/planning'

import { useAct } from '../../api/acts.ts'
import { useList, useOrganization } from '../../api/queries.ts'
import { instantText } from '../../look/days.ts'
import { countText } from '../../look/format.ts'
import { Progress } from '../../parts/progress.tsx'
import { Refusal } from '../../parts/refusal.tsx'
import styles from './buy-list.module.css'
import { releasedText } from './top-up-words.ts'

const pollMs = 1_000

/** The latest run, read again while it goes on; when it ends, the whole list is read again. */
export function useLatestRun() {
  const organization = useOrganization()
  const queries = useQueryClient()
  const { page, refetch } = useList<PlanRunView>('/plan-runs', { limit: 1 })
  const run = page?.items[0]
  const isGoing = run?.status === 'queued' || run?.status === 'running'
  const wasGoing = useRef(false)
  useEffect(() => {
    if (!isGoing) return
    const timer = setInterval(() => void refetch(), pollMs)
    return () => clearInterval(timer)
  }, [isGoing, refetch])
  useEffect(() => {
    if (wasGoing.current && !isGoing) void queries.invalidateQueries({ queryKey: [organization] })
    wasGoing.current = isGoing
  }, [isGoing, queries, organization])
  return { run, isGoing, isRead: page !== undefined }
}

export type LatestRun = ReturnType<typeof useLatestRun>

export function usePlanNow() {
  return useAct(() => ({ path: '/plan-runs', body: {} }))
}

/** How far the run is, with a way to stop it; or why it broke off. */
export function RunState({ run, isGoing }: LatestRun) {
  const stop = useAct(() => ({ path: `/plan-runs/${run?.id}/stop` }))
  if (run === undefined) return null
  if (run.status === 'failed') {
    return <p className={styles.failed}>{run.problem}</p>
  }
  if (!isGoing) return null
  return (
    <section className={styles.run} aria-label="Planning">
      <div className={styles.runBar}>
        <Progress
          title={run.status === 'queued' ? 'Planning starts' : (stepWords[run.step] ?? 'Planning')}
          done={run.doneCount}
          total={run.totalCount}
        />
        {stop.problem ? <Refusal problem={stop.problem} /> : null}
      </div>
      <Button variant="default" disabled={run.isStopping} onClick={() => void stop.run()}>
        {run.isStopping ? 'Stopping' : 'Stop'}
      </Button>
    </section>
  )
}

const stepWords: Readonly<Record<string, string>> = {
  demand: 'Reading demand',
  forecast: 'Forecasting',
  'new-items': 'Forecasting new items',
  rules: 'Setting stock rules',
  hubs: 'Adding up what stores need of hubs',
  proposals: 'Finding what to order',
  'top-up': 'Filling up orders',
}

/** `planned 06:00 for 8,412 items and places` */
export function plannedText(run: PlanRunView | undefined): string {
  if (run?.endedAt == null) return ''
  const what = run.totalCount === 1 ? '1 item' : `${countText(run.totalCount)} items by place`
  const released = releasedText(run.result)
  const planned = `planned ${instantText(run.endedAt)} for ${what}`
  return released === '' ? planned : `${planned} · ${released}`
}
