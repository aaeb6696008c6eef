/** The same pieces, the first already fetched: what goes wrong at once is a refusal, not a broken download. */
export async function primed<T>(source: AsyncIterable<T>): Promise<AsyncIterableIterator<T>> {
  const iterator = source[Symbol.asyncIterator]()
  let first: Promise<IteratorResult<T>> | undefined = Promise.resolve(await iterator.next())
  const pieces: AsyncIterableIterator<T> = {
    next() {
      const next = first ?? iterator.next()
      first = undefined
      return next
    },
    return: async () => (await iterator.return?.()) ?? { value: undefined, done: true },
    [Symbol.asyncIterator]: () => pieces,
  }
  return pieces
}
