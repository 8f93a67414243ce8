import { Button, NativeSelect, PasswordInput, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'

import { call } from '../../api/client.ts'
import { reasonAt } from '../../api/problem.ts'
import { sessionQuery, signIn } from '../../api/session.ts'
import { useRefusal } from '../../api/use-refusal.ts'
import { Refusal } from '../../parts/refusal.tsx'
import { Gate } from '../sign-in/gate.tsx'
import { monthNames, type Setup as SetupBody, setupOf, slugOf, type Typed } from './setup.ts'

const currencies = Intl.supportedValuesOf('currency')

const nothing: Typed = {
  ownerName: '',
  email: '',
  password: '',
  organizationName: '',
  slug: undefined,
  companyName: undefined,
  baseCurrency: 'USD',
  fiscalYearStart: '1',
}

/** Makes the first person, organization and company of an empty installation. */
export function Setup() {
  const [typed, setTyped] = useState(nothing)
  const { run, problem, isRunning } = useSetup()
  const body = setupOf(typed)
  const set = (change: Partial<Typed>) => setTyped({ ...typed, ...change })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void run(body)
  }
  const text = (key: keyof Typed, pointer: string) => ({
    value: String(typed[key] ?? ''),
    error: reasonAt(problem, pointer),
    onChange: (event: { currentTarget: { value: string } }) =>
      set({ [key]: event.currentTarget.value }),
  })
  return (
    <Gate
      title="Set up Landfall"
      lead="Nobody has an account here yet. The first person owns the organization and can add others."
      isWide
    >
      <form onSubmit={submit}>
        <fieldset>
          <legend>You</legend>
          <TextInput
            label="Your name"
            required
            autoComplete="name"
            {...text('ownerName', '/owner/name')}
          />
          <TextInput
            label="E-mail"
            type="email"
            required
            autoComplete="username"
            {...text('email', '/owner/email')}
          />
          <PasswordInput
            label="Password"
            description="At least 12 characters."
            required
            minLength={12}
            autoComplete="new-password"
            {...text('password', '/owner/password')}
          />
        </fieldset>
        <fieldset>
          <legend>Organization</legend>
          <TextInput
            label="Name"
            required
            autoComplete="organization"
            {...text('organizationName', '/organization/name')}
          />
          <TextInput
            label="Short name in addresses"
            description={`${location.host}/${body.organization.slug || '…'}`}
            required
            pattern="[a-z][a-z0-9\-]{0,30}[a-z0-9]"
            {...text('slug', '/organization/slug')}
            value={typed.slug ?? slugOf(typed.organizationName)}
          />
        </fieldset>
        <fieldset>
          <legend>Company that keeps the books</legend>
          <TextInput
            label="Legal name"
            required
            {...text('companyName', '/company/name')}
            value={typed.companyName ?? typed.organizationName}
          />
          <NativeSelect
            label="Currency of its books"
            description="Can’t be changed once something is posted."
            data={currencies}
            {...text('baseCurrency', '/company/baseCurrency')}
          />
          <NativeSelect
            label="Fiscal year starts in"
            data={monthNames.map((label, at) => ({ value: String(at + 1), label }))}
            {...text('fiscalYearStart', '/company/fiscalYearStartMonth')}
          />
        </fieldset>
        {problem ? <Refusal problem={problem} /> : null}
        <Button type="submit" size="md" fullWidth loading={isRunning}>
          Create the organization and sign in
        </Button>
      </form>
    </Gate>
  )
}

function useSetup() {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { attempt, problem, isRunning } = useRefusal()
  const run = (body: SetupBody) =>
    attempt(async () => {
      await call('POST', '/api/setup', { body })
      await signIn(body.owner.email, body.owner.password)
      queries.clear()
      await queries.fetchQuery(sessionQuery)
      await navigate({ href: `/${body.organization.slug}` })
    })
  return { run, problem, isRunning }
}
