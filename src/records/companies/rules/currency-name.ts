const names = new Intl.DisplayNames('en', { type: 'currency' })

/** The English name of a currency (Unicode CLDR), or its code when it has none there. */
export function currencyName(code: string): string {
  return names.of(code) ?? code
}
