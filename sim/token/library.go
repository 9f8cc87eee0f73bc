package token

import (
	"errors"

	"github.com/golang-jwt/jwt/v5"
)

// Libraries are what golang-jwt and jsonwebtoken say of a token, both with the
// algorithms of the keys pinned and otherwise as most programs set them up.
type Libraries struct {
	// GoSentinel is the name of golang-jwt's most telling sentinel, "ErrTokenExpired",
	// and Go its whole sentence; both "" where it accepts.
	GoSentinel, Go string
	// NodeName and Node are the name and the message of jsonwebtoken's error, both ""
	// where it accepts.
	NodeName, Node string
	// NodeCannot is set where jsonwebtoken would need to know EdDSA for an answer.
	NodeCannot bool
}

// Libraries asks both. They are asked about tokens as they are; whether Verify takes
// the token plays no part.
func (v *Verifier) Libraries(raw string) Libraries {
	var l Libraries
	if err := v.goError(raw); err != nil {
		l.GoSentinel, l.Go = sentinel(err), err.Error()
	}
	node := v.nodeVerdict(raw)
	if parts := segments(raw); len(parts) == 3 && algorithmOf(parts[0]) == EdDSA && (node.message == "" || node.stage == StageSignature || node.stage == StageClaims) && parts[2] != "" {
		l.NodeCannot = true
		return l
	}
	l.NodeName, l.Node = node.name, node.message
	return l
}

// sentinel is the name of the first sentinel in an error, those that say most before
// those that only name the step.
func sentinel(err error) string {
	for _, one := range []struct {
		err  error
		name string
	}{
		{jwt.ErrTokenExpired, "ErrTokenExpired"},
		{jwt.ErrTokenNotValidYet, "ErrTokenNotValidYet"},
		{jwt.ErrTokenUsedBeforeIssued, "ErrTokenUsedBeforeIssued"},
		{jwt.ErrTokenInvalidAudience, "ErrTokenInvalidAudience"},
		{jwt.ErrTokenInvalidIssuer, "ErrTokenInvalidIssuer"},
		{jwt.ErrTokenInvalidSubject, "ErrTokenInvalidSubject"},
		{jwt.ErrTokenInvalidId, "ErrTokenInvalidId"},
		{jwt.ErrTokenRequiredClaimMissing, "ErrTokenRequiredClaimMissing"},
		{jwt.ErrInvalidType, "ErrInvalidType"},
		{jwt.ErrTokenInvalidClaims, "ErrTokenInvalidClaims"},
		{jwt.ErrTokenSignatureInvalid, "ErrTokenSignatureInvalid"},
		{jwt.ErrTokenUnverifiable, "ErrTokenUnverifiable"},
		{jwt.ErrTokenMalformed, "ErrTokenMalformed"},
	} {
		if errors.Is(err, one.err) {
			return one.name
		}
	}
	return ""
}
