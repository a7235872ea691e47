package identity

import (
	"context"
	"crypto/sha256"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/store"
	"simpanbudi/internal/store/storetest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// fixture is a library's door with a clock that only the test moves, and a
// cheap stand-in for argon2id that counts how often it is asked.
type fixture struct {
	*Service
	t      testing.TB
	path   string
	clock  *clock
	hashes atomic.Int64
	birth  atomic.Bool
}

type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

var template storetest.Template

func newFixture(t testing.TB) *fixture {
	t.Helper()
	f := &fixture{t: t, path: filepath.Join(t.TempDir(), "library.db"),
		clock: &clock{at: time.Date(2026, 11, 23, 9, 0, 0, 250e6, time.UTC)}}
	f.birth.Store(true)
	template.Copy(t, f.path, func(path string) error {
		db, err := store.Open(context.Background(), path, store.Options{})
		if err != nil {
			return err
		}
		return db.Close()
	})
	f.open()
	t.Cleanup(func() { f.close() })
	return f
}

func (f *fixture) open() {
	f.t.Helper()
	db, err := store.Open(f.t.Context(), f.path, store.Options{Readers: 1})
	if err != nil {
		f.t.Fatal(err)
	}
	keys, err := LoadKeys(KeyFile(f.path))
	if err != nil {
		f.t.Fatal(err)
	}
	f.Service = New(db, keys, Options{Now: f.clock.Now, Hashers: 2,
		BirthDate: func(context.Context) bool { return f.birth.Load() }})
	f.hasher.derive = func(secret, salt []byte, _ cost) []byte {
		f.hashes.Add(1)
		sum := sha256.Sum256(append(append([]byte{}, salt...), secret...))
		return sum[:]
	}
}

func (f *fixture) close() {
	if err := f.db.Close(); err != nil {
		f.t.Error(err)
	}
}

// reopen is a restart of the program.
func (f *fixture) reopen() {
	f.t.Helper()
	f.close()
	f.open()
}

func (f *fixture) exec(query string, args ...any) {
	f.t.Helper()
	err := f.db.Write(context.Background(), func(tx *store.Tx) error {
		_, err := tx.Exec(query, args...)
		return err
	})
	if err != nil {
		f.t.Fatal(err)
	}
}

func (f *fixture) text(query string, args ...any) string {
	f.t.Helper()
	var s string
	err := f.db.Read(context.Background(), func(q store.Queryer) error { return q.QueryRow(query, args...).Scan(&s) })
	if err != nil {
		f.t.Fatal(err)
	}
	return s
}

// member registers a member with an imported PIN and a birth date, "" for none.
func (f *fixture) member(card, pin, birth string) (id int64) {
	f.t.Helper()
	key := CardKey(card)
	var pinMAC, birthMAC any
	if pin != "" {
		pinMAC = f.keys.PINMAC(key, pin)
	}
	if birth != "" {
		birthMAC = f.keys.BirthMAC(key, birth)
	}
	err := f.db.Write(context.Background(), func(tx *store.Tx) error {
		return tx.QueryRow(`insert into members (card, card_key, name, category, branch_id, pin_mac, birth_mac)
			values (?, ?, 'Somebody', 'umum', 1, ?, ?) returning id`, card, key, pinMAC, birthMAC).Scan(&id)
	})
	if err != nil {
		f.t.Fatal(err)
	}
	return id
}

// try signs in from an address that nobody else uses.
func (f *fixture) try(card, secret string) (SignedIn, error) {
	return f.SignIn(context.Background(), Attempt{Card: card, Secret: secret, Address: "192.0.2.7"})
}

// wantCode fails unless err is the fault of that code.
func wantCode(t testing.TB, err error, want fault.Code) {
	t.Helper()
	if got := fault.CodeOf(err); got != want {
		t.Fatalf("got %q (%v), want %q", got, err, want)
	}
}

// retryAfter is the wait an error asks for, in seconds.
func retryAfter(t testing.TB, err error) int {
	t.Helper()
	n, ok := fault.ArgsOf(err)["retry_after"].(int)
	if !ok {
		t.Fatalf("%v carries no retry_after in seconds", err)
	}
	return n
}
