import { problemFor } from '#platform/http/outcome'
import { command, question, type Route, reply } from '#platform/http/route'

import { changeSetting } from '../actions/change-setting.ts'
import { changePlanSettingsBody, planSettingsView } from '../contract.ts'
import { readSettings } from '../queries/read-settings.ts'
import { tag } from './runs.ts'

export const settingRoutes: readonly Route[] = [
  question({
    path: '/plan-settings',
    tag,
    summary: 'Read when planning runs by itself, and whether it orders',
    permission: 'plans.read',
    responses: { 200: planSettingsView },
    run: async (ask) => {
      const view = await readSettings(ask)
      return reply(200, view, { version: view.version })
    },
  }),
  command({
    method: 'PATCH',
    path: '/plan-settings',
    tag,
    summary: 'Change when planning runs by itself, and whether it orders',
    permission: 'policies.write',
    body: changePlanSettingsBody,
    responses: { 200: planSettingsView },
    problems: [404, 412, 422],
    run: async (tx, { body, ifMatch }) => {
      const outcome = await changeSetting(tx, { seenVersion: ifMatch, changes: body })
      if (outcome.kind !== 'changed') return problemFor(outcome)
      const view = await readSettings(tx)
      return reply(200, view, { version: view.version })
    },
  }),
]
