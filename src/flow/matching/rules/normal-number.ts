/**
 * A supplier's invoice number as duplicates are found by: upper case, letters and digits only, no
 * leading zeros. `inv-00 17` is `INV0017`, `0017` is `17`. A number of nothing else keeps its zero.
 */
export function normalNumber(supplierNumber: string): string {
  const kept = supplierNumber
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
  return kept.replace(/^0+(?=.)/u, '')
}
