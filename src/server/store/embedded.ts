import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { PGlite } from '@electric-sql/pglite'
import { layOut } from './image.ts'

/** The folder of all packages, and which database is among them. */
async function packages(): Promise<{ readonly folder: string; readonly version: string }> {
  const entry = fileURLToPath(import.meta.resolve('@electric-sql/pglite'))
  const folder = entry.slice(0, entry.lastIndexOf('node_modules') + 'node_modules'.length)
  const card: unknown = JSON.parse(await readFile(join(folder, '@electric-sql/pglite/package.json'), 'utf8'))
  return { folder, version: (card as { version: string }).version }
}
/** Where an empty database with these very tables lies ready: the folder, and the tables in a word. */
export interface Image {
  readonly images: string
  readonly print: string
}
const furnished = async ({ images, print }: Image) =>
  join(images, `database-${(await packages()).version}-${print}.tar`)

/** A new database takes seconds to make and is always the same: the first one is kept beside the packages and unpacked from then on. */
async function bare(): Promise<string> {
  const { folder, version } = await packages()
  return join(folder, '.cache', 'guanjia', `empty-database-${version}.tar`)
}
/** Nobody follows this database from its log: what a transaction lays anew is written once, and not into the log besides. */
async function params(): Promise<string[]> {
  const { PGlite } = await import('@electric-sql/pglite')
  return [...PGlite.defaultStartParams, '-c', 'wal_level=minimal', '-c', 'max_wal_senders=0']
}
async function unpacked(file: string, folder: string | undefined): Promise<PGlite> {
  const { PGlite } = await import('@electric-sql/pglite')
  const startParams = await params()
  if (!folder) return PGlite.create({ startParams, loadDataDir: new Blob([await readFile(file)]) })
  layOut(file, folder)
  return PGlite.create(folder, { startParams })
}
async function writeImage(lite: PGlite, file: string): Promise<void> {
  const unfinished = `${file}.${process.pid}`
  try {
    await lite.exec('checkpoint')
    const image = await lite.dumpDataDir('none')
    await mkdir(dirname(file), { recursive: true })
    await writeFile(unfinished, Buffer.from(await image.arrayBuffer()))
    await rename(unfinished, file)
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => undefined)
    throw error
  }
}
/** Keeps a database with its empty tables, and nothing from which others could be made: first starts that know of the image begin with it. */
export async function keepImage(lite: PGlite, image: Image): Promise<void> {
  await lite.query('update pg_database set datistemplate = false')
  for (const name of ['template0', 'template1']) await lite.query(`drop database if exists ${name}`)
  await writeImage(lite, await furnished(image))
}

async function made(folder: string | undefined): Promise<PGlite> {
  const file = await bare()
  if (existsSync(file)) return unpacked(file, folder)
  const { PGlite } = await import('@electric-sql/pglite')
  const lite = await PGlite.create({ startParams: await params(), ...(folder && { dataDir: folder }) })
  // nothing is lost: packages may lie where nobody may write
  await writeImage(lite, file).catch(() => undefined)
  return lite
}

/** Opens the embedded database in a folder, or in memory where there is none, and makes it where it is not there: from the image, if it lies ready. */
export async function openEmbedded(folder: string | undefined, image?: Image): Promise<PGlite> {
  const { PGlite } = await import('@electric-sql/pglite')
  if (folder && existsSync(join(folder, 'PG_VERSION'))) return PGlite.create(folder, { startParams: await params() })
  const file = image && (await furnished(image))
  return file && existsSync(file) ? unpacked(file, folder) : made(folder)
}
