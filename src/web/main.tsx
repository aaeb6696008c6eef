import '@ant-design/v5-patch-for-react-19'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createBrowserRouter } from 'react-router'
import { App } from './App.tsx'
import { panelRoutes } from './routes.tsx'
import './theme/base.css'

const router = createBrowserRouter(panelRoutes(async () => (await import('#resources')).house))
const root = document.getElementById('root')
if (!root) throw new Error('index.html: no #root')
createRoot(root).render(
  <StrictMode>
    <App router={router} />
  </StrictMode>,
)
