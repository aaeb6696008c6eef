import type { ReactNode } from 'react'
import { useTitle } from './title.ts'

interface SaidProps {
  /** One character in a seal: what kind of page this is. */
  readonly seal: string
  readonly title: string
  readonly help?: ReactNode
  readonly children?: ReactNode
}

/** A page on which one thing is said, and what can be done about it. */
export function Said({ seal, title, help, children }: SaidProps) {
  useTitle(title)
  return (
    <section className="said">
      <span className="seal" aria-hidden="true">
        {seal}
      </span>
      <h1>{title}</h1>
      {help && <p>{help}</p>}
      {children && <div className="doing">{children}</div>}
    </section>
  )
}
