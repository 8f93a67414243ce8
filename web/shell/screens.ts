import type { ComponentType } from 'react'

/** The stages of the flow as the rail shows them, upstream first; then what stands beside it. */
export const stages = [
  'Plan',
  'Buy',
  'Receive',
  'Pay',
  'Stock',
  'Books',
  'Records',
  'Admin',
] as const

export type StageName = (typeof stages)[number]

/**
 * One screen. It is described in `screens/<name>/screen.ts`, which is small and loaded at once,
 * and drawn by a component that is loaded when somebody goes there.
 */
export type Screen = {
  /** Below the organization, as TanStack Router writes it: `/orders/$orderId`. */
  readonly path: `/${string}`
  readonly title: string
  /** Which stage is marked in the rail while it is open. */
  readonly stage?: StageName
  /** Its place in the rail; screens without one are reached from others. */
  readonly rail?: {
    readonly order: number
    readonly label?: string
    /** The list of what waits here for somebody; its total stands beside the name. */
    readonly waits?: { readonly path: string; readonly query?: Readonly<Record<string, string>> }
  }
  /** Who may see it in the rail and in the search. */
  readonly permission?: string
  /** Words it is found by besides its title. */
  readonly words?: string
  /** `bare` stands alone, without rail and outside of any organization: `/sign-in`. */
  readonly frame?: 'shell' | 'bare'
  readonly load: () => Promise<ComponentType>
}

type ScreenModule = { readonly screens: readonly Screen[] }

const modules = import.meta.glob<ScreenModule>('../screens/*/screen.ts', { eager: true })

export const screens: readonly Screen[] = Object.values(modules).flatMap((found) => found.screens)

/** What the rail and the search offer to somebody with these permissions, in order. */
export function offeredScreens(permissions: readonly string[]): readonly Screen[] {
  return screens
    .filter(({ rail }) => rail !== undefined)
    .filter(({ permission }) => permission === undefined || permissions.includes(permission))
    .sort((a, b) => (a.rail?.order ?? 0) - (b.rail?.order ?? 0))
}
