import { screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { signOut } from '../../../src/web/providers/session.ts'
import { linesShown, openLine, openPanel, writeBills } from '../list/office.tsx'

const PAGE = '/toy-list-bills'
const grid = () => screen.findByRole('grid', { name: '收费单列表' })
const menu = () => screen.findByRole('navigation', { name: '菜单' })

afterEach(async () => {
  localStorage.clear()
  await signOut()
})

describe('the door', () => {
  it('lets nobody in with a wrong password, says so once, and brings whoever signs in to where he was going', async () => {
    await openLine().then((line) => writeBills(line, [{ payer: '王芳', amount: 1 }]))
    const { person, here } = await openPanel(`${PAGE}?payer=${encodeURIComponent('王芳')}`, 'nobody')
    expect(await screen.findByRole('heading', { name: '管家台' })).toBeTruthy()
    expect(here()).toBe(`/login?to=${encodeURIComponent(`${PAGE}?payer=${encodeURIComponent('王芳')}`)}`)
    expect(document.title).toBe('登录 · 管家台')
    await person.click(screen.getByRole('button', { name: '登录' }))
    expect(screen.getAllByRole('alert').map((one) => one.textContent)).toEqual(['请填写用户名', '请填写密码'])
    await person.type(screen.getByLabelText('用户名'), 'clerk')
    await person.type(screen.getByLabelText('密码'), 'wrong')
    await person.click(screen.getByRole('button', { name: '登录' }))
    expect(await screen.findByText('用户名或密码不正确')).toBeTruthy()
    await person.clear(screen.getByLabelText('密码'))
    await person.type(screen.getByLabelText('密码'), 'demo{Enter}')
    await grid()
    expect(linesShown()).toHaveLength(1)
  })

  it('asks again when the session has ended, and leads back to the same list', async () => {
    const line = await openLine()
    await writeBills(line, [{ payer: '王芳', amount: 1 }])
    const { person, here } = await openPanel(`${PAGE}?status=open`)
    await grid()
    await fetch('/api/session', { method: 'DELETE' })
    await person.click(screen.getByRole('button', { name: '逾期' }))
    expect(await screen.findByText(/登录已过期/)).toBeTruthy()
    expect(here()).toBe(`/login?to=${encodeURIComponent(`${PAGE}?view=late`)}`)
    await person.type(screen.getByLabelText('用户名'), 'clerk')
    await person.type(screen.getByLabelText('密码'), 'demo{Enter}')
    await waitFor(() => expect(here()).toBe(`${PAGE}?view=late`))
  })

  it('leads on to no foreign place', async () => {
    await openLine()
    const { person, here } = await openPanel('/login?to=//evil.example/', 'nobody')
    await person.type(await screen.findByLabelText('用户名'), 'clerk')
    await person.type(screen.getByLabelText('密码'), 'demo{Enter}')
    await waitFor(() => expect(here()).toBe('/'))
  })

  it('says that the office cannot be reached, and tries again', async () => {
    const line = await openLine()
    await writeBills(line, [{ payer: '王芳', amount: 1 }])
    line.weather.broken = (path) => path === '/api/toy-list-bills'
    const { person } = await openPanel(PAGE)
    expect(await screen.findByText('列表没有取到')).toBeTruthy()
    expect(screen.getByText(/连不上服务器/)).toBeTruthy()
    line.weather.broken = () => false
    await person.click(screen.getByRole('button', { name: '再试一次' }))
    await grid()
    expect(linesShown()).toHaveLength(1)
  })
})

describe('the frame', () => {
  it('shows in its menu only what one may read, books beside their papers, and how much waits', async () => {
    const line = await openLine()
    await writeBills(line, [
      { payer: 'a', amount: 1 },
      { payer: 'b', amount: 2 },
    ])
    const { unmount } = await openPanel('/', 'cashier')
    const links = async () =>
      within(await menu())
        .getAllByRole('link')
        .map((link) => link.textContent)
    await waitFor(async () => expect(await links()).toEqual(['管管家台', '收费单2', '逾期', '房产', '小区']))
    unmount()
    await openPanel('/', 'manager')
    await waitFor(async () =>
      expect(await links()).toEqual(['管管家台', '收费单', '逾期', '房产', '小区', '员工', '参数', '密件']),
    )
  })

  it('says no to a page that is not for him, and to one that is none', async () => {
    await openLine()
    const { unmount } = await openPanel('/toy-list-secrets', 'clerk')
    expect(await screen.findByRole('heading', { name: '您的岗位看不到密件' })).toBeTruthy()
    unmount()
    await openPanel('/nowhere', 'clerk')
    expect(await screen.findByRole('heading', { name: '没有这个页面' })).toBeTruthy()
  })

  it('narrows every list to the project on the desk, and remembers it', async () => {
    const line = await openLine()
    await writeBills(line, [{ payer: '翠', amount: 1, project: 'E1' }])
    await writeBills(line, [{ payer: '云', amount: 2, project: 'E2', room: '8-1-101' }])
    const { person, unmount } = await openPanel(PAGE)
    await grid()
    expect(linesShown()).toHaveLength(2)
    await person.click(screen.getByRole('combobox', { name: '项目' }))
    await person.click(await screen.findByText('云山居', { selector: '.ant-select-item-option-content' }))
    await waitFor(() => expect(linesShown().map((cells) => cells[3])).toEqual(['云']))
    unmount()
    await openPanel(PAGE)
    await grid()
    expect(linesShown()).toHaveLength(1)
  })

  it('opens a paper by its code, its name, or the sound of it', async () => {
    await openLine()
    const { person, here } = await openPanel('/')
    const field = await screen.findByRole('combobox', { name: /^查找表单/ })
    await person.keyboard('{Control>}k{/Control}')
    expect(document.activeElement).toBe(field)
    await person.type(field, 'sfd')
    expect(await screen.findByText('收费单', { selector: '.destination *' })).toBeTruthy()
    expect(screen.getByText('新建收费单', { selector: '.destination *' })).toBeTruthy()
    await person.clear(field)
    await person.type(field, 'L4')
    await waitFor(() => expect(screen.queryByText('收费单', { selector: '.destination *' })).toBeNull())
    await person.click(screen.getByText('房产', { selector: '.destination *' }))
    await waitFor(() => expect(here()).toBe('/toy-list-rooms'))
  })

  it('begins the day with what waits for this person', async () => {
    const line = await openLine()
    await writeBills(line, [
      { payer: 'a', amount: 1 },
      { payer: 'b', amount: 2 },
    ])
    await writeBills(line, [{ payer: 'c', amount: 3 }], 'paid')
    const { person, here } = await openPanel('/', 'cashier')
    const waits = within(await screen.findByRole('region', { name: '等我办理' }))
    const card = await waits.findByRole('link', { name: /^2.*收费单.*待付$/ })
    expect(screen.getByRole('heading', { name: '徐丽，早上好' })).toBeTruthy()
    await person.click(card)
    await grid()
    expect(here()).toBe(`${PAGE}?status=open`)
    expect(linesShown()).toHaveLength(2)
  })
})
