import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { PGlite } from '@electric-sql/pglite'

/** A new database takes seconds to make and is always the same: the first one is kept beside the packages and unpacked from then on. */
async function imageFile(): Promise<string> {
  const entry = fileURLToPath(import.meta.resolve('@electric-sql/pglite'))
  const end = entry.lastIndexOf('node_modules') + 'node_modules'.length
  const card: unknown = JSON.parse(
    await readFile(join(entry.slice(0, end), '@electric-sql/pglite/package.json'), 'utf8'),
  )
  const { version } = card as { version: string }
  return join(entry.slice(0, end), '.cache', 'guanjia', `empty-database-${version}.tar`)
}
async function imageOf(file: string): Promise<Blob | undefined> {
  return existsSync(file) ? new Blob([await readFile(file)]) : undefined
}
async function keepImage(lite: PGlite, file: string): Promise<void> {
  const unfinished = `${file}.${process.pid}`
  try {
    await lite.exec('checkpoint')
    const image = await lite.dumpDataDir('none')
    await mkdir(dirname(file), { recursive: true })
    await writeFile(unfinished, Buffer.from(await image.arrayBuffer()))
    await rename(unfinished, file)
  } catch {
    // nothing is lost: packages may lie where nobody may write
    await rm(unfinished, { force: true }).catch(() => undefined)
  }
}

/** Opens the embedded database in a folder, or in memory where there is none, and makes it where it is not there. */
export async function openEmbedded(folder: string | undefined): Promise<PGlite> {
  const { PGlite } = await import('@electric-sql/pglite')
  if (folder && existsSync(join(folder, 'PG_VERSION'))) return PGlite.create(folder)
  const file = await imageFile()
  const loadDataDir = await imageOf(file)
  const lite = await PGlite.create({ ...(folder && { dataDir: folder }), ...(loadDataDir && { loadDataDir }) })
  if (!loadDataDir) await keepImage(lite, file)
  return lite
}
