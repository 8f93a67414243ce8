import { isRole, roles } from '#platform/permissions'
import { ruleActor } from '#platform/rule-actor'
import { createApiKey } from '#records/people'

import { type Command, optionalText, print, textValue, UsageError } from './command.ts'
import { withInstallation } from './installation.ts'

const msPerDay = 86_400_000
const expiryDaysMax = 3_650

export const createKey: Command = {
  usage: `key create --org acme --name "Shop" --role ${roles.join('|')} [--expires-in-days 365]`,
  options: {
    org: { type: 'string' },
    name: { type: 'string' },
    role: { type: 'string' },
    'expires-in-days': { type: 'string' },
  },
  run: async (values) => {
    const slug = textValue(values, 'org')
    const name = textValue(values, 'name')
    const role = textValue(values, 'role')
    if (!isRole(role)) throw new UsageError(`--role is one of ${roles.join(', ')}.`)
    const expiresAt = readExpiry(optionalText(values, 'expires-in-days'))
    await withInstallation(async (installation) => {
      const organization = await installation.organization(slug)
      if (organization === undefined) throw new UsageError(`There is no organization ${slug}.`)
      const { key } = await organization
        .work(ruleActor('command-line'))
        .transact((tx) =>
          createApiKey(tx, installation.control, { organization, name, role, expiresAt }),
        )
      process.stderr.write('This key is shown once; keep it safe.\n')
      print(key)
    })
  },
}

function readExpiry(text: string | undefined): Date | undefined {
  if (text === undefined) return undefined
  const days = Number(text)
  if (Number.isInteger(days) && days >= 1 && days <= expiryDaysMax) {
    return new Date(Date.now() + days * msPerDay)
  }
  throw new UsageError(`--expires-in-days is a whole number from 1 to ${expiryDaysMax}.`)
}
