import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, RouteOptions } from 'fastify'

/** How often one address may try to sign in within a minute, right or wrong: each try costs a quarter of a second. */
const SIGN_INS = 120

/** Keeps a flood of sign-ins from taking the processor; who guesses passwords is stopped earlier, by name. */
export async function rateLimits(app: FastifyInstance) {
  // before the plugin's own look at the route
  app.addHook('onRoute', (route: RouteOptions) => {
    if (route.method === 'POST' && route.url === '/api/session')
      route.config = { ...route.config, rateLimit: { max: SIGN_INS, timeWindow: '1 minute' } }
  })
  await app.register(rateLimit, { global: false })
}
