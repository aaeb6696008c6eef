/** Opens the embedded database by itself and reads one row: what the product's start is measured against. */
import { PGlite } from '@electric-sql/pglite'

const lite = await PGlite.create(process.argv[2] ?? '')
await lite.query('select id from receivables limit 1')
process.stdout.write('listening on http://nobody\n')
process.once('SIGTERM', () => void lite.close().then(() => process.exit(0)))
