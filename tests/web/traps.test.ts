import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const here = import.meta.dirname
const root = join(here, '../..')

/** Where a trap is caught: a test by file and name. */
interface Caught {
  readonly trap: string
  readonly tests: readonly (readonly [file: string, name: string])[]
}
/** Why a trap cannot be stepped into here: what is not used, or not asked for, anywhere in the panel. */
interface Absent {
  readonly trap: string
  readonly because: string
  /** None of these words stands in src/web. */
  readonly never: readonly RegExp[]
}

const LIST = 'list/list.test.tsx'
const CODEC = 'list/codec.test.ts'
const DATA = 'providers/data.test.ts'
const QUERY = 'providers/query.test.ts'
const SHELL = 'shell/shell.test.tsx'

/** The traps of Refine and what it stands on, each with the test that walks over it. */
const traps: Readonly<Record<string, Caught | Absent>> = {
  R1: {
    trap: 'unknown operators become equality; two filters overwrite each other',
    tests: [
      [QUERY, 'refuses %s rather than widen the list'],
      [QUERY, 'says "or" and "and" as one tree, and never lets two conditions overwrite each other'],
    ],
  },
  R2: {
    trap: 'a list without X-Total-Count looks complete',
    tests: [[DATA, 'lists with the total the office says, and believes no list without one']],
  },
  R3: {
    trap: 'json-server 1.0 answers every list with nothing',
    tests: [[DATA, 'lists with the total the office says, and believes no list without one']],
  },
  R4: {
    trap: 'an unknown field answers every row',
    tests: [[LIST, 'shows nothing rather than more where the address says something it does not know']],
  },
  R5: {
    trap: 'useExport pages through the browser and may never end',
    because: 'the export is a plain link to the streaming route',
    never: [/useExport/],
  },
  R6: {
    trap: 'useImport fires all rows at once',
    because: 'rows go to the office in one batch',
    never: [/useImport/],
  },
  R7: {
    trap: 'filters stand in the address unencoded',
    tests: [
      [CODEC, 'survives being pasted into a browser: nothing falls behind a # and no & opens another blank'],
      [LIST, 'keeps a filter full of signs through a reload, back and forward'],
    ],
  },
  R8: {
    trap: 'after a reload all filters are strings, long lists objects, open ends shifted',
    tests: [
      [CODEC, 'says everything that is shown, whatever signs are in it, and is read back the same'],
      [CODEC, 'keeps an open end open and a relative day relative'],
    ],
  },
  R9: {
    trap: 'filters merge in unseen ways, and null is dropped',
    because: 'the address holds the whole filter; Refine is handed the query, never a change to it',
    never: [/setFilters|unionFilters|useTable\(/],
  },
  R10: {
    trap: 'the audit log is sent from the browser',
    because: 'the history is written in the transaction of the step',
    never: [/auditLogProvider/],
  },
  R11: {
    trap: 'errors by field do not reach the form',
    tests: [[DATA, 'brings the sentences of a 422 to their blanks']],
  },
  R12: {
    trap: 'bulk is many requests without a transaction',
    tests: [
      [DATA, 'writes several in one transaction, each under its version: all or none'],
      [LIST, 'takes a step together, all or none, and says why not'],
    ],
  },
  R13: {
    trap: 'getMany grows past the length of an address and the page limit',
    tests: [[DATA, 'fetches many by their ids in hundreds, in the order asked, without paging']],
  },
  R14: {
    trap: 'custom() forgets query and filters of a POST',
    tests: [[DATA, 'says filters and sorters in a call of its own too, whatever its method']],
  },
  R15: {
    trap: 'an old answer wins late',
    tests: [
      [DATA, 'gives a request up when nobody waits for it any more'],
      [LIST, 'searches while one types, and the last word wins over earlier answers that come late'],
    ],
  },
  R16: {
    trap: 'pagination off fetches the whole table',
    tests: [
      [DATA, 'is refused more than a thousand rows at once, and never given the first thousand as if they were all'],
    ],
  },
  R17: {
    trap: 'antd past 5 breaks the layer of Refine over it',
    because: 'of that layer only the notices are used; the versions of both are pinned',
    never: [/@ant-design\/pro/, /(?:Create|Edit|List|Show|ThemedLayout)\b[^\n]*@refinedev\/antd/],
  },
  R18: {
    trap: 'heads do not show the order after a reload',
    tests: [[LIST, 'sorts at the office by a click on a head, by several with shift, and shows so after a reload']],
  },
  R19: {
    trap: 'the menu of the current page does not reset it',
    tests: [[LIST, 'goes back to its default view when its own line in the menu is clicked']],
  },
  R20: {
    trap: 'back and forward do not lead where one was',
    tests: [[LIST, 'keeps a filter full of signs through a reload, back and forward']],
  },
  R21: {
    trap: 'the adapter for react-table jumps to page one',
    because: 'TanStack stands on our own state, without the adapter',
    never: [/@refinedev\/react-table/],
  },
  R22: {
    trap: 'a warning of unsaved changes where nothing changed',
    because: 'what is written is compared blank by blank with what was opened; Refine is told to keep still',
    never: [/warnWhenUnsavedChanges: true/, /useWarnAboutChange/],
  },
  R23: {
    trap: 'undoable writes wait in the tab',
    because: 'every write is told to the office first',
    never: [/mutationMode: '(undoable|optimistic)'/],
  },
  R24: {
    trap: 'can() is asked for every row and button',
    because: 'rights are read once from the definitions; no button asks',
    never: [/useCan\(|<CanAccess/],
  },
  R25: {
    trap: 'access control hides buttons, not data',
    tests: [
      [SHELL, 'says no to a page that is not for him, and to one that is none'],
      [LIST, 'hides telephones from whoever does not see them, and finds them by their last four digits'],
    ],
  },
  R26: {
    trap: 'a loop at the end of the session',
    tests: [
      [SHELL, 'asks again when the session has ended, and leads back to the same list'],
      [DATA, 'is asked for once, however many ask'],
    ],
  },
  R27: {
    trap: 'renames and defects of core before 5.0.12',
    because: 'the version is pinned at 5.0.12',
    never: [/useInfiniteList/],
  },
  R28: {
    trap: "the documents' sample passes axios as the provider",
    because: 'simple-rest is given our own client, clothed',
    never: [/from 'axios'/],
  },
  R29: {
    trap: 'the inferencer guesses from data',
    because: 'every page is read off a definition',
    never: [/inferencer/],
  },
  R30: {
    trap: 'rows edited in place break with pinned columns',
    because: 'a list is read; a slip is written on its sheet',
    never: [/useEditableTable/],
  },
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesIn(join(folder, entry.name)) : [join(folder, entry.name)],
  )
const panel = filesIn(join(root, 'src/web'))
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => ({ file, text: readFileSync(file, 'utf8') }))

describe('the traps of Refine', () => {
  it('are all thirty accounted for', () => {
    expect(Object.keys(traps)).toEqual(Array.from({ length: 30 }, (_, at) => `R${at + 1}`))
  })
  it.each(Object.entries(traps))('%s', (_name, trap) => {
    if ('tests' in trap)
      for (const [file, name] of trap.tests) expect(readFileSync(join(here, file), 'utf8'), file).toContain(name)
    else
      for (const word of trap.never)
        expect(
          panel.filter(({ text }) => word.test(text)).map(({ file }) => file),
          String(word),
        ).toEqual([])
  })
  it('are held off by the versions that were tried', () => {
    const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>
    }
    expect(dependencies.antd).toMatch(/^5\.29\.\d+$/)
    expect(dependencies['@refinedev/core']).toBe('5.0.12')
    expect(dependencies['@refinedev/react-table']).toBeUndefined()
  })
})
