/** What the money book gives over the wire. */
import { z } from 'zod'

import { listQuery, page } from '#platform/list'
import { noteWire } from '#platform/record-wire'
import { dayWire, idWire, instantWire, moneyWire } from '#platform/wire'

const sourceView = z.strictObject({ kind: z.string(), id: idWire })

const entryFields = {
  id: idWire,
  no: z.string(),
  companyId: idWire,
  /** The business fact it stands for. */
  key: z.string(),
  postedOn: dayWire,
  valuedOn: dayWire,
  source: sourceView,
  memo: z.string(),
  documentCurrency: z.string(),
  /** What its debits come to. */
  amount: moneyWire,
  reversesId: idWire.nullable(),
  reversedById: idWire.nullable(),
  postedAt: instantWire,
}

export const entryRow = z.strictObject(entryFields).meta({ id: 'JournalEntryRow' })
export const entryPage = page(entryRow)

export const entryView = z
  .strictObject({
    ...entryFields,
    periodName: z.string(),
    lines: z.array(
      z.strictObject({
        lineNo: z.int(),
        accountId: idWire,
        accountCode: z.string(),
        accountName: z.string(),
        supplierId: idWire.nullable(),
        supplierName: z.string().nullable(),
        debit: moneyWire.nullable(),
        credit: moneyWire.nullable(),
        /** In the document's currency; a credit is negative. */
        documentAmount: moneyWire.nullable(),
      }),
    ),
  })
  .meta({ id: 'JournalEntry' })

export const entriesQuery = listQuery({
  filters: {
    companyId: idWire.optional(),
    sourceKind: noteWire(60).optional(),
    sourceId: idWire.optional(),
    postedFrom: dayWire.optional(),
    postedTo: dayWire.optional(),
  },
  sorts: ['-no', 'postedOn'],
})

export const entryParams = z.strictObject({ entryId: idWire })

export const trialBalanceQuery = z.strictObject({
  companyId: idWire,
  /** All that was posted up to and on this day; everything when left out. */
  asOf: dayWire.optional(),
})

export const trialBalanceView = z
  .strictObject({
    companyId: idWire,
    asOf: dayWire.nullable(),
    accounts: z.array(
      z.strictObject({
        accountId: idWire,
        code: z.string(),
        name: z.string(),
        kind: z.enum(['asset', 'liability', 'equity', 'income', 'expense']),
        control: z.string().nullable(),
        debit: moneyWire,
        credit: moneyWire,
        /** Debit less credit. */
        balance: moneyWire,
      }),
    ),
    debit: moneyWire,
    credit: moneyWire,
    /** Nothing, or the books do not balance. */
    difference: moneyWire,
  })
  .meta({ id: 'TrialBalance' })

export const accountEntryRow = z
  .strictObject({
    entryId: idWire,
    entryNo: z.string(),
    lineNo: z.int(),
    postedOn: dayWire,
    valuedOn: dayWire,
    source: sourceView,
    memo: z.string(),
    supplierId: idWire.nullable(),
    supplierName: z.string().nullable(),
    debit: moneyWire.nullable(),
    credit: moneyWire.nullable(),
    documentAmount: moneyWire.nullable(),
  })
  .meta({ id: 'AccountEntry' })

export const accountEntryPage = page(accountEntryRow)

export const accountEntriesQuery = listQuery({
  filters: {
    accountId: idWire,
    supplierId: idWire.optional(),
    postedFrom: dayWire.optional(),
    postedTo: dayWire.optional(),
  },
  sorts: ['-no'],
})

export type EntryRow = z.infer<typeof entryRow>
export type EntryView = z.infer<typeof entryView>
export type EntriesQuery = z.infer<typeof entriesQuery>
export type TrialBalanceView = z.infer<typeof trialBalanceView>
export type AccountEntryRow = z.infer<typeof accountEntryRow>
export type AccountEntriesQuery = z.infer<typeof accountEntriesQuery>
