package main

import (
	"cmp"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
)

// part: refresh

// ErrInvalidGrant is a refresh token that gets nobody anything: 400.
var ErrInvalidGrant = errors.New("invalid_grant")

// refresh exchanges a token for the next one of its family.
func (a *App) refresh(
	ctx context.Context, old string,
) (string, *Row, error) {
	row, err := a.store.Use(ctx, hash(old)) // reads and marks it
	switch {
	case err != nil:
		return "", nil, err // nobody could be asked: 503
	case row == nil || row.FamilyEnded:
		return "", nil, ErrInvalidGrant
	case row.UsedBefore: // one of the two is a copy
		err := a.store.EndFamily(ctx, row.Family)
		return "", nil, cmp.Or(err, ErrInvalidGrant)
	}
	next := rand.Text() // crypto/rand
	return next, row, a.store.Put(ctx, hash(next), *row)
}

// end: refresh

func hash(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}
