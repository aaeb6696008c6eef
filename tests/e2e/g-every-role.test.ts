import { describe, expect, it } from 'vitest'
import { mayDo, type Role, rightsOf } from '#engine'
import { demo, house } from '#resources'
import { complaintsOf, settled } from '../support/browser.ts'
import { scene } from './scene.ts'

const roles = Object.keys(demo) as Role[]
/** The papers and their views that a role may read, by name. */
const readable = (role: Role) => {
  const user = { id: '', username: role, name: role, roles: [role], projects: [] }
  return house.resources.filter((resource) => rightsOf(resource, user).read)
}

describe('every role of the demonstration', () => {
  const { comes } = scene({ homes: 24 })

  it.each(roles)('%s signs in and sees only its menu; some open a list and a slip', async (role) => {
    const one = await comes(role)
    await one.goes('/')
    const menu = one.page.getByRole('navigation')
    const papers = readable(role)
    await menu.waitFor()
    // areas of a long menu are folded
    await menu.evaluate((nav) => {
      for (const area of nav.querySelectorAll<HTMLElement>('[aria-expanded=false]')) area.click()
    })
    await menu
      .getByRole('link', { name: papers[0]?.form.title ?? '' })
      .first()
      .waitFor()
    const titles = papers.flatMap(({ form, views = {} }) => [
      form.title,
      ...Object.values(views).map(({ label }) => label),
    ])
    const listed = await menu
      .getByRole('link')
      .evaluateAll((links) =>
        links.map(
          (link) =>
            [
              new URL((link as HTMLAnchorElement).href).pathname.slice(1),
              (link as HTMLElement).innerText.split('\n')[0]?.trim(),
            ] as const,
        ),
      )
    const statistics = listed.filter(([to]) => to.startsWith('reports/')).map(([to]) => to.slice('reports/'.length))
    const theirs = (house.reports ?? []).filter(({ may }) => mayDo(may, { roles: [role] })).map(({ name }) => name)
    expect(statistics.toSorted()).toEqual(theirs.toSorted())
    const named = listed.filter(([form]) => form !== '' && !form.startsWith('reports/'))
    expect(named.length).toBeGreaterThan(0)
    expect(named.map(([form]) => form).filter((form) => !papers.some((paper) => paper.form.name === form))).toEqual([])
    for (const [, label] of named) expect(titles).toContain(label)
    for (const { form } of papers) expect(named.map(([name]) => name)).toContain(form.name)

    const hidden = house.resources.find(({ form }) => !papers.some((paper) => paper.form.name === form.name))
    if (hidden) expect((await one.page.request.get(`/api/${hidden.form.name}`)).status()).toBe(403)

    // the pages are the same for all: some walk through them
    if (roles.indexOf(role) % 3 > 0) return
    await one.goes(`/${papers[0]?.form.name}`)
    await one.page
      .getByRole('heading', { name: papers[0]?.form.title ?? '' })
      .first()
      .waitFor()
    const row = one.page.getByRole('grid').getByRole('link').first()
    if ((await row.count()) > 0) {
      await row.click()
      await settled(one.page)
      await one.sees(papers[0]?.form.title ?? '')
    }
    expect(complaintsOf(one.page).filter((line) => !/403/.test(line))).toEqual([])
  })
})
