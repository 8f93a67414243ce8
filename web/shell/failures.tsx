import { Button } from '@mantine/core'
import type { ErrorComponentProps } from '@tanstack/react-router'
import { useEffect } from 'react'

import { problemFrom } from '../api/queries.ts'
import { Refusal } from '../parts/refusal.tsx'
import shell from './shell.module.css'

/** An address where nothing is; also for an organization one doesn't belong to. */
export function NotFound() {
  useEffect(() => {
    document.title = 'Not found · Landfall'
  }, [])
  return (
    <main id="main" className={shell.alone}>
      <h1>There is nothing here</h1>
      <p>
        The address is wrong, the document was never made, or it belongs to an organization you are
        not part of.
      </p>
      <Button component="a" href="/">
        Go to the start
      </Button>
    </main>
  )
}

/** A screen that broke: says so in its own place, the rail stays usable. */
export function ScreenFailed({ error, reset }: ErrorComponentProps) {
  const problem = problemFrom(error instanceof Error ? error : new Error(String(error)))
  return (
    <main id="main" className={shell.alone}>
      <h1>This screen could not be shown</h1>
      {problem ? <Refusal problem={problem} /> : null}
      <p>Nothing was changed. Try again; if it fails again, load the page anew.</p>
      <div className={shell.aloneActs}>
        <Button onClick={reset}>Try again</Button>
        <Button variant="default" onClick={() => globalThis.location.reload()}>
          Load anew
        </Button>
      </div>
    </main>
  )
}
