// Accounts to try the samples with. A real program reads the salted hashes from
// its database; the password here is the same for all: correct-horse
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const hash = promisify(scrypt)

async function account(id, name, admin) {
  const salt = randomBytes(16)
  return { id, name, admin, salt, hash: await hash('correct-horse', salt, 32) }
}

const accounts = await Promise.all([
  account('42', 'alice', false), account('43', 'bob', false), account('1', 'root', true),
])
const nobody = await account('', '', false)

// part: check
// checkPassword answers the account, or null. A name that does not
// exist costs as much time as one that does: the clock tells nothing.
export async function checkPassword({ user, password } = {}) {
  const known = accounts.find((a) => a.name === user)
  const { salt, hash: kept } = known ?? nobody
  const given = await hash(String(password), salt, 32)
  return timingSafeEqual(given, kept) && known ? known : null
}
// end: check

// userById answers the account as it is now, or undefined.
export const userById = (id) => accounts.find((a) => a.id === id)
