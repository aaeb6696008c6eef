import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** Refine's markdown field pulls in two parsers that no form of ours has a blank for. */
const noMarkdown: Plugin = {
  name: 'no-markdown',
  enforce: 'pre',
  apply: 'build',
  resolveId: (id) => (id === 'react-markdown' || id === 'remark-gfm' ? '\0no-markdown' : undefined),
  load: (id) => (id === '\0no-markdown' ? 'export default () => null' : undefined),
}

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [react(), noMarkdown],
  resolve: {
    // antd/locale is CommonJS and arrives as {default: …} in a "type": "module" package: antd's own texts would stay English.
    alias: [{ find: /^antd\/(?:lib\/)?locale\/(.+)$/, replacement: 'antd/es/locale/$1' }],
  },
  server: {
    host: '127.0.0.1',
    port: 5173,
    proxy: { '/api': `http://127.0.0.1:${process.env['MOCK_PORT'] ?? 3001}` },
    watch: { ignored: ['**/data/**', '**/dist/**', '**/.dist-*/**'] },
  },
  build: {
    target: 'es2022',
    copyPublicDir: !isSsrBuild,
    reportCompressedSize: false,
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
