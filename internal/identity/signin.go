package identity

import (
	"context"
	"crypto/hmac"
	"crypto/subtle"
	"time"

	"simpanbudi/internal/fault"
	"simpanbudi/internal/store"
)

// Attempt is one try to sign in.
type Attempt struct {
	Card    string
	Secret  string // six digits, or DDMMYYYY
	Address string // the client's, for the throttle
	Device  string // the device cookie's token, "" where there is none
	Shared  bool   // a screen that many use: no device is known or remembered
}

// SignedIn is a successful attempt.
type SignedIn struct {
	Member     int64
	MustSetPIN bool   // a birth date was used: nothing but /pin opens
	Device     string // token for the device cookie; "" from a shared screen
}

// try is an attempt on its way.
type try struct {
	cardKey, secret, address string
	device                   string // "" unless made here
	deviceHash               string
	known                    bool // the device has signed in to this card before
	shared                   bool
	creds                    store.CredentialsRow
}

// changeTries is how often a try is checked again because the member's PIN was
// replaced under it, as two first sign-ins at once do.
const changeTries = 3

// settleTime bounds the write after the check, which nobody may be waiting for.
const settleTime = 10 * time.Second

// SignIn checks an attempt. Every failure is the same fault.SignInNo at the
// same cost: one argon2id and one write, whether the card is unknown, the secret
// wrong, the PIN imported or set. Too many are fault.TooMany with retry_after in
// seconds, and more at once than the machine can check fault.Unavailable with
// the same argument. A blocked member may sign in, to see why.
func (s *Service) SignIn(ctx context.Context, a Attempt) (SignedIn, error) {
	t := &try{cardKey: CardKey(a.Card), secret: secretKey(a.Secret), address: addressKey(a.Address), shared: a.Shared}
	if !t.shared && s.keys.isDevice(a.Device) {
		t.device, t.deviceHash = a.Device, s.keys.deviceHash(a.Device)
	}
	if err := s.look(ctx, t); err != nil {
		return SignedIn{}, err
	}
	if !t.known {
		leave, err := s.addresses.enter(ctx, t.address)
		if err != nil {
			return SignedIn{}, err
		}
		defer leave()
	}
	leave, err := s.hasher.sit()
	if err != nil {
		return SignedIn{}, err
	}
	defer leave()
	counted := s.buckets(t)
	if err := s.reserve(ctx, counted); err != nil {
		return SignedIn{}, err
	}
	in, err := s.check(ctx, t, counted)
	if err != nil && fault.CodeOf(err) != fault.SignInNo {
		s.release(ctx, counted) // nothing was learned by it
	}
	return in, err
}

// look reads who the card belongs to and refuses a try that must wait, without
// a write and without a hash: a refused flood costs next to nothing.
func (s *Service) look(ctx context.Context, t *try) error {
	return s.db.Read(ctx, func(q store.Queryer) error {
		var err error
		// An unknown card leaves the zero row behind, which nothing matches.
		if t.creds, _, err = store.CredentialsByCard(q, t.cardKey, t.deviceHash); err != nil {
			return err
		}
		t.known = t.creds.KnownDevice
		wait, err := refusal(q, s.buckets(t), s.o.Now())
		if err == nil && wait > 0 {
			err = tooMany(wait)
		}
		return err
	})
}

// check verifies a counted try and settles it where it was right.
func (s *Service) check(ctx context.Context, t *try, counted []*bucket) (SignedIn, error) {
	for range changeTries {
		proof, err := s.verify(ctx, t)
		if err != nil {
			return SignedIn{}, err
		}
		in, ok, err := s.settle(ctx, t, proof, counted)
		if err != nil || ok {
			return in, err
		}
		err = s.db.Read(ctx, func(q store.Queryer) error {
			t.creds, _, err = store.CredentialsByCard(q, t.cardKey, t.deviceHash)
			return err
		})
		if err != nil {
			return SignedIn{}, err
		}
	}
	return SignedIn{}, fault.New(fault.Conflict, "")
}

// proof is by what a right secret was right.
type proof struct {
	made        hash // of the secret, with the salt of the member's hash or a new one
	importedPIN bool // it is the imported PIN, to be kept as made from now on
	birthDate   bool
}

// verify does the same for every try (one argon2id, two MACs) and only then
// looks what of it counts for this member. A wrong secret is fault.SignInNo.
func (s *Service) verify(ctx context.Context, t *try) (proof, error) {
	own, hasOwn := parseHash(t.creds.PINHash)
	if !hasOwn {
		own = hash{cost: usual, salt: newSalt(), sum: make([]byte, hashLen)}
	}
	birthDateOn := s.o.BirthDate(ctx)
	made, err := s.hasher.hash(ctx, t.secret, own.salt, own.cost)
	if err != nil {
		return proof{}, err
	}
	byHash := subtle.ConstantTimeCompare(made.sum, own.sum) == 1
	byPIN := hmac.Equal(s.keys.PINMAC(t.cardKey, t.secret), t.creds.PINMAC)
	byBirth := hmac.Equal(s.keys.BirthMAC(t.cardKey, t.secret), t.creds.BirthMAC)
	switch {
	case t.creds.PINHash != "":
		if hasOwn && byHash {
			return proof{made: made}, nil
		}
	case len(t.creds.PINMAC) > 0:
		if byPIN {
			return proof{made: made, importedPIN: true}, nil
		}
	case birthDateOn && byBirth:
		return proof{made: made, birthDate: true}, nil
	}
	return proof{}, fault.New(fault.SignInNo, "")
}

// settle books a right try: uncounted, an imported PIN kept as a hash, the
// device known. It is false where the member's credentials have changed since
// they were read. Whether the caller still waits makes no difference to it.
func (s *Service) settle(ctx context.Context, t *try, p proof, counted []*bucket) (SignedIn, bool, error) {
	in := SignedIn{Member: t.creds.Member, MustSetPIN: p.birthDate, Device: t.device}
	if in.Device == "" && !t.shared {
		in.Device = s.keys.newDevice()
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), settleTime)
	defer cancel()
	same := false
	err := s.db.Write(ctx, func(tx *store.Tx) error {
		var err error
		if same, err = store.SameCredentials(tx, t.creds); err != nil || !same {
			return err
		}
		if p.importedPIN {
			if _, err := store.KeepImportedPIN(tx, t.creds.Member, t.creds.PINMAC, p.made.String()); err != nil {
				return err
			}
		}
		if err := succeed(tx, counted); err != nil || t.shared {
			return err
		}
		return store.PutDevice(tx, in.Member, s.keys.deviceHash(in.Device), s.o.Now(), devicesKept)
	})
	if err != nil || !same {
		return SignedIn{}, false, err
	}
	return in, true, nil
}

// release takes back the count of a try that came to no answer. Where even that
// cannot be written the try stays counted, which is the safe side.
func (s *Service) release(ctx context.Context, counted []*bucket) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), settleTime)
	defer cancel()
	_ = s.db.Write(ctx, func(tx *store.Tx) error {
		for _, b := range counted {
			if err := b.takeBack(tx); err != nil {
				return err
			}
		}
		return nil
	})
}
