import { expect, it } from 'vitest'
import { expectRefusal, type Here, THINGS } from '../place.ts'

export function houseStories(here: Here) {
  it('says that it is up, to anybody', async () => {
    for (const path of ['/healthz', '/readyz'])
      expect(await here().nobody.get(path)).toMatchObject({ status: 200, body: { status: 'ok' } })
  })

  it('shows its papers as far as the caller may see them', async () => {
    const [clerk, guard] = [await here().as('clerk'), await here().as('guard')]
    const { body } = await clerk.get('/api/catalogue')
    const names = body.resources.map(({ name }: { name: string }) => name)
    expect(body).toMatchObject({ locale: 'zh-CN', areas: [{ name: 'toys', label: '玩具' }] })
    expect(body.reports).toMatchObject([{ name: 'toy-wire-sums', label: '申请统计', by: ['status'], period: 'year' }])
    expect((await guard.get('/api/catalogue')).body.reports).toEqual([])
    expect(names).toContain('toy-wire-slips')
    expect(names).not.toContain('toy-wire-secrets')
    const things = body.resources.find(({ name }: { name: string }) => name === 'toy-wire-things')
    expect(things).toMatchObject({ label: '物件', kind: 'master', may: { read: true, create: true, remove: true } })
    expect(things.fields.find(({ name }: { name: string }) => name === 'tel')).toMatchObject({
      label: '电话',
      kind: 'phone',
      required: false,
      by: 'hand',
      sensitive: 'phone',
    })
    const theirs = (await guard.get('/api/catalogue')).body.resources.map(({ name }: { name: string }) => name)
    expect(theirs).not.toContain('toy-wire-slips')
  })

  it('describes itself as OpenAPI', async () => {
    const { body } = await (await here().as('clerk')).get('/api/openapi.json')
    expect(body.openapi).toBe('3.1.0')
    expect(Object.keys(body.paths)).toContain('/api/toy-wire-slips/{id}/actions/submit')
    expect(Object.keys(body.paths)).toContain('/api/progress/{key}')
    const refs = [...JSON.stringify(body).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(
      ([, name]) => name,
    )
    for (const name of refs) expect(body.components.schemas).toHaveProperty([name as string])
    expect(JSON.stringify(body)).not.toContain('toy-wire-secrets')
  })

  it('answers an address it does not know in JSON, and keeps answers out of caches', async () => {
    const clerk = await here().as('clerk')
    expectRefusal(await clerk.get('/api'), 404)
    expectRefusal(await clerk.get('/api/a/b/c/d/e'), 404)
    expectRefusal(await clerk.get('/api/%ZZ'), 400)
    expectRefusal(await clerk.call('PUT', `${THINGS}/x`, {}), 404)
    expectRefusal(await clerk.call('PATCH', THINGS, {}), 404)
    expectRefusal(await clerk.get(`/api/${'x'.repeat(400)}`), 404)
    for (const path of ['/db', '/toy-wire-things', '/toy-wire-things/1', '/__rules'])
      expect((await clerk.get(path)).status).toBe(404)
    expect((await clerk.get(THINGS)).headers.get('cache-control')).toBe('no-store')
  })
}
