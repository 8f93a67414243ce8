/** The installation that a replay fills: one organization, one company, one place, the records of the source. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { directCaller } from '#edge/http/direct'
import { roomRoutes } from '#edge/http/rooms'
import { importKinds } from '#edge/import-kinds'
import { readConfig } from '#platform/config'
import { createLogger } from '#platform/log'
import {
  type Installation,
  migrateInstallation,
  type Organization,
  openInstallation,
} from '#platform/organizations'
import { permissionsOf, type Role } from '#platform/permissions'
import { openServer } from '#platform/postgres/server'
import type { Actor, ActorId, Work } from '#platform/work'
import { checkImport, commitImport, readImportView, stageImport } from '#records/imports'

import { type ImportFile, importFilesOf } from './files.ts'
import { type SourceCompany, sourceSystem } from './source.ts'
import type { ActAt, Ids } from './walk.ts'

export const replaySlug = 'replay'

export type ReplayWorld = {
  readonly act: ActAt
  readonly ids: Ids
  readonly deactivate: (supplierCode: string) => Promise<void>
  readonly close: () => Promise<void>
}

export async function openReplay(dataFolder: string): Promise<{
  readonly installation: Installation
  readonly close: () => Promise<void>
}> {
  mkdirSync(dataFolder, { recursive: true })
  chmodSync(dataFolder, 0o755)
  const config = readConfig(process.env, { dataFolder, databaseUrl: undefined })
  const postgres = await openServer(config, 'share')
  await migrateInstallation(postgres.server)
  const log = createLogger({ logLevel: 'warn' }, 'replay')
  const installation = openInstallation({ server: postgres.server, log })
  return {
    installation,
    close: async () => {
      await installation.close()
      await postgres.close()
    },
  }
}

export async function openWorld(dataFolder: string, source: SourceCompany): Promise<ReplayWorld> {
  const { installation, close } = await openReplay(dataFolder)
  const organization = await findOrMake(installation)
  const routes = roomRoutes(installation.control)
  const act: ActAt = (person, day, hour) =>
    directCaller(routes, organization, actorOf(person, 'owner'), instantAt(day, hour))

  const firstDay = source.orders[0]?.orderedOn ?? '2022-01-01'
  const lastDay = source.orders.at(-1)?.orderedOn ?? firstDay
  // Set up as of the last day, so that the calendar reaches from the first to beyond it.
  const own = act('owner', lastDay, 7)
  const company = await own<{ readonly id: string }>({
    path: '/companies',
    key: `${sourceSystem}:company`,
    body: {
      code: 'AW',
      name: 'Adventure Works Cycles',
      currency: 'USD',
      periodsFrom: firstDay,
      approvalOver: { amount: '0.00', currency: 'USD' },
    },
  })
  const place = await own<{ readonly id: string }>({
    path: '/places',
    key: `${sourceSystem}:place`,
    body: { code: 'MAIN', name: 'Main', companyId: company.id },
  })
  const work = organization.work(actorOf('owner', 'owner'))
  for (const file of importFilesOf(source)) await importFile(work, file)

  const ids = await readIds(organization, place.id)
  return {
    act,
    ids,
    deactivate: async (code) => {
      await act(
        'owner',
        source.orders.at(-1)?.orderedOn ?? firstDay,
        20,
      )({
        method: 'PATCH',
        path: `/suppliers/${ids.supplierIdByCode.get(code)}`,
        key: `${sourceSystem}:${code}:deactivate`,
        body: { status: 'inactive' },
      })
    },
    close,
  }
}

async function findOrMake(installation: Installation): Promise<Organization> {
  const there = await installation.organization(replaySlug)
  if (there !== undefined) return there
  const made = await installation.createOrganization({ slug: replaySlug, name: 'Replay' })
  if (made.kind === 'created') return made.organization
  throw new Error(`the organization could not be made: ${made.reason}`)
}

async function importFile(work: Work, file: ImportFile): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'landfall-import-'))
  try {
    const path = join(scratch, `${file.kind}.csv`)
    writeFileSync(path, file.text)
    const byteCount = Buffer.byteLength(file.text)
    const { kind } = file
    const staged = await stageImport(work, importKinds, {
      kind,
      path,
      byteCount,
      fileName: `${kind}.csv`,
    })
    if (staged.kind === 'refused') throw new Error(`${kind}: ${JSON.stringify(staged.errors)}`)
    const checked = await checkImport(work, importKinds, staged.importId)
    if (checked.kind !== 'ready') throw new Error(`${kind}: ${JSON.stringify(checked)}`)
    const done = await commitImport(work, importKinds, {
      importId: staged.importId,
      skipErrors: file.mayLeaveOut,
    })
    if (done.kind !== 'committed') {
      const view = await readImportView(work.ask(), importKinds, staged.importId)
      throw new Error(`${kind}: ${done.kind} ${JSON.stringify(view?.errorGroups)}`)
    }
    const view = await readImportView(work.ask(), importKinds, staged.importId)
    process.stderr.write(`${kind}: ${done.doneRows} rows\n`)
    for (const { rows, detail } of view?.errorGroups ?? []) {
      process.stderr.write(`  left out ${rows}: ${detail}\n`)
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

async function readIds(organization: Organization, placeId: string): Promise<Ids> {
  const suppliers = await organization.db.selectFrom('supplier').select(['id', 'code']).execute()
  const items = await organization.db.selectFrom('item').select(['id', 'sku']).execute()
  return {
    placeId,
    supplierIdByCode: new Map(suppliers.map(({ id, code }) => [code, id])),
    itemIdBySku: new Map(items.map(({ id, sku }) => [sku, id])),
  }
}

function actorOf(name: string, role: Role): Actor {
  return { id: name as ActorId, kind: 'person', name, permissions: permissionsOf(role) }
}

function instantAt(day: string, hour: number): () => Date {
  const instant = new Date(`${day}T${hour.toString().padStart(2, '0')}:00:00.000Z`)
  return () => instant
}
