import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'

import { type Problem, problemOf } from '../../api/problem.ts'
import { sessionQuery, signIn } from '../../api/session.ts'
import { Refusal } from '../../parts/refusal.tsx'
import { Gate } from './gate.tsx'

export function SignIn() {
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState<Problem>()
  const [isRunning, setRunning] = useState(false)
  const enter = useEnter()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setRunning(true)
    setProblem(undefined)
    try {
      await signIn(email, password)
      await enter()
    } catch (error) {
      setProblem(refusalOf(error))
    } finally {
      setRunning(false)
    }
  }
  return (
    <Gate title="Sign in">
      <form onSubmit={(event) => void submit(event)}>
        <TextInput
          label="E-mail"
          type="email"
          name="email"
          autoComplete="username"
          required
          data-autofocus
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label="Password"
          name="password"
          autoComplete="current-password"
          required
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
function refusalOf(error: unknown): Problem {
  const problem = problemOf(error)
  if (problem === undefined) throw error
  if (problem.status !== 401) return problem
  const detail = 'E-mail and password don’t fit together. Check both and try again.'
  return { ...problem, status: 400, detail, errors: [] }
}
