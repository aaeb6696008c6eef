import { useNotificationProvider } from '@refinedev/antd'
import type { NotificationProvider } from '@refinedev/core'
import { useMemo } from 'react'

/** Says what went wrong, as Refine's Ant Design panel does; what went well is seen on the page and needs no word. */
export function useNotices(): NotificationProvider {
  const { open, close } = useNotificationProvider()
  return useMemo(
    () => ({
      open(notice) {
        if (notice.type === 'error') open(notice)
      },
      close,
    }),
    [open, close],
  )
}
