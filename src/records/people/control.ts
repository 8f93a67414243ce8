import type { Kysely, Transaction } from 'kysely'

import type { ControlDatabase } from '#platform/control-database'

/** The control database, or a transaction in it. */
export type Control = Kysely<ControlDatabase> | Transaction<ControlDatabase>

/** The organization of a request, as the control database has it. */
export type OrganizationRef = { readonly id: string; readonly slug: string }
