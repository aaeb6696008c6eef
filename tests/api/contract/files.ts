import { expect, it } from 'vitest'
import { clock } from '../backends.ts'
import { expectRefusal, type Here, SLIPS } from '../place.ts'
import { wire } from '../wire.ts'

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const FILES = '/api/files'

function formWith(name: string, bytes: Uint8Array | string, blank = 'file') {
  const form = new FormData()
  form.append(blank, new Blob([bytes as BlobPart]), name)
  return form
}

export function fileStories(here: Here) {
  const upload = async (name: string, bytes: Uint8Array | string, who: 'clerk' | 'rival' = 'clerk') =>
    (await here().as(who)).post(FILES, formWith(name, bytes))
  const fetched = async (cookie: string | undefined, id: string, headers = {}) =>
    fetch(`${here().url}${FILES}/${id}`, { headers: { ...(cookie && { cookie }), ...headers } })

  it('keeps a picture and gives it back as it came', async () => {
    const clerk = await here().as('clerk')
    const sent = await upload('阳台 漏水.png', PNG)
    expect(sent).toMatchObject({
      status: 201,
      body: { name: '阳台 漏水.png', type: 'image/png', size: PNG.length, id: expect.any(String) },
    })
    const got = await fetched(clerk.cookie, sent.body.id)
    expect(Buffer.from(await got.arrayBuffer()).equals(PNG)).toBe(true)
    expect(got.headers.get('content-type')).toBe('image/png')
    expect(got.headers.get('x-content-type-options')).toBe('nosniff')
    expect(got.headers.get('content-disposition')).toBe(
      `inline; filename="__ __.png"; filename*=UTF-8''${encodeURIComponent('阳台 漏水.png')}`,
    )
    const etag = got.headers.get('etag') ?? ''
    expect((await fetched(clerk.cookie, sent.body.id, { 'if-none-match': etag })).status).toBe(304)
  })

  it('judges a file by its content, never by its name', async () => {
    expect((await upload('清单.txt', '一行\n两行')).body.type).toBe('text/plain; charset=utf-8')
    expect((await upload('合同.pdf', '%PDF-1.7 …')).body.type).toBe('application/pdf')
    expect((await upload('a.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xe0]))).body.type).toBe('image/jpeg')
    for (const [name, bytes] of [
      ['页.html', '<!doctype html><script>alert(1)</script>'],
      ['页.txt', ' <html><script>alert(1)</script>'],
      ['图.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
      ['图.png', '<svg onload="alert(1)"/>'],
      ['运行.exe', Buffer.from('MZ\x00\x01')],
      ['运行.png', Buffer.from('\x7fELF\x00')],
      ['脚本.txt', '#!/bin/sh\nrm -rf /'],
      ['图.exe', PNG],
      ['图', PNG],
    ] as const)
      expectRefusal(await upload(name, bytes), 415)
    const made = await upload('../../etc/pass\u0000wd.png', PNG)
    expect(made.body.name).toBe('passwd.png')
  })

  it('refuses what is too large, empty, missing or broken', async () => {
    const clerk = await here().as('clerk')
    expectRefusal(await upload('大.png', Buffer.concat([PNG, Buffer.alloc(10 * 1024 * 1024)])), 413)
    expect((await upload('满.png', Buffer.concat([PNG, Buffer.alloc(10 * 1024 * 1024 - PNG.length)]))).status).toBe(201)
    expectRefusal(await upload('空.png', ''), 422)
    expectRefusal(await clerk.post(FILES, formWith('图.png', PNG, 'picture')), 400)
    expectRefusal(await clerk.post(FILES, { name: 'x' }), 415)
    expectRefusal(await clerk.post(FILES, 'no form', { 'content-type': 'multipart/form-data; boundary=x' }), 400)
    expectRefusal(await clerk.post(FILES, 'no form', { 'content-type': 'multipart/form-data' }), 415)
  })

  it('shows a file to whoever may read the paper it lies on, and until then to who brought it', async () => {
    const { as, slip, estates, thing, url } = here()
    const [clerk, manager, rival, guard] = await Promise.all((['clerk', 'manager', 'rival', 'guard'] as const).map(as))
    const { id, name, type, size } = (await upload('证.png', PNG)).body
    for (const other of [manager, rival, guard])
      expectRefusal((await (other as typeof clerk)?.get(`${FILES}/${id}`)) as never, 404)
    expectRefusal(await wire(url).get(`${FILES}/${id}`), 401)
    const away = await thing({ project: estates.B })
    const made = await slip({ thing: away.id, files: [{ id, name, type, size }] })
    expect(made.files).toEqual([{ id, name, type, size }])
    expect((await fetched(manager?.cookie, id)).status).toBe(200)
    for (const other of [rival, guard])
      expectRefusal((await (other as typeof clerk)?.get(`${FILES}/${id}`)) as never, 404)
    expectRefusal(await (clerk as NonNullable<typeof clerk>).get(`${FILES}/no-such-file`), 404)
  })

  it('drops a file that lies on no paper after a day, and keeps the others', async () => {
    const { as, slip, desk } = here()
    const clerk = await as('clerk')
    const [lost, used] = [(await upload('证.png', PNG)).body, (await upload('证.png', PNG)).body]
    await slip({ files: [used] })
    await desk.files.sweep(new Date(Date.parse(clock.now) + 23 * 3_600_000).toISOString())
    expect((await clerk.get(`${FILES}/${lost.id}`)).status).toBe(200)
    await desk.files.sweep(new Date(Date.parse(clock.now) + 25 * 3_600_000).toISOString())
    expectRefusal(await clerk.get(`${FILES}/${lost.id}`), 404)
    expect((await clerk.get(`${FILES}/${used.id}`)).status).toBe(200)
  })

  it('lets nobody take another’s file onto his paper', async () => {
    const { as, slip } = here()
    const rival = await as('rival')
    const { id, name, type, size } = (await upload('证.png', PNG)).body
    const mine = await slip()
    const taken = await rival.patch(`${SLIPS}/${mine.id}`, { version: 1, files: [{ id, name, type, size }] })
    expectRefusal(taken, 422, 'files')
    expectRefusal(
      await rival.patch(`${SLIPS}/${mine.id}`, { version: 1, files: [{ id: 'made-up', name, type, size }] }),
      422,
      'files',
    )
  })
}
