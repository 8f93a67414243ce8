import { z } from 'zod'

import { listQuery, page } from '#platform/list'
import { idWire, instantWire } from '#platform/wire'

import { encodings } from './file/decode.ts'
import { importColumnsMax } from './limits.ts'
import { delimiters } from './rules/delimiter.ts'
import { importStatuses } from './rules/import-status.ts'

const cellText = z.string().max(10_000)

export const sourceWire = z
  .union([z.strictObject({ column: cellText.min(1) }), z.strictObject({ value: cellText })])
  .meta({
    id: 'ImportSource',
    description: 'The header of a column of the file, or one value for all rows.',
  })

const mappingWire = z.record(z.string().max(100), sourceWire)

export const importKindView = z
  .strictObject({
    kind: z.string(),
    title: z.string(),
    permission: z.string(),
    /** True when several rows with the same key make one record. */
    manyRows: z.boolean(),
    columns: z.array(
      z.strictObject({
        field: z.string(),
        title: z.string(),
        help: z.string(),
        example: z.string(),
        synonyms: z.array(z.string()),
        /** No row without it. */
        required: z.boolean(),
        /** A new record needs it; a row that changes one may leave it out. */
        requiredToAdd: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'ImportKind' })

export const importKindList = z.strictObject({ items: z.array(importKindView) })

export const kindParams = z.strictObject({ kind: z.string().max(60) })

export const importParams = z.strictObject({ importId: idWire })

/** How the file is written, where its first bytes or our habit would mislead. */
export const uploadQuery = z.strictObject({
  kind: z.string().max(60),
  /** As people call it; otherwise taken from Content-Disposition. */
  fileName: z.string().max(200).optional(),
  encoding: z.enum(encodings).optional(),
  delimiter: z.enum(delimiters).optional(),
  decimalMark: z.enum(['.', ',']).optional(),
  dateOrder: z.enum(['dmy', 'mdy']).optional(),
})

const counts = {
  rowCount: z.int(),
  /** Rows worked through by the check or commit that is running. */
  doneCount: z.int(),
  addCount: z.int(),
  changeCount: z.int(),
  sameCount: z.int(),
  errorCount: z.int(),
}

const importFacts = {
  id: idWire,
  kind: z.string(),
  title: z.string(),
  fileName: z.string(),
  byteCount: z.int(),
  /** SHA-256 of the file, in hexadecimal. */
  fileHash: z.string(),
  status: z.enum(importStatuses as [string, ...string[]]),
  ...counts,
  /** What to know first, such as why a commit did not come about; empty when nothing. */
  problem: z.string(),
  createdBy: z.strictObject({ id: z.string(), name: z.string() }),
  createdAt: instantWire,
  committedAt: instantWire.nullable(),
  /** Since when the rows are gone; header, counts and hash of the file stay. */
  clearedAt: instantWire.nullable(),
  version: z.int(),
}

export const importRow = z.strictObject(importFacts).meta({ id: 'ImportSummary' })

export const importView = z
  .strictObject({
    ...importFacts,
    encoding: z.string(),
    delimiter: z.string(),
    decimalMark: z.string().nullable(),
    dateOrder: z.string().nullable(),
    columns: z.array(
      z.strictObject({ header: z.string(), samples: z.array(z.string()), twice: z.boolean() }),
    ),
    mapping: mappingWire,
    /** Fields that need a column before the check can run. */
    missingFields: z.array(z.string()),
    /** Headers of columns that hold something and feed no field: they are not brought. */
    unmappedColumns: z.array(z.string()),
    /** The commonest errors of the last check, most rows first. */
    errorGroups: z.array(
      z.strictObject({
        code: z.string(),
        column: z.string().nullable(),
        header: z.string().nullable(),
        detail: z.string(),
        rows: z.int(),
        firstRow: z.int(),
      }),
    ),
    /** What a commit does beside the records, such as adding a unit; most rows first. */
    notes: z.array(z.strictObject({ detail: z.string(), rows: z.int(), firstRow: z.int() })),
  })
  .meta({ id: 'Import' })

export const importPage = page(importRow)

export const listImportsQuery = listQuery({
  filters: {
    kind: z.string().max(60).optional(),
    status: z.enum(importStatuses as [string, ...string[]]).optional(),
  },
  sorts: ['-createdAt'],
})

export const mappingBody = z
  .strictObject({
    mapping: mappingWire.refine((given) => Object.keys(given).length <= importColumnsMax, {
      error: `Map at most ${importColumnsMax} fields.`,
    }),
  })
  .meta({ id: 'MapImport' })

export const commitBody = z
  .strictObject({
    /** Leaves rows with errors out; otherwise one error keeps the whole file out. */
    skipErrors: z.boolean().optional(),
  })
  .meta({ id: 'CommitImport' })

const fieldsWire = z.record(z.string(), z.string())

export const importRowView = z
  .strictObject({
    /** As a spreadsheet counts: the header is row 1. */
    rowNo: z.int(),
    outcome: z.enum(['add', 'change', 'same', 'error']).nullable(),
    /** What names the record; null when it could not be read. */
    key: z.string().nullable(),
    cells: z.array(z.string()),
    /** By field: what the row changes, as it is now. */
    before: fieldsWire.nullable(),
    /** By field: what the row adds or changes, as it will be. */
    after: fieldsWire.nullable(),
    errors: z.array(
      z.strictObject({
        code: z.string(),
        column: z.string().nullable(),
        header: z.string().nullable(),
        detail: z.string(),
      }),
    ),
    /** What else the row brings about. */
    notes: z.array(z.string()),
  })
  .meta({ id: 'ImportRow' })

export const importRowPage = page(importRowView)

export const listRowsQuery = listQuery({
  filters: { outcome: z.enum(['add', 'change', 'same', 'error']).optional() },
  sorts: ['rowNo'],
})

export type ImportView = z.infer<typeof importView>
export type ImportSummary = z.infer<typeof importRow>
export type ImportRowView = z.infer<typeof importRowView>
export type ImportKindView = z.infer<typeof importKindView>
