/** What a walk through the business stands on, and the documents it makes on its way. */
import { type Client, clientOf } from '../client.ts'
import { found, signIn } from '../live.ts'
import type { Within } from '../within.ts'

export type Walk = {
  readonly organization: string
  readonly owner: Client
  /** Another owner, since nobody approves what they asked for. */
  readonly second: Client
  /** Below `/api/v1/{organization}`. */
  readonly at: (path: string) => string
  /** Another number each time. */
  readonly next: () => number
  readonly companyId: string
  readonly placeId: string
  /** Of a company whose every order needs an approval. */
  readonly strictPlaceId: string
  readonly supplierId: string
  /** There is plenty of it in stock. */
  readonly itemId: string
  readonly make: (path: string, body?: unknown, by?: Client) => Promise<Made>
  /** The first row of a list. @throws when there is none */
  readonly first: (path: string) => Promise<Made>
}

export type Made = { readonly id: string; readonly lineIds: readonly string[] } & Readonly<
  Record<string, unknown>
>

/** A call of a route that will succeed, on records made for it. */
export type Wanted = {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly body?: unknown
  /** A file, in place of a body. */
  readonly raw?: string
}

/** Makes what the call needs and gives the call. */
export type Recipe = (walk: Walk) => Promise<Wanted>

/** By `POST /purchase-orders/:orderId/release`. */
export type Recipes = Readonly<Record<string, Recipe>>

export const today = new Date().toISOString().slice(0, 10)
export const pieces = (quantity: number) => ({ quantity: `${quantity}`, unit: 'EA' })
export const priceOf = (amount: string) => ({ amount, currency: 'USD', per: '1', unit: 'EA' })
export const dollars = (amount: string) => ({ amount, currency: 'USD' })

/** A day of its own for each number, long ago. */
export function dayNo(no: number): string {
  return new Date(Date.UTC(2001, 0, 1 + no)).toISOString().slice(0, 10)
}

const reasonable = 'So that it is proven'
export const reason = { reason: reasonable }

/** First run, a second owner, two companies and what one buys. */
export async function startWalk(within: Within, slug: string): Promise<Walk> {
  const { owner } = await found(within, { slug })
  const at = (path: string) => `/api/v1/${slug}${path}`
  const make = (path: string, body?: unknown, by: Client = owner) =>
    by.json<Made>(at(path), { method: 'POST', body })
  const first = async (path: string) => {
    const { items } = await owner.json<{ items: Made[] }>(at(path))
    if (items[0] === undefined) throw new Error(`${path} is empty`)
    return items[0]
  }
  const second = await secondOwner(within, owner, at)
  const { id: companyId } = await first('/companies')
  const strict = await make('/companies', {
    code: 'STRICT',
    name: 'Strict Ltd',
    currency: 'USD',
    approvalOver: dollars('0.00'),
  })
  const place = await make('/places', { code: 'MAIN', name: 'Main warehouse', companyId })
  const strictPlace = await make('/places', {
    code: 'STRICT',
    name: 'Strict warehouse',
    companyId: strict.id,
  })
  const supplier = await make('/suppliers', {
    code: 'SUP',
    name: 'Savon de Lille',
    currency: 'USD',
    email: 'orders@supplier.example',
  })
  const item = await make('/items', { sku: 'SOAP', name: 'Hand soap', unit: 'EA' })
  let number = 0
  return {
    organization: slug,
    owner,
    second,
    at,
    make,
    first,
    next: () => {
      number += 1
      return number
    },
    companyId,
    placeId: place.id,
    strictPlaceId: strictPlace.id,
    supplierId: supplier.id,
    itemId: item.id,
  }
}

async function secondOwner(
  within: Within,
  owner: Client,
  at: (path: string) => string,
): Promise<Client> {
  const email = 'second@example.com'
  const added = await owner.json<{ temporaryPassword: string }>(at('/people'), {
    body: { name: 'Sam Second', email, role: 'owner' },
  })
  const cookie = await signIn(within, email, added.temporaryPassword)
  return clientOf(within.address, { cookie })
}
