import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { backends, type Opened } from './backends.ts'
import { exportStories } from './contract/export.ts'
import { fileStories } from './contract/files.ts'
import { houseStories } from './contract/house.ts'
import { officeStories } from './contract/office.ts'
import { progressStories } from './contract/progress.ts'
import { queryStories } from './contract/query.ts'
import { recordStories } from './contract/records.ts'
import { sessionStories } from './contract/session.ts'
import { stepStories } from './contract/steps.ts'
import { type Place, placeOf } from './place.ts'

// The contract, told once, on each of the three backends over real HTTP: a difference between them is a defect.
for (const [name, open] of Object.entries(backends))
  describe(name, () => {
    let opened: Opened
    let place: Place
    beforeAll(async () => {
      opened = await open()
      place = placeOf(opened)
    })
    afterAll(() => opened?.close())
    const here = () => place

    describe('session', () => sessionStories(here))
    describe('records', () => recordStories(here))
    describe('steps', () => stepStories(here))
    describe('queries', () => queryStories(here))
    describe('files', () => fileStories(here))
    describe('export', () => exportStories(here))
    describe('house', () => houseStories(here))
    describe('office', () => officeStories(here))

    describe('progress', () => progressStories(here, name === 'embedded'))

    it('logged no defect', () => expect(opened.lines.filter((line) => line.startsWith('defect'))).toEqual([]))
  })
