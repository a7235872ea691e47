package identity

import (
	"bytes"
	"maps"
	"testing"
	"time"
)

func TestCodecRefusesWhatItCouldNotGiveBack(t *testing.T) {
	for name, values := range map[string]map[string]any{
		"unknown name":  {"colour": int64(3)},
		"unknown type":  {memberKey: "3"},
		"no member":     {memberKey: int64(0)},
		"false flag":    {mustSetPINKey: false},
		"flag as int":   {mustSetPINKey: int64(1)},
		"member a bool": {memberKey: true},
	} {
		if _, err := (sessionCodec{}).Encode(start, values); err == nil {
			t.Errorf("%s was taken", name)
		}
	}
}

func FuzzSessionCodec(f *testing.F) {
	for _, values := range []map[string]any{{}, {memberKey: int64(417)}, {memberKey: int64(1), mustSetPINKey: true}} {
		b, err := sessionCodec{}.Encode(start, values)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Add([]byte{})
	f.Add(bytes.Repeat([]byte{0xff}, sessionLen))
	f.Fuzz(func(t *testing.T, b []byte) {
		deadline, values, err := sessionCodec{}.Decode(b)
		if err != nil {
			return
		}
		again, err := sessionCodec{}.Encode(deadline, values)
		if err != nil || !bytes.Equal(again, b) {
			t.Fatalf("%x was read as %v %v and written as %x, %v", b, deadline, values, again, err)
		}
	})
}

func TestCodecGivesBackWhatItTook(t *testing.T) {
	want := map[string]any{memberKey: int64(1 << 40), mustSetPINKey: true}
	b, err := sessionCodec{}.Encode(start.Add(time.Hour), want)
	if err != nil {
		t.Fatal(err)
	}
	deadline, got, err := sessionCodec{}.Decode(b)
	if err != nil || !deadline.Equal(start.Add(time.Hour)) || !maps.Equal(got, want) {
		t.Errorf("got %v, %v, %v", deadline, got, err)
	}
}
