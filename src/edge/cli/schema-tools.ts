/**
 * `npm run db:types` and `npm run db:schema`: writes what the migrations add up to, as TypeScript types
 * and as SQL to read. With `--check` it fails when the files are stale.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type pg from 'pg'

import {
  controlSlug,
  databaseNames,
  ownerAddressOf,
  prepareControlDatabase,
  prepareOrganizationDatabase,
  type Server,
} from '#platform/organization-database'
import { withClient } from '#platform/postgres/roles'
import { startThrowAway } from '#platform/postgres/throw-away'
import { rowTypes } from '#platform/row-types'
import { schemaDump } from '#platform/schema-dump'

const root = join(import.meta.dirname, '../../..')

type Output = { readonly file: string; readonly text: string }

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { check: { type: 'boolean', default: false } },
})

const postgres = await startThrowAway(join(root, '.cache/schema'))
try {
  const outputs = await printAll({
    owner: postgres.address,
    secret: 'of a throw-away server',
    prefix: 'landfall',
  })
  const [only] = positionals
  const ending = { types: '.ts', schema: '.sql' }[only ?? ''] ?? ''
  const wanted = outputs.filter(({ file }) => file.endsWith(ending))
  for (const output of wanted) deliver(output)
} finally {
  await postgres.stop()
}

async function printAll(server: Server): Promise<readonly Output[]> {
  await prepareControlDatabase(server)
  await prepareOrganizationDatabase(server, 'sample')
  const inDatabase = (slug: string, print: (owner: pg.Client) => Promise<string>) =>
    withClient(ownerAddressOf(server, databaseNames(server.prefix, slug).database), print)
  return [
    {
      file: 'src/platform/database.ts',
      text: await inDatabase('sample', (owner) => rowTypes(owner, 'Database')),
    },
    {
      file: 'src/platform/control-database.ts',
      text: await inDatabase(controlSlug, (owner) => rowTypes(owner, 'ControlDatabase')),
    },
    { file: 'db/organization/schema.sql', text: await inDatabase('sample', schemaDump) },
    { file: 'db/control/schema.sql', text: await inDatabase(controlSlug, schemaDump) },
  ]
}

function deliver({ file, text }: Output): void {
  const path = join(root, file)
  if (!values.check) {
    writeFileSync(path, text)
    return
  }
  if (readIfThere(path) === text) return
  process.exitCode = 1
  process.stderr.write(
    `${file} is stale. Run npm run db:types and npm run db:schema, and commit what they write.\n`,
  )
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
