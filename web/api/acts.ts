import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'

import { call, type Method, organizationUrl, type Reply } from './client.ts'
import { isUnknownOutcome, type Problem, problemOf } from './problem.ts'
import { problemFrom, useOrganization } from './queries.ts'

export type ActRequest = {
  /** POST unless told. */
  readonly method?: Exclude<Method, 'GET'>
  /** Below the organization: `/purchase-orders/{id}/release`. */
  readonly path: string
  readonly body?: unknown
  readonly ifMatch?: string | undefined
}

export type Act<Input, Result> = {
  /** Does it. Resolves with the result, or undefined when it was refused. */
  readonly run: (input: Input) => Promise<Result | undefined>
  /** The same act again, with the same key. */
  readonly retry: () => Promise<Result | undefined>
  readonly isRunning: boolean
  /** The device is offline; it goes out by itself when the network is back. */
  readonly isWaiting: boolean
  /** Why it was refused, unless it was a conflict. */
  readonly problem: Problem | undefined
  /** Somebody changed the document meanwhile (412). Show `ConflictDialog`. */
  readonly conflict: Problem | undefined
  readonly dismiss: () => void
}

type Attempt<Input> = {
  readonly input: Input
  readonly key: string
  readonly print: string
  isOpen: boolean
}

type UnderWay<Result> = {
  readonly print: string
  readonly outcome: Promise<Result | undefined>
}

/**
 * A write. Every user act gets a key of its own; a retry of an act whose outcome is unknown gets
 * the same one, so that pressing twice on a bad network posts once. After it succeeds, everything
 * of the organization that is on the screen is read again.
 */
export function useAct<Input = void, Result = unknown>(
  requestOf: (input: Input) => ActRequest,
  onDone?: (result: Result, input: Input) => void,
): Act<Input, Result> {
  const organization = useOrganization()
  const queries = useQueryClient()
  const last = useRef<Attempt<Input> | undefined>(undefined)
  const underWay = useRef<UnderWay<Result> | undefined>(undefined)
  const mutation = useMutation<Reply<Result>, Error, Attempt<Input>>({
    mutationFn: ({ input, key }) => {
      const { method = 'POST', path, body, ifMatch } = requestOf(input)
      const options = { body, ifMatch, idempotencyKey: key }
      return call<Result>(method, organizationUrl(organization, path), options)
    },
    retry: (failures, error) => failures < 2 && problemOf(error)?.status === 0,
    onSuccess: async ({ body }, { input }) => {
      await queries.invalidateQueries({ queryKey: [organization], refetchType: 'none' })
      void queries.refetchQueries({ queryKey: [organization], type: 'active' })
      onDone?.(body, input)
    },
    onSettled: (_reply, error, attempt) => {
      const problem = problemOf(error)
      attempt.isOpen = problem !== undefined && isUnknownOutcome(problem)
    },
  })
  const send = (attempt: Attempt<Input>): Promise<Result | undefined> => {
    // A second press while the first is on its way is the same act, not another one.
    if (underWay.current?.print === attempt.print) return underWay.current.outcome
    last.current = attempt
    const outcome = mutation
      .mutateAsync(attempt)
      .then(({ body }) => body)
      .catch(() => undefined)
      .finally(() => {
        underWay.current = undefined
      })
    underWay.current = { print: attempt.print, outcome }
    return outcome
  }
  const problem = problemFrom(mutation.error)
  const isConflict = problem?.status === 412
  return {
    run: (input) => send(attemptAt(input, printOf(requestOf(input)), last.current)),
    retry: async () => (last.current === undefined ? undefined : send(last.current)),
    isRunning: mutation.isPending,
    isWaiting: mutation.isPaused,
    problem: isConflict ? undefined : problem,
    conflict: isConflict ? problem : undefined,
    dismiss: mutation.reset,
  }
}

function attemptAt<Input>(
  input: Input,
  print: string,
  last: Attempt<Input> | undefined,
): Attempt<Input> {
  if (last?.isOpen && last.print === print) return last
  return { input, print, key: crypto.randomUUID(), isOpen: false }
}

function printOf({ method, path, body }: ActRequest): string {
  return `${method ?? 'POST'} ${path} ${JSON.stringify(body)}`
}
