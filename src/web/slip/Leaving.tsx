import { Button, Modal } from 'antd'
import type { Blocker } from 'react-router'
import { say } from '../words/index.ts'

/** Stay, or go and find what was typed here again. */
export const Leaving = ({ leaving }: { leaving: Blocker }) => (
  <Modal
    open={leaving.state === 'blocked'}
    title={say('slip.leaveTitle')}
    onCancel={() => leaving.reset?.()}
    footer={[
      <Button key="go" onClick={() => leaving.proceed?.()}>
        {say('slip.leaveGo')}
      </Button>,
      <Button key="stay" type="primary" onClick={() => leaving.reset?.()}>
        {say('slip.leaveStay')}
      </Button>,
    ]}
  >
    {say('slip.leaveHelp')}
  </Modal>
)
