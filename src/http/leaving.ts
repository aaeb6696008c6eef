import type { Server } from 'node:http'
import type { Socket } from 'node:net'

/**
 * Lets a web server end as soon as what is in flight has ended. Node waits besides for connections that a browser opened
 * beforehand and never used, and for those whose last answer was under way when the end began.
 */
export function leaving(server: Server): (close: () => Promise<unknown>) => Promise<void> {
  const idle = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    idle.add(socket)
    socket.once('close', () => idle.delete(socket))
  })
  server.on('request', ({ socket }, response) => {
    idle.delete(socket)
    response.once('close', () => socket.destroyed || idle.add(socket))
  })
  return async (close) => {
    const sweep = () => {
      for (const socket of idle) socket.destroy()
    }
    const sweeping = setInterval(sweep, 50)
    await close().finally(() => clearInterval(sweeping))
  }
}
