/** What the form holds. A name that was not touched follows the name above it. */
export type Typed = {
  readonly ownerName: string
  readonly email: string
  readonly password: string
  readonly organizationName: string
  readonly slug: string | undefined
  readonly companyName: string | undefined
  readonly baseCurrency: string
  readonly fiscalYearStart: string
}

/** Body of `POST /api/setup`. */
export type Setup = {
  readonly owner: { readonly name: string; readonly email: string; readonly password: string }
  readonly organization: { readonly name: string; readonly slug: string }
  readonly company: {
    readonly name: string
    readonly baseCurrency: string
    /** 1 to 12. */
    readonly fiscalYearStartMonth: number
    readonly timeZone: string
  }
}

export function setupOf(typed: Typed): Setup {
  const { ownerName, email, password, organizationName, slug, companyName } = typed
  return {
    owner: { name: ownerName.trim(), email: email.trim(), password },
    organization: { name: organizationName.trim(), slug: slug ?? slugOf(organizationName) },
    company: {
      name: (companyName ?? organizationName).trim(),
      baseCurrency: typed.baseCurrency,
      fiscalYearStartMonth: Number(typed.fiscalYearStart),
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    },
  }
}

/** `Marlow & Finch` as `marlow-finch`. */
export function slugOf(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, 32)
    .replace(/-+$/, '')
}

export const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const
