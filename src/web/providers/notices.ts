import type { NotificationProvider } from '@refinedev/core'
import { App } from 'antd'
import { useMemo } from 'react'

/** Says what went wrong; what went well is seen on the page and needs no word. */
export function useNotices(): NotificationProvider {
  const { message } = App.useApp()
  return useMemo(
    () => ({
      open({ type, key, message: title, description }) {
        if (type !== 'error') return
        void message.error({ content: description ?? title, ...(key !== undefined && { key }), duration: 6 })
      },
      close: (key) => message.destroy(key),
    }),
    [message],
  )
}
