import type { Attachment } from '#engine'
import { API, Problem } from '../providers/client.ts'

export const MOST_BYTES = 10 * 1024 * 1024

/** Sends a file and tells how far it has come, 0 to 1; fetch cannot say that. */
export function upload(file: File, progress: (part: number) => void): Promise<Attachment> {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest()
    request.open('POST', `${API}/files`)
    request.setRequestHeader('Accept', 'application/json')
    request.upload.onprogress = ({ loaded, total }) => progress(total > 0 ? loaded / total : 0)
    request.onerror = () => failed(new Problem(0, '连不上服务器，请检查网络后再试。'))
    request.onload = () => {
      const answer = answerIn(request)
      if (request.status < 300) done(answer as Attachment)
      else failed(new Problem(request.status, sentenceIn(answer) ?? `服务器回答 ${request.status}`))
    }
    const form = new FormData()
    form.append('file', file, file.name)
    request.send(form)
  })
}

function answerIn({ responseText }: XMLHttpRequest): unknown {
  try {
    return JSON.parse(responseText)
  } catch {
    return undefined
  }
}
const sentenceIn = (answer: unknown) =>
  typeof answer === 'object' && answer !== null && 'message' in answer ? String(answer.message) : undefined
