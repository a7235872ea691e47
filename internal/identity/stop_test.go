package identity

import "testing"

func TestAStopTokenStopsOneChannelOfOneMember(t *testing.T) {
	keys, others := newKeys(make([]byte, masterLen)), newKeys([]byte("another master of thirty-two b.."))
	for _, channel := range stopChannels {
		token := keys.StopToken(417, channel)
		member, got, ok := keys.ReadStopToken(token)
		if !ok || member != 417 || got != channel {
			t.Errorf("%s: %d %s %v", token, member, got, ok)
		}
		if _, _, ok := others.ReadStopToken(token); ok {
			t.Error("another library's token is taken")
		}
		for i := range token {
			changed := []byte(token)
			changed[i] ^= 1
			if m, c, ok := keys.ReadStopToken(string(changed)); ok && (m != 417 || c != channel) {
				t.Errorf("%s stops %s of %d", changed, c, m)
			}
		}
	}
	for _, token := range []string{"", "x", "AAAA", keys.StopToken(1, "letter"), keys.StopToken(1, "email") + "A"} {
		if _, _, ok := keys.ReadStopToken(token); ok {
			t.Errorf("%q is taken", token)
		}
	}
}
