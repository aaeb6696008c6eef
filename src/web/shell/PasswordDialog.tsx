import { App, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { call, isProblem } from '../providers/client.ts'
import { askSession } from '../providers/session.ts'
import { say } from '../words/index.ts'

interface Blanks {
  readonly current: string
  readonly password: string
  readonly again: string
}

/** Changes one's own password; forced where somebody else gave it. */
export function PasswordDialog({ forced, onDone }: { forced: boolean; onDone: () => void }) {
  const [form] = Form.useForm<Blanks>()
  const [busy, setBusy] = useState(false)
  const { message } = App.useApp()
  async function change({ current, password }: Blanks) {
    setBusy(true)
    try {
      await call('PUT', '/session/password', { current, password })
      void message.success(say('password.changed'))
      if (forced) await askSession()
      onDone()
    } catch (error) {
      if (!isProblem(error)) throw error
      const errors = error.errors ?? { password: [error.message] }
      form.setFields(Object.entries(errors).map(([name, says]) => ({ name: name as keyof Blanks, errors: [...says] })))
      setBusy(false)
    }
  }
  return (
    <Modal
      open
      width={400}
      title={say('password.change')}
      okText={say('do.confirm')}
      confirmLoading={busy}
      closable={!forced}
      maskClosable={false}
      keyboard={!forced}
      {...(forced && { cancelButtonProps: { style: { display: 'none' } } })}
      onCancel={onDone}
      onOk={() => form.submit()}
    >
      {forced && <p className="faint">{say('password.forced')}</p>}
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(blanks) => void change(blanks)}>
        <Form.Item
          name="current"
          label={say('password.current')}
          rules={[{ required: true, message: say('password.needCurrent') }]}
        >
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item
          name="password"
          label={say('password.new')}
          rules={[{ required: true, min: 8, message: say('password.length') }]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          name="again"
          label={say('password.again')}
          dependencies={['password']}
          rules={[
            ({ getFieldValue }) => ({
              validator: async (_, value: unknown) => {
                if (value !== getFieldValue('password')) throw new Error(say('password.differs'))
              },
            }),
          ]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
      </Form>
    </Modal>
  )
}
