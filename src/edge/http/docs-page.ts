/** The API document as a page to read: made here once, without a script, so that it works anywhere. */
import type { Json, JsonObject } from '#platform/http/openapi'

export function docsPage(document: JsonObject): string {
  const operations = operationsOf(document)
  const byTag = Map.groupBy(operations, (operation) => operation.tag)
  const tags = [...byTag.keys()].sort()
  const info = object(document['info'])
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Landfall API</title>',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<style>${style}</style></head><body>`,
    `<header><h1>Landfall API</h1><p>${escaped(String(info['description'] ?? ''))}</p>`,
    `<p>Version ${escaped(String(info['version'] ?? ''))} · `,
    '<a href="/api/openapi.json">OpenAPI 3.1 document</a></p></header>',
    `<nav aria-label="Rooms"><ul>${tags.map((tag) => `<li><a href="#${anchor(tag)}">${escaped(tag)}</a></li>`).join('')}</ul></nav>`,
    '<main>',
    ...tags.map((tag) => section(tag, byTag.get(tag) ?? [], document)),
    schemasSection(object(object(document['components'])['schemas'])),
    '</main></body></html>',
  ].join('\n')
}

type Operation = {
  readonly method: string
  readonly path: string
  readonly tag: string
  readonly details: JsonObject
}

function operationsOf(document: JsonObject): readonly Operation[] {
  return Object.entries(object(document['paths'])).flatMap(([path, methods]) =>
    Object.entries(object(methods)).map(([method, operation]) => {
      const details = object(operation)
      return { method: method.toUpperCase(), path, tag: String(list(details['tags'])[0]), details }
    }),
  )
}

function section(tag: string, operations: readonly Operation[], document: JsonObject): string {
  return [
    `<section aria-labelledby="${anchor(tag)}"><h2 id="${anchor(tag)}">${escaped(tag)}</h2>`,
    ...operations.map((operation) => operationText(operation, document)),
    '</section>',
  ].join('\n')
}

function operationText({ method, path, details }: Operation, document: JsonObject): string {
  const { summary, description, 'x-permission': permission } = details
  return [
    `<details><summary><code class="method">${method}</code> <code>${escaped(path)}</code> `,
    `<span>${escaped(String(summary ?? ''))}</span></summary><div>`,
    description === undefined ? '' : `<p>${escaped(String(description))}</p>`,
    permission === undefined
      ? ''
      : `<p>Permission: <code>${escaped(String(permission))}</code></p>`,
    parametersText(list(details['parameters']).map((part) => resolved(part, document))),
    details['requestBody'] === undefined ? '' : bodyText('Body', object(details['requestBody'])),
    ...Object.entries(object(details['responses'])).map(([status, given]) => {
      const response = resolved(given, document)
      const title = `${status} ${String(response['description'] ?? '')}`
      return bodyText(title, status >= '400' ? {} : response)
    }),
    '</div></details>',
  ].join('')
}

function parametersText(parameters: readonly Json[]): string {
  if (parameters.length === 0) return ''
  const rows = parameters.map(object).map((parameter) => {
    const { name, in: place, required, schema } = parameter
    const must = required === true ? 'required' : ''
    return `<tr><td><code>${escaped(String(name))}</code></td><td>${escaped(String(place))} ${must}</td><td>${schemaText(object(schema))}</td></tr>`
  })
  return `<table><thead><tr><th>Parameter</th><th>In</th><th>Shape</th></tr></thead><tbody>${rows.join('')}</tbody></table>`
}

function bodyText(title: string, part: JsonObject): string {
  const contents = Object.entries(object(part['content']))
  const shapes = contents.map(
    ([mediaType, content]) =>
      `<p><code>${escaped(mediaType)}</code></p>${schemaText(object(object(content)['schema']))}`,
  )
  return `<h3>${escaped(title)}</h3>${shapes.join('')}`
}

function schemasSection(schemas: JsonObject): string {
  const entries = Object.entries(schemas).map(
    ([name, schema]) =>
      `<details id="schema-${anchor(name)}"><summary><code>${escaped(name)}</code></summary>${schemaText(object(schema))}</details>`,
  )
  return `<section aria-labelledby="shapes"><h2 id="shapes">Shapes</h2>${entries.join('\n')}</section>`
}

function schemaText(schema: JsonObject): string {
  const text = escaped(JSON.stringify(schema, null, 2) ?? '')
  const linked = text.replace(
    /#\/components\/schemas\/(\w+)/g,
    (reference, name: string) => `<a href="#schema-${anchor(name)}">${reference}</a>`,
  )
  return `<pre tabindex="0">${linked}</pre>`
}

/** Follows a reference into the components. */
function resolved(part: Json | undefined, document: JsonObject): JsonObject {
  const { $ref, ...own } = object(part)
  if (typeof $ref !== 'string') return own
  const steps = $ref.replace(/^#\//, '').split('/')
  return object(steps.reduce<Json | undefined>((at, step) => object(at)[step], document))
}

function anchor(text: string): string {
  return text.replace(/[^A-Za-z0-9]+/g, '-')
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

function object(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : {}
}

function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : []
}

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 68rem; padding: 1rem 1.5rem 4rem; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1rem; list-style: none; padding: 0; }
details { border-block-end: 1px solid color-mix(in srgb, currentColor 20%, transparent); padding: .4rem 0; }
summary { cursor: pointer; }
.method { display: inline-block; min-width: 4.5rem; font-weight: 600; }
pre { overflow: auto; max-height: 28rem; padding: .75rem; border: 1px solid color-mix(in srgb, currentColor 20%, transparent); }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: start; vertical-align: top; padding: .25rem .75rem .25rem 0; }
`
