/**
 * The currencies of ISO 4217 and how many decimals each has.
 *
 * Source: ISO 4217 list one (SIX, maintenance agency), with XCG of amendment 176. Codes withdrawn
 * in 2025 and 2026 (ANG, BGN, CUC) stay, because papers of those years are still brought in. Metals,
 * bond units, the SDR and the testing codes have no minor unit, and so no price is quoted in them.
 */
const codesByDigits: Readonly<Record<number, string>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  2:
    'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN ' +
    'BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP ' +
    'GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK ' +
    'LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK ' +
    'NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP ' +
    'STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD XCG YER ' +
    'ZAR ZMW ZWG',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
}

const digitsByCode: ReadonlyMap<string, number> = new Map(
  Object.entries(codesByDigits).flatMap(([digits, codes]) =>
    codes.split(' ').map((code) => [code, Number(digits)] as const),
  ),
)

/** All codes, in alphabetical order. */
export const currencyCodes: readonly string[] = [...digitsByCode.keys()].sort()

/** @returns the decimals of the currency's minor unit, or `undefined` for a code ISO 4217 does not list */
export function minorDigits(code: string): number | undefined {
  return digitsByCode.get(code)
}

export function isCurrency(code: string): boolean {
  return digitsByCode.has(code)
}
