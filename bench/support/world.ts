/** What a benchmark buys from whom: two people, suppliers, items and one place, made over the API. */
import { type Client, clientOf } from './client.ts'
import { found, type Live, signIn } from './live.ts'

export const linesPerDocument = 10
const usualSize = { suppliers: 20, items: 400 }

export type World = {
  readonly organization: string
  /** Below `/api/v1/{organization}`. */
  readonly at: (path: string) => string
  readonly buyer: Client
  /** Another person, since nobody approves what they asked for. */
  readonly approver: Client
  readonly supplierIds: readonly string[]
  readonly itemIds: readonly string[]
  readonly placeId: string
  readonly close: () => void
}

/** @param connect how the buyer and the approver speak to the server */
export async function makeWorld(
  live: Live,
  size = usualSize,
  connect: typeof clientOf = clientOf,
): Promise<World> {
  const founded = await found(live)
  const { organization } = founded
  founded.owner.close()
  const owner = connect(live.address, { cookie: founded.cookie })
  const at = (path: string) => `/api/v1/${organization}${path}`
  const { items: companies } = await owner.json<{ items: { id: string }[] }>(at('/companies'))
  const companyId = companies[0]?.id ?? ''
  await owner.json(at(`/companies/${companyId}`), {
    method: 'PATCH',
    body: { approvalOver: { amount: '0.00', currency: 'USD' } },
  })
  const approver = await secondPerson(live, owner, at, connect)
  const place = await owner.json<{ id: string }>(at('/places'), {
    body: { code: 'MAIN', name: 'Main warehouse', companyId },
  })
  const supplierIds = await made(size.suppliers, (no) =>
    owner.json(at('/suppliers'), {
      body: {
        code: `S${no}`,
        name: `Supplier ${no}`,
        currency: 'USD',
        email: `orders${no}@supplier.example`,
      },
    }),
  )
  const itemIds = await made(size.items, (no) =>
    owner.json(at('/items'), { body: { sku: `SKU-${no}`, name: `Item number ${no}`, unit: 'EA' } }),
  )
  return {
    organization,
    at,
    buyer: owner,
    approver,
    supplierIds,
    itemIds,
    placeId: place.id,
    close: () => {
      owner.close()
      approver.close()
    },
  }
}

async function secondPerson(
  live: Live,
  owner: Client,
  at: (path: string) => string,
  connect: typeof clientOf,
): Promise<Client> {
  const email = 'approver@example.com'
  const added = await owner.json<{ temporaryPassword: string }>(at('/people'), {
    body: { name: 'Ada Approver', email, role: 'owner' },
  })
  const cookie = await signIn(live, email, added.temporaryPassword)
  return connect(live.address, { cookie })
}

async function made(
  count: number,
  make: (no: number) => Promise<{ id: string }>,
): Promise<readonly string[]> {
  const ids: string[] = []
  for (let no = 1; no <= count; no += 20) {
    const some = Array.from({ length: Math.min(20, count - no + 1) }, (_, at) => make(no + at))
    ids.push(...(await Promise.all(some)).map(({ id }) => id))
  }
  return ids
}
