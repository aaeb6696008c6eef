/** Where one is sent to sign in, and brought back from. */
export const loginFrom = (here: string) => (here === '/' ? '/login' : `/login?to=${encodeURIComponent(here)}`)
/** Only ways within the panel lead on from the login page. */
export const wayBack = (to: string | null): string =>
  to && /^\/(?![/\\])/.test(to) && !to.startsWith('/login') ? to : '/'
