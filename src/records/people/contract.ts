import { z } from 'zod'

import { roles } from '#platform/permissions'
import { idWire, instantWire, textWire } from '#platform/wire'

export const passwordCharactersMin = 12
export const passwordCharactersMax = 128

export const roleWire = z.enum(roles).meta({ id: 'Role' })

/** Kept in lower case: addresses that differ in case alone are one person. */
export const emailWire = z
  .email({ error: 'Give an e-mail address, such as ana@example.com.' })
  .max(254, { error: 'Shorten this to at most 254 characters.' })

export const passwordWire = z
  .string()
  .min(passwordCharactersMin, {
    error: `Choose a password of at least ${passwordCharactersMin} characters.`,
  })
  .max(passwordCharactersMax, {
    error: `Choose a password of at most ${passwordCharactersMax} characters.`,
  })

export const personRow = z
  .strictObject({
    id: idWire,
    name: z.string(),
    email: z.string(),
    role: roleWire,
    mustChangePassword: z.boolean(),
    createdAt: instantWire,
  })
  .meta({ id: 'Person' })

export const personParams = z.strictObject({ personId: idWire })

export const addPersonBody = z.strictObject({
  name: textWire(200),
  email: emailWire,
  role: roleWire,
})

export const changeRoleBody = z.strictObject({ role: roleWire })

/** The password is null when the person has one already, and in every later answer. */
export const personAdded = z.strictObject({
  person: personRow,
  temporaryPassword: z.string().nullable(),
})

export const temporaryPasswordView = z.strictObject({ temporaryPassword: z.string().nullable() })

export const apiKeyRow = z
  .strictObject({
    id: idWire,
    name: z.string(),
    role: roleWire,
    hint: z.string(),
    createdAt: instantWire,
    lastUsedAt: instantWire.nullable(),
    expiresAt: instantWire.nullable(),
    revokedAt: instantWire.nullable(),
  })
  .meta({ id: 'ApiKey' })

export const apiKeyParams = z.strictObject({ apiKeyId: idWire })

export const createApiKeyBody = z.strictObject({
  name: textWire(100),
  role: roleWire,
  expiresAt: instantWire.optional(),
})

/** The secret is what goes into the Authorization header; null in every later answer. */
export const apiKeyCreated = z.strictObject({ apiKey: apiKeyRow, secret: z.string().nullable() })

export type PersonRow = z.infer<typeof personRow>
export type ApiKeyRow = z.infer<typeof apiKeyRow>
