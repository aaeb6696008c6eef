import { house } from '#resources'
import { fillEstate } from '../estate/index.ts'
import { openDemoAccounts } from '../src/http/index.ts'
import { mockApi } from './server.ts'

const DEMO = { homes: 120, seed: 20261121 }

const port = Number(process.env['MOCK_PORT'] || 3001)
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  process.stderr.write(`无法启动：MOCK_PORT 须为 0 至 65535 的整数，不能是「${process.env['MOCK_PORT']}」\n`)
  process.exit(1)
}
const say = (line: string) => void process.stdout.write(`${line}\n`)
const mock = mockApi(house, { log: say })
const now = new Date().toISOString()
await fillEstate(mock.office, { ...DEMO, now })
await openDemoAccounts(mock.office, now)
const server = await mock.listen(port)
say(`mock listening on ${server.url}`)
const leave = () => void server.close().then(() => process.exit(0))
process.once('SIGTERM', leave)
process.once('SIGINT', leave)
