import { describe, expect, it } from 'vitest'
import { mayDo, type Role, rightsOf } from '#engine'
import { demo, house } from '#resources'
import { complaintsOf, settled } from '../support/browser.ts'
import { type Person, signedIn } from './person.ts'
import { scene } from './scene.ts'

const roles = Object.keys(demo) as Role[]
/** The papers and their views that a role may read, by name. */
const readable = (role: Role) => {
  const user = { id: '', username: role, name: role, roles: [role], projects: [] }
  return house.resources.filter((resource) => rightsOf(resource, user).read)
}

/** Some people share a browser, one after the other: what one has loaded the next need not. */
const shifts = Array.from({ length: 4 }, (_, at) => roles.filter((_, place) => place % 4 === at))

describe('every role of the demonstration', () => {
  const { stranger } = scene({ homes: 24 })

  it.each(shifts.map((shift) => [shift.join(', '), shift] as const))(
    '%s sign in and see only their menus; one of them opens a list and a slip',
    async (_, shift) => {
      const one = await stranger()
      for (const role of shift) {
        await signedIn(one, role)
        await one.arrives('/')
        await seesItsMenu(one, role)
      }
      await walksThrough(one, readable(shift.at(-1) as Role)[0]?.form ?? expect.fail('reads nothing'))
      expect(complaintsOf(one.page).filter((line) => !/403/.test(line))).toEqual([])
    },
  )

  async function seesItsMenu({ page }: Person, role: Role) {
    const menu = page.getByRole('navigation', { name: '菜单' })
    const papers = readable(role)
    await menu.getByRole('heading').first().waitFor()
    const closed = menu.getByRole('button', { expanded: false })
    while ((await closed.count()) > 0) await closed.first().click()
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
    expect(statistics.toSorted(), role).toEqual(theirs.toSorted())
    const named = listed.filter(([form]) => form !== '' && !form.startsWith('reports/'))
    const forms = papers.map(({ form }) => form.name)
    expect([...new Set(named.map(([form]) => form))].toSorted(), role).toEqual(forms.toSorted())
    const titles = papers.flatMap(({ form, views = {} }) => [
      form.title,
      ...Object.values(views).map(({ label }) => label),
    ])
    for (const [, label] of named) expect(titles, role).toContain(label)
    const hidden = house.resources.find(({ form }) => !forms.includes(form.name))
    if (hidden) expect((await page.request.get(`/api/${hidden.form.name}`)).status(), role).toBe(403)
  }

  async function walksThrough(one: Person, { name, title }: { name: string; title: string }) {
    await one.goes(`/${name}`)
    await one.page.getByRole('heading', { name: title }).first().waitFor()
    const row = one.page.getByRole('grid').getByRole('link').first()
    if ((await row.count()) === 0) return
    await row.click()
    await settled(one.page)
    await one.sees(title)
  }
})
