package inspect

import "authlab/sim/token"

// Inspect reads and judges one token. It never fails, and takes time in proportion to
// token.MaxSize at most: longer input is Unreadable.
func Inspect(request Request) Report {
	r := Report{Outcome: Unreadable, Token: request.Raw, Key: -1}
	d := token.Decode(request.Raw)
	if d.Header.Bytes == nil {
		return r
	}
	r.Outcome = Unverified
	return r
}
