import { command, empty, type Problem, problem, type Route, reply } from '#platform/http/route'
import type { Tx } from '#platform/work'

import { checkRows, requestCheck } from '../actions/check-rows.ts'
import { commitRows, requestCommit } from '../actions/commit-rows.ts'
import { discardImport } from '../actions/discard-import.ts'
import { mapColumns } from '../actions/map-columns.ts'
import { stageFile } from '../actions/stage-file.ts'
import { commitBody, importParams, importView, mappingBody, uploadQuery } from '../contract.ts'
import { checkTask, commitTask, enqueueImport } from '../jobs.ts'
import type { ImportKinds } from '../kinds.ts'
import { importBytesMax, inlineRowsMax } from '../limits.ts'
import { isTaken } from '../run.ts'
import type { ImportId } from '../store/imports.ts'
import {
  changed,
  hasErrors,
  noSuchKind,
  notFound,
  notNow,
  pointed,
  versionMismatch,
  viewOf,
} from './problems.ts'

const tag = 'imports'
const permission = 'imports.run'

export function writeRoutes(kinds: ImportKinds): readonly Route[] {
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
