import { RouterProvider, type RouterProviderProps } from 'react-router'
import { AppearanceProvider } from './theme/appearance.tsx'

/** The panel: its appearance, and the pages behind it. */
export const App = ({ router }: Pick<RouterProviderProps, 'router'>) => (
  <AppearanceProvider>
    <RouterProvider router={router} />
  </AppearanceProvider>
)
