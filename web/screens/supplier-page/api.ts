import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'

import type { SupplierPageView } from '#contracts/flow/purchasing'

import { call, type Reply } from '../../api/client.ts'
import { isUnknownOutcome, problemOf } from '../../api/problem.ts'
import { problemFrom } from '../../api/queries.ts'
import type { bodyLineOf } from './said.ts'

export type AnswerBody = {
  readonly message?: string
  readonly lines: readonly ReturnType<typeof bodyLineOf>[]
}

export type Taken = {
  readonly status: 'auto_accepted' | 'needs_review' | 'message'
  readonly acceptedLineIds: readonly string[]
  readonly waitingLineIds: readonly string[]
}

export function addressOf(token: string, path = ''): string {
  return `/api/supplier/${encodeURIComponent(token)}${path}`
}

export function useSupplierPage(token: string) {
  const asked = useQuery({
    queryKey: ['supplier-page', token],
    queryFn: async ({ signal }) =>
      (await call<SupplierPageView>('GET', addressOf(token), { signal })).body,
    // Nothing may change under somebody who is writing an answer.
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  })
  useSeen(token, asked.data !== undefined)
  return { page: asked.data, problem: problemFrom(asked.error), refetch: asked.refetch }
}

/** Tells the buyer that a person saw the order. A mail scanner runs no page. */
function useSeen(token: string, isShown: boolean): void {
  useEffect(() => {
    if (isShown) void call('POST', addressOf(token, '/seen')).catch(() => undefined)
  }, [token, isShown])
}

/** Sends an answer; the same answer again after a lost connection is the same answer. */
export function useSend(token: string, onTaken: (taken: Taken) => void) {
  const open = useRef<{ readonly print: string; readonly key: string }>(undefined)
  const mutation = useMutation<Reply<Taken>, Error, AnswerBody>({
    mutationFn: (body) => {
      const print = JSON.stringify(body)
      if (open.current?.print !== print) open.current = { print, key: crypto.randomUUID() }
      const { key } = open.current
      return call<Taken>('POST', addressOf(token, '/answers'), { body, idempotencyKey: key })
    },
    onSuccess: ({ body }) => onTaken(body),
    onSettled: (_reply, error) => {
      const problem = problemOf(error)
      if (problem === undefined || !isUnknownOutcome(problem)) open.current = undefined
    },
  })
  return {
    send: (body: AnswerBody) => mutation.mutate(body),
    isSending: mutation.isPending,
    problem: problemFrom(mutation.error),
    /** The lines in the order they were sent, for errors that point at them. */
    sentIds: mutation.variables?.lines.map(({ orderLineId }) => orderLineId) ?? [],
  }
}
