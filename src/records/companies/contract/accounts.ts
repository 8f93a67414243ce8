import { z } from 'zod'

import { listQuery, page } from '#platform/list'
import { codeWire } from '#platform/record-wire'
import { idWire, textWire } from '#platform/wire'

import { accountKinds, controls } from '../rules/controls.ts'

export const accountKindWire = z.enum(accountKinds)

export const createAccountBody = z
  .strictObject({
    companyId: idWire,
    code: codeWire,
    name: textWire(200),
    kind: accountKindWire,
  })
  .meta({ id: 'CreateAccount' })

export const changeAccountBody = z
  .strictObject({
    code: codeWire.optional(),
    name: textWire(200).optional(),
    isActive: z.boolean().optional(),
  })
  .meta({ id: 'ChangeAccount' })

export const accountView = z
  .strictObject({
    id: idWire,
    companyId: idWire,
    code: z.string(),
    name: z.string(),
    kind: accountKindWire,
    /** What the books post to it as; null for an account of the company's own. */
    control: z.enum(controls).nullable(),
    isActive: z.boolean(),
    version: z.int(),
  })
  .meta({ id: 'Account' })

export const accountPage = page(accountView)
export const accountParams = z.strictObject({ accountId: idWire })

export const listAccountsQuery = listQuery({
  filters: { companyId: idWire.optional(), kind: accountKindWire.optional() },
  sorts: ['code'],
})

export type AccountView = z.infer<typeof accountView>
export type ListAccountsQuery = z.infer<typeof listAccountsQuery>
