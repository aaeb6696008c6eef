import { daysAfter, type RecordOf, type RuleTx } from '#engine'
import { letterDay, levelAfter } from './arrears.ts'
import { booked, type Row } from './arrears-ledger.ts'
import { chargeLateFees } from './late-fees.ts'
import { tellMany } from './messages.ts'
import { inYuan } from './money.ts'

/** Goes out on its day to every home that has not paid: the first, the second, the last; nobody whose payment is being booked gets one. */
export async function issueLetters(tx: RuleTx): Promise<number> {
  const { project, today } = tx
  const rows = await tx.find('arrears-ledgers', { project, status: ['open', 'promised'], letterLevel: { lt: 3 } })
  const paying = await booked(tx, project)
  const due = rows.filter(
    (row) => !row.developerOwes && !paying.has(row.room) && (letterDay(row, tx) ?? '9999') <= today,
  )
  // the last letter asks for the late fee too (R027)
  const lastWarned = due.flatMap(({ room, letterLevel }) => (levelAfter[letterLevel] === 'last' ? room : []))
  await chargeLateFees(lastWarned, project, tx)
  const payBy = daysAfter(today, tx.policy('billing.letter_days_to_pay'))
  const drafts = due.map((row) => ({
    arrears: row.id,
    level: levelAfter[row.letterLevel] ?? 'last',
    issuedOn: today,
    payBy,
  }))
  const letters = await tx.createMany('reminder-letters', drafts)
  const ids = letters.map(({ id }) => id)
  await tx.performMany('reminder-letters', ids, 'issue')
  for (const { id, letterLevel } of due)
    await tx.update('arrears-ledgers', id, { letterLevel: letterLevel + 1, letterOn: today, payBy })
  await announce(letters, new Map(due.map((row) => [row.id as string, row])), tx)
  return due.length
}

const announce = (letters: readonly RecordOf<'reminder-letters'>[], rows: ReadonlyMap<string, Row>, tx: RuleTx) =>
  tellMany(
    tx,
    'MSG07',
    letters.map((letter) => ({
      to: {
        room: letter.room,
        name: letter.customerName,
        phone: rows.get(letter.arrears)?.newContact ?? letter.phone,
      },
      words: {
        业主姓名: letter.customerName,
        房号: letter.place,
        欠费期间: `${letter.from}至${letter.until}`,
        本金: inYuan(letter.principal).slice(1),
        滞纳金: inYuan(letter.lateFee).slice(1),
        限期: letter.payBy,
      },
      about: { form: 'reminder-letters', id: letter.id, project: tx.project },
    })),
  )

/** Seven days are over and nothing was paid: the letter has lapsed; after the last one the home may be named for a lawyer's letter. */
export async function lapseLetters(tx: RuleTx): Promise<number> {
  const status = ['issued', 'delivered'] as const
  const over = await tx.find('reminder-letters', { project: tx.project, status, payBy: { lt: tx.today } })
  const ids = over.map(({ id }) => id)
  await tx.performMany('reminder-letters', ids, 'lapse')
  return over.length
}
