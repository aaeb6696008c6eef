import { say } from '../words/index.ts'
import './waiting.css'

/** The shape of a page that is on its way. */
export const Waiting = () => (
  <div className="waiting" role="status" aria-label={say('page.loading')}>
    <i />
    <i />
    <i />
  </div>
)
