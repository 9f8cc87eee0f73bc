// The browser's side of refresh.js: the access token lives in this page's memory,
// the refresh token in a cookie that no script reads.
let token = null

// part: single-flight
let refreshing = null

// Ten calls that meet a 401 at once cause one refresh: a token that
// is used twice looks stolen.
export function refresh() {
  refreshing ??= fetch('/refresh', { method: 'POST' })
    .then(async (res) => {
      token = res.ok ? (await res.json()).token : null
      return res.ok
    })
    .finally(() => { refreshing = null })
  return refreshing
}
// end: single-flight

// part: call
export async function call(path) {
  const get = () => fetch(path, {
    headers: { authorization: `Bearer ${token}` },
  })
  const res = await get()
  if (res.status !== 401 || !await refresh()) return res
  return get() // once: a second 401 is an answer
}
// end: call
