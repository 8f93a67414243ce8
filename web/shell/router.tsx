import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'

import { sessionQuery } from '../api/session.ts'
import { NotFound, ScreenFailed } from './failures.tsx'
import { readableOnly } from './readable-only.tsx'
import { type Screen, screens } from './screens.ts'
import { Shell } from './shell.tsx'

type Context = { readonly queries: QueryClient }

const root = createRootRouteWithContext<Context>()({
  component: Outlet,
  notFoundComponent: NotFound,
})

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: async ({ context, location }) => {
    const session = await signedIn(context, location.href)
    const organization = session.organizations[0]?.slug
    if (organization === undefined) throw redirect({ href: '/setup' })
    throw redirect({ href: `/${organization}` })
  },
})

const organization = createRoute({
  getParentRoute: () => root,
  path: '/$organization',
  beforeLoad: ({ context, location }) => signedIn(context, location.href),
  component: Shell,
})

/** Everything one can go to, collected from the screen folders. */
export function newRouter(queries: QueryClient) {
  const inShell = screens.filter(({ frame }) => frame !== 'bare')
  const bare = screens.filter(({ frame }) => frame === 'bare')
  const routeTree = root.addChildren([
    home,
    organization.addChildren(inShell.map((screen) => routeOf(screen, () => organization))),
    ...bare.map((screen) => routeOf(screen, () => root)),
  ])
  return createRouter({
    routeTree,
    context: { queries },
    defaultPreload: false,
    defaultErrorComponent: ScreenFailed,
    defaultNotFoundComponent: NotFound,
    parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
    stringifySearch: searchText,
  })
}

function routeOf(screen: Screen, getParentRoute: () => typeof organization | typeof root) {
  return createRoute({
    getParentRoute: getParentRoute as () => typeof root,
    path: screen.path,
    component: lazyRouteComponent(
      async () => ({ default: readableOnly(screen, await screen.load()) }),
      'default',
    ),
    errorComponent: ScreenFailed,
  })
}

/** Plain text in the address, so that a saved view can be read, edited and mailed. */
function searchText(search: Record<string, unknown>): string {
  const told = Object.entries(search).filter(([, value]) => value !== undefined && value !== '')
  const text = new URLSearchParams(told.map(([key, value]) => [key, String(value)])).toString()
  return text === '' ? '' : `?${text}`
}

async function signedIn({ queries }: Context, href: string) {
  const session = await queries.ensureQueryData(sessionQuery)
  if (session.needsSetup) throw redirect({ href: '/setup' })
  if (session.user === null) throw redirect({ href: signInAddress(href) })
  if (session.user.mustChangePassword) throw redirect({ href: '/password' })
  return session
}

/** The sign-in page, with the way back. */
export function signInAddress(back: string): string {
  return back === '/' ? '/sign-in' : `/sign-in?${new URLSearchParams({ back })}`
}
