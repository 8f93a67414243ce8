import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

import { previewPolicies } from '#flow/policies'
import { ruleActor } from '#platform/rule-actor'
import { type TestApi, testApi } from '#support/http'
import { soldItems, thisMonday } from '#support/sold-items'

import { pick } from './pick.ts'
import {
  axeClean,
  type Browser,
  goByPalette,
  launchBrowser,
  openScreen,
  phone,
  press,
  settled,
  shot,
} from './support.ts'

let api: TestApi
let browser: Browser

beforeAll(async () => {
  api = await testApi()
  api.clock.set(new Date())
  browser = await launchBrowser()
  await soldItems(api.organization, thisMonday())
}, 180_000)

afterAll(async () => {
  await browser?.close()
  await api?.close()
})

/** As the worker does: the last preview that was asked for. */
async function runPreview(): Promise<void> {
  const { db, work } = api.organization
  const { rows } = await sql<{ policyId: string; policyVersion: number }>`
    select id as "policyId", version as "policyVersion" from policy_version
    where preview ->> 'status' = 'queued' order by made_at desc limit 1`.execute(db)
  const context = { work: work(ruleActor('worker')) }
  await previewPolicies(context as Parameters<typeof previewPolicies>[0], rows[0])
}

type Kept = { readonly id: string; readonly name: string }

async function kept(status: string): Promise<readonly Kept[]> {
  const path = `/policies?status=${status}`
  return (await api.as('viewer').get<{ items: readonly Kept[] }>(path)).body.items
}

test('an owner drafts, changes, previews and activates a policy by keyboard', async () => {
  const page = await openScreen(browser, api, 'owner', '/')
  await goByPalette(page, 'policies')
  await page.getByRole('link', { name: 'Usual policy' }).waitFor()
  expect(await axeClean(page)).toEqual([])
  await press(page, 'c')
  await page.getByRole('dialog', { name: 'New draft' }).waitFor()
  await page.keyboard.type('Winter')
  await press(page, 'Enter')
  await page.getByRole('heading', { name: 'Winter' }).waitFor()
  await settled(page)
  const table = page.getByRole('table', { name: /^Rules by segment/ })
  await table.getByText('Cycle service 98 %').waitFor()
  expect(await page.getByRole('button', { name: /^Put in force/ }).isDisabled()).toBe(true)
  expect(await axeClean(page)).toEqual([])

  await page.getByRole('button', { name: 'Change the rule of AX' }).focus()
  await press(page, 'Enter')
  const dialog = page.getByRole('dialog', { name: 'Change rule of AX' })
  await dialog.getByLabel('Promise').selectOption('fill_rate')
  await dialog.getByLabel('Target').fill('96')
  expect(await axeClean(page)).toEqual([])
  await press(page, 'Control+Enter')
  await table.getByText('Fill rate 96 %').waitFor()

  await press(page, 's')
  const settings = page.getByRole('dialog', { name: 'Change settings' })
  await settings.getByLabel('Holding costs a year').fill('25')
  expect(await axeClean(page)).toEqual([])
  await press(page, 'Control+Enter')
  await page.getByText('Winter saved.').waitFor()

  await page.getByRole('button', { name: 'Add a rule…' }).focus()
  await press(page, 'Enter')
  const added = page.getByRole('dialog', { name: 'New rule' })
  await added.getByLabel('About').selectOption('CX')
  await added.getByLabel('Target').fill('93')
  await pick(page, 'Place', 'Main', added)
  await press(page, 'Control+Enter')
  await page.getByRole('button', { name: 'Remove the rule of CX at Main' }).waitFor()
  expect(await axeClean(page)).toEqual([])
  await page.getByRole('button', { name: 'Remove the rule of CX at Main' }).focus()
  await press(page, 'Enter')
  await page.getByRole('dialog', { name: 'Remove the rule of CX at Main?' }).waitFor()
  await press(page, 'Enter')
  await page.getByRole('button', { name: 'Remove the rule of CX at Main' }).waitFor({
    state: 'detached',
  })

  await page.getByRole('button', { name: 'Add a channel’s…' }).focus()
  await press(page, 'Enter')
  const target = page.getByRole('dialog', { name: 'New target' })
  await pick(page, 'Channel', 'Web', target)
  await target.getByLabel('Target').fill('99')
  expect(await axeClean(page)).toEqual([])
  await press(page, 'Control+Enter')
  await page.getByRole('button', { name: 'Change the rule of all items for Web' }).waitFor()

  await press(page, 'p')
  await page.getByRole('progressbar').waitFor()
  await page.getByRole('button', { name: 'Stop' }).focus()
  await press(page, 'Enter')
  await page.getByText('The preview was stopped. Nothing was changed.').waitFor()
  await press(page, 'p')
  await page.getByRole('progressbar').waitFor()
  await runPreview()
  await page.getByRole('table', { name: /^What it would have done/ }).waitFor()
  await settled(page)
  await page.getByRole('table', { name: /^Methods at the same target/ }).waitFor()
  await shot(page, 'policy-previewed')
  expect(await axeClean(page)).toEqual([])

  await press(page, 'a')
  await page.getByRole('dialog', { name: 'Put Winter in force?' }).waitFor()
  await press(page, 'Enter')
  await page.getByText('Winter is in force.').waitFor()
  await page.getByText('In force', { exact: true }).waitFor()
  expect(await page.getByRole('button', { name: /^Change the rule/ }).count()).toBe(0)
  expect(await kept('active')).toMatchObject([{ name: 'Winter' }])

  await press(page, 'c')
  await page.getByRole('dialog', { name: 'New draft' }).waitFor()
  await press(page, 'Control+a')
  await page.keyboard.type('Spring')
  await press(page, 'Enter')
  await page.getByRole('heading', { name: 'Spring' }).waitFor()
  const [spring] = await kept('draft')
  expect(spring).toMatchObject({ name: 'Spring' })
  const { body } = await api.as('viewer').get(`/policies/${spring?.id}`)
  expect(body).toMatchObject({ settings: { holdingRate: 0.25 } })
  expect(JSON.stringify(body)).toContain('"targetBps":9600')
  await page.context().close()
}, 120_000)

test('it reads in the dark, on a phone, and for who may only read', async () => {
  const { body } = await api
    .as('viewer')
    .get<{ items: readonly { id: string }[] }>('/policies?status=active')
  const path = `/policies/${body.items[0]?.id}`
  for (const look of [{ scheme: 'dark' }, { viewport: phone }] as const) {
    const page = await openScreen(browser, api, 'viewer', path, look)
    await page.getByRole('heading', { name: 'Winter' }).waitFor()
    expect(await page.getByRole('button', { name: /^Copy/ }).count()).toBe(0)
    expect(await axeClean(page)).toEqual([])
    await shot(page, `policy-${'scheme' in look ? 'dark' : 'phone'}`)
    await page.context().close()
  }
}, 60_000)

test('planning is told of items, one and several, and plans them as usual again', async () => {
  const page = await openScreen(browser, api, 'planner', '/planning-items')
  await page.getByRole('heading', { name: 'Planning was told nothing yet' }).waitFor()
  expect(await axeClean(page)).toEqual([])
  await press(page, 'c')
  const dialog = page.getByRole('dialog', { name: 'Tell of an item' })
  await pick(page, 'Item', 'A layered item', dialog)
  await pick(page, 'Place', 'Main', dialog)
  await dialog.getByLabel('Criticality').selectOption('critical')
  // The other item that sells there is suggested, with why; any other can be searched for.
  const suggested = dialog.getByRole('button', { name: /A pooled item.*its price.*weeks sold/ })
  await suggested.press('Enter')
  const sellsLike = dialog.getByRole('combobox', { name: 'Sells like' })
  await vi.waitFor(async () => expect(await sellsLike.inputValue()).toBe('A pooled item'))
  await shot(page, 'planning-item-suggested')
  expect(await axeClean(page)).toEqual([])
  await press(page, 'Control+Enter')
  const row = page.getByRole('row', { name: /A layered item/ })
  await row.getByText('Critical', { exact: true }).waitFor()
  await row.getByText('A pooled item').waitFor()
  await settled(page)
  await shot(page, 'planning-items')
  expect(await axeClean(page)).toEqual([])

  await row.getByRole('checkbox').press('Space')
  await page.getByRole('button', { name: 'Change…' }).press('Enter')
  const several = page.getByRole('dialog', { name: 'Change 1' })
  await several.getByLabel('Planned').selectOption('no')
  await several.getByLabel('Shelf life').fill('90')
  expect(await axeClean(page)).toEqual([])
  await press(page, 'Control+Enter')
  await row.getByText('Not planned').waitFor()
  const { body } = await api.as('viewer').get('/planning-items?criticality=critical')
  expect(body).toMatchObject({ items: [{ isPlanned: false, shelfLifeDays: 90 }] })

  await row
    .getByRole('link')
    .or(row.getByRole('button', { name: /layered/ }))
    .first()
    .press('Enter')
  await page.getByRole('button', { name: 'Plan as usual again' }).press('Enter')
  await page.getByText('A layered item is planned as usual again.').waitFor()
  expect((await api.as('viewer').get('/planning-items')).body).toMatchObject({ items: [] })
  await page.context().close()
}, 60_000)

test('the routes hold over HTTP what the actions decide', async () => {
  const owner = api.as('owner')
  const made = await owner.post<{ id: string; version: number; rules: readonly { id: string }[] }>(
    '/policies',
    { name: 'Over HTTP' },
  )
  expect(made.status).toBe(201)
  const { id, version, rules } = made.body
  expect((await owner.post(`/policies/${id}/activation`)).status).toBe(409)
  const changed = await owner.patch(
    `/policies/${id}/rules/${rules[0]?.id}`,
    { targetBps: 9_100 },
    { ifMatch: version },
  )
  expect(changed.status).toBe(200)
  const stale = await owner.patch(`/policies/${id}`, { name: 'Late' }, { ifMatch: version })
  expect(stale.status).toBe(412)
  expect((await owner.delete(`/policies/${id}/rules/${rules[1]?.id}`)).status).toBe(200)
  expect((await owner.post(`/policies/${id}/preview`)).status).toBe(202)
  expect((await owner.get('/segments')).status).toBe(200)
  expect((await owner.get('/search?q=over')).body).toEqual({
    items: [{ kind: 'policy', id, label: 'Over HTTP', note: 'draft' }],
  })
  expect((await api.as('receiver').post('/policies', { name: 'No' })).status).toBe(403)
})
