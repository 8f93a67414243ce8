import { Button, PasswordInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'

import { changePassword, sessionQuery } from '../../api/session.ts'
import { useRefusal } from '../../api/use-refusal.ts'
import { Refusal } from '../../parts/refusal.tsx'
import { Gate } from '../sign-in/gate.tsx'

/** Whoever was let in with a temporary password chooses one that nobody else knows. */
export function Password() {
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const { attempt, problem, isRunning } = useRefusal()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void attempt(async () => {
      await changePassword(current, next)
      queries.clear()
      await queries.fetchQuery(sessionQuery)
      await navigate({ href: '/' })
    })
  }
  return (
    <Gate title="Choose a password" lead="Other devices that are signed in as you are signed out.">
      <form onSubmit={submit}>
        <PasswordInput
          label="Password until now"
          autoComplete="current-password"
          required
          value={current}
          onChange={(event) => setCurrent(event.currentTarget.value)}
        />
        <PasswordInput
          label="New password"
          description="At least 12 characters."
          autoComplete="new-password"
          required
          minLength={12}
          maxLength={128}
          value={next}
          onChange={(event) => setNext(event.currentTarget.value)}
        />
        {problem ? <Refusal problem={problem} /> : null}
        <Button type="submit" size="md" fullWidth loading={isRunning}>
          Change password
        </Button>
      </form>
    </Gate>
  )
}
