/** What the product stores for series that came by file: the whole way, import to forecast. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { importKinds } from '#edge/import-kinds'
import { planSteps } from '#edge/worker/plan-steps'
import { type PlanRunId, runPlan, startRun } from '#flow/planning'
import { addDays } from '#kernel/day'
import { invariant } from '#kernel/invariant'
import { permissionsOf } from '#platform/permissions'
import type { ActorId, Work } from '#platform/work'
import { createCompany } from '#records/companies'
import { checkImport, commitImport, readImportView, stageImport } from '#records/imports'

import type { FileSeries } from './series-file.ts'
import { startWithin } from './within.ts'

const asOf = '2026-01-05'

/** Forecast means by id of the series, week by week, as they are stored. */
export async function storedForecasts(
  list: readonly FileSeries[],
): Promise<ReadonlyMap<string, readonly number[]>> {
  const within = await startWithin()
  try {
    const made = await within.installation.createOrganization({ slug: 'series', name: 'Series' })
    invariant(made.kind === 'created', 'an organization is made')
    const { organization } = made
    const permissions = permissionsOf('owner')
    const actor = { id: 'prover' as ActorId, kind: 'person', name: 'Prover', permissions } as const
    const work = organization.work(actor)
    await work.transact((tx) => createCompany(tx, { code: 'C', name: 'C', currency: 'USD' }))
    await bring(work, 'places', 'code,name,company\nMAIN,Main,C\n')
    await bring(work, 'channels', 'code,name\nWEB,Web\n')
    await bring(
      work,
      'items',
      `sku,name,unit\n${list.map(({ id }) => `${id},${id},EA\n`).join('')}`,
    )
    await bring(work, 'demand', demandFile(list))
    const started = await work.transact((tx) => startRun(tx, { asOf }))
    invariant(started.kind === 'started', 'a run is started')
    await runPlan(work, started.runId as PlanRunId, planSteps.slice(0, 2))
    const rows = await organization.db
      .selectFrom('forecast')
      .innerJoin('item', 'item.id', 'forecast.item_id')
      .select(['item.sku', 'forecast.baseline_units as means'])
      .execute()
    return new Map(rows.map(({ sku, means }) => [sku, means]))
  } finally {
    await within.close()
  }
}

/** Each week on its Monday; weeks without sales are said too, since they are known. */
function demandFile(list: readonly FileSeries[]): string {
  const rows = list.flatMap(({ id, history }) =>
    Array.from(history, (units, week) => {
      const onDay = addDays(asOf, 7 * (week - history.length))
      return `${id},MAIN,WEB,${onDay},${units}\n`
    }),
  )
  return `item,place,channel,day,units\n${rows.join('')}`
}

async function bring(work: Work, kind: string, text: string): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'landfall-series-'))
  try {
    const path = join(scratch, `${kind}.csv`)
    writeFileSync(path, text)
    const file = { kind, path, byteCount: Buffer.byteLength(text), fileName: `${kind}.csv` }
    const staged = await stageImport(work, importKinds, file)
    if (staged.kind === 'refused') throw new Error(`${kind}: ${JSON.stringify(staged.errors)}`)
    await checkImport(work, importKinds, staged.importId)
    const { importId } = staged
    const done = await commitImport(work, importKinds, { importId, skipErrors: false })
    if (done.kind === 'committed') return
    const view = await readImportView(work.ask(), importKinds, importId)
    throw new Error(`${kind}: ${done.kind} ${JSON.stringify(view?.errorGroups)}`)
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}
