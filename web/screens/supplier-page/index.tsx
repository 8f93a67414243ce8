import { useParams } from '@tanstack/react-router'
import { useEffect, useState } from 'react'

import type { SupplierPageView } from '#contracts/flow/purchasing'

import type { Problem } from '../../api/problem.ts'
import { listenForKeys } from '../../parts/keys/keys.ts'
import { Refusal } from '../../parts/refusal.tsx'
import { Answered } from './answered.tsx'
import { type Taken, useSupplierPage } from './api.ts'
import { Form } from './form.tsx'
import { Frame } from './frame.tsx'
import { isAnswerable } from './said.ts'
import styles from './supplier-page.module.css'

/** What a supplier finds behind the link in the mail: one order, and a form to answer it. */
export function SupplierPage() {
  const { token = '' } = useParams({ strict: false }) as { token?: string }
  const { page, problem, refetch } = useSupplierPage(token)
  useEffect(listenForKeys, [])
  const title = page ? `Order ${page.number}` : 'Order'
  useEffect(() => {
    document.title = page ? `${title} · ${page.company.name}` : title
  }, [page, title])
  if (problem) return <NoOrder problem={problem} retry={() => void refetch()} />
  if (!page) {
    return (
      <div className={styles.page}>
        <main className={styles.lone} aria-busy="true">
          <h1>Order</h1>
          <p role="status">Reading the order</p>
        </main>
      </div>
    )
  }
  return (
    <Frame page={page} token={token}>
      <Order page={page} token={token} refetch={refetch} />
    </Frame>
  )
}

type OrderProps = {
  readonly page: SupplierPageView
  readonly token: string
  readonly refetch: () => Promise<unknown>
}

/** An order that was answered shows the answer; it can be taken up again. */
function Order({ page, token, refetch }: OrderProps) {
  const [taken, setTaken] = useState<Taken>()
  const [isChanging, setChanging] = useState(false)
  const open = page.lines.filter(isAnswerable)
  const isAnswered = page.lastAnswer !== null && open.every(({ answer }) => answer !== 'none')
  const take = async (next: Taken) => {
    await refetch()
    setTaken(next)
    setChanging(false)
    globalThis.scrollTo({ top: 0 })
  }
  if (page.state !== 'open' || ((isAnswered || taken) && !isChanging)) {
    return (
      <Answered
        page={page}
        taken={taken}
        change={() => setChanging(true)}
        canChange={open.length > 0}
      />
    )
  }
  return <Form page={page} token={token} onTaken={(next) => void take(next)} />
}

const titles: Readonly<Record<string, string>> = {
  link_unknown: 'This link does not work',
  link_expired: 'This link has expired',
  link_revoked: 'There is a newer link',
}

function NoOrder({ problem, retry }: { readonly problem: Problem; readonly retry: () => void }) {
  const title = titles[problem.code]
  return (
    <div className={styles.page}>
      <main className={styles.lone}>
        <h1>{title ?? 'The order can’t be shown'}</h1>
        {title ? <p>{problem.detail}</p> : <Refusal problem={problem} onRetry={retry} />}
      </main>
    </div>
  )
}
