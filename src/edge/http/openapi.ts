/**
 * `npm run openapi` writes docs/openapi.json from the contracts; with `--check` it fails when the file is
 * stale.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely'

import type { ControlDatabase } from '#platform/control-database'

import { apiDocument } from './api-document.ts'

const file = join(import.meta.dirname, '../../../docs/openapi.json')
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } })

/** Describing needs no database. */
const nowhere = new Kysely<ControlDatabase>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

const text = `${JSON.stringify(apiDocument(nowhere), null, 2)}\n`
if (!values.check) writeFileSync(file, text)
else if (readFileSync(file, 'utf8') !== text) {
  process.stderr.write(
    'docs/openapi.json is stale. Run npm run openapi, and commit what it writes.\n',
  )
  process.exitCode = 1
}
