import { say } from '../words/index.ts'
import type { Far } from './progress.ts'

const figure = (count: number) => count.toLocaleString('zh-CN')

/** How far a long step is, in words and as a bar. */
export function HowFar({ far }: { far: Far | undefined }) {
  if (!far) return null
  const { done, of } = far
  const words = of === null ? say('step.working') : say('step.far', { done: figure(done), of: figure(of) })
  return (
    <div className="how-far" role="status">
      <p>{words}</p>
      <progress aria-label={words} {...(of !== null && { value: done, max: Math.max(of, 1) })} />
    </div>
  )
}
