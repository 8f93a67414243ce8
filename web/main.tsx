import '@mantine/core/styles.layer.css'
import '@fontsource-variable/inter/opsz.css'
import './look/base.css'

import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'

import { newQueryClient } from './api/queries.ts'
import { sessionQuery } from './api/session.ts'
import { theme, variables } from './look/theme.ts'
import { newRouter, signInAddress } from './shell/router.tsx'

const schemes = localStorageColorSchemeManager({ key: 'landfall.scheme' })

const queries = newQueryClient(() => {
  queries.removeQueries({ queryKey: sessionQuery.queryKey })
  const { pathname, search } = globalThis.location
  if (pathname === '/sign-in' || pathname.startsWith('/s/')) return
  void router.navigate({ href: signInAddress(`${pathname}${search}`) })
})
const router = newRouter(queries)

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root.')

createRoot(root).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={variables}
      colorSchemeManager={schemes}
      defaultColorScheme="auto"
    >
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
)
