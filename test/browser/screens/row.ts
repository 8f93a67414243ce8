/** The table of screens: how each is opened with none, with a thousand rows, and with its errors. */
import type { Page } from 'playwright-core'

import type { World } from './world.ts'

/** Below the organization; of a screen with a bare frame, the whole address. */
export type Address = string | ((world: World) => string)

export type Scene = {
  readonly at: Address
  /** Stands on the page when it is open. */
  readonly shows: string | RegExp
  /** Rows that are drawn, at least. */
  readonly rows?: number
  /** Of a thousand lines, which are drawn in parts: more of them when they are asked for. */
  readonly isLong?: true
  /** The address as it is, outside of any organization. */
  readonly isBare?: true
}

export type ErrorScene = Scene & {
  /** By keyboard, what brings the error about. */
  readonly act?: (page: Page) => Promise<void>
}

export type Row = {
  /** As its screen.ts has it. */
  readonly path: string
  /** The owner unless told; of a newcomer's installation nothing is set up yet. */
  readonly who?: 'nobody' | 'newcomer'
  readonly isBare?: true
  /** In an organization that has nothing. */
  readonly none: Scene
  /** In one that has a thousand of each; several where tabs hold lists of their own. */
  readonly thousand: readonly Scene[] | { readonly hasNoRows: string }
  /** Where its menus are opened, when it is not where the rows are. */
  readonly menus?: Scene
  readonly errors: readonly ErrorScene[]
  /** The writes that can be sent from it, as `POST /receipts/:id/reversal`. */
  readonly acts?: readonly string[]
}

export const nobodyId = '00000000-0000-7000-8000-00000000dead'

/** The first page of a list that has a thousand rows or more. */
export const paged = /^1–50 of [1-9],\d{3}$|^1–50 of 10,000\+$/

/** How far a document of a thousand lines, or as many as it may have, is drawn at first, and when more was asked for. */
export const drawn = {
  first: / 1 to 60 of (500|1,0\d\d)\. Show more$/,
  more: / 1 to (120|180) of (500|1,0\d\d)\./,
}

/** A list asked for an order that it does not have. */
export const badList = (path: string): ErrorScene => ({
  at: `${path}${path.includes('?') ? '&' : '?'}sort=nonsense`,
  shows: 'This list can’t be shown.',
})

/** The address of a document that was never made. */
export const unknown = (path: string): ErrorScene => ({
  at: path.replaceAll(/\$\w+/g, nobodyId),
  shows: 'Not found',
})

export const addressOf = (at: Address, world: World): string =>
  typeof at === 'string' ? at : at(world)
