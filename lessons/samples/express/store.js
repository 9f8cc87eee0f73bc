// A small store for rows that expire: in the memory of this process, or in redis
// where REDIS_URL names one, so that several servers share it.
import { createClient } from 'redis'

function inMemory() {
  const rows = new Map()
  const live = (key) => {
    const row = rows.get(key)
    return row && row.until > Date.now() ? row.value : null
  }
  return {
    get: async (key) => live(key),
    set: async (key, value, seconds) => {
      rows.set(key, { value, until: Date.now() + seconds * 1000 })
    },
    // Of two that claim a key at the same time, one gets true.
    claim: async (key, seconds) => {
      if (live(key) !== null) return false
      rows.set(key, { value: 1, until: Date.now() + seconds * 1000 })
      return true
    },
    del: async (key) => { rows.delete(key) },
    count: async (key) => {
      const next = (live(key) ?? 0) + 1
      rows.set(key, { value: next, until: Infinity })
      return next
    },
  }
}

async function inRedis(url) {
  const client = createClient({ url, disableOfflineQueue: true })
  client.on('error', (err) => console.error(err.message))
  await client.connect()
  const expiration = (seconds) => ({ type: 'EX', value: seconds })
  return {
    get: async (key) => JSON.parse(await client.get(key)),
    set: async (key, value, seconds) => {
      await client.set(key, JSON.stringify(value), { expiration: expiration(seconds) })
    },
    claim: async (key, seconds) =>
      await client.set(key, '1', { condition: 'NX', expiration: expiration(seconds) }) === 'OK',
    del: async (key) => { await client.del(key) },
    count: (key) => client.incr(key),
  }
}

const rows = process.env.REDIS_URL ? await inRedis(process.env.REDIS_URL) : inMemory()

// part: unreachable
// What the store does not answer within a second, nobody knows: 503.
export class StoreUnreachable extends Error {}

async function ask(call, args) {
  try {
    const limit = new Promise((_, reject) => {
      setTimeout(reject, 1000, new Error('late')).unref()
    })
    return await Promise.race([rows[call](...args), limit])
  } catch (err) {
    throw new StoreUnreachable(`${call}: ${err.message}`)
  }
}

export function unreachable(err, req, res, next) { // the last app.use
  const known = err instanceof StoreUnreachable
  if (res.headersSent || !known) return next(err)
  res.set('Retry-After', '1').sendStatus(503)
}
// end: unreachable

export const store = {
  get: (...args) => ask('get', args),
  set: (...args) => ask('set', args),
  claim: (...args) => ask('claim', args),
  del: (...args) => ask('del', args),
  count: (...args) => ask('count', args),
}
