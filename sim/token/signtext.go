package token

// SignText is the signature of any text, a header and payload with a dot between them,
// say. A key that only verifies answers an error.
func (k Key) SignText(text string) ([]byte, error) {
	if !k.CanSign() {
		return nil, errCannotSign
	}
	return k.method.Sign(text, k.sign)
}
