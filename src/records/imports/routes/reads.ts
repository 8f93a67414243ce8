import { file, fileOf, question, type Route, reply } from '#platform/http/route'

import {
  importKindList,
  importPage,
  importParams,
  importRowPage,
  importView,
  kindParams,
  listImportsQuery,
  listRowsQuery,
} from '../contract.ts'
import type { ImportKinds } from '../kinds.ts'
import { listKinds, templateFile } from '../queries/import-kinds.ts'
import { listImportRows, openErrorFile } from '../queries/read-import-rows.ts'
import { listImports } from '../queries/read-import-view.ts'
import type { ImportId } from '../store/imports.ts'
import { noSuchKind, notFound, viewOf } from './problems.ts'

const tag = 'imports'
const permission = 'imports.run'

export function kindRoutes(kinds: ImportKinds): readonly Route[] {
  return [
    question({
      path: '/import-kinds',
      tag,
      permission,
      summary: 'What can be imported, with its columns',
      responses: { 200: importKindList },
      run: async (ask) => reply(200, { items: listKinds(ask, kinds) }),
    }),
    question({
      path: '/import-kinds/:kind/template.csv',
      tag,
      permission,
      summary: 'A file to start from',
      params: kindParams,
      responses: { 200: fileOf('text/csv') },
      problems: [404],
      run: async (ask, { params }) => {
        listKinds(ask, kinds)
        const kind = kinds.get(params.kind)
        if (kind === undefined) return noSuchKind(kinds)
        return file('text/csv', `${kind.kind}.csv`, templateFile(kind))
      },
    }),
  ]
}

export function readRoutes(kinds: ImportKinds): readonly Route[] {
  return [
    question({
      path: '/imports',
      tag,
      permission,
      summary: 'Imports, newest first',
      query: listImportsQuery,
      responses: { 200: importPage },
      run: async (ask, { query }) => reply(200, await listImports(ask, kinds, query)),
    }),
    question({
      path: '/imports/:importId',
      tag,
      permission,
      summary: 'One import: its columns, mapping, counts and commonest errors',
      params: importParams,
      responses: { 200: importView },
      problems: [404],
      run: async (ask, { params }) => viewOf(ask, kinds, params.importId as ImportId, 200),
    }),
    question({
      path: '/imports/:importId/rows',
      tag,
      permission,
      summary: 'What each row would do, or why it cannot',
      params: importParams,
      query: listRowsQuery,
      responses: { 200: importRowPage },
      problems: [404],
      run: async (ask, { params, query }) => {
        const rows = await listImportRows(ask, params.importId as ImportId, query)
        return rows === undefined ? notFound() : reply(200, rows)
      },
    }),
    question({
      path: '/imports/:importId/errors.csv',
      tag,
      permission,
      summary: 'The rows with errors as a file to correct and bring again',
      params: importParams,
      responses: { 200: fileOf('text/csv') },
      problems: [404],
      run: async (ask, { params }) => {
        const found = await openErrorFile(ask, params.importId as ImportId)
        return found === undefined ? notFound() : file('text/csv', found.fileName, found.content)
      },
    }),
  ]
}
