/** The demo company: what a buyer would have after a few weeks, made through the real actions. */
import type { Installation } from '#platform/organizations'

export type DemoSignIn = {
  readonly slug: string
  readonly email: string
  readonly password: string
}

export async function seedDemo(installation: Installation): Promise<DemoSignIn> {
  const slug = 'demo'
  await installation.createOrganization({ slug, name: 'Demo Company' })
  return { slug, email: '', password: '' }
}
