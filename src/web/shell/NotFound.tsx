import { Link } from 'react-router'
import { say } from '../words/index.ts'
import { Said } from './Said.tsx'

export const NotFound = () => (
  <Said seal="无" title={say('page.notFound')} help={say('page.notFoundHelp')}>
    <Link to="/">{say('do.home')}</Link>
  </Said>
)

/** The office does not show this to people of his roles. */
export const NoRights = ({ what }: { what: string }) => (
  <Said seal="禁" title={say('page.noRights', { what })} help={say('page.noRightsHelp')}>
    <Link to="/">{say('do.home')}</Link>
  </Said>
)
