import { existsSync, statSync } from 'node:fs'
import { basename } from 'node:path'

import { importKinds } from '#edge/import-kinds'
import type { Organization } from '#platform/organizations'
import { ruleActor } from '#platform/rule-actor'
import {
  checkImport,
  commitImport,
  type ImportId,
  importBytesMax,
  readImportView,
  stageImport,
} from '#records/imports'

import { type Command, print, textValue, UsageError } from './command.ts'
import { withInstallation } from './installation.ts'

export const importFile: Command = {
  usage: 'import --org acme --kind items [--preview] [--skip-errors] items.csv',
  options: {
    org: { type: 'string' },
    kind: { type: 'string' },
    preview: { type: 'boolean' },
    'skip-errors': { type: 'boolean' },
  },
  run: async (values, [path = '']) => {
    const slug = textValue(values, 'org')
    const kind = readKind(textValue(values, 'kind'))
    const byteCount = readSize(path)
    await withInstallation(async (installation) => {
      const organization = await installation.organization(slug)
      if (organization === undefined) throw new UsageError(`There is no organization ${slug}.`)
      const importId = await stageAndCheck(organization, { kind, path, byteCount })
      if (values['preview'] === true) return
      await commit(organization, importId, values['skip-errors'] === true)
    })
  },
}

function readKind(kind: string): string {
  if (importKinds.has(kind)) return kind
  throw new UsageError(`--kind is one of ${[...importKinds.keys()].join(', ')}.`)
}

function readSize(path: string): number {
  if (path === '' || !existsSync(path)) throw new UsageError(`There is no file "${path}".`)
  const { size } = statSync(path)
  if (size <= importBytesMax) return size
  throw new UsageError(`The file has ${size} bytes; at most ${importBytesMax} can be imported.`)
}

/** Uses the suggested or remembered mapping, then shows what would be added and changed. */
async function stageAndCheck(
  organization: Organization,
  file: { readonly kind: string; readonly path: string; readonly byteCount: number },
): Promise<ImportId> {
  const work = organization.work(ruleActor('command-line'))
  const staged = await stageImport(work, importKinds, { ...file, fileName: basename(file.path) })
  if (staged.kind === 'refused') {
    throw new UsageError(staged.errors.map(({ detail }) => detail).join('\n'))
  }
  const checked = await checkImport(work, importKinds, staged.importId)
  if (checked.kind === 'refused') {
    throw new UsageError(checked.errors.map(({ detail }) => detail).join('\n'))
  }
  const view = await readImportView(work.ask(), importKinds, staged.importId)
  if (view === undefined || checked.kind !== 'ready') {
    throw new UsageError('Somebody else works on this import. Start again.')
  }
  const { rowCount, addCount, changeCount, sameCount, errorCount } = view
  print(
    `${rowCount} rows: ${addCount} to add, ${changeCount} to change, ${sameCount} as they are, ${errorCount} with errors`,
  )
  for (const { detail, rows, firstRow, header } of view.errorGroups) {
    print(`  ${rows} × ${header ?? 'row'}: ${detail} (first in row ${firstRow})`)
  }
  return staged.importId
}

async function commit(
  organization: Organization,
  importId: ImportId,
  skipErrors: boolean,
): Promise<void> {
  const work = organization.work(ruleActor('command-line'))
  const outcome = await commitImport(work, importKinds, { importId, skipErrors })
  switch (outcome.kind) {
    case 'committed':
      print(`Committed ${outcome.doneRows} rows.`)
      return
    case 'has_errors':
      throw new UsageError(
        'Nothing was committed. Correct the rows with errors, or leave them out with --skip-errors.',
      )
    case 'conflict':
      throw new UsageError('Records changed meanwhile and nothing was committed. Start again.')
    case 'not_found':
    case 'not_now':
      throw new UsageError('Somebody else works on this import. Start again.')
  }
}
