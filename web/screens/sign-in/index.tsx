import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'

import type { Problem } from '../../api/problem.ts'
import { sessionQuery, signIn } from '../../api/session.ts'
import { useRefusal } from '../../api/use-refusal.ts'
import { Refusal } from '../../parts/refusal.tsx'
import { Gate } from './gate.tsx'

export function SignIn() {
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const { attempt, problem, isRunning } = useRefusal(signInWords)
  const enter = useEnter()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void attempt(async () => {
      await signIn(email, password)
      await enter()
    })
  }
  return (
    <Gate title="Sign in">
      <form onSubmit={submit}>
        <TextInput
          label="E-mail"
          type="email"
          name="email"
          autoComplete="username"
          required
          withAsterisk={false}
          ref={focusOnce}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label="Password"
          name="password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        {problem ? <Refusal problem={problem} /> : null}
        <Button type="submit" size="md" fullWidth loading={isRunning}>
          Sign in
        </Button>
      </form>
    </Gate>
  )
}

/** The one thing to do here is to sign in. */
function focusOnce(field: HTMLInputElement | null): void {
  field?.focus()
}

/** Back to where one was stopped; only addresses of this app are followed. */
function useEnter(): () => Promise<void> {
  const { back } = useSearch({ strict: false }) as { back?: string }
  const queries = useQueryClient()
  const navigate = useNavigate()
  return async () => {
    queries.clear()
    await queries.fetchQuery(sessionQuery)
    const isOurs = back?.startsWith('/') && !back.startsWith('//') && !back.includes('\\')
    await navigate({ href: isOurs && back ? back : '/' })
  }
}

/** Which of the two was wrong is not told to strangers. */
function signInWords(problem: Problem): Problem {
  if (problem.status !== 401) return problem
  const detail = 'E-mail and password don’t fit together. Check both and try again.'
  return { ...problem, status: 400, detail, errors: [] }
}
