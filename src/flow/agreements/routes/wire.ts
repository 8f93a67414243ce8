/** Quantities and prices of terms from the wire to base units, with every reason why not. */
import type { Measure } from '#kernel/quantity'
import type { ErrorFact } from '#platform/http/problem'
import {
  type PriceWire,
  priceFromWire,
  type QuantityWire,
  quantityFromWire,
  type Read,
} from '#platform/wire'

import type { ChangeTermBody } from '../contract.ts'
import type { Break } from '../rules/quote.ts'
import type { TermFields } from '../store/terms.ts'

export type TermChanges = { readonly [Name in keyof TermFields]?: TermFields[Name] | undefined }

type Reader = { readonly errors: ErrorFact[]; readonly measure: Measure; readonly currency: string }

/** The changeable fields; what is left out stays left out. */
export function fieldsFromWire(body: ChangeTermBody, reader: Reader): TermChanges {
  const count = (given: QuantityWire | null | undefined, pointer: string) =>
    given === undefined || given === null ? given : readCount(given, pointer, reader)
  const { outerWeightGrams } = body
  return {
    supplierSku: body.supplierSku,
    moqUnits: count(body.moq, '/moq') ?? undefined,
    multipleUnits: count(body.multiple, '/multiple') ?? undefined,
    leadTimeDays: body.leadTimeDays,
    validTo: body.validTo,
    rank: body.rank,
    innerUnits: count(body.inner, '/inner'),
    outerUnits: count(body.outer, '/outer'),
    layerUnits: count(body.layer, '/layer'),
    palletUnits: count(body.pallet, '/pallet'),
    outerLengthMm: body.outerLengthMm,
    outerWidthMm: body.outerWidthMm,
    outerHeightMm: body.outerHeightMm,
    outerWeightGrams:
      outerWeightGrams === undefined || outerWeightGrams === null
        ? outerWeightGrams
        : BigInt(outerWeightGrams),
  }
}

export function breaksFromWire(
  breaks: readonly { readonly from: QuantityWire; readonly price: PriceWire }[],
  reader: Reader,
): readonly Break[] {
  return breaks.map(({ from, price }, index) => {
    const pointer = `/breaks/${index}`
    if (price.currency !== reader.currency) {
      reader.errors.push({
        code: 'currency_mismatch',
        detail: `Give the price in ${reader.currency}, the currency of these terms.`,
        pointer: `${pointer}/price/currency`,
      })
    }
    const priced = orNote(priceFromWire(price, reader.measure, `${pointer}/price`), reader)
    return {
      fromUnits: readCount(from, `${pointer}/from`, reader),
      priceE4: priced?.amountE4 ?? 0n,
      pricedUnits: priced?.perUnits ?? 1n,
    }
  })
}

/** Zero stands in for what could not be read: the errors say so, and nothing is done with it. */
function readCount(given: QuantityWire, pointer: string, reader: Reader): bigint {
  return orNote(quantityFromWire(given, reader.measure, pointer), reader) ?? 0n
}

function orNote<T>(read: Read<T>, reader: Reader): T | undefined {
  if (read.kind === 'read') return read.value
  reader.errors.push(...read.errors)
  return undefined
}
