import { useCallback, useState } from 'react'

import type { SupplierPageView } from '#contracts/flow/purchasing'

import type { Problem } from '../../api/problem.ts'
import { useKeys } from '../../parts/keys/keys.ts'
import { usePhone } from '../../shell/layout.ts'
import { type Taken, useSend } from './api.ts'
import { DeskForm } from './desk.tsx'
import { PhoneForm } from './phone.tsx'
import {
  bodyLineOf,
  isComplete,
  type PageLine,
  type Said,
  type SaidById,
  saidBefore,
} from './said.ts'

/** All that the two layouts share: what is said so far, and sending it. */
export type Answering = {
  readonly page: SupplierPageView
  readonly said: SaidById
  readonly say: (line: PageLine, said: Said) => void
  readonly acceptRest: () => void
  readonly message: string
  readonly setMessage: (message: string) => void
  readonly send: () => void
  readonly isSending: boolean
  readonly canSend: boolean
  /** `Send answer`, or `Send message` when no line is answered. */
  readonly verb: string
  readonly problem: Problem | undefined
  readonly sentAt: (line: PageLine) => number
}

type FormProps = {
  readonly page: SupplierPageView
  readonly token: string
  readonly onTaken: (taken: Taken) => void
}

export function Form({ page, token, onTaken }: FormProps) {
  const isPhone = usePhone()
  const [said, setSaid] = useState<SaidById>(() => saidBefore(page))
  const [message, setMessage] = useState('')
  const { send, isSending, problem, sentIds } = useSend(token, onTaken)
  const answered = page.lines.filter(({ id }) => said[id] !== undefined)
  const isWhole = Object.values(said).every(isComplete)
  const hasWords = message.trim() !== ''
  const canSend = isWhole && (answered.length > 0 || hasWords)
  const say = useCallback((line: PageLine, next: Said) => {
    setSaid((before) => ({ ...before, [line.id]: next }))
  }, [])
  const sendNow = () => {
    if (!canSend || isSending) return
    const lines = answered.map((line) => bodyLineOf(line, said[line.id] ?? { kind: 'accept' }))
    send({ lines, ...(hasWords ? { message: message.trim() } : {}) })
  }
  useKeys({ 'mod+Enter': { label: 'send', run: sendNow } })
  const rest = page.lines.filter(
    ({ id, state, answer }) => state === 'open' && answer === 'none' && said[id] === undefined,
  )
  const answering: Answering = {
    page,
    said,
    say,
    acceptRest: () =>
      setSaid({ ...said, ...Object.fromEntries(rest.map(({ id }) => [id, { kind: 'accept' }])) }),
    message,
    setMessage,
    send: sendNow,
    isSending,
    canSend,
    verb: answered.length === 0 && hasWords ? 'Send message' : 'Send answer',
    problem,
    sentAt: ({ id }) => sentIds.indexOf(id),
  }
  return isPhone ? <PhoneForm {...answering} /> : <DeskForm {...answering} />
}
