/** Something in the way: a sentence, and where to find it. */
export interface Blocker {
  readonly message: string
  readonly resource?: string
  readonly id?: string
  /** A list query that shows what is in the way: `status=open&room=…`. */
  readonly query?: string
}

export type RefusalStatus = 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 428 | 429

interface Details {
  /** What is wrong with which blank. */
  readonly errors?: Readonly<Record<string, string>>
  readonly blockers?: readonly Blocker[]
  /** The record as it stands now, where the caller's is stale. */
  readonly current?: unknown
  /** Faults of the rows of a batch. */
  readonly rows?: readonly unknown[]
}

/** The office says no, in words a person can act on. Anything else thrown is a defect. */
export class Refusal extends Error {
  readonly status: RefusalStatus
  readonly details: Details

  constructor(status: RefusalStatus, message: string, details: Details = {}) {
    super(message)
    this.name = 'Refusal'
    this.status = status
    this.details = details
  }
}

export function refuse(status: RefusalStatus, message: string, details?: Details): never {
  throw new Refusal(status, message, details)
}
