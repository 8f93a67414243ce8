import { z } from 'zod'

import { listQuery, page } from '#platform/list'
import { codeWire } from '#platform/record-wire'
import { idWire, textWire } from '#platform/wire'

const bpsWire = z.int().min(0).max(10_000)

export const createTaxCodeBody = z
  .strictObject({
    companyId: idWire,
    code: codeWire,
    name: textWire(200),
    rateBps: bpsWire,
    /** The part of the tax that is claimed back; the rest follows the goods. */
    recoverableBps: bpsWire.optional(),
  })
  .meta({ id: 'CreateTaxCode' })

export const changeTaxCodeBody = z
  .strictObject({
    name: textWire(200).optional(),
    rateBps: bpsWire.optional(),
    recoverableBps: bpsWire.optional(),
    isActive: z.boolean().optional(),
  })
  .meta({ id: 'ChangeTaxCode' })

export const taxCodeView = z
  .strictObject({
    id: idWire,
    companyId: idWire,
    code: z.string(),
    name: z.string(),
    rateBps: z.int(),
    recoverableBps: z.int(),
    isActive: z.boolean(),
    version: z.int(),
  })
  .meta({ id: 'TaxCode' })

export const taxCodePage = page(taxCodeView)
export const taxCodeParams = z.strictObject({ taxCodeId: idWire })

export const createChargeCodeBody = z
  .strictObject({
    companyId: idWire,
    code: codeWire,
    name: textWire(200),
    /** True: into the goods' cost. False: to the account. */
    followsGoods: z.boolean(),
    accountId: idWire.nullable().optional(),
  })
  .meta({ id: 'CreateChargeCode' })

export const changeChargeCodeBody = z
  .strictObject({
    name: textWire(200).optional(),
    followsGoods: z.boolean().optional(),
    accountId: idWire.nullable().optional(),
    isActive: z.boolean().optional(),
  })
  .meta({ id: 'ChangeChargeCode' })

export const chargeCodeView = z
  .strictObject({
    id: idWire,
    companyId: idWire,
    code: z.string(),
    name: z.string(),
    followsGoods: z.boolean(),
    accountId: idWire.nullable(),
    isActive: z.boolean(),
    version: z.int(),
  })
  .meta({ id: 'ChargeCode' })

export const chargeCodePage = page(chargeCodeView)
export const chargeCodeParams = z.strictObject({ chargeCodeId: idWire })

export const listCodesQuery = listQuery({
  filters: { companyId: idWire.optional() },
  sorts: ['code'],
})

export type TaxCodeView = z.infer<typeof taxCodeView>
export type ChargeCodeView = z.infer<typeof chargeCodeView>
export type ListCodesQuery = z.infer<typeof listCodesQuery>
