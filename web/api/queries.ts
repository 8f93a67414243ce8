import {
  keepPreviousData,
  MutationCache,
  QueryCache,
  QueryClient,
  useQueries,
  useQuery,
} from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'

import { call, organizationUrl, type Query } from './client.ts'
import { isUnknownOutcome, type Problem, problemOf } from './problem.ts'

/** A page of a list. `gte` means that counting stopped there. */
export type ListPage<Row> = {
  readonly items: readonly Row[]
  readonly nextCursor: string | null
  readonly total: { readonly value: number; readonly relation: 'eq' | 'gte' }
}

/** The organization of the address bar. */
export function useOrganization(): string {
  const { organization } = useParams({ strict: false }) as { organization?: string }
  return organization ?? ''
}

/** Told when an answer is 401, so that the app can ask to sign in again. */
export function newQueryClient(onSignedOut: () => void): QueryClient {
  const onError = (error: Error) => {
    if (problemOf(error)?.status === 401) onSignedOut()
  }
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: { retry: retriesRead, staleTime: 10_000, refetchOnWindowFocus: true },
    },
  })
}

/** A page of a list; keeps the page before on screen while the next one loads. */
export function useList<Row>(path: string, query: Query = {}, isOn = true) {
  const organization = useOrganization()
  const asked = useQuery({
    queryKey: [organization, 'list', path, query],
    queryFn: async ({ signal }) => {
      const url = organizationUrl(organization, path, query)
      return (await call<ListPage<Row>>('GET', url, { signal })).body
    },
    placeholderData: keepPreviousData,
    enabled: isOn,
  })
  return { ...asked, page: asked.data, problem: problemFrom(asked.error) }
}

/** The first pages of several lists at once, in order; undefined while one is read. */
export function useLists<Row>(
  path: string,
  asked: readonly Query[],
): readonly (ListPage<Row> | undefined)[] {
  const organization = useOrganization()
  return useQueries({
    queries: asked.map((query) => ({
      queryKey: [organization, 'list', path, query],
      queryFn: async ({ signal }: { readonly signal: AbortSignal }) => {
        const url = organizationUrl(organization, path, query)
        return (await call<ListPage<Row>>('GET', url, { signal })).body
      },
      placeholderData: keepPreviousData,
    })),
  }).map(({ data }) => data)
}

/** One document and the version it was read at, for If-Match. */
export function useDocument<Document>(path: string, query: Query = {}, isOn = true) {
  const organization = useOrganization()
  const asked = useQuery({
    queryKey: [organization, 'document', path, query],
    queryFn: ({ signal }) =>
      call<Document>('GET', organizationUrl(organization, path, query), { signal }),
    enabled: isOn,
  })
  return {
    ...asked,
    document: asked.data?.body,
    etag: asked.data?.etag,
    problem: problemFrom(asked.error),
  }
}

/** A failure that is no refusal is a bug of ours; it still has to be told on the page. */
export function problemFrom(error: Error | null): Problem | undefined {
  if (error === null) return undefined
  const failed = { status: 500, code: 'failed', title: 'This part failed', detail: error.message }
  return problemOf(error) ?? { ...failed, errors: [] }
}

function retriesRead(failures: number, error: Error): boolean {
  const problem = problemOf(error)
  return failures < 2 && problem !== undefined && isUnknownOutcome(problem)
}
