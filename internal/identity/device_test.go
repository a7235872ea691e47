package identity

import (
	"bytes"
	"fmt"
	"testing"
	"time"
)

func TestOnlyTokensMadeHereAreDevices(t *testing.T) {
	k := newKeys(bytes.Repeat([]byte{7}, masterLen))
	token := k.newDevice()
	if !k.isDevice(token) {
		t.Fatal("its own token is refused")
	}
	if k.newDevice() == token {
		t.Error("two devices have one token")
	}
	for _, bad := range []string{"", token[1:], token + "A", "A" + token[1:len(token)-1] + "_", newKeys(make([]byte, masterLen)).newDevice()} {
		if bad != token && k.isDevice(bad) {
			t.Errorf("%q is taken", bad)
		}
	}
}

func TestFamilyPhoneIsKnownForEachCardItSignsInTo(t *testing.T) {
	f := newFixture(t)
	f.member("MOTHER", "482913", "")
	f.member("CHILD", "482914", "")
	mother, err := f.try("MOTHER", "482913")
	if err != nil {
		t.Fatal(err)
	}
	child, err := f.SignIn(t.Context(), Attempt{Card: "CHILD", Secret: "482914", Address: "192.0.2.7", Device: mother.Device})
	if err != nil || child.Device != mother.Device {
		t.Fatalf("got %+v, %v; want the phone's token", child, err)
	}
	if got := f.text(`select count(*) from known_devices`); got != "2" {
		t.Errorf("%s known devices, want 2", got)
	}
	if got := f.text(`select count(*) from known_devices where token_hash = ?`, mother.Device); got != "0" {
		t.Error("the token stands in the database itself")
	}
}

func TestOnlyTheLatestDevicesOfACardAreKept(t *testing.T) {
	f := newFixture(t)
	f.member("A1", "482913", "")
	var first, last SignedIn
	for i := range devicesKept + 3 {
		in, err := f.try("A1", "482913")
		if err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			first = in
		}
		last = in
		f.clock.pass(time.Minute)
	}
	if got := f.text(`select count(*) from known_devices`); got != fmt.Sprint(devicesKept) {
		t.Errorf("%s devices kept, want %d", got, devicesKept)
	}
	for device, want := range map[string]string{first.Device: "0", last.Device: "1"} {
		if got := f.text(`select count(*) from known_devices where token_hash = ?`, f.keys.deviceHash(device)); got != want {
			t.Errorf("kept %s times, want %s", got, want)
		}
	}
}
