import {
  command,
  empty,
  file,
  fileOf,
  type Problem,
  problem,
  question,
  type Route,
  reply,
} from '#platform/http/route'
import type { Ask, Tx } from '#platform/work'

import { checkRows, requestCheck } from './actions/check-rows.ts'
import { commitRows, requestCommit } from './actions/commit-rows.ts'
import { discardImport } from './actions/discard-import.ts'
import { mapColumns } from './actions/map-columns.ts'
import { stageFile } from './actions/stage-file.ts'
import {
  commitBody,
  importKindList,
  importPage,
  importParams,
  importRowPage,
  importView,
  kindParams,
  listImportsQuery,
  listRowsQuery,
  mappingBody,
  uploadQuery,
} from './contract.ts'
import { checkTask, commitTask, enqueueImport } from './jobs.ts'
import type { ImportKinds } from './kinds.ts'
import { importBytesMax, inlineRowsMax } from './limits.ts'
import { listKinds, templateFile } from './queries/import-kinds.ts'
import { listImportRows, openErrorFile } from './queries/read-import-rows.ts'
import { listImports, readImportView } from './queries/read-import-view.ts'
import { changedMeanwhile, isTaken } from './run.ts'
import type { ImportId } from './store/imports.ts'

const tag = 'imports'
const permission = 'imports.run'

/** What the import of a file offers, for the kinds that the rooms give. */
export function importRoutes(kinds: ImportKinds): readonly Route[] {
  return [...kindRoutes(kinds), ...readRoutes(kinds), ...writeRoutes(kinds)]
}

function kindRoutes(kinds: ImportKinds): readonly Route[] {
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

function readRoutes(kinds: ImportKinds): readonly Route[] {
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

function writeRoutes(kinds: ImportKinds): readonly Route[] {
  return [
    uploadRoute(kinds),
    mappingRoute(kinds),
    checkRoute(kinds),
    commitRoute(kinds),
    command({
      method: 'DELETE',
      path: '/imports/:importId',
      tag,
      permission,
      summary: 'Throw an upload away',
      params: importParams,
      responses: { 204: empty },
      problems: [404, 409],
      run: async (tx, { params }) => {
        const outcome = await discardImport(tx, params.importId as ImportId)
        if (outcome.kind === 'not_found') return notFound()
        if (outcome.kind === 'not_now') return notNow(outcome.status)
        return reply(204)
      },
    }),
  ]
}

function uploadRoute(kinds: ImportKinds): Route {
  return command({
    method: 'POST',
    path: '/imports',
    tag,
    permission,
    summary: 'Upload a CSV file as the body, bytes as they are',
    query: uploadQuery,
    rawUpload: { maxBytes: importBytesMax },
    responses: { 201: importView },
    problems: [413, 422],
    run: async (tx, { query, upload }) => {
      if (!kinds.has(query.kind)) return noSuchKind(kinds)
      const outcome = await stageFile(tx, kinds, {
        ...query,
        path: upload.path,
        fileName: query.fileName ?? upload.fileName ?? `${query.kind}.csv`,
        byteCount: upload.sizeBytes,
      })
      if (outcome.kind === 'refused') return problem(422, 'file_unreadable', outcome.errors)
      return viewOf(tx, kinds, outcome.importId, 201)
    },
  })
}

function mappingRoute(kinds: ImportKinds): Route {
  return command({
    method: 'PUT',
    path: '/imports/:importId/mapping',
    tag,
    permission,
    summary: 'Say which column is which; remembered for files with the same headers',
    params: importParams,
    body: mappingBody,
    responses: { 200: importView },
    problems: [404, 409, 412, 422],
    run: async (tx, { params, body, ifMatch }) => {
      const importId = params.importId as ImportId
      const outcome = await mapColumns(tx, kinds, {
        importId,
        mapping: body.mapping,
        version: ifMatch,
      })
      switch (outcome.kind) {
        case 'mapped':
          return viewOf(tx, kinds, importId, 200)
        case 'not_found':
          return notFound()
        case 'not_now':
          return notNow(outcome.status)
        case 'version_mismatch':
          return versionMismatch(outcome.version)
        case 'refused':
          return problem(422, 'mapping_refused', outcome.errors.map(pointed))
      }
    },
  })
}

function checkRoute(kinds: ImportKinds): Route {
  return command({
    method: 'POST',
    path: '/imports/:importId/check',
    tag,
    permission,
    summary: 'Check every row; a long file is checked by a job',
    params: importParams,
    responses: { 200: importView, 202: importView },
    problems: [404, 409, 422],
    run: async (tx, { params }) => {
      const importId = params.importId as ImportId
      const request = await requestCheck(tx, kinds, importId)
      switch (request.kind) {
        case 'not_found':
          return notFound()
        case 'not_now':
          return notNow(request.status)
        case 'refused':
          return problem(422, 'mapping_refused', request.errors.map(pointed))
        case 'ready':
          if (request.rowCount > inlineRowsMax) {
            enqueueImport(tx, checkTask, importId)
            return viewOf(tx, kinds, importId, 202)
          }
          await checkRows((body) => body(tx), kinds, importId)
          return viewOf(tx, kinds, importId, 200)
      }
    },
  })
}

function commitRoute(kinds: ImportKinds): Route {
  return command({
    method: 'POST',
    path: '/imports/:importId/commit',
    tag,
    permission,
    summary: 'Do what the preview shows, all of it or nothing; a long file is committed by a job',
    params: importParams,
    body: commitBody,
    responses: { 200: importView, 202: importView },
    problems: [404, 409],
    run: async (tx, { params, body }) => {
      const importId = params.importId as ImportId
      const request = await requestCommit(tx, kinds, { importId, ...body })
      switch (request.kind) {
        case 'not_found':
          return notFound()
        case 'not_now':
          return notNow(request.status)
        case 'has_errors':
          return hasErrors(request.errorCount)
        case 'ready':
          if (request.rowCount > inlineRowsMax) {
            enqueueImport(tx, commitTask, importId)
            return viewOf(tx, kinds, importId, 202)
          }
          return (await commitHere(tx, kinds, importId)) ?? viewOf(tx, kinds, importId, 200)
      }
    },
  })
}

async function commitHere(
  tx: Tx,
  kinds: ImportKinds,
  importId: ImportId,
): Promise<Problem | undefined> {
  try {
    const outcome = await commitRows(tx, kinds, importId)
    return outcome.kind === 'committed' ? undefined : changed()
  } catch (error) {
    if (isTaken(error)) return changed()
    throw error
  }
}

async function viewOf<const Status extends number>(
  ask: Ask | Tx,
  kinds: ImportKinds,
  importId: ImportId,
  status: Status,
) {
  const view = await readImportView(ask, kinds, importId)
  if (view === undefined) return notFound()
  return reply(status, view, { version: view.version, location: `/imports/${importId}` })
}

function notFound(): Problem {
  return problem(404, 'not_found', [], 'There is no such import.')
}

function noSuchKind(kinds: ImportKinds): Problem {
  const detail = `Choose one of: ${[...kinds.keys()].join(', ')}.`
  return problem(404, 'import_kind_unknown', [{ code: 'import_kind_unknown', detail }])
}

function notNow(status: string): Problem {
  const detail = sentences[status] ?? 'Wait until the check or commit that is running has ended.'
  return problem(409, 'import_not_ready', [{ code: 'import_not_ready', detail, status }])
}

const sentences: Readonly<Record<string, string>> = {
  uploaded: 'Check the import first.',
  failed: 'Check the import again first.',
  committed: 'Upload the file again: this import was committed already.',
  discarded: 'Upload the file again: this import was thrown away.',
}

function hasErrors(errorCount: bigint): Problem {
  const detail = `Correct the ${errorCount} rows with errors, or commit with skipErrors to leave them out.`
  return problem(409, 'import_has_errors', [{ code: 'import_has_errors', detail, errorCount }])
}

function changed(): Problem {
  return problem(409, 'records_changed', [
    { code: 'records_changed', detail: `${changedMeanwhile} Check the import again for that.` },
  ])
}

function versionMismatch(version: number): Problem {
  const detail = `Read the import again: it is at version ${version} by now.`
  return problem(412, 'version_mismatch', [{ code: 'version_mismatch', detail, version }])
}

function pointed(error: {
  readonly code: string
  readonly field: string
  readonly detail: string
}) {
  return {
    ...error,
    pointer: `/mapping/${error.field.replaceAll('~', '~0').replaceAll('/', '~1')}`,
  }
}
