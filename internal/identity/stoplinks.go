package identity

import (
	"context"

	"simpanbudi/internal/fault"
)

// VerifyStop returns whose messages by which channel a token of ours stops. One that
// is none of ours is fault.LinkUnknown and counted against the address as for
// [Links.Verify]; a right one is never kept waiting, as it is to be honoured at once.
func (k *Links) VerifyStop(ctx context.Context, token, address string) (member int64, channel string, err error) {
	if member, channel, ok := k.s.keys.ReadStopToken(token); ok {
		return member, channel, nil
	}
	tries := &bucket{name: k.s.keys.bucket("link", addressKey(address), ""), limit: linkLimit}
	if err := k.mayTry(ctx, tries); err != nil {
		return 0, "", err
	}
	err = k.s.reserve(ctx, []*bucket{tries})
	if err != nil {
		return 0, "", err
	}
	return 0, "", fault.New(fault.LinkUnknown, "")
}
