import { type Command, print, textValue, UsageError } from './command.ts'
import { withInstallation } from './installation.ts'

const refusals = {
  slug_malformed:
    'A slug is 2 to 32 lower-case letters, digits and dashes, starts with a letter, and is not reserved.',
  slug_taken: 'There is an organization of this slug already. Choose another.',
} as const

export const createOrganization: Command = {
  usage: 'org create --slug acme --name "Acme Ltd"',
  options: { slug: { type: 'string' }, name: { type: 'string' } },
  run: async (values) => {
    const wanted = { slug: textValue(values, 'slug'), name: textValue(values, 'name') }
    await withInstallation(async (installation) => {
      const outcome = await installation.createOrganization(wanted)
      if (outcome.kind === 'refused') throw new UsageError(refusals[outcome.reason])
      print(`Made ${outcome.organization.slug}.`)
    })
  },
}

export const listOrganizations: Command = {
  usage: 'org list',
  run: async () => {
    await withInstallation(async (installation) => {
      for (const { slug, name, schemaVersion } of await installation.organizations()) {
        print(`${slug.padEnd(32)}  ${schemaVersion}  ${name}`)
      }
    })
  },
}
