import { announce } from '#platform/outbox'
import type { Role } from '#platform/permissions'
import { requirePermission, type Tx } from '#platform/work'

import type { Control, OrganizationRef } from '../control.ts'
import { apiKeyOf, hintOf } from '../rules/api-key.ts'
import { hashOfSecret, newSecret } from '../secrets.ts'
import { insertApiKey, markRevoked } from '../store.ts'

export type CreateApiKey = {
  readonly organization: OrganizationRef
  readonly name: string
  readonly role: Role
  readonly expiresAt?: Date | undefined
}

/**
 * Makes a key for an outside system.
 *
 * @returns the whole key, which can't be read again
 * @throws {PermissionError} when the actor may not manage people
 */
export async function createApiKey(
  tx: Tx,
  control: Control,
  command: CreateApiKey,
): Promise<{ readonly apiKeyId: string; readonly key: string }> {
  requirePermission(tx, 'people.manage')
  const { organization, name, role, expiresAt = null } = command
  const apiKeyId = tx.newId()
  const secret = newSecret()
  const key = apiKeyOf(organization.slug, secret)
  await insertApiKey(control, {
    id: apiKeyId,
    organizationId: organization.id,
    name,
    role,
    keyHash: hashOfSecret(key),
    hint: hintOf(secret),
    createdBy: tx.actor.id,
    expiresAt,
    now: tx.now,
  })
  announce(tx, 'api_key.created', { kind: 'api_key', id: apiKeyId }, { name, role })
  return { apiKeyId, key }
}

/**
 * Ends a key; its next request is refused. Once more changes nothing.
 *
 * @returns false when the organization has no such key
 * @throws {PermissionError} when the actor may not manage people
 */
export async function revokeApiKey(
  tx: Tx,
  control: Control,
  command: { readonly organization: OrganizationRef; readonly apiKeyId: string },
): Promise<boolean> {
  requirePermission(tx, 'people.manage')
  const { organization, apiKeyId } = command
  const found = await markRevoked(control, organization.id, apiKeyId, tx.now)
  if (found) announce(tx, 'api_key.revoked', { kind: 'api_key', id: apiKeyId }, {})
  return found
}
