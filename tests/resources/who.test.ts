import { expect, test } from 'vitest'
import { mayDo, type Role, whoMay } from '#engine'
import { house, resources } from '#resources'

const reception = 'clerk supervisor'
const rounds = 'area-officer engineer guard property-officer service-manager steward supervisor'
const callers = 'area-officer centre-manager clerk service-manager steward supervisor'
const correctors =
  'clerk engineer engineering-manager engineering-supervisor environment-supervisor guard security-manager supervisor'
const deliverers = 'clerk guard property-officer steward'
const heads =
  'admin centre-manager engineering-manager finance-manager general-manager project-manager security-manager service-manager'

/** Role × step, as the documents hand them out: who opens a paper, and who takes each step of it. */
const table: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'repair-orders': {
    create: `area-officer ${reception} steward`,
    write: reception,
    tell: reception,
    collect: 'engineer engineering-manager engineering-supervisor',
    assign: 'engineering-manager',
    advise: 'engineering-manager',
    arrive: 'engineer',
    amend: 'engineer',
    begin: 'engineer',
    agree: 'engineer',
    decline: 'engineer',
    finish: 'engineer',
    sign: 'engineer',
    keep: 'accountant clerk engineering-manager',
    archive: reception,
    pay: '',
    unpay: '',
    close: '',
    rework: '',
  },
  'callback-records': {
    create: callers,
    appoint: callers,
    call: callers,
    miss: callers,
    forward: callers,
    complain: callers,
    tell: callers,
    read: 'centre-manager service-manager',
    cancel: 'centre-manager service-manager',
    'give-up': '',
  },
  'inspection-records': {
    create: rounds,
    start: rounds,
    finish: rounds,
    miss: 'service-manager supervisor',
    read: 'service-manager',
    forward: '',
    close: '',
    settle: '',
  },
  rectifications: {
    create: rounds,
    notify: 'area-officer clerk property-officer service-manager steward supervisor',
    start: correctors,
    correct: correctors,
    pass: rounds,
    fail: rounds,
    escalate: rounds,
    resume: 'service-manager supervisor',
  },
  'fee-items': { create: 'accountant supervisor' },
  'fee-standards': {
    create: 'accountant finance-manager',
    announce: 'accountant finance-manager',
    resolve: 'accountant finance-manager',
    sign: '',
    reject: 'finance-manager general-manager',
    enforce: 'finance-manager',
    supersede: '',
  },
  receivables: {
    create: 'fee-clerk',
    check: 'accountant',
    cancel: 'accountant',
    'write-off': 'general-manager',
    post: '',
    collect: '',
    'collect-part': '',
    reverse: '',
    'reverse-part': '',
    refund: '',
    discount: '',
    correct: '',
    'correct-whole': '',
    'correct-part': '',
  },
  'payment-notices': {
    create: 'clerk fee-clerk',
    refill: 'clerk fee-clerk',
    submit: 'clerk fee-clerk',
    sign: '',
    return: '',
    withdraw: '',
    print: 'clerk fee-clerk',
    deliver: deliverers,
    miss: deliverers,
    contact: 'clerk steward',
    settle: '',
    reopen: '',
  },
  // Of the three that may, the policy `payment.takenBy` lets one take money.
  'payment-slips': { create: 'clerk fee-clerk', sign: 'clerk', receive: 'cashier clerk fee-clerk', reverse: '' },
  'payment-allocations': { create: '', reverse: '' },
  'payment-tenders': { create: '', reverse: '', settle: '' },
  receipts: {
    create: '',
    issue: '',
    'mark-handled': 'clerk fee-clerk',
    cancel: '',
    'hand-over': '',
    'take-back': '',
    book: '',
    correct: '',
    reverse: '',
  },
  'daily-settlements': {
    create: 'cashier clerk fee-clerk',
    refill: 'cashier clerk fee-clerk',
    'hand-over': 'cashier clerk fee-clerk',
    match: 'cashier',
    mismatch: 'cashier',
    explain: 'supervisor',
    resolve: 'cashier',
    bank: '',
    reopen: 'accountant',
    audit: 'accountant',
  },
  'bank-deposits': { create: 'cashier', relist: 'cashier', bank: 'cashier', check: 'accountant' },
  'charge-corrections': {
    create: 'accountant cashier clerk fee-clerk',
    report: 'accountant cashier clerk fee-clerk',
    correct: 'supervisor',
    reject: 'supervisor',
    check: 'cashier',
    return: 'accountant cashier',
    audit: 'accountant',
  },
  'discount-approvals': {
    create: 'clerk property-manager service-manager supervisor',
    submit: 'clerk property-manager service-manager supervisor',
    approve: 'general-manager',
    refuse: 'general-manager',
    withdraw: '',
    execute: 'property-manager',
    expire: '',
  },
  deposits: {
    create: '',
    accept: 'service-manager',
    deduct: '',
    forfeit: 'project-manager',
    apply: '',
    release: '',
    approve: '',
    refund: '',
    'part-refund': '',
    cancel: '',
  },
  'goods-release-passes': {
    create: 'clerk',
    'check-identity': 'clerk',
    exempt: 'centre-manager project-manager',
    sign: '',
    return: '',
    refuse: 'accountant',
    decline: 'clerk duty-director',
    release: 'guard',
    differ: 'guard',
    approve: 'duty-director',
    expire: '',
  },
  'refund-slips': {
    create: 'clerk',
    submit: 'clerk',
    decline: 'clerk',
    sign: '',
    return: '',
    withdraw: '',
    refuse: 'general-manager project-manager',
    endorse: 'general-manager',
    appoint: 'clerk',
    pay: 'cashier',
    miss: 'cashier clerk',
    decide: 'project-manager',
    file: 'cashier clerk',
  },
  'refund-applications': {
    create: 'clerk supervisor',
    submit: 'clerk supervisor',
    'need-papers': 'clerk supervisor',
    accept: 'clerk supervisor',
    decline: 'clerk supervisor',
    approve: '',
    refuse: '',
    reopen: '',
    process: 'accountant',
    pay: '',
    confirm: 'clerk supervisor',
  },
  'deposit-deductions': {
    create: 'clerk supervisor',
    propose: 'clerk supervisor',
    agree: 'clerk supervisor',
    dispute: 'clerk supervisor',
    finalise: 'project-manager',
    drop: 'project-manager',
  },
  'permission-changes': {
    create: heads,
    submit: heads,
    order: 'finance-manager',
    refuse: 'finance-manager',
    execute: 'admin',
    bootstrap: 'admin',
  },
  properties: {
    create: 'data-clerk supervisor',
    check: 'cashier',
    audit: 'accountant',
    correct: 'supervisor',
    occupy: 'clerk steward',
  },
  'price-items': {
    create: 'accountant engineering-manager',
    announce: 'accountant finance-manager',
    withdraw: 'accountant finance-manager',
    enforce: 'general-manager',
    supersede: 'accountant finance-manager',
  },
}

const roles = Object.keys(house.roles) as Role[]
test.each(Object.entries(table))('who does what with %s', (name, meant) => {
  const resource = resources.find(({ form }) => form.name === name)
  if (!resource) throw new Error(`there is no ${name}`)
  const found: Record<string, string> = {
    create: roles
      .filter((role) => mayDo(whoMay(resource, 'create'), { roles: [role] }))
      .toSorted()
      .join(' '),
  }
  for (const [action, { by, signs }] of Object.entries(resource.actions)) {
    const chain = signs ? [resource.form.fields[signs]?.chain?.signers ?? []].flat() : []
    const who = roles.filter(
      (role) => chain.includes(role) || (by !== 'office' && by !== 'applicant' && mayDo(by, { roles: [role] })),
    )
    found[action] = who.toSorted().join(' ')
  }
  expect(found).toEqual(
    Object.fromEntries(Object.entries(meant).map(([step, who]) => [step, who.split(' ').toSorted().join(' ')])),
  )
})
