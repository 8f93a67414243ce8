import { Link, useNavigate } from '@tanstack/react-router'
import type { ComponentPropsWithoutRef, ReactNode } from 'react'

import { useOrganization } from '../api/queries.ts'

export type ScreenLinkProps = Omit<ComponentPropsWithoutRef<'a'>, 'href' | 'target'> & {
  /** Below the organization, with its query: `/orders?status=released`. */
  readonly to: string
  readonly children?: ReactNode
}

/** A link to a screen of the organization. */
export function ScreenLink({ to, children, ...rest }: ScreenLinkProps) {
  const { path, search } = targetOf(useOrganization(), to)
  return (
    <Link to={path} search={search} preload="intent" {...rest}>
      {children}
    </Link>
  )
}

/** Goes to a screen of the organization: `go('/orders/018f…')`. */
export function useGo(): (to: string, how?: { readonly replace?: boolean }) => void {
  const organization = useOrganization()
  const navigate = useNavigate()
  return (to, { replace = false } = {}) => {
    const { path, search } = targetOf(organization, to)
    void navigate({ to: path, search, replace })
  }
}

function targetOf(organization: string, to: string) {
  const [path = '/', query = ''] = to.split('?')
  return {
    path: `/${organization}${path}` as string,
    search: Object.fromEntries(new URLSearchParams(query)) as never,
  }
}
