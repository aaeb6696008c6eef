import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** What packages of ours ask for and the panel never calls: the client that simple-rest makes where it is given none, and Refine's Markdown field. */
const unused: Readonly<Record<string, string>> = {
  axios: 'export default { create: () => ({ interceptors: { response: { use() {} } } }) }',
  'react-markdown': 'export default () => null',
  'remark-gfm': 'export default () => {}',
}
const withoutUnused: Plugin = {
  name: 'without-unused',
  enforce: 'pre',
  apply: 'build',
  resolveId: (id) => (Object.hasOwn(unused, id) ? `\0unused:${id}` : undefined),
  load: (id) => (id.startsWith('\0unused:') ? unused[id.slice('\0unused:'.length)] : undefined),
}

/** What brings files of its own, is wanted late, or never: it stays where it is. */
const late = [
  '@electric-sql/pglite',
  '@fastify/ajv-compiler',
  '@fastify/fast-json-stringify-compiler',
  'hucre',
  'light-my-request',
  'pg-native',
  'pinyin-pro',
  'pino',
]

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [react(), withoutUnused],
  resolve: {
    // antd/locale is CommonJS and arrives as {default: …} in a "type": "module" package: antd's own texts would stay English.
    alias: [{ find: /^antd\/(?:lib\/)?locale\/(.+)$/, replacement: 'antd/es/locale/$1' }],
  },
  server: {
    host: '127.0.0.1',
    port: 5173,
    // the mock is to see the host that the page came from, or it takes every write for another site's
    proxy: { '/api': { target: `http://127.0.0.1:${process.env['MOCK_PORT'] ?? 3001}`, changeOrigin: false } },
    watch: { ignored: ['**/data/**', '**/dist/**', '**/.dist-*/**'] },
  },
  // The server comes with its packages in it: a few files start in half the time that hundreds take.
  ssr: isSsrBuild ? { noExternal: true, external: late } : {},
  build: {
    target: 'es2022',
    copyPublicDir: !isSsrBuild,
    reportCompressedSize: false,
    minify: true,
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // React changes least and everything needs it. Ant Design stays with the pages that use it: the login page is small.
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|react-router|scheduler)[\\/]/, priority: 30 },
          ],
        },
      },
    },
  },
}))
